/**
 * Frames between regions. The region that wants (the subscriber) opens the connection and asks; the one that has (the
 * publisher) sends origin transactions and says how far it is. Nothing here relies on order or arrival: transactions
 * carry their origin and sequence, vectors only grow, and what may be stale carries a number.
 *
 * F1. Every frame begins with the format; a frame of another format is refused whole, and its connection with it.
 * F2. What is decoded has buffers of its own where it is kept (state-federation R3).
 */
import { assertNever } from '../core/base/assert.ts';
import type { Hlc } from '../core/base/hlc.ts';
import { describeTransaction } from '../core/federation/describe.ts';
import type { OriginKey, OriginTransaction, VersionVector } from '../core/federation/types.ts';
import { describeVector } from '../core/federation/version-vector.ts';
import { ByteReader, ByteWriter } from './binary.ts';
import {
  readHlc,
  readMany,
  readOriginTransaction,
  readVector,
  writeHlc,
  writeOriginTransaction,
  writeVector,
} from './state-federation.ts';

export const FEDERATION_FORMAT = 1;

/** How far one side's log of an origin reaches, and the chain value there: equal chains mean equal logs. */
export interface LogHead {
  readonly origin: OriginKey;
  readonly sequence: number;
  readonly chain: number;
}

/** Who speaks: its region, member and the origin its region writes under. */
export interface Speaker {
  readonly region: string;
  readonly member: string;
  readonly origin: OriginKey;
  readonly heads: readonly LogHead[];
}

export interface WantItem {
  readonly origin: OriginKey;
  /** Everything up to here has arrived. */
  readonly after: number;
  /** Something was lost: start again from `after`. Otherwise a stream under way goes on as it is. */
  readonly again: boolean;
}

const REFUSE_REASONS = ['not-ready', 'wrong-region', 'chain-mismatch', 'rolled-back'] as const;
export type RefuseReason = (typeof REFUSE_REASONS)[number];

export type FederationFrame =
  | { readonly type: 'hello'; readonly speaker: Speaker }
  /** `leader` is the name of the member that leads its region, empty when unknown. */
  | { readonly type: 'welcome'; readonly speaker: Speaker; readonly leader: string }
  | { readonly type: 'refuse'; readonly reason: RefuseReason; readonly detail: string }
  /** Everything the subscriber wants from this stream; origins not named are not wanted any more. */
  | { readonly type: 'want'; readonly number: number; readonly items: readonly WantItem[] }
  /** Of one origin, without gaps. */
  | { readonly type: 'transactions'; readonly transactions: readonly OriginTransaction[] }
  /** A part of the bytes of one transaction too large for a frame. */
  | {
      readonly type: 'fragment';
      readonly origin: OriginKey;
      readonly sequence: number;
      readonly offset: number;
      readonly total: number;
      readonly bytes: Uint8Array;
    }
  /** `closed`: no later transaction of the source's own origin is stamped at or before it. */
  | {
      readonly type: 'heads';
      readonly number: number;
      readonly leader: string;
      readonly applied: VersionVector;
      readonly closed: Hlc;
      readonly wallMs: number;
    }
  /** The source does not have this origin's log any more up to `through`. */
  | { readonly type: 'freed'; readonly origin: OriginKey; readonly through: number }
  /** What the subscriber's region has applied: it opens the source's window. */
  | { readonly type: 'ack'; readonly applied: VersionVector };

const FRAME_TYPES = [
  'hello',
  'welcome',
  'refuse',
  'want',
  'transactions',
  'fragment',
  'heads',
  'freed',
  'ack',
] as const satisfies readonly FederationFrame['type'][];

/** An encoded transaction at its shortest. */
const TRANSACTION_BYTES_MIN = 18;

export function encodeFederationFrame(frame: FederationFrame): Uint8Array {
  const writer = new ByteWriter(512).u8(FEDERATION_FORMAT).u8(FRAME_TYPES.indexOf(frame.type));
  writeBody(writer, frame);
  return writer.view();
}

/** Throws `FormatError` on damage and on a format this release does not know. */
export function decodeFederationFrame(bytes: Uint8Array): FederationFrame {
  const reader = new ByteReader(bytes, 'federation frame');
  const format = reader.u8();
  if (format !== FEDERATION_FORMAT) {
    reader.fail(`format ${format} is not known here; bring both regions to neighbouring releases`);
  }
  const type = FRAME_TYPES[reader.u8()] ?? reader.fail('unknown type of frame');
  const frame = readBody(reader, type);
  reader.end();
  return frame;
}

function writeBody(writer: ByteWriter, frame: FederationFrame): void {
  switch (frame.type) {
    case 'hello':
      return writeSpeaker(writer, frame.speaker);
    case 'welcome':
      writeSpeaker(writer, frame.speaker);
      return void writer.utf8(frame.leader);
    case 'refuse':
      return void writer.u8(REFUSE_REASONS.indexOf(frame.reason)).utf8(frame.detail);
    case 'want':
      writer.varint(frame.number).varint(frame.items.length);
      for (const { origin, after, again } of frame.items) writer.latin1(origin).varint(after).boolean(again);
      return;
    case 'transactions':
      writer.varint(frame.transactions.length);
      for (const transaction of frame.transactions) writeOriginTransaction(writer, transaction);
      return;
    case 'fragment':
      writer.latin1(frame.origin).varint(frame.sequence).varint(frame.offset).varint(frame.total);
      return void writer.bytes(frame.bytes);
    case 'heads':
      writer.varint(frame.number).utf8(frame.leader);
      writeVector(writer, frame.applied);
      writeHlc(writer, frame.closed);
      return void writer.u48(frame.wallMs);
    case 'freed':
      return void writer.latin1(frame.origin).varint(frame.through);
    case 'ack':
      return writeVector(writer, frame.applied);
    default:
      return assertNever(frame);
  }
}

function readBody(reader: ByteReader, type: FederationFrame['type']): FederationFrame {
  switch (type) {
    case 'hello':
      return { type, speaker: readSpeaker(reader) };
    case 'welcome':
      return { type, speaker: readSpeaker(reader), leader: reader.utf8() };
    case 'refuse': {
      const reason = REFUSE_REASONS[reader.u8()] ?? reader.fail('unknown reason to refuse');
      return { type, reason, detail: reader.utf8() };
    }
    case 'want':
      return { type, number: reader.varint(), items: readMany(reader, 3, readWantItem) };
    case 'transactions':
      return { type, transactions: readMany(reader, TRANSACTION_BYTES_MIN, readOriginTransaction) };
    case 'fragment':
      return {
        type,
        origin: reader.latin1(),
        sequence: reader.varint(),
        offset: reader.varint(),
        total: reader.varint(),
        bytes: reader.bytes(),
      };
    case 'heads':
      return {
        type,
        number: reader.varint(),
        leader: reader.utf8(),
        applied: readVector(reader),
        closed: readHlc(reader),
        wallMs: reader.u48(),
      };
    case 'freed':
      return { type, origin: reader.latin1(), through: reader.varint() };
    case 'ack':
      return { type, applied: readVector(reader) };
    default:
      return assertNever(type);
  }
}

function writeSpeaker(writer: ByteWriter, speaker: Speaker): void {
  writer.utf8(speaker.region).utf8(speaker.member).latin1(speaker.origin).varint(speaker.heads.length);
  for (const { origin, sequence, chain } of speaker.heads) writer.latin1(origin).varint(sequence).u32(chain);
}

function readSpeaker(reader: ByteReader): Speaker {
  return {
    region: reader.utf8(),
    member: reader.utf8(),
    origin: reader.latin1(),
    heads: readMany(reader, 6, (each) => ({
      origin: each.latin1(),
      sequence: each.varint(),
      chain: each.u32(),
    })),
  };
}

function readWantItem(reader: ByteReader): WantItem {
  return { origin: reader.latin1(), after: reader.varint(), again: reader.boolean() };
}

export function describeFederationFrame(frame: FederationFrame): string {
  switch (frame.type) {
    case 'hello':
      return `hello from ${frame.speaker.member} of ${frame.speaker.origin}`;
    case 'welcome':
      return `welcome from ${frame.speaker.member} of ${frame.speaker.origin}, led by ${frame.leader || 'nobody known'}`;
    case 'refuse':
      return `refused, ${frame.reason}: ${frame.detail}`;
    case 'want':
      return `want #${frame.number} ${frame.items.map(({ origin, after, again }) => `${origin}>${after}${again ? '!' : ''}`).join(' ')}`;
    case 'transactions':
      return frame.transactions.map(describeTransaction).join('; ');
    case 'fragment':
      return `fragment of ${frame.origin}:${frame.sequence}, ${frame.bytes.length} bytes at ${frame.offset} of ${frame.total}`;
    case 'heads':
      return `heads #${frame.number} ${describeVector(frame.applied)}`;
    case 'freed':
      return `${frame.origin} is freed through ${frame.through}`;
    case 'ack':
      return `ack ${describeVector(frame.applied)}`;
    default:
      return assertNever(frame);
  }
}
