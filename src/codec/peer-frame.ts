/**
 * Frames between the members of one region. Each stands alone: format, cluster, sender and addressee are in every
 * frame, so a frame that arrives on the wrong connection, twice, late or from another cluster is recognised by itself.
 *
 * P1. A frame of another cluster or for another member is refused before its body is read.
 * P2. Decoded entry data are copies in blocks of their own: the log keeps them, and must not pin a whole network frame.
 */
import { assertNever } from '../core/base/assert.ts';
import { leaseId, logIndex, memberId, term } from '../core/base/brands.ts';
import type { LeaseId, LogIndex, MemberId, Term } from '../core/base/brands.ts';
import { entryData } from '../core/base/slab.ts';
import { ownBytes } from '../core/base/bytes.ts';
import { describeMessage } from '../core/raft/describe.ts';
import type { EntryId, EntryType, LogEntry, RaftMessage, SnapshotId } from '../core/raft/types.ts';
import { ByteReader, ByteWriter } from './binary.ts';
import { readConfState, writeConfState } from './conf-state.ts';
import { readDigest, writeDigest, type StateDigest } from './state-digest.ts';

export const PEER_FORMAT = 1;
/** Of the snapshot frames' bodies: from 2 on a transfer goes on where its receiver stands. */
const SNAPSHOT_STREAM_FORMAT = 2;

/** A command on its way to the leader, as it will stand in the log entry. */
export interface ForwardedCommand {
  readonly number: number;
  readonly user: string;
  readonly authRevision: number;
  readonly kind: number;
  readonly payload: Uint8Array;
}

export type LeaseAsk =
  | { readonly ask: 'keep-alive'; readonly id: LeaseId }
  | { readonly ask: 'time-to-live'; readonly id: LeaseId };

export type LeaseAnswer =
  | { readonly answer: 'unknown-lease' }
  | { readonly answer: 'not-leader' }
  | { readonly answer: 'lease'; readonly ttl: number; readonly remaining: number };

export type PeerFrame =
  | { readonly type: 'raft'; readonly messages: readonly RaftMessage[] }
  /** Valid for the leader of exactly this term: a later one may never append it (see serving/proposer P2). */
  | {
      readonly type: 'forward';
      readonly term: Term;
      readonly boot: bigint;
      readonly sequence: number;
      readonly commands: readonly ForwardedCommand[];
    }
  /** The leader has too much to do: it has not appended these and never will. */
  | { readonly type: 'forward-refused'; readonly boot: bigint; readonly sequence: number }
  | { readonly type: 'lease-ask'; readonly boot: bigint; readonly request: number; readonly ask: LeaseAsk }
  | {
      readonly type: 'lease-answer';
      readonly boot: bigint;
      readonly request: number;
      readonly answer: LeaseAnswer;
    }
  /** Repeated while the transfer lasts. `acknowledged`: the chunks that its receiver has acknowledged before. */
  | {
      readonly type: 'snapshot-begin';
      readonly transfer: bigint;
      readonly snapshot: SnapshotId;
      /** The tables' stats of the state: with the entry it stands at they tell whether two states are the same. */
      readonly content: Uint8Array;
      readonly acknowledged: number;
    }
  | {
      readonly type: 'snapshot-chunk';
      readonly transfer: bigint;
      readonly number: number;
      readonly last: boolean;
      /** See `chunkSum`. */
      readonly sum: number;
      readonly bytes: Uint8Array;
    }
  /** `received`: chunks of this transfer written so far, in order. `position`: the store key to go on from. */
  | {
      readonly type: 'snapshot-ack';
      readonly transfer: bigint;
      readonly received: number;
      readonly position: string;
      readonly state: (typeof SNAPSHOT_STATES)[number];
    }
  /** What does your state amount to at exactly this entry? */
  | { readonly type: 'hash-ask'; readonly round: number; readonly index: LogIndex }
  /** `null`: the entry is passed, and nobody can say any more. */
  | {
      readonly type: 'hash-answer';
      readonly round: number;
      readonly index: LogIndex;
      readonly digest: StateDigest | null;
    }
  /** What time is it with you? From feature level 2 on, to who is known to read it. */
  | { readonly type: 'clock-ask'; readonly round: number }
  | { readonly type: 'clock-answer'; readonly round: number; readonly wallMs: number };

export interface PeerHeader {
  readonly clusterId: bigint;
  readonly from: MemberId;
  readonly to: MemberId;
}

const FRAME_KINDS = [
  'raft',
  'forward',
  'forward-refused',
  'lease-ask',
  'lease-answer',
  'snapshot-begin',
  'snapshot-chunk',
  'snapshot-ack',
  'hash-ask',
  'hash-answer',
  'clock-ask',
  'clock-answer',
] as const satisfies readonly PeerFrame['type'][];

const MESSAGE_KINDS = [
  'pre-vote',
  'pre-vote-reply',
  'vote',
  'vote-reply',
  'append',
  'append-reply',
  'heartbeat',
  'heartbeat-reply',
  'read-index',
  'read-index-reply',
  'timeout-now',
  'removed',
  'snapshot-wanted',
  'committed',
] as const satisfies readonly RaftMessage['type'][];

const ASKS = ['keep-alive', 'time-to-live'] as const satisfies readonly LeaseAsk['ask'][];
const ANSWERS = ['unknown-lease', 'not-leader', 'lease'] as const satisfies readonly LeaseAnswer['answer'][];
const SNAPSHOT_STATES = ['receiving', 'installed', 'refused'] as const;
const ENTRY_TYPES = ['command', 'configuration'] as const satisfies readonly EntryType[];

export function encodePeerFrame(header: PeerHeader, frame: PeerFrame): Uint8Array {
  const writer = new ByteWriter();
  writer.u8(PEER_FORMAT).u8(FRAME_KINDS.indexOf(frame.type));
  writer.u64(header.clusterId).u64(header.from).u64(header.to);
  writeBody(writer, frame);
  return writer.finish();
}

/** `null` for a frame that is not for us (P1); throws `FormatError` on a damaged one. */
export function decodePeerFrame(
  bytes: Uint8Array,
  expected: { readonly clusterId: bigint; readonly to: MemberId },
): { readonly from: MemberId; readonly frame: PeerFrame } | null {
  const reader = new ByteReader(bytes, 'peer frame');
  const format = reader.u8();
  if (format !== PEER_FORMAT)
    reader.fail(`format ${format} is not known here; run the same release on all members`);
  const kind = FRAME_KINDS[reader.u8()] ?? reader.fail('unknown kind of frame');
  const clusterId = reader.u64();
  const from = memberId(reader.u64());
  const to = reader.u64();
  if (clusterId !== expected.clusterId || to !== expected.to) return null;
  const frame = readBody(reader, kind);
  reader.end();
  return { from, frame };
}

export function describePeerFrame(frame: PeerFrame): string {
  switch (frame.type) {
    case 'raft':
      return frame.messages.map(describeMessage).join('; ');
    case 'forward':
      return `forward #${frame.sequence} of ${frame.commands.length} commands for term ${frame.term}`;
    case 'forward-refused':
      return `forward #${frame.sequence} refused, busy`;
    case 'lease-ask':
      return `lease ${frame.ask.ask} ${frame.ask.id.toString(16)} as #${frame.request}`;
    case 'lease-answer':
      return `lease answer #${frame.request}: ${frame.answer.answer}`;
    case 'snapshot-begin':
      return `snapshot ${frame.transfer.toString(16)} at ${frame.snapshot.index}, ${frame.acknowledged} chunks acknowledged`;
    case 'snapshot-chunk':
      return `snapshot ${frame.transfer.toString(16)} chunk ${frame.number}${frame.last ? ' (last)' : ''}, ${frame.bytes.length} bytes`;
    case 'snapshot-ack':
      return `snapshot ${frame.transfer.toString(16)} ${frame.state} after ${frame.received} chunks`;
    case 'hash-ask':
      return `hashes of entry ${frame.index}, round ${frame.round}`;
    case 'hash-answer':
      return `hashes of entry ${frame.index}, round ${frame.round}: ${frame.digest === null ? 'passed' : `revision ${frame.digest.revision}`}`;
    case 'clock-ask':
      return `time, round ${frame.round}`;
    case 'clock-answer':
      return `time, round ${frame.round}: ${frame.wallMs} ms`;
    default:
      return assertNever(frame);
  }
}

function writeBody(writer: ByteWriter, frame: PeerFrame): void {
  switch (frame.type) {
    case 'raft':
      writer.varint(frame.messages.length);
      for (const message of frame.messages) writeMessage(writer, message);
      return;
    case 'forward':
      writer.varint(frame.term).u64(frame.boot).varint(frame.sequence).varint(frame.commands.length);
      for (const command of frame.commands) {
        writer.varint(command.number).utf8(command.user).varint(command.authRevision).u8(command.kind);
        writer.bytes(command.payload);
      }
      return;
    case 'forward-refused':
      writer.u64(frame.boot).varint(frame.sequence);
      return;
    case 'lease-ask':
      writer.u64(frame.boot).varint(frame.request);
      writer.u8(ASKS.indexOf(frame.ask.ask)).u64(frame.ask.id);
      return;
    case 'lease-answer':
      writer.u64(frame.boot).varint(frame.request).u8(ANSWERS.indexOf(frame.answer.answer));
      if (frame.answer.answer === 'lease') writer.varint(frame.answer.ttl).varint(frame.answer.remaining);
      return;
    case 'snapshot-begin':
      writer.u8(SNAPSHOT_STREAM_FORMAT).u64(frame.transfer).varint(frame.acknowledged).bytes(frame.content);
      writeSnapshotId(writer, frame.snapshot);
      return;
    case 'snapshot-chunk':
      writer.u8(SNAPSHOT_STREAM_FORMAT).u64(frame.transfer).varint(frame.number).boolean(frame.last);
      writer.u32(frame.sum).bytes(frame.bytes);
      return;
    case 'snapshot-ack':
      writer.u8(SNAPSHOT_STREAM_FORMAT).u64(frame.transfer).varint(frame.received);
      writer.latin1(frame.position).u8(SNAPSHOT_STATES.indexOf(frame.state));
      return;
    case 'hash-ask':
      writer.varint(frame.round).varint(frame.index);
      return;
    case 'hash-answer':
      writer
        .varint(frame.round)
        .varint(frame.index)
        .boolean(frame.digest !== null);
      if (frame.digest !== null) writeDigest(writer, frame.digest);
      return;
    case 'clock-ask':
      writer.varint(frame.round);
      return;
    case 'clock-answer':
      writer.varint(frame.round).u48(frame.wallMs);
      return;
    default:
      assertNever(frame);
  }
}

function readBody(reader: ByteReader, kind: PeerFrame['type']): PeerFrame {
  switch (kind) {
    case 'raft':
      return { type: kind, messages: readMany(reader, 2, readMessage) };
    case 'forward':
      return {
        type: kind,
        term: term(reader.varint()),
        boot: reader.u64(),
        sequence: reader.varint(),
        commands: readMany(reader, 5, (each) => ({
          number: each.varint(),
          user: each.utf8(),
          authRevision: each.varint(),
          kind: each.u8(),
          payload: entryData.copy(each.bytes()),
        })),
      };
    case 'forward-refused':
      return { type: kind, boot: reader.u64(), sequence: reader.varint() };
    case 'lease-ask': {
      const boot = reader.u64();
      const request = reader.varint();
      const ask = readTag(reader, ASKS);
      return { type: kind, boot, request, ask: { ask, id: leaseId(reader.u64()) } };
    }
    case 'lease-answer':
      return { type: kind, boot: reader.u64(), request: reader.varint(), answer: readLeaseAnswer(reader) };
    case 'snapshot-begin': {
      checkStreamFormat(reader);
      const transfer = reader.u64();
      const acknowledged = reader.varint();
      const content = ownBytes(reader.bytes());
      return { type: kind, transfer, acknowledged, content, snapshot: readSnapshotId(reader) };
    }
    case 'snapshot-chunk':
      checkStreamFormat(reader);
      return {
        type: kind,
        transfer: reader.u64(),
        number: reader.varint(),
        last: reader.boolean(),
        sum: reader.u32(),
        bytes: reader.bytes(),
      };
    case 'snapshot-ack': {
      checkStreamFormat(reader);
      const transfer = reader.u64();
      const received = reader.varint();
      const position = reader.latin1();
      return { type: kind, transfer, received, position, state: readTag(reader, SNAPSHOT_STATES) };
    }
    case 'hash-ask':
      return { type: kind, round: reader.varint(), index: logIndex(reader.varint()) };
    case 'hash-answer': {
      const [round, index] = [reader.varint(), logIndex(reader.varint())];
      return { type: kind, round, index, digest: reader.boolean() ? readDigest(reader) : null };
    }
    case 'clock-ask':
      return { type: kind, round: reader.varint() };
    case 'clock-answer':
      return { type: kind, round: reader.varint(), wallMs: reader.u48() };
    default:
      return assertNever(kind);
  }
}

function checkStreamFormat(reader: ByteReader): void {
  const format = reader.u8();
  if (format !== SNAPSHOT_STREAM_FORMAT)
    reader.fail(`snapshot stream format ${format} is not known here; run the same release on all members`);
}

function readLeaseAnswer(reader: ByteReader): LeaseAnswer {
  const answer = readTag(reader, ANSWERS);
  return answer === 'lease' ? { answer, ttl: reader.varint(), remaining: reader.varint() } : { answer };
}

function writeMessage(writer: ByteWriter, message: RaftMessage): void {
  writer.u8(MESSAGE_KINDS.indexOf(message.type)).varint(message.term);
  switch (message.type) {
    case 'pre-vote':
      writeEntryId(writer, message.last);
      return;
    case 'vote':
      writeEntryId(writer, message.last);
      writer.boolean(message.transfer);
      return;
    case 'pre-vote-reply':
    case 'vote-reply':
      writer.boolean(message.granted);
      return;
    case 'append':
      writeEntryId(writer, message.previous);
      writer.varint(message.commit).varint(message.entries.length);
      for (const entry of message.entries) {
        writer.varint(entry.term).u8(ENTRY_TYPES.indexOf(entry.type)).bytes(entry.data);
      }
      return;
    case 'append-reply':
      writer.varint(message.index).boolean(message.rejected);
      writeEntryId(writer, message.hint);
      return;
    case 'heartbeat':
      writer.varint(message.commit).varint(message.readRound);
      return;
    case 'heartbeat-reply':
      writer.varint(message.readRound);
      return;
    case 'read-index':
      writer.varint(message.request);
      return;
    case 'read-index-reply':
      writer.varint(message.request).varint(message.index).boolean(message.refused);
      return;
    case 'timeout-now':
    case 'removed':
      return;
    case 'committed':
      writeEntryId(writer, message.at);
      return;
    case 'snapshot-wanted':
      writer.varint(message.atLeast);
      return;
    default:
      assertNever(message);
  }
}

function readMessage(reader: ByteReader): RaftMessage {
  const kind = MESSAGE_KINDS[reader.u8()] ?? reader.fail('unknown kind of Raft message');
  const inTerm = term(reader.varint());
  switch (kind) {
    case 'pre-vote':
      return { type: kind, term: inTerm, last: readEntryId(reader) };
    case 'vote':
      return { type: kind, term: inTerm, last: readEntryId(reader), transfer: reader.boolean() };
    case 'pre-vote-reply':
    case 'vote-reply':
      return { type: kind, term: inTerm, granted: reader.boolean() };
    case 'append': {
      const previous = readEntryId(reader);
      const commit = logIndex(reader.varint());
      let index = previous.index as number;
      const entries = readMany(reader, 3, (each): LogEntry => ({
        index: logIndex(++index),
        term: term(each.varint()),
        type: readTag(each, ENTRY_TYPES),
        data: entryData.copy(each.bytes()),
      }));
      return { type: kind, term: inTerm, previous, commit, entries };
    }
    case 'append-reply':
      return {
        type: kind,
        term: inTerm,
        index: logIndex(reader.varint()),
        rejected: reader.boolean(),
        hint: readEntryId(reader),
      };
    case 'heartbeat':
      return { type: kind, term: inTerm, commit: logIndex(reader.varint()), readRound: reader.varint() };
    case 'heartbeat-reply':
      return { type: kind, term: inTerm, readRound: reader.varint() };
    case 'read-index':
      return { type: kind, term: inTerm, request: reader.varint() };
    case 'read-index-reply':
      return {
        type: kind,
        term: inTerm,
        request: reader.varint(),
        index: logIndex(reader.varint()),
        refused: reader.boolean(),
      };
    case 'timeout-now':
    case 'removed':
      return { type: kind, term: inTerm };
    case 'committed':
      return { type: kind, term: inTerm, at: readEntryId(reader) };
    case 'snapshot-wanted':
      return { type: kind, term: inTerm, atLeast: logIndex(reader.varint()) };
    default:
      return assertNever(kind);
  }
}

function writeEntryId(writer: ByteWriter, id: EntryId): void {
  writer.varint(id.index).varint(id.term);
}

function readEntryId(reader: ByteReader): EntryId {
  return { index: logIndex(reader.varint()), term: term(reader.varint()) };
}

function writeSnapshotId(writer: ByteWriter, snapshot: SnapshotId): void {
  writer.varint(snapshot.index).varint(snapshot.term);
  writeConfState(writer, snapshot.conf);
}

function readSnapshotId(reader: ByteReader): SnapshotId {
  const index = logIndex(reader.varint());
  const inTerm = term(reader.varint());
  return { index, term: inTerm, conf: readConfState(reader) };
}

/** Positions stand in frames: lists of words grow at their ends only. */
function readTag<T extends string>(reader: ByteReader, words: readonly T[]): T {
  const tag = reader.u8();
  return words[tag] ?? reader.fail(`${tag} is none of: ${words.join(', ')}`);
}

function readMany<T>(reader: ByteReader, bytesEach: number, read: (reader: ByteReader) => T): T[] {
  const count = reader.count(bytesEach);
  const items: T[] = [];
  for (let i = 0; i < count; i++) items.push(read(reader));
  return items;
}
