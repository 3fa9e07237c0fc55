/** Grants, and keep-alives on a stream for each lease. */
import { longOf } from '../../../src/codec/etcd-scalars.ts';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';
import type { LoadConnection } from './connection.ts';
import type { Operation } from './lane.ts';
import { Fields, framed, revisionOf } from './message.ts';
import type { Recorder } from './recorder.ts';

/** Longer than a run, so that no expiry is measured with it. */
const TTL_SECONDS = 600;
const KEEP_ALIVE = '/etcdserverpb.Lease/LeaseKeepAlive';
const GRANT = '/etcdserverpb.Lease/LeaseGrant';
const REPLY_ID = 2;
const REPLY_TTL = 3;

const GRANT_REQUEST = framed(pb.LeaseGrantRequest.encode({ TTL: longOf(TTL_SECONDS) }).finish());

export function grantOperation(recorder: Recorder): Operation {
  return {
    path: GRANT,
    request: () => GRANT_REQUEST,
    check: (bytes, from, to, floor) => {
      const { hasId, ttl } = leaseIn(bytes, from, to);
      if (!hasId || ttl < TTL_SECONDS) recorder.fail(`a grant answered a time to live of ${ttl}`);
      recorder.read(revisionOf(bytes, from, to), Math.min(floor, 1));
    },
  };
}

/** `leases` leases, each kept alive over and over on a stream of its own, in turn over the connections. */
export async function startKeepAlives(
  connections: readonly LoadConnection[],
  recorder: Recorder,
  leases: number,
): Promise<void> {
  for (let i = 0; i < leases; i++) {
    const connection = connections[i % connections.length];
    if (connection !== undefined) keepAlive(connection, recorder, await grant(connection));
  }
}

function keepAlive(connection: LoadConnection, recorder: Recorder, request: Uint8Array): void {
  let began = 0;
  const stream = connection.openStream(KEEP_ALIVE, {
    onMessage: (bytes, from, to) => {
      const { ttl } = leaseIn(bytes, from, to);
      if (ttl < 1) recorder.fail('a lease that was kept alive is gone');
      recorder.underWay -= 1;
      recorder.done(began);
      again();
    },
    onEnd: (fault) => recorder.fail(`a keep-alive stream ended: ${fault ?? 'by the server'}`),
  });
  again();

  function again(): void {
    if (recorder.isStopping) return;
    began = performance.now();
    recorder.underWay += 1;
    connection.send(stream, request);
  }
}

/** A new lease, as the request that keeps it alive. */
function grant(connection: LoadConnection): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    let request: Uint8Array | null = null;
    connection.call(GRANT, GRANT_REQUEST, {
      onMessage: (bytes, from, to) => {
        const { ID } = pb.LeaseGrantResponse.decode(bytes.subarray(from, to));
        request = framed(pb.LeaseKeepAliveRequest.encode({ ID }).finish());
      },
      onEnd: (fault) => (request === null ? reject(new Error(fault ?? 'no reply')) : resolve(request)),
    });
  });
}

function leaseIn(bytes: Uint8Array, from: number, to: number): { hasId: boolean; ttl: number } {
  const fields = new Fields(bytes, from, to);
  let [hasId, ttl] = [false, 0];
  while (fields.next()) {
    if (fields.number === REPLY_ID) hasId = fields.value !== 0;
    if (fields.number === REPLY_TTL) ttl = fields.value;
  }
  return { hasId, ttl };
}
