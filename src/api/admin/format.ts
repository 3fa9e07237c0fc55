/** The header of every admin message: who answers, and in which format. */
import { longOf, unsignedLongOf } from '../../codec/etcd-scalars.ts';
import type { atoll } from '../../gen/atoll.js';
import type { ApiContext } from '../context.ts';
import { invalid } from '../errors.ts';
import type { Status } from '../status.ts';
import { serverStream, unary } from '../surface.ts';
import type { Decoder, Encoder, Method, ServerStreamCall, UnaryCall } from '../surface.ts';

type AdminHeader = atoll.admin.v1.ResponseHeader.$Properties;

export const ADMIN_FORMAT = 1;

interface WithHeader {
  readonly header?: atoll.admin.v1.RequestHeader.$Properties | null | undefined;
}

export function adminHeader({ ids, serving }: ApiContext): AdminHeader {
  return {
    format: ADMIN_FORMAT,
    cluster_id: ids.cluster_id,
    member_id: ids.member_id,
    region: serving.identity.region,
    revision: longOf(serving.revision()),
    raft_term: unsignedLongOf(serving.status().term),
  };
}

export function adminUnary<Request extends WithHeader, Response>(
  name: string,
  request: Decoder<Request>,
  response: Encoder<Response>,
  handle: (call: UnaryCall<Request, Response>) => void,
): Method {
  return unary(path(name), request, response, (call) => {
    const refusal = refuseFormat(call.request);
    if (refusal === null) handle(call);
    else call.fail(refusal);
  });
}

export function adminStream<Request extends WithHeader, Response>(
  name: string,
  request: Decoder<Request>,
  response: Encoder<Response>,
  handle: (call: ServerStreamCall<Request, Response>) => void,
): Method {
  return serverStream(path(name), request, response, (call) => {
    const refusal = refuseFormat(call.request);
    if (refusal === null) handle(call);
    else call.fail(refusal);
  });
}

const path = (name: string): string => `/atoll.admin.v1.Admin/${name}`;

/** 0: the client left it out, which the first format allows. */
function refuseFormat({ header }: WithHeader): Status | null {
  const format = header?.format ?? 0;
  if (format <= ADMIN_FORMAT) return null;
  return invalid(
    `the request has format ${format}, and this server knows up to ${ADMIN_FORMAT}: use a client of its release`,
  );
}
