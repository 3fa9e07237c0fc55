/** Requests of a history as etcd's messages and back: what a client library does. */
import { assertNever, present } from '../../../src/core/base/assert.ts';
import type { KeyRange } from '../../../src/core/base/bytes.ts';
import { bytesOfKey, counterOf, idOf, keyOf, longOf, longOfId } from '../../../src/codec/etcd-scalars.ts';
import { etcdserverpb, mvccpb } from '../../../src/gen/etcd.js';
import type {
  Compare,
  DeleteOp,
  KeyOp,
  Kv,
  OpAnswer,
  OpRequest,
  PutOp,
  RangeAnswer,
  RangeOp,
} from '../history.ts';

const pb = etcdserverpb;
type Header = etcdserverpb.ResponseHeader.$Properties | null | undefined;

export interface EncodedCall {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface DecodedAnswer {
  readonly revision: number;
  readonly answer: OpAnswer;
}

export function encodeCall(request: OpRequest): EncodedCall {
  switch (request.type) {
    case 'put':
      return { path: '/etcdserverpb.KV/Put', bytes: pb.PutRequest.encode(putMessage(request)).finish() };
    case 'delete':
      return {
        path: '/etcdserverpb.KV/DeleteRange',
        bytes: pb.DeleteRangeRequest.encode(deleteMessage(request)).finish(),
      };
    case 'range':
      return {
        path: '/etcdserverpb.KV/Range',
        bytes: pb.RangeRequest.encode(rangeMessage(request)).finish(),
      };
    case 'txn': {
      const message = {
        compare: request.compares.map(compareMessage),
        success: request.success.map(opMessage),
        failure: request.failure.map(opMessage),
      };
      return { path: '/etcdserverpb.KV/Txn', bytes: pb.TxnRequest.encode(message).finish() };
    }
    case 'compact': {
      const message = { revision: longOf(request.revision) };
      return { path: '/etcdserverpb.KV/Compact', bytes: pb.CompactionRequest.encode(message).finish() };
    }
    case 'lease-grant': {
      const message = { ID: longOfId(request.id), TTL: longOf(request.ttl) };
      return { path: '/etcdserverpb.Lease/LeaseGrant', bytes: pb.LeaseGrantRequest.encode(message).finish() };
    }
    case 'lease-revoke': {
      const message = { ID: longOfId(request.id) };
      return {
        path: '/etcdserverpb.Lease/LeaseRevoke',
        bytes: pb.LeaseRevokeRequest.encode(message).finish(),
      };
    }
    case 'keep-alive': {
      const message = { ID: longOfId(request.id) };
      return {
        path: '/etcdserverpb.Lease/LeaseKeepAlive',
        bytes: pb.LeaseKeepAliveRequest.encode(message).finish(),
      };
    }
    default:
      return assertNever(request);
  }
}

export function decodeAnswer(request: OpRequest, bytes: Uint8Array): DecodedAnswer {
  switch (request.type) {
    case 'put': {
      const message = pb.PutResponse.decode(bytes);
      return { revision: revisionOf(message.header), answer: putAnswer(message) };
    }
    case 'delete': {
      const message = pb.DeleteRangeResponse.decode(bytes);
      return { revision: revisionOf(message.header), answer: deleteAnswer(message) };
    }
    case 'range': {
      const message = pb.RangeResponse.decode(bytes);
      return { revision: revisionOf(message.header), answer: rangeAnswer(message) };
    }
    case 'txn': {
      const message = pb.TxnResponse.decode(bytes);
      const { succeeded } = message;
      return {
        revision: revisionOf(message.header),
        answer: { type: 'txn', succeeded, answers: message.responses.map(opAnswer) },
      };
    }
    case 'compact':
      return {
        revision: revisionOf(pb.CompactionResponse.decode(bytes).header),
        answer: { type: 'compact' },
      };
    case 'lease-grant': {
      const { header, ID, TTL } = pb.LeaseGrantResponse.decode(bytes);
      return {
        revision: revisionOf(header),
        answer: { type: 'lease-grant', id: idOf(ID), ttl: counterOf(TTL) },
      };
    }
    case 'lease-revoke':
      return {
        revision: revisionOf(pb.LeaseRevokeResponse.decode(bytes).header),
        answer: { type: 'lease-revoke' },
      };
    case 'keep-alive': {
      const { header, TTL } = pb.LeaseKeepAliveResponse.decode(bytes);
      return { revision: revisionOf(header), answer: { type: 'keep-alive', ttl: counterOf(TTL) } };
    }
    default:
      return assertNever(request);
  }
}

export function revisionOf(header: Header): number {
  return counterOf(present(header?.revision, 'the revision of a header'));
}

const NO_FIELDS = new mvccpb.KeyValue();

/** What was decoded has the defaults of absent fields from its class. */
export function toKv(message: mvccpb.KeyValue.$Properties | null | undefined): Kv {
  const { key, value, create_revision, mod_revision, version, lease } = (message ??
    NO_FIELDS) as mvccpb.KeyValue;
  return {
    key: keyOf(key),
    value: valueOf(value),
    create: counterOf(create_revision),
    mod: counterOf(mod_revision),
    version: counterOf(version),
    lease: idOf(lease),
  };
}

/** etcd's two ways to name a range: an absent end is one key, a single zero byte is "to the end". */
export function rangeFields({ from, to }: KeyRange): { key: Uint8Array; range_end: Uint8Array } {
  if (to === `${from}\0`) return { key: bytesOfKey(from), range_end: new Uint8Array(0) };
  // The empty key is not a key: all keys begin at the zero byte.
  const key = from === '' ? Uint8Array.of(0) : bytesOfKey(from);
  return { key, range_end: to === null ? Uint8Array.of(0) : bytesOfKey(to) };
}

/** Ends a value where padding follows. */
const PADDING_MARK = 0x7e;

function putMessage({ key, value, padding, lease, prevKv }: PutOp): etcdserverpb.PutRequest.$Properties {
  const text = bytesOfKey(value);
  const bytes = new Uint8Array(text.length + padding).fill(PADDING_MARK);
  bytes.set(text);
  return { key: bytesOfKey(key), value: bytes, lease: longOfId(lease), prev_kv: prevKv };
}

/** Without its padding. */
export function valueOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(PADDING_MARK);
  return keyOf(end < 0 ? bytes : bytes.subarray(0, end));
}

function deleteMessage({ range, prevKv }: DeleteOp): etcdserverpb.DeleteRangeRequest.$Properties {
  const { key, range_end } = rangeFields(range);
  return { key, range_end, prev_kv: prevKv };
}

function rangeMessage({
  range,
  revision,
  limit,
  serializable,
}: RangeOp): etcdserverpb.RangeRequest.$Properties {
  const { key, range_end } = rangeFields(range);
  return { key, range_end, revision: longOf(revision), limit: longOf(limit), serializable };
}

function opMessage(op: KeyOp): etcdserverpb.RequestOp.$Properties {
  switch (op.type) {
    case 'put':
      return { request_put: putMessage(op) };
    case 'delete':
      return { request_delete_range: deleteMessage(op) };
    case 'range':
      return { request_range: rangeMessage(op) };
    default:
      return assertNever(op);
  }
}

const RESULTS = { equal: 0, greater: 1, less: 2, 'not-equal': 3 } as const;
const TARGETS = { version: 0, create: 1, mod: 2, value: 3 } as const;

function compareMessage({ key, target, result, operand }: Compare): etcdserverpb.Compare.$Properties {
  const common = { key: bytesOfKey(key), result: RESULTS[result], target: TARGETS[target] };
  if (target === 'value') return { ...common, value: bytesOfKey(String(operand)) };
  const number = longOf(Number(operand));
  if (target === 'version') return { ...common, version: number };
  return target === 'create' ? { ...common, create_revision: number } : { ...common, mod_revision: number };
}

function putAnswer({ prev_kv }: etcdserverpb.PutResponse.$Properties): OpAnswer {
  return { type: 'put', previous: prev_kv ? toKv(prev_kv) : null };
}

function deleteAnswer({ deleted, prev_kvs }: etcdserverpb.DeleteRangeResponse.$Properties): OpAnswer {
  return { type: 'delete', deleted: deleted ? counterOf(deleted) : 0, previous: (prev_kvs ?? []).map(toKv) };
}

function rangeAnswer({ kvs, count, more }: etcdserverpb.RangeResponse.$Properties): RangeAnswer {
  return {
    type: 'range',
    kvs: (kvs ?? []).map(toKv),
    count: count ? counterOf(count) : 0,
    more: more ?? false,
  };
}

function opAnswer(response: etcdserverpb.ResponseOp.$Properties): OpAnswer {
  if (response.response_put) return putAnswer(response.response_put);
  if (response.response_delete_range) return deleteAnswer(response.response_delete_range);
  return rangeAnswer(present(response.response_range, 'a response of a transaction'));
}
