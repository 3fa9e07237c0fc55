/**
 * etcd's calls to one member, for programs that must know what became of each write.
 *
 * E1. A write's outcome is one of three: acknowledged, never sent, unknown. Whatever is not certain is unknown, and no
 *     write is ever sent twice (src/client/channel.ts N1, N2).
 * E2. Reads are linearizable.
 */
import { longOf, longOfId, countOf, keyOf, bytesOfKey } from '../../src/codec/etcd-scalars.ts';
import { Channel } from '../../src/client/channel.ts';
import { parseEndpoint } from '../../src/client/endpoint.ts';
import type { Method } from '../../src/client/channel.ts';
import { ClientError, describeClientError } from '../../src/client/errors.ts';
import type { ClientTls } from '../../src/client/tls.ts';
import { prefixRange } from '../../src/core/base/bytes.ts';
import { etcdserverpb } from '../../src/gen/etcd.js';
import type { mvccpb } from '../../src/gen/etcd.js';

const pb = etcdserverpb;
const { EQUAL } = pb.Compare.CompareResult;
const { CREATE } = pb.Compare.CompareTarget;
const PUT = { path: '/etcdserverpb.KV/Put', request: pb.PutRequest, response: pb.PutResponse };
const TXN = { path: '/etcdserverpb.KV/Txn', request: pb.TxnRequest, response: pb.TxnResponse };
const RANGE = { path: '/etcdserverpb.KV/Range', request: pb.RangeRequest, response: pb.RangeResponse };
const STATUS = {
  ...{ path: '/etcdserverpb.Maintenance/Status', request: pb.StatusRequest, response: pb.StatusResponse },
};
const HASH = {
  ...{ path: '/etcdserverpb.Maintenance/HashKV', request: pb.HashKVRequest, response: pb.HashKVResponse },
};
const DELETE = {
  path: '/etcdserverpb.KV/DeleteRange',
  request: pb.DeleteRangeRequest,
  response: pb.DeleteRangeResponse,
};

const COMPACT = {
  ...{ path: '/etcdserverpb.KV/Compact', request: pb.CompactionRequest, response: pb.CompactionResponse },
};
const DEFRAGMENT = {
  path: '/etcdserverpb.Maintenance/Defragment',
  ...{ request: pb.DefragmentRequest, response: pb.DefragmentResponse },
};

/** Longer than the server's own time-out, which says more. */
const WRITE_MS_MAX = 10_000;
const READ_MS_MAX = 20_000;
const CONNECT_MS_MAX = 1_000;
const PAGE_KEYS = 1_000;

export type Outcome =
  /** `found`: how many keys a delete took, or whether a transaction's comparison held. */
  | { readonly kind: 'acknowledged'; readonly revision: number; readonly found: number }
  | { readonly kind: 'not sent' }
  | { readonly kind: 'unknown'; readonly why: string };

export interface KeyState {
  readonly key: string;
  readonly value: string;
  readonly version: number;
  readonly createRevision: number;
  readonly modRevision: number;
}

export interface Pair {
  readonly key: string;
  readonly value: string;
}

export class MemberClient {
  readonly endpoint: string;
  private readonly channel: Channel;

  constructor(endpoint: string, tls?: ClientTls) {
    this.endpoint = endpoint;
    this.channel = new Channel(parseEndpoint(endpoint), tls);
  }

  close(): void {
    this.channel.close();
  }

  put(pair: Pair): Promise<Outcome> {
    return this.write(PUT, putMessage(pair), ({ header }) => acknowledged(header, 1));
  }

  /** All in one revision, and on one lease if it is given. */
  putAll(pairs: readonly Pair[], lease = 0n): Promise<Outcome> {
    const success = pairs.map((pair) => ({ request_put: { ...putMessage(pair), lease: longOfId(lease) } }));
    return this.write(TXN, { success }, ({ header, succeeded }) => acknowledged(header, succeeded ? 1 : 0));
  }

  /** A transaction that puts the key if it is not there yet. */
  create(pair: Pair): Promise<Outcome> {
    const absent = {
      ...{ key: bytesOfKey(pair.key), result: EQUAL, target: CREATE },
      create_revision: longOf(0),
    };
    const request = { compare: [absent], success: [{ request_put: putMessage(pair) }] };
    return this.write(TXN, request, ({ header, succeeded }) => acknowledged(header, succeeded ? 1 : 0));
  }

  delete(key: string): Promise<Outcome> {
    const request = { key: bytesOfKey(key) };
    return this.write(DELETE, request, ({ header, deleted }) => acknowledged(header, countOf(deleted)));
  }

  /** All keys with the prefix, in one revision. */
  deleteAll(prefix: string): Promise<Outcome> {
    const request = { key: bytesOfKey(prefix), range_end: rangeEndOf(prefix) };
    return this.write(DELETE, request, ({ header, deleted }) => acknowledged(header, countOf(deleted)));
  }

  /** Whether it is known to have been done. */
  compact(revision: number): Promise<boolean> {
    return this.tried(COMPACT, { revision: longOf(revision) });
  }

  defragment(): Promise<boolean> {
    return this.tried(DEFRAGMENT, {});
  }

  /**
   * All keys with the prefix, a page at a time; of a revision, or unchanged meanwhile: pages may be of different ones
   * otherwise.
   */
  async list(prefix: string, revision = 0): Promise<readonly KeyState[]> {
    const all: KeyState[] = [];
    const rangeEnd = rangeEndOf(prefix);
    for (let next: string | null = prefix; next !== null;) {
      const page: etcdserverpb.RangeResponse = await this.read(next, rangeEnd, PAGE_KEYS, revision);
      const states = page.kvs.map(keyState);
      all.push(...states);
      const last = states.at(-1);
      next = page.more && last !== undefined ? `${last.key}\0` : null;
    }
    return all;
  }

  async get(key: string): Promise<KeyState | null> {
    const { kvs } = await this.read(key, new Uint8Array(0), 1);
    return kvs.map(keyState)[0] ?? null;
  }

  /** With the region's revision at that moment. */
  async getAt(key: string): Promise<{ readonly revision: number; readonly state: KeyState | null }> {
    const { header, kvs } = await this.read(key, new Uint8Array(0), 1);
    return { revision: revisionOf(header), state: kvs.map(keyState)[0] ?? null };
  }

  /** etcd's hash over the keyspace at that revision, of this member's own data. */
  async hashAt(revision: number): Promise<number> {
    await this.channel.connect(CONNECT_MS_MAX);
    const request = { revision: longOf(revision) };
    return (await this.channel.unary(HASH, request, READ_MS_MAX)).hash;
  }

  /** Whether this member says that it leads. */
  async leads(): Promise<boolean> {
    await this.channel.connect(CONNECT_MS_MAX);
    const { header, leader } = await this.channel.unary(STATUS, {}, READ_MS_MAX);
    return leader.toString() === (header as etcdserverpb.ResponseHeader).member_id.toString();
  }

  /** The region's revision: every acknowledged write is at or below it. */
  async revision(): Promise<number> {
    const { header } = await this.read('\0', new Uint8Array(0), 1);
    return revisionOf(header);
  }

  private async tried<Request, Response>(
    method: Method<Request, Response>,
    request: Request,
  ): Promise<boolean> {
    try {
      await this.channel.connect(CONNECT_MS_MAX);
      await this.channel.unary(method, request, WRITE_MS_MAX);
      return true;
    } catch (error) {
      if (error instanceof ClientError) return false;
      throw error;
    }
  }

  private async read(
    key: string,
    rangeEnd: Uint8Array,
    limit: number,
    revision = 0,
  ): Promise<etcdserverpb.RangeResponse> {
    await this.channel.connect(CONNECT_MS_MAX);
    const request = {
      ...{ key: bytesOfKey(key), range_end: rangeEnd, limit: longOf(limit), revision: longOf(revision) },
    };
    return this.channel.unary(RANGE, request, READ_MS_MAX);
  }

  private async write<Request, Response>(
    method: Method<Request, Response>,
    request: Request,
    outcomeOf: (response: Response) => Outcome,
  ): Promise<Outcome> {
    try {
      await this.channel.connect(CONNECT_MS_MAX);
      return outcomeOf(await this.channel.unary(method, request, WRITE_MS_MAX));
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      return error.kind === 'unreachable'
        ? { kind: 'not sent' }
        : { kind: 'unknown', why: describeClientError(error) };
    }
  }
}

function rangeEndOf(prefix: string): Uint8Array {
  const { to } = prefixRange(prefix);
  return to === null ? Uint8Array.of(0) : bytesOfKey(to);
}

export function keyState(message: mvccpb.KeyValue.$Properties): KeyState {
  const { key, value, version, create_revision, mod_revision } = message as mvccpb.KeyValue;
  return {
    ...{ key: keyOf(key), value: keyOf(value), version: countOf(version) },
    ...{ createRevision: countOf(create_revision), modRevision: countOf(mod_revision) },
  };
}

const putMessage = ({ key, value }: Pair): { key: Uint8Array; value: Uint8Array } => ({
  key: bytesOfKey(key),
  value: bytesOfKey(value),
});

type Header = etcdserverpb.ResponseHeader.$Properties | null | undefined;

const revisionOf = (header: Header): number => countOf((header as etcdserverpb.ResponseHeader).revision);

const acknowledged = (header: Header, found: number): Outcome => ({
  ...{ kind: 'acknowledged', found },
  revision: revisionOf(header),
});
