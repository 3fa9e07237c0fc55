/**
 * Gossip's datagrams, before they are sealed.
 *
 *   packet   [format u8: 1][from 8][body kind u8][length u8][body] rumours
 *   bodies   0 gossip: nothing; 1 ping [seq][target 8]; 2 ack, 3 nack [seq]; 4 ping-request [seq][target 8][wait ms];
 *            5 last-call, 6 concur [target 8][incarnation]; numbers are varints
 *   rumour   [kind u8][length varint][rumour], to the end of the packet
 *   rumours  0 alive [incarnation][info]; 1 refute [id 8][incarnation][version]; 2 suspect, 3 dead, 4 left
 *            [id 8][incarnation][from 8]; 5 event [Lamport time][origin 8][name: text][payload: bytes]
 *
 * G1. A kind that is not known, and what follows the known fields of one that is, are of a later release: passed over, so
 *     that releases run mixed. A format that is not known is refused.
 * G2. Anything else ends in a packet within all bounds or in one `FormatError`.
 */
import { assertNever } from '../core/base/assert.ts';
import { ownBytes } from '../core/base/bytes.ts';
import {
  EVENT_NAME_BYTES_MAX,
  EVENT_PAYLOAD_BYTES_MAX,
  LAMPORT_MAX,
  PACKET_BYTES_MAX,
} from '../core/gossip/limits.ts';
import type { Packet, PacketBody, Rumour } from '../core/gossip/types.ts';
import { ByteReader, ByteWriter } from './binary.ts';
import { readId, readIncarnation, readInfo, readUpTo, writeId, writeInfo } from './gossip-info.ts';

export const GOSSIP_FORMAT = 1;
const BODIES = ['gossip', 'ping', 'ack', 'nack', 'ping-request', 'last-call', 'concur'] as const;
const RUMOURS = ['alive', 'refute', 'suspect', 'dead', 'left', 'event'] as const;
const SEQ_MAX = 2 ** 32 - 1;
const WAIT_MS_MAX = 2 ** 32 - 1;

export function encodePacket({ from, body, rumours }: Packet): Uint8Array {
  const writer = new ByteWriter(PACKET_BYTES_MAX).u8(GOSSIP_FORMAT);
  writeId(writer, from);
  const fields = new ByteWriter();
  writeBody(fields, body);
  writer.u8(BODIES.indexOf(body.type)).u8(fields.length).raw(fields.finish());
  for (const rumour of rumours) {
    const told = new ByteWriter();
    writeRumour(told, rumour);
    writer.u8(RUMOURS.indexOf(rumour.type)).bytes(told.finish());
  }
  return writer.finish();
}

function writeBody(writer: ByteWriter, body: PacketBody): void {
  switch (body.type) {
    case 'gossip':
      break;
    case 'ping':
      writeId(writer.varint(body.seq), body.target);
      break;
    case 'ack':
    case 'nack':
      writer.varint(body.seq);
      break;
    case 'ping-request':
      writeId(writer.varint(body.seq), body.target);
      writer.varint(body.waitMs);
      break;
    case 'last-call':
    case 'concur':
      writeId(writer, body.target);
      writer.varint(body.incarnation);
      break;
    default:
      assertNever(body);
  }
}

function writeRumour(writer: ByteWriter, rumour: Rumour): void {
  switch (rumour.type) {
    case 'alive':
      writeInfo(writer.varint(rumour.incarnation), rumour.info);
      break;
    case 'refute':
      writeId(writer, rumour.id);
      writer.varint(rumour.incarnation).varint(rumour.version);
      break;
    case 'suspect':
    case 'dead':
    case 'left':
      writeId(writer, rumour.id);
      writeId(writer.varint(rumour.incarnation), rumour.from);
      break;
    case 'event':
      writeId(writer.varint(rumour.lamport), rumour.origin);
      writer.latin1(rumour.name).bytes(rumour.payload);
      break;
    default:
      assertNever(rumour);
  }
}

/** Throws a `FormatError` (G2). */
export function decodePacket(bytes: Uint8Array): Packet {
  const reader = new ByteReader(bytes, 'gossip packet');
  if (bytes.length > PACKET_BYTES_MAX) reader.fail(`longer than ${PACKET_BYTES_MAX} bytes`);
  reader.format(GOSSIP_FORMAT);
  const from = readId(reader);
  const type = BODIES[reader.u8()];
  const fields = new ByteReader(reader.raw(reader.u8()), 'gossip body');
  // G1.
  const body: PacketBody = type === undefined ? { type: 'gossip' } : readBody(fields, type);
  const rumours: Rumour[] = [];
  while (reader.remaining > 0) {
    const kind = RUMOURS[reader.u8()];
    const rest = new ByteReader(reader.bytes(), 'gossip rumour');
    if (kind !== undefined) rumours.push(readRumour(rest, kind));
  }
  return { from, body, rumours };
}

function readBody(reader: ByteReader, type: (typeof BODIES)[number]): PacketBody {
  switch (type) {
    case 'gossip':
      return { type };
    case 'ping':
      return { type, seq: readSeq(reader), target: readId(reader) };
    case 'ack':
    case 'nack':
      return { type, seq: readSeq(reader) };
    case 'ping-request':
      return {
        type,
        seq: readSeq(reader),
        target: readId(reader),
        waitMs: readUpTo(reader, WAIT_MS_MAX),
      };
    case 'last-call':
    case 'concur':
      return { type, target: readId(reader), incarnation: readIncarnation(reader) };
    default:
      return assertNever(type);
  }
}

const readSeq = (reader: ByteReader): number => readUpTo(reader, SEQ_MAX);

function readRumour(reader: ByteReader, type: (typeof RUMOURS)[number]): Rumour {
  switch (type) {
    case 'alive': {
      const incarnation = readIncarnation(reader);
      return { type, incarnation, info: readInfo(reader) };
    }
    case 'refute':
      return {
        type,
        id: readId(reader),
        incarnation: readIncarnation(reader),
        version: readIncarnation(reader),
      };
    case 'suspect':
    case 'dead':
    case 'left':
      return { type, id: readId(reader), incarnation: readIncarnation(reader), from: readId(reader) };
    case 'event':
      return readEvent(reader);
    default:
      return assertNever(type);
  }
}

function readEvent(reader: ByteReader): Rumour {
  const lamport = readUpTo(reader, LAMPORT_MAX);
  const origin = readId(reader);
  const [name, payload] = [reader.latin1(), reader.bytes()];
  if (name.length > EVENT_NAME_BYTES_MAX || payload.length > EVENT_PAYLOAD_BYTES_MAX)
    reader.fail('an event larger than a member sends');
  return { type: 'event', lamport, origin, name, payload: ownBytes(payload) };
}
