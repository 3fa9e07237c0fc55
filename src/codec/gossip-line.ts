/**
 * What goes over a line, that is, over a stream between two members of a pool.
 *
 *   message   [format u8: 1][kind u8]: 0 hello [label: text][id 8][address: text][16 random bytes]; 1 content as it is;
 *             2 content sealed for this line
 *   content   [kind u8]: 0 a packet; 1 a frame; 2 a keyring's command [question u32][u8 command][key: bytes];
 *             3 its answer [question u32][done: bool] and [key in use: text][count, installed: text each] or [reason: text]
 *
 * L1. The first message of either side is its hello, and nothing is believed before the other's.
 * L2. Anything ends in a message within all bounds or in one `FormatError`; a kind that is not known is of a later release.
 */
import { assertNever } from '../core/base/assert.ts';
import type { Address, Frame, KeyringAnswer, KeyringCommand, NodeId, Packet } from '../core/gossip/types.ts';
import { ByteReader, ByteWriter } from './binary.ts';
import { decodeFrame, encodeFrame } from './gossip-frame.ts';
import { readId, writeId } from './gossip-info.ts';
import { decodePacket, encodePacket } from './gossip-packet.ts';

const LINE_FORMAT = 1;
export const HELLO_RANDOM_BYTES = 16;
const TEXT_BYTES_MAX = 255;
const COMMANDS = ['list', 'install', 'use', 'remove'] as const;
const KEY_BYTES_MAX = 32;
const KEYS_TOLD_MAX = 16;

export interface LineHello {
  readonly label: string;
  readonly id: NodeId;
  /** What the pool knows its sender by. */
  readonly address: Address;
  readonly random: Uint8Array;
}

export type LineMessage =
  | { readonly type: 'hello'; readonly hello: LineHello }
  | { readonly type: 'plain' | 'sealed'; readonly content: Uint8Array }
  | { readonly type: 'unknown' };

export type LineContent =
  | { readonly type: 'packet'; readonly packet: Packet }
  | { readonly type: 'frame'; readonly frame: Frame }
  | { readonly type: 'keyring'; readonly question: number; readonly command: KeyringCommand }
  | { readonly type: 'keyring-answer'; readonly question: number; readonly answer: KeyringAnswer };

const KINDS = ['hello', 'plain', 'sealed'] as const;
const CONTENTS = ['packet', 'frame', 'keyring', 'keyring-answer'] as const;

export function encodeHello({ label, id, address, random }: LineHello): Uint8Array {
  const writer = new ByteWriter().u8(LINE_FORMAT).u8(KINDS.indexOf('hello')).latin1(label);
  writeId(writer, id);
  return writer.latin1(address).raw(random).finish();
}

export function encodeLineMessage(type: 'plain' | 'sealed', content: Uint8Array): Uint8Array {
  return new ByteWriter(content.length + 2).u8(LINE_FORMAT).u8(KINDS.indexOf(type)).raw(content).finish();
}

/** Throws a `FormatError` (L2). */
export function decodeLineMessage(bytes: Uint8Array): LineMessage {
  const reader = new ByteReader(bytes, 'gossip line');
  reader.format(LINE_FORMAT);
  const type = KINDS[reader.u8()];
  if (type === undefined) return { type: 'unknown' };
  if (type !== 'hello') return { type, content: reader.raw(reader.remaining) };
  const label = readText(reader);
  const id = readId(reader);
  const address = readText(reader);
  return { type, hello: { label, id, address, random: reader.raw(HELLO_RANDOM_BYTES) } };
}

export function encodeLineContent(content: LineContent): Uint8Array {
  const writer = new ByteWriter().u8(CONTENTS.indexOf(content.type));
  switch (content.type) {
    case 'packet':
      return writer.raw(encodePacket(content.packet)).finish();
    case 'frame':
      return writer.raw(encodeFrame(content.frame)).finish();
    case 'keyring': {
      const { question, command } = content;
      writer.u32(question).u8(COMMANDS.indexOf(command.type));
      return writer.bytes(command.type === 'list' ? new Uint8Array(0) : command.key).finish();
    }
    case 'keyring-answer':
      writer.u32(content.question);
      writeAnswer(writer, content.answer);
      return writer.finish();
    default:
      return assertNever(content);
  }
}

/** Throws a `FormatError` (L2); `null` for a kind that is not known. */
export function decodeLineContent(bytes: Uint8Array): LineContent | null {
  const reader = new ByteReader(bytes, 'gossip line content');
  const type = CONTENTS[reader.u8()];
  switch (type) {
    case undefined:
      return null;
    case 'packet':
      return { type, packet: decodePacket(reader.raw(reader.remaining)) };
    case 'frame':
      return { type, frame: decodeFrame(reader.raw(reader.remaining)) };
    case 'keyring':
      return { type, question: reader.u32(), command: readCommand(reader) };
    case 'keyring-answer':
      return { type, question: reader.u32(), answer: readAnswer(reader) };
    default:
      return assertNever(type);
  }
}

function readCommand(reader: ByteReader): KeyringCommand {
  const type = COMMANDS[reader.u8()] ?? reader.fail('unknown command to a keyring');
  const key = reader.bytes();
  if (key.length > KEY_BYTES_MAX) reader.fail(`a key of ${key.length} bytes`);
  return type === 'list' ? { type } : { type, key: Uint8Array.from(key) };
}

function writeAnswer(writer: ByteWriter, answer: KeyringAnswer): void {
  writer.boolean(answer.ok);
  if (!answer.ok) writer.latin1(answer.reason.slice(0, TEXT_BYTES_MAX));
  else {
    writer.latin1(answer.inUse).varint(answer.installed.length);
    for (const name of answer.installed) writer.latin1(name);
  }
}

function readAnswer(reader: ByteReader): KeyringAnswer {
  if (!reader.boolean()) return { ok: false, reason: readText(reader) };
  const inUse = readText(reader);
  const count = reader.count();
  if (count > KEYS_TOLD_MAX) reader.fail(`${count} keys`);
  return { ok: true, inUse, installed: Array.from({ length: count }, () => readText(reader)) };
}

function readText(reader: ByteReader): string {
  const text = reader.latin1();
  return text.length <= TEXT_BYTES_MAX ? text : reader.fail(`a text of ${text.length} bytes`);
}
