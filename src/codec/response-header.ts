/**
 * `etcdserverpb.ResponseHeader` as the field that every response of etcd's begins with (its number is 1 in all of them):
 * it can be laid before fields that were encoded apart.
 *
 * ResponseHeader: cluster_id = 1, member_id = 2, revision = 3, raft_term = 4; zeros are left out.
 */
import { NO_BYTES } from '../core/base/bytes.ts';
import { ID_VARINT_BYTES_MAX, writeIdVarint } from '../core/base/id-varint.ts';
import { ByteWriter } from './binary.ts';

const idBytes = new Uint8Array(ID_VARINT_BYTES_MAX);
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
  return fieldOf(idFields(clusterId, memberId), revision, term);
}

/** One member's headers: its ids are encoded once, and the last is kept, since many responses in a row have the same. */
export class ResponseHeaders {
  private readonly ids: Uint8Array;
  private last = { revision: -1, term: -1, field: NO_BYTES };

  constructor(clusterId: bigint, memberId: bigint) {
    this.ids = idFields(clusterId, memberId);
  }

  at(revision: number, term: number): Uint8Array {
    const { last } = this;
    if (last.revision === revision && last.term === term) return last.field;
    const field = fieldOf(this.ids, revision, term);
    this.last = { revision, term, field };
    return field;
  }
}

function idFields(clusterId: bigint, memberId: bigint): Uint8Array {
  const writer = new ByteWriter(HEADER_BYTES_MAX);
  idField(writer, 1, clusterId);
  idField(writer, 2, memberId);
  return writer.finish();
}

/** A header is shorter than what takes two bytes to say. */
function fieldOf(ids: Uint8Array, revision: number, term: number): Uint8Array {
  const length = ids.length + counterFieldBytes(revision) + counterFieldBytes(term);
  const writer = new ByteWriter(HEADER_BYTES_MAX).u8(HEADER_TAG).u8(length).raw(ids);
  counterField(writer, 3, revision);
  counterField(writer, 4, term);
  return writer.finish();
}

function counterFieldBytes(value: number): number {
  if (value === 0) return 0;
  let bytes = 2;
  for (let rest = value; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes++;
  return bytes;
}

export function counterField(writer: ByteWriter, field: number, value: number): void {
  if (value !== 0) writer.u8(varintTag(field)).varint(value);
}

export function idField(writer: ByteWriter, field: number, id: bigint): void {
  if (id === 0n) return;
  const end = writeIdVarint(idBytes, 0, id);
  writer.u8(varintTag(field));
  for (let at = 0; at < end; at++) writer.u8(idBytes[at]!);
}

const varintTag = (field: number): number => field * 8;
