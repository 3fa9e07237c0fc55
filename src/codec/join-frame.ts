/**
 * The one question of a server that is to join a region and does not know its own id yet, that of a member whose log was
 * damaged and whose id is spent, and the answers to both.
 *
 *   question: [format u8][kind u8 0][region utf8][peer URLs: count, utf8 each]; in format 2 then [level varint]
 *   welcome:  [format u8][kind u8 1][cluster u64][own id u64][members: count, each u64 id, utf8 name, peer URLs]
 *   refusal:  [format u8][kind u8 2][final bool][reason utf8]
 *   return:   [format u8 2][kind u8 3][cluster u64][region utf8][spent id u64][name utf8][peer URLs][level varint]
 */
import { assertNever } from '../core/base/assert.ts';
import { memberId } from '../core/base/brands.ts';
import { FIRST_LEVEL } from '../core/base/feature-level.ts';
import type { MemberId } from '../core/base/brands.ts';
import { ByteReader, ByteWriter } from './binary.ts';

export const JOIN_FORMAT = 1;
/** Of a question: from 2 on it says which feature level the asker reads. */
const QUESTION_FORMAT = 2;
/** Of a member's wish to return, which releases before it do not know. */
const RETURN_FORMAT = 2;

export interface KnownMember {
  readonly id: MemberId;
  /** Empty for one that has not started yet. */
  readonly name: string;
  readonly peerUrls: readonly string[];
}

export interface JoinQuestion {
  readonly type: 'question';
  readonly region: string;
  /** How the operator has announced the one who asks. */
  readonly peerUrls: readonly string[];
  /** The highest feature level the asker reads; the first is said in the words of releases without levels. */
  readonly level: number;
}

export interface JoinWelcome {
  readonly type: 'welcome';
  readonly clusterId: bigint;
  readonly self: MemberId;
  readonly members: readonly KnownMember[];
}

export interface JoinRefusal {
  readonly type: 'refusal';
  /** Asking again, or somebody else, makes no difference. */
  readonly final: boolean;
  readonly reason: string;
}

/** A member whose log was damaged wants another id in the place of the one that is spent. */
export interface ReturnQuestion {
  readonly type: 'return';
  readonly clusterId: bigint;
  readonly region: string;
  readonly spent: MemberId;
  readonly name: string;
  readonly peerUrls: readonly string[];
  /** The highest feature level it reads. */
  readonly level: number;
}

export type JoinFrame = JoinQuestion | JoinWelcome | JoinRefusal | ReturnQuestion;

const KINDS = ['question', 'welcome', 'refusal', 'return'] as const satisfies readonly JoinFrame['type'][];
/** An id, and two empty lists. */
const MEMBER_BYTES_MIN = 10;

export function encodeJoinFrame(frame: JoinFrame): Uint8Array {
  const writer = new ByteWriter().u8(formatOf(frame)).u8(KINDS.indexOf(frame.type));
  switch (frame.type) {
    case 'question':
      writer.utf8(frame.region);
      writeTexts(writer, frame.peerUrls);
      if (isLevelled(frame)) writer.varint(frame.level);
      return writer.finish();
    case 'welcome':
      writer.u64(frame.clusterId).u64(frame.self).varint(frame.members.length);
      for (const { id, name, peerUrls } of frame.members) writeTexts(writer.u64(id).utf8(name), peerUrls);
      return writer.finish();
    case 'refusal':
      return writer.boolean(frame.final).utf8(frame.reason).finish();
    case 'return':
      writer.u64(frame.clusterId).utf8(frame.region).u64(frame.spent).utf8(frame.name);
      writeTexts(writer, frame.peerUrls);
      return writer.varint(frame.level).finish();
    default:
      return assertNever(frame);
  }
}

export function decodeJoinFrame(bytes: Uint8Array): JoinFrame {
  const reader = new ByteReader(bytes, 'join frame');
  const format = reader.u8();
  const type = KINDS[reader.u8()] ?? reader.fail('unknown kind of frame');
  const isKnown = type === 'return' ? format === RETURN_FORMAT : isFormatOfOthers(type, format);
  if (!isKnown) reader.fail(`format ${format} is not known here; run the release of the region`);
  const frame = readBody(reader, type, format);
  reader.end();
  return frame;
}

function readBody(reader: ByteReader, type: JoinFrame['type'], format: number): JoinFrame {
  switch (type) {
    case 'question': {
      const [region, peerUrls] = [reader.utf8(), readTexts(reader)];
      return { type, region, peerUrls, level: format === JOIN_FORMAT ? FIRST_LEVEL : reader.varint() };
    }
    case 'welcome': {
      const clusterId = reader.u64();
      const self = memberId(reader.u64());
      const members = Array.from({ length: reader.count(MEMBER_BYTES_MIN) }, () => ({
        id: memberId(reader.u64()),
        name: reader.utf8(),
        peerUrls: readTexts(reader),
      }));
      return { type, clusterId, self, members };
    }
    case 'refusal':
      return { type, final: reader.boolean(), reason: reader.utf8() };
    case 'return': {
      const [clusterId, region, spent] = [reader.u64(), reader.utf8(), memberId(reader.u64())];
      const [name, peerUrls] = [reader.utf8(), readTexts(reader)];
      return { type, clusterId, region, spent, name, peerUrls, level: reader.varint() };
    }
    default:
      return assertNever(type);
  }
}

function formatOf(frame: JoinFrame): number {
  if (frame.type === 'return') return RETURN_FORMAT;
  return isLevelled(frame) ? QUESTION_FORMAT : JOIN_FORMAT;
}

const isLevelled = (frame: JoinFrame): boolean => frame.type === 'question' && frame.level > FIRST_LEVEL;

const isFormatOfOthers = (type: JoinFrame['type'], format: number): boolean =>
  format === JOIN_FORMAT || (type === 'question' && format === QUESTION_FORMAT);

function writeTexts(writer: ByteWriter, texts: readonly string[]): void {
  writer.varint(texts.length);
  for (const text of texts) writer.utf8(text);
}

function readTexts(reader: ByteReader): string[] {
  return Array.from({ length: reader.count() }, () => reader.utf8());
}
