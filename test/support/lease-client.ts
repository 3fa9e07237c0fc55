/** etcd's lease calls to one member; `null` is any answer that is not certain. */
import grpc from '@grpc/grpc-js';
import { countOf, idOf, longOf, longOfId } from '../../src/codec/etcd-scalars.ts';
import { Channel } from '../../src/client/channel.ts';
import { parseEndpoint } from '../../src/client/endpoint.ts';
import { ClientError } from '../../src/client/errors.ts';
import { etcdserverpb } from '../../src/gen/etcd.js';

const pb = etcdserverpb;
const GRANT = {
  ...{
    path: '/etcdserverpb.Lease/LeaseGrant',
    request: pb.LeaseGrantRequest,
    response: pb.LeaseGrantResponse,
  },
};
const REVOKE = {
  ...{
    path: '/etcdserverpb.Lease/LeaseRevoke',
    request: pb.LeaseRevokeRequest,
    response: pb.LeaseRevokeResponse,
  },
};
const KEEP_ALIVE = '/etcdserverpb.Lease/LeaseKeepAlive';
const CALL_MS_MAX = 10_000;
const CONNECT_MS_MAX = 1_000;

export class LeaseClient {
  private readonly channel: Channel;
  private readonly streams: grpc.Client;

  constructor(endpoint: string) {
    this.channel = new Channel(parseEndpoint(endpoint));
    this.streams = new grpc.Client(endpoint, grpc.credentials.createInsecure(), {
      'grpc.enable_retries': 0,
      'grpc.use_local_subchannel_pool': 1,
    });
  }

  close(): void {
    this.channel.close();
    this.streams.close();
  }

  async grant(ttlSeconds: number): Promise<{ readonly id: bigint; readonly ttlSeconds: number } | null> {
    return certain(async () => {
      await this.channel.connect(CONNECT_MS_MAX);
      const { ID, TTL } = await this.channel.unary(GRANT, { TTL: longOf(ttlSeconds) }, CALL_MS_MAX);
      return { id: idOf(ID), ttlSeconds: countOf(TTL) };
    });
  }

  revoke(id: bigint): Promise<boolean | null> {
    return certain(async () => {
      await this.channel.connect(CONNECT_MS_MAX);
      await this.channel.unary(REVOKE, { ID: longOfId(id) }, CALL_MS_MAX);
      return true;
    });
  }

  /** One renewal: the seconds it is good for, 0 when there is no such lease. */
  keepAlive(id: bigint): Promise<number | null> {
    return new Promise((resolve) => {
      const call = this.streams.makeBidiStreamRequest<
        etcdserverpb.LeaseKeepAliveRequest.$Properties,
        etcdserverpb.LeaseKeepAliveResponse
      >(
        KEEP_ALIVE,
        (message) => Buffer.from(pb.LeaseKeepAliveRequest.encode(message).finish()),
        (bytes) => pb.LeaseKeepAliveResponse.decode(bytes),
        new grpc.Metadata(),
        { deadline: Date.now() + CALL_MS_MAX },
      );
      call.on('data', ({ TTL }: etcdserverpb.LeaseKeepAliveResponse) => {
        resolve(countOf(TTL));
        call.end();
      });
      call.on('error', () => resolve(null));
      call.on('end', () => resolve(null));
      call.write({ ID: longOfId(id) });
    });
  }
}

async function certain<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ClientError) return null;
    throw error;
  }
}
