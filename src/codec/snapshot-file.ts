/**
 * A region's whole state as one file, portable between members, releases and machines:
 *
 *   header   4096 bytes: whose state it is, where it stands, what its tables hold, a checksum
 *   frames   16 bytes of head, records in the form of a snapshot chunk, a checksum
 *   end      one more frame, which says how much came before it; zeros up to a multiple of 512 bytes
 *   digest   SHA-256 of everything before
 *
 * F1. Every byte is under a checksum of its own piece beside the digest over all, so that damage is found where it is,
 *     with its place, and before anything behind it is believed. A frame's checksum continues that of the one before.
 * F2. The records are the store's own, with their own checksums. No path stands in the file.
 * F3. The whole is a multiple of 512 bytes and 32 more, by which etcdctl knows a snapshot that has its digest.
 */
import { hexId, logIndex, memberId, term } from '../core/base/brands.ts';
import type { MemberId } from '../core/base/brands.ts';
import { crc32c } from '../core/base/crc32c.ts';
import type { SnapshotId } from '../core/raft/types.ts';
import { ByteReader, ByteWriter, FormatError } from './binary.ts';
import { readConfState, writeConfState } from './conf-state.ts';
import { encodeSnapshotChunk } from './snapshot-chunk.ts';
import type { ChunkRecord } from './snapshot-chunk.ts';

export const SNAPSHOT_FILE_FORMAT = 1;
export const SNAPSHOT_HEADER_BYTES = 4096;
export const SNAPSHOT_ALIGN_BYTES = 512;
export const SNAPSHOT_DIGEST_BYTES = 32;
export const FRAME_HEAD_BYTES = 16;
export const FRAME_TAIL_BYTES = 4;
/** A frame holds one slice of the store, or one record that is larger: far below this. */
export const FRAME_PAYLOAD_BYTES_MAX = 64 * 1024 * 1024;

const MAGIC = 'ATOLLSNP';
const PAYLOAD_AT = 16;
const CHECKSUM_AT = SNAPSHOT_HEADER_BYTES - 4;
const FRAME_FORMAT = 1;
export const FRAME_RECORDS = 1;
export const FRAME_END = 2;

export interface SnapshotFileHeader {
  readonly clusterId: bigint;
  readonly region: string;
  /** The member it was taken from. */
  readonly memberId: MemberId;
  /** The keyspace's newest revision, its last compaction, and how many keys exist. */
  readonly revision: number;
  readonly compactRevision: number;
  readonly keys: number;
  /** The last log entry in it, and the members of the region. */
  readonly snapshot: SnapshotId;
  readonly takenMs: number;
  /** The tables' counts and hashes, in the form they have in the store. */
  readonly stats: Uint8Array;
}

export interface SnapshotFileEnd {
  readonly frames: number;
  readonly records: number;
}

/** What is read from a frame's head before its payload is there. */
export interface FrameHead {
  readonly kind: typeof FRAME_RECORDS | typeof FRAME_END;
  readonly payloadBytes: number;
  /** The payload's checksum continues from here. */
  readonly seed: number;
}

export function encodeSnapshotHeader(header: SnapshotFileHeader): Uint8Array {
  const { snapshot } = header;
  const payload = new ByteWriter().u64(header.clusterId).utf8(header.region).u64(header.memberId);
  payload.varint(header.revision).varint(header.compactRevision).varint(header.keys);
  payload.varint(snapshot.index).varint(snapshot.term);
  writeConfState(payload, snapshot.conf);
  payload.u48(header.takenMs).bytes(header.stats);
  const writer = new ByteWriter(SNAPSHOT_HEADER_BYTES);
  for (const character of MAGIC) writer.u8(character.charCodeAt(0));
  writer.u16(SNAPSHOT_FILE_FORMAT).u16(payload.length).u32(SNAPSHOT_HEADER_BYTES).raw(payload.view());
  writer.zeros(CHECKSUM_AT - writer.length);
  return writer.u32(crc32c(writer.view())).finish();
}

/** Throws a `FormatError`; the offset in the file is that of the field it names. */
export function decodeSnapshotHeader(bytes: Uint8Array): SnapshotFileHeader {
  const reader = new ByteReader(bytes, 'snapshot file');
  for (const character of MAGIC) {
    if (reader.u8() !== character.charCodeAt(0)) throw new FormatError(NO_SNAPSHOT);
  }
  const format = reader.u16();
  const payloadBytes = reader.u16();
  const size = reader.u32();
  const kept = new ByteReader(bytes.subarray(CHECKSUM_AT)).u32();
  if (kept !== crc32c(bytes.subarray(0, CHECKSUM_AT))) {
    throw new FormatError('its header is damaged (checksum)');
  }
  if (format !== SNAPSHOT_FILE_FORMAT || size !== SNAPSHOT_HEADER_BYTES) {
    throw new FormatError(`format ${format} is not known to this release: use the release that wrote it`);
  }
  if (payloadBytes > CHECKSUM_AT - PAYLOAD_AT) throw new FormatError('its header does not fit its block');
  return readHeader(new ByteReader(bytes.subarray(PAYLOAD_AT, PAYLOAD_AT + payloadBytes), 'snapshot header'));
}

const NO_SNAPSHOT = 'it is no snapshot of Atoll (those of etcd cannot be restored here)';

function readHeader(reader: ByteReader): SnapshotFileHeader {
  const clusterId = reader.u64();
  const region = reader.utf8();
  const member = memberId(reader.u64());
  const [revision, compactRevision, keys] = [reader.varint(), reader.varint(), reader.varint()];
  const [index, inTerm] = [logIndex(reader.varint()), term(reader.varint())];
  const snapshot = { index, term: inTerm, conf: readConfState(reader) };
  const takenMs = reader.u48();
  const stats = reader.bytes();
  reader.end();
  return { clusterId, region, memberId: member, revision, compactRevision, keys, snapshot, takenMs, stats };
}

/** Makes the file piece by piece; who writes the pieces adds the digest over all of them. */
export class SnapshotFileWriter {
  private chain: number;
  private frames = 0;
  private recordCount = 0;
  private length: number;
  readonly header: Uint8Array;

  constructor(header: SnapshotFileHeader) {
    this.header = encodeSnapshotHeader(header);
    this.length = this.header.length;
    this.chain = headerChain(this.header);
  }

  /** A frame of records. */
  records(records: readonly ChunkRecord[]): Uint8Array {
    this.recordCount += records.length;
    return this.frame(FRAME_RECORDS, encodeSnapshotChunk(records));
  }

  /** The last frame, and the zeros behind it. */
  end(): Uint8Array {
    const counts = new ByteWriter().varint(this.frames).varint(this.recordCount).view();
    const frame = this.frame(FRAME_END, counts);
    const writer = new ByteWriter(frame.length + SNAPSHOT_ALIGN_BYTES).raw(frame);
    return writer.zeros(paddingAfter(this.length)).view();
  }

  private frame(kind: number, payload: Uint8Array): Uint8Array {
    const writer = new ByteWriter(payload.length + FRAME_HEAD_BYTES + FRAME_TAIL_BYTES);
    writer.u32(payload.length).u32(this.frames++).u8(kind).u8(FRAME_FORMAT).u16(0);
    const seed = crc32c(writer.view(), this.chain);
    this.chain = crc32c(payload, seed);
    this.length += payload.length + FRAME_HEAD_BYTES + FRAME_TAIL_BYTES;
    return writer.u32(seed).raw(payload).u32(this.chain).view();
  }
}

/** The header's checksum is what the first frame continues. */
export function headerChain(header: Uint8Array): number {
  return new ByteReader(header.subarray(CHECKSUM_AT)).u32();
}

export function paddingAfter(bytes: number): number {
  return (SNAPSHOT_ALIGN_BYTES - (bytes % SNAPSHOT_ALIGN_BYTES)) % SNAPSHOT_ALIGN_BYTES;
}

/** `chain`: the last checksum before this frame; `number`: how many frames came before. */
export function readFrameHead(bytes: Uint8Array, number: number, chain: number): FrameHead {
  const reader = new ByteReader(bytes, `frame ${number}`);
  const [payloadBytes, at, kind, format] = [reader.u32(), reader.u32(), reader.u8(), reader.u8()];
  reader.u16();
  const seed = reader.u32();
  if (seed !== crc32c(bytes.subarray(0, FRAME_HEAD_BYTES - 4), chain)) {
    throw new FormatError(`the head of frame ${number} is damaged (checksum)`);
  }
  if (format !== FRAME_FORMAT || (kind !== FRAME_RECORDS && kind !== FRAME_END)) {
    throw new FormatError(`frame ${number} has kind ${kind} and format ${format}, unknown to this release`);
  }
  if (at !== number || payloadBytes > FRAME_PAYLOAD_BYTES_MAX) {
    throw new FormatError(`frame ${number} calls itself ${at} and claims ${payloadBytes} bytes`);
  }
  return { kind, payloadBytes, seed };
}

export function decodeSnapshotEnd(payload: Uint8Array): SnapshotFileEnd {
  const reader = new ByteReader(payload, 'end of the snapshot');
  const end = { frames: reader.varint(), records: reader.varint() };
  reader.end();
  return end;
}

export function describeSnapshotHeader(header: SnapshotFileHeader): string {
  const { region, revision, snapshot, keys, clusterId } = header;
  return (
    `snapshot of region ${region}, cluster ${hexId(clusterId)}, revision ${revision}, ${keys} keys, ` +
    `entry ${snapshot.index} of term ${snapshot.term}`
  );
}
