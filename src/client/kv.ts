/** etcd's key-value calls, as far as our own tools need them; etcd's client libraries do the rest. */
import { bytesOfKey, countOf, keyOf, longOf } from '../codec/etcd-scalars.ts';
import { prefixRange } from '../core/base/bytes.ts';
import { etcdserverpb } from '../gen/etcd.js';
import type { mvccpb } from '../gen/etcd.js';
import type { Caller } from './caller.ts';

/** Text stands for its UTF-8 bytes. */
export type Bytes = string | Uint8Array;

export interface KeyValue {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly createRevision: number;
  readonly modRevision: number;
  readonly version: number;
}

const PUT = {
  path: '/etcdserverpb.KV/Put',
  request: etcdserverpb.PutRequest,
  response: etcdserverpb.PutResponse,
};
const RANGE = {
  path: '/etcdserverpb.KV/Range',
  request: etcdserverpb.RangeRequest,
  response: etcdserverpb.RangeResponse,
};
const DELETE_RANGE = {
  path: '/etcdserverpb.KV/DeleteRange',
  request: etcdserverpb.DeleteRangeRequest,
  response: etcdserverpb.DeleteRangeResponse,
};
export class KvClient {
  private readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /** Returns the revision the write made. */
  async put(key: Bytes, value: Bytes): Promise<number> {
    const { header } = await this.caller.unary(PUT, { key: bytesOf(key), value: bytesOf(value) });
    return countOf((header as etcdserverpb.ResponseHeader).revision);
  }

  /** Linearizable; `null` when the key is absent. */
  async get(key: Bytes): Promise<KeyValue | null> {
    const { kvs } = await this.caller.unary(RANGE, { key: bytesOf(key) });
    return kvs.map(keyValue)[0] ?? null;
  }

  /** In key order; an empty prefix is every key. */
  async list(prefix: Bytes, limit = 0): Promise<readonly KeyValue[]> {
    const { kvs } = await this.caller.unary(RANGE, { ...prefixOf(bytesOf(prefix)), limit: longOf(limit) });
    return kvs.map(keyValue);
  }

  /** Returns how many keys went: 0 or 1. */
  async delete(key: Bytes): Promise<number> {
    const { deleted } = await this.caller.unary(DELETE_RANGE, { key: bytesOf(key) });
    return countOf(deleted);
  }
}

function keyValue(message: mvccpb.KeyValue.$Properties): KeyValue {
  const { key, value, create_revision, mod_revision, version } = message as mvccpb.KeyValue;
  return {
    ...{ key, value },
    createRevision: countOf(create_revision),
    modRevision: countOf(mod_revision),
    version: countOf(version),
  };
}

/** The smallest key stands for an empty one, and an end of one zero byte for no end. */
const ZERO = Uint8Array.of(0);

function prefixOf(prefix: Uint8Array): { readonly key: Uint8Array; readonly range_end: Uint8Array } {
  const { from, to } = prefixRange(keyOf(prefix));
  return { key: from === '' ? ZERO : bytesOfKey(from), range_end: to === null ? ZERO : bytesOfKey(to) };
}

export function bytesOf(bytes: Bytes): Uint8Array {
  return typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
}
