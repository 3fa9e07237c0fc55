/**
 * What members say to each other before anything else that is new: the highest feature level they can read. It has a
 * channel of its own, whose connections a release without levels closes without a word (node/channels).
 *
 *   [format u8][kind u8: 0 question, 1 answer][cluster u64][from u64][to u64][level varint][what later releases add]
 *
 * F1. Every later release can read the beginning of it, and what follows is passed over: it is how releases find out what
 *     else they can say.
 */
import { memberId } from '../core/base/brands.ts';
import type { MemberId } from '../core/base/brands.ts';
import { ByteReader, ByteWriter } from './binary.ts';

export const LEVEL_FORMAT = 1;
const KINDS = ['question', 'answer'] as const;

export interface LevelFrame {
  readonly type: (typeof KINDS)[number];
  readonly clusterId: bigint;
  readonly from: MemberId;
  readonly to: MemberId;
  readonly level: number;
}

export function encodeLevelFrame({ type, clusterId, from, to, level }: LevelFrame): Uint8Array {
  const writer = new ByteWriter().u8(LEVEL_FORMAT).u8(KINDS.indexOf(type));
  return writer.u64(clusterId).u64(from).u64(to).varint(level).finish();
}

/** Throws a `FormatError` on a damaged one. */
export function decodeLevelFrame(bytes: Uint8Array): LevelFrame {
  const reader = new ByteReader(bytes, 'level frame');
  if (reader.u8() < LEVEL_FORMAT) reader.fail('no release has written format 0');
  const type = KINDS[reader.u8()] ?? reader.fail('unknown kind of frame');
  const clusterId = reader.u64();
  const [from, to] = [memberId(reader.u64()), memberId(reader.u64())];
  return { type, clusterId, from, to, level: reader.varint() };
}
