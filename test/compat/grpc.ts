/** The one call etcdctl does not have: raising an alarm by hand, so that no store has to be filled. */
import grpc from '@grpc/grpc-js';
import Long from 'long';
import { etcdserverpb } from '../../src/gen/etcd.js';
import type { Outcome } from './etcdctl.ts';

const LIMIT_MS = 8_000;

/** `member` is hexadecimal, as etcdctl prints it. */
export function raiseAlarm(address: string, member: string, alarm: 'NOSPACE' | 'CORRUPT'): Promise<Outcome> {
  const request = etcdserverpb.AlarmRequest.encode({
    action: etcdserverpb.AlarmRequest.AlarmAction.ACTIVATE,
    memberID: Long.fromString(member, true, 16),
    alarm: etcdserverpb.AlarmType[alarm],
  }).finish();
  const client = new grpc.Client(address, grpc.credentials.createInsecure());
  return new Promise((resolve) => {
    client.makeUnaryRequest(
      '/etcdserverpb.Maintenance/Alarm',
      (bytes: Uint8Array) => Buffer.from(bytes),
      (bytes: Buffer) => etcdserverpb.AlarmResponse.decode(bytes),
      request,
      { deadline: Date.now() + LIMIT_MS },
      (error, response) => {
        client.close();
        resolve(
          error === null
            ? answered(response)
            : { end: `gRPC ${error.code}`, stdout: '', stderr: error.details },
        );
      },
    );
  });
}

function answered(response: etcdserverpb.AlarmResponse | undefined): Outcome {
  const alarms = (response?.alarms ?? []).map(
    ({ memberID, alarm }) => `${memberID?.toString(16) ?? ''}: ${etcdserverpb.AlarmType[alarm ?? 0] ?? ''}\n`,
  );
  return { end: 'gRPC 0', stdout: alarms.join(''), stderr: '' };
}
