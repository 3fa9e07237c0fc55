/** grpc.health.v1 for the whole server, which has the empty name: it answers, so it serves. */
import { grpc } from '../../gen/etcd.js';
import { CODE } from '../status.ts';
import type { Status } from '../status.ts';
import { serverStream, unary } from '../surface.ts';
import type { Method } from '../surface.ts';

const { HealthCheckRequest, HealthCheckResponse, HealthListRequest, HealthListResponse } = grpc.health.v1;
const { ServingStatus } = HealthCheckResponse;

const WHOLE_SERVER = '';
const UNKNOWN_SERVICE: Status = { code: CODE.NOT_FOUND, message: 'unknown service' };

export function healthMethods(): Method[] {
  return [
    unary('/grpc.health.v1.Health/Check', HealthCheckRequest, HealthCheckResponse, (call) => {
      if (call.request.service === WHOLE_SERVER) call.reply({ status: ServingStatus.SERVING });
      else call.fail(UNKNOWN_SERVICE);
    }),
    unary('/grpc.health.v1.Health/List', HealthListRequest, HealthListResponse, (call) => {
      call.reply({ statuses: { [WHOLE_SERVER]: { status: ServingStatus.SERVING } } });
    }),
    // Stays open: the state changes only by the end of the server, which ends the stream.
    serverStream('/grpc.health.v1.Health/Watch', HealthCheckRequest, HealthCheckResponse, (call) => {
      const known = call.request.service === WHOLE_SERVER;
      call.write({ status: known ? ServingStatus.SERVING : ServingStatus.SERVICE_UNKNOWN });
    }),
  ];
}
