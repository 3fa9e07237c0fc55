/**
 * Reads a snapshot file as its bytes come, in pieces of any size, and hands out its records in the file's order.
 *
 * R1. Nothing is handed out whose checksum was not right, and no more is kept than one frame.
 * R2. A failure names the first byte of the piece that is not as it was written: the block, frame, zeros or digest.
 * R3. The digest comes from outside (codec has no hash that is fast enough); without one it is not compared.
 */
import { crc32c } from '../core/base/crc32c.ts';
import { assertNever } from '../core/base/assert.ts';
import { ByteReader, FormatError } from './binary.ts';
import { decodeSnapshotChunk } from './snapshot-chunk.ts';
import type { ChunkRecord } from './snapshot-chunk.ts';
import {
  decodeSnapshotEnd,
  decodeSnapshotHeader,
  FRAME_END,
  FRAME_HEAD_BYTES,
  FRAME_TAIL_BYTES,
  headerChain,
  paddingAfter,
  readFrameHead,
  SNAPSHOT_DIGEST_BYTES,
  SNAPSHOT_HEADER_BYTES,
} from './snapshot-file.ts';
import type { FrameHead, SnapshotFileHeader } from './snapshot-file.ts';

/** A SHA-256 under way. */
export interface Digest {
  update(bytes: Uint8Array): void;
  finish(): Uint8Array;
}

export interface SnapshotFileEvents {
  onHeader(header: SnapshotFileHeader): void;
  onRecords(records: readonly ChunkRecord[]): void;
}

/** The file is not what was written. `offset`: of the first byte of the piece that is wrong (R2). */
export class SnapshotDamage extends Error {
  override readonly name = 'SnapshotDamage';
  readonly offset: number;

  constructor(reason: string, offset: number) {
    super(`${reason} (at byte ${offset})`);
    this.offset = offset;
  }
}

type Expecting = 'header' | 'frame-head' | 'frame-body' | 'padding' | 'digest' | 'nothing';

export class SnapshotFileReader {
  private readonly events: SnapshotFileEvents;
  private readonly digest: Digest | null;
  private expecting: Expecting = 'header';
  private wanted = SNAPSHOT_HEADER_BYTES;
  private readonly held: Uint8Array[] = [];
  private heldBytes = 0;
  /** Of the piece that is being waited for. */
  private offset = 0;
  private chain = 0;
  private frames = 0;
  private records = 0;
  private head: FrameHead | null = null;
  private sum: Uint8Array | null = null;

  constructor(events: SnapshotFileEvents, digest: Digest | null) {
    this.events = events;
    this.digest = digest;
  }

  /** The file's SHA-256, once all of it was read. */
  get sha256(): Uint8Array | null {
    return this.sum;
  }

  get bytesRead(): number {
    return this.offset + this.heldBytes;
  }

  /** Throws `SnapshotDamage`; the reader is of no use then. */
  push(bytes: Uint8Array): void {
    let rest = bytes;
    while (rest.length > 0) {
      if (this.expecting === 'nothing') this.refuse(`${rest.length} bytes follow the end`);
      const taken = rest.subarray(0, this.wanted - this.heldBytes);
      this.held.push(taken);
      this.heldBytes += taken.length;
      rest = rest.subarray(taken.length);
      if (this.heldBytes === this.wanted) this.take();
    }
  }

  /** There are no more bytes. */
  end(): void {
    if (this.expecting === 'nothing') return;
    const missing = this.wanted - this.heldBytes;
    this.refuse(`the file ends early: at least ${missing} bytes are missing, it was not written to its end`);
  }

  private take(): void {
    const piece = this.held.length === 1 ? this.held[0]! : Buffer.concat(this.held);
    this.held.length = 0;
    this.heldBytes = 0;
    if (this.expecting !== 'digest') this.digest?.update(piece);
    try {
      this.read(piece);
    } catch (error) {
      if (error instanceof FormatError) this.refuse(error.message);
      throw error;
    }
    this.offset += piece.length;
  }

  private read(piece: Uint8Array): void {
    switch (this.expecting) {
      case 'header':
        this.readHeader(piece);
        return;
      case 'frame-head':
        this.head = readFrameHead(piece, this.frames, this.chain);
        this.expect('frame-body', this.head.payloadBytes + FRAME_TAIL_BYTES);
        return;
      case 'frame-body':
        this.readFrame(piece);
        return;
      case 'padding':
        if (piece.some((byte) => byte !== 0)) this.refuse('the zeros behind the last frame are not zeros');
        this.expect('digest', SNAPSHOT_DIGEST_BYTES);
        return;
      case 'digest':
        this.compare(piece);
        return;
      case 'nothing':
        return;
      default:
        assertNever(this.expecting);
    }
  }

  private readHeader(piece: Uint8Array): void {
    const header = decodeSnapshotHeader(piece);
    this.chain = headerChain(piece);
    this.expect('frame-head', FRAME_HEAD_BYTES);
    this.events.onHeader(header);
  }

  private readFrame(piece: Uint8Array): void {
    const head = this.head!;
    const payload = piece.subarray(0, head.payloadBytes);
    const kept = new ByteReader(piece.subarray(head.payloadBytes)).u32();
    this.chain = crc32c(payload, head.seed);
    if (kept !== this.chain) this.refuse(`frame ${this.frames} is damaged (checksum)`);
    if (head.kind === FRAME_END) {
      this.readEnd(payload, this.offset + piece.length);
      return;
    }
    const records = decodeSnapshotChunk(payload);
    this.frames++;
    this.records += records.length;
    this.expect('frame-head', FRAME_HEAD_BYTES);
    this.events.onRecords(records);
  }

  private readEnd(payload: Uint8Array, endsAt: number): void {
    const end = decodeSnapshotEnd(payload);
    if (end.frames !== this.frames || end.records !== this.records) {
      this.refuse(
        `${this.records} records in ${this.frames} frames, and its end says ${end.records} in ${end.frames}`,
      );
    }
    const padding = paddingAfter(endsAt);
    if (padding > 0) this.expect('padding', padding);
    else this.expect('digest', SNAPSHOT_DIGEST_BYTES);
  }

  private compare(piece: Uint8Array): void {
    const found = this.digest?.finish() ?? piece;
    if (!piece.every((byte, at) => byte === found[at])) {
      this.refuse('the digest at the end is not that of the file');
    }
    this.sum = Uint8Array.from(piece);
    this.expect('nothing', 0);
  }

  private expect(expecting: Expecting, wanted: number): void {
    this.expecting = expecting;
    this.wanted = wanted;
  }

  private refuse(reason: string): never {
    throw new SnapshotDamage(reason, this.offset);
  }
}
