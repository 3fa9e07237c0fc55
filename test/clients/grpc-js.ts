/** `@grpc/grpc-js`, the gRPC of Node's world: every kind of call, and calls that end before they are answered. */
import grpc from '@grpc/grpc-js';
import { bytesOfKey } from '../../src/codec/etcd-scalars.ts';
import { etcdserverpb } from '../../src/gen/etcd.js';
import { until } from '../support/until.ts';
import { matches, same, within } from './expect.ts';
import { CREDENTIALS, fetchText } from './target.ts';
import type { Target } from './target.ts';

const pb = etcdserverpb;
const key = bytesOfKey('grpc-js');
const asItIs = (bytes: Uint8Array): Buffer => Buffer.from(bytes);

export async function grpcJs(target: Target): Promise<void> {
  const [address = ''] = target.addresses;
  const client = new grpc.Client(address, credentialsFor(target), { 'grpc.use_local_subchannel_pool': 1 });
  try {
    await unary(client);
    await serverStream(client);
    await endsEarly(client, () => watchStreams(target, address));
  } finally {
    client.close();
  }
}

export function credentialsFor({ transport }: Target): grpc.ChannelCredentials {
  const { ca, cert, key: own } = CREDENTIALS;
  return transport === 'TLS' ? grpc.credentials.createSsl(ca, own, cert) : grpc.credentials.createInsecure();
}

async function unary(client: grpc.Client): Promise<void> {
  const value = new Uint8Array(100_000).fill(7);
  await call(client, '/etcdserverpb.KV/Put', pb.PutRequest.encode({ key, value }).finish());
  const answer = await call(client, '/etcdserverpb.KV/Range', pb.RangeRequest.encode({ key }).finish());
  same('range of a large value', pb.RangeResponse.decode(answer).kvs?.[0]?.value?.length, value.length);
  const refused = await call(client, '/etcdserverpb.KV/Nonsense', new Uint8Array(0)).catch(
    ({ code }: grpc.ServiceError) => code,
  );
  same('an unknown method', refused, grpc.status.UNIMPLEMENTED);
}

function call(client: grpc.Client, path: string, request: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    client.makeUnaryRequest(path, asItIs, asItIs, request, (error, answer) =>
      answer === undefined ? reject(error ?? new Error('no answer')) : resolve(answer),
    ),
  );
}

async function serverStream(client: grpc.Client): Promise<void> {
  const request = pb.SnapshotRequest.encode({}).finish();
  const pieces = client.makeServerStreamRequest(
    '/etcdserverpb.Maintenance/Snapshot',
    asItIs,
    asItIs,
    request,
  );
  let bytes = 0;
  for await (const piece of pieces as AsyncIterable<Buffer>) {
    bytes += pb.SnapshotResponse.decode(piece).blob?.length ?? 0;
  }
  same('a snapshot of more than the value', bytes > 100_000, true);
}

/** One stream is cancelled, one runs out of time; the server lets go of both. */
async function endsEarly(client: grpc.Client, open: () => Promise<number>): Promise<void> {
  const before = await open();
  const ends = [watch(client, {}), watch(client, { deadline: Date.now() + 1_500 })];
  const [first, second] = ends;
  await within('both watches to begin', Promise.all(ends.map(({ created }) => created)));
  same('streams the server counts', await open(), before + 2);
  first!.cancel();
  same('cancelled', await within('the end', first!.ended), grpc.status.CANCELLED);
  same('out of time', await within('the end', second!.ended), grpc.status.DEADLINE_EXCEEDED);
  await until('the server to let go of both', async () => (await open()) === before);
}

interface Ending {
  readonly created: Promise<void>;
  readonly ended: Promise<number>;
  cancel(): void;
}

function watch(client: grpc.Client, options: grpc.CallOptions): Ending {
  const stream = client.makeBidiStreamRequest('/etcdserverpb.Watch/Watch', asItIs, asItIs, options);
  const ended = new Promise<number>((resolve) => {
    stream.on('status', ({ code }) => resolve(code)).on('error', () => undefined);
  });
  const created = new Promise<void>((resolve) => stream.on('data', () => resolve()));
  stream.write(Buffer.from(pb.WatchRequest.encode({ create_request: { key } }).finish()));
  return { created, ended, cancel: () => stream.cancel() };
}

/** As the server tells over HTTP. */
async function watchStreams(target: Target, address: string): Promise<number> {
  const metrics = await fetchText(target, address, '/metrics');
  const count = /^etcd_debugging_mvcc_watch_stream_total (\d+)$/m;
  matches('metrics', metrics, count);
  return Number(count.exec(metrics)?.[1]);
}
