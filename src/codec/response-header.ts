/**
 * `etcdserverpb.ResponseHeader` as the field that every response of etcd's begins with (its number is 1 in all of them):
 * it can be laid before fields that were encoded apart.
 *
 * ResponseHeader: cluster_id = 1, member_id = 2, revision = 3, raft_term = 4; zeros are left out.
 */
import { NO_BYTES } from '../core/base/bytes.ts';
import { ByteWriter } from './binary.ts';

const HEADER_TAG = 0x0a;
const HEADER_BYTES_MAX = 64;

export interface ResponseHeader {
  readonly clusterId: bigint;
  readonly memberId: bigint;
  /** 0 is left out, like every zero. */
  readonly revision: number;
  readonly term: number;
}

export function headerField({ clusterId, memberId, revision, term }: ResponseHeader): Uint8Array {
  const inner = new ByteWriter(HEADER_BYTES_MAX);
  idField(inner, 1, clusterId);
  idField(inner, 2, memberId);
  counterField(inner, 3, revision);
  counterField(inner, 4, term);
  return new ByteWriter(HEADER_BYTES_MAX).u8(HEADER_TAG).bytes(inner.finish()).finish();
}

/** One member's headers. The last is kept: many responses in a row have the same. */
export class ResponseHeaders {
  private readonly ids: { readonly clusterId: bigint; readonly memberId: bigint };
  private last = { revision: -1, term: -1, field: NO_BYTES };

  constructor(clusterId: bigint, memberId: bigint) {
    this.ids = { clusterId, memberId };
  }

  at(revision: number, term: number): Uint8Array {
    if (this.last.revision !== revision || this.last.term !== term)
      this.last = { revision, term, field: headerField({ ...this.ids, revision, term }) };
    return this.last.field;
  }
}

export function counterField(writer: ByteWriter, field: number, value: number): void {
  if (value !== 0) writer.u8(varintTag(field)).varint(value);
}

export function idField(writer: ByteWriter, field: number, id: bigint): void {
  if (id === 0n) return;
  writer.u8(varintTag(field));
  let rest = BigInt.asUintN(64, id);
  for (; rest >= 0x80n; rest >>= 7n) writer.u8(Number(rest & 0x7fn) | 0x80);
  writer.u8(Number(rest));
}

const varintTag = (field: number): number => field * 8;
