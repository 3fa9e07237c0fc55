/**
 * What gossip sends over streams, and what a data folder remembers of its pool.
 *
 *   frame        [format u8: 1][kind u8][from 8] and, by kind (numbers are varints, states 0 alive, 1 suspect, 2 dead, 3 left):
 *                0 sync [flags u8: 1 wanted, 2 joining][Lamport time][count, per state: u8 state, incarnation, info]
 *                1 stream-ping [seq][target 8]; 2 stream-ack [seq]
 *   remembered   [format u8: 1][incarnation][Lamport time][count, per address: text]
 *
 * F1. Anything ends in a frame within all bounds or in one `FormatError`.
 */
import { assertNever } from '../core/base/assert.ts';
import { LAMPORT_MAX, PAGE_STATES_MAX, REMEMBERED_MAX } from '../core/gossip/limits.ts';
import type { Remembered } from '../core/gossip/rejoin.ts';
import type { Frame, NodeState } from '../core/gossip/types.ts';
import { ByteReader, ByteWriter } from './binary.ts';
import { readId, readIncarnation, readInfo, readUpTo, writeId, writeInfo } from './gossip-info.ts';
import { GOSSIP_FORMAT } from './gossip-packet.ts';

const KINDS = ['sync', 'stream-ping', 'stream-ack'] as const;
const STATES = ['alive', 'suspect', 'dead', 'left'] as const;
const WANTED = 1;
const JOINING = 2;
const SEQ_MAX = 2 ** 32 - 1;
const STATE_BYTES_MIN = 48;

export function encodeFrame(frame: Frame): Uint8Array {
  const writer = new ByteWriter().u8(GOSSIP_FORMAT).u8(KINDS.indexOf(frame.type));
  writeId(writer, frame.from);
  switch (frame.type) {
    case 'sync':
      writer.u8((frame.wanted ? WANTED : 0) | (frame.joining ? JOINING : 0));
      writer.varint(frame.lamport).varint(frame.states.length);
      for (const state of frame.states) writeState(writer, state);
      break;
    case 'stream-ping':
      writeId(writer.varint(frame.seq), frame.target);
      break;
    case 'stream-ack':
      writer.varint(frame.seq);
      break;
    default:
      assertNever(frame);
  }
  return writer.finish();
}

function writeState(writer: ByteWriter, { state, incarnation, info }: NodeState): void {
  writeInfo(writer.u8(STATES.indexOf(state)).varint(incarnation), info);
}

/** Throws a `FormatError` (F1). */
export function decodeFrame(bytes: Uint8Array): Frame {
  const reader = new ByteReader(bytes, 'gossip frame');
  reader.format(GOSSIP_FORMAT);
  const type = KINDS[reader.u8()] ?? reader.fail('unknown kind of frame');
  const from = readId(reader);
  switch (type) {
    case 'sync': {
      const flags = reader.u8();
      const lamport = readUpTo(reader, LAMPORT_MAX);
      const states = readStates(reader);
      return {
        type,
        from,
        wanted: (flags & WANTED) !== 0,
        joining: (flags & JOINING) !== 0,
        lamport,
        states,
      };
    }
    case 'stream-ping':
      return { type, from, seq: readUpTo(reader, SEQ_MAX), target: readId(reader) };
    case 'stream-ack':
      return { type, from, seq: readUpTo(reader, SEQ_MAX) };
    default:
      return assertNever(type);
  }
}

function readStates(reader: ByteReader): NodeState[] {
  const count = reader.count(STATE_BYTES_MIN);
  if (count > PAGE_STATES_MAX) reader.fail(`a page of ${count} states`);
  return Array.from({ length: count }, () => {
    const state = STATES[reader.u8()] ?? reader.fail('unknown state');
    return { state, incarnation: readIncarnation(reader), info: readInfo(reader) };
  });
}

export function encodeRemembered({ incarnation, lamport, addresses }: Remembered): Uint8Array {
  const writer = new ByteWriter().u8(GOSSIP_FORMAT).varint(incarnation).varint(lamport);
  writer.varint(addresses.length);
  for (const address of addresses) writer.latin1(address);
  return writer.finish();
}

/** Throws a `FormatError`. */
export function decodeRemembered(bytes: Uint8Array): Remembered {
  const reader = new ByteReader(bytes, 'remembered pool');
  reader.format(GOSSIP_FORMAT);
  const incarnation = readIncarnation(reader);
  const lamport = readUpTo(reader, LAMPORT_MAX);
  const count = reader.count();
  if (count > REMEMBERED_MAX) reader.fail(`${count} addresses`);
  const addresses = Array.from({ length: count }, () => reader.latin1());
  reader.end();
  return { incarnation, lamport, addresses };
}
