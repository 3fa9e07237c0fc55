/**
 * Checks a manifest's records. LevelDB itself takes a record that reaches beyond the file's end for the rest of a write
 * that a crash has cut, and drops it and all behind it in silence; so one turned bit in a length takes back flushes.
 *
 * M1. A record that reaches beyond the end is a cut write only if no change of one bit in its length makes it whole.
 * M2. Zeros up to the end are a cut write, too: LevelDB skips them.
 */
import { ByteReader, FormatError } from '../codec/binary.ts';
import {
  applyEdit,
  maskedChecksum,
  MANIFEST_BLOCK_BYTES,
  MANIFEST_HEADER_BYTES,
  type ManifestState,
} from './level-format.ts';

export type CheckedManifest =
  | {
      readonly ok: true;
      readonly state: ManifestState;
      /** Of whole edits, and of each with where it stands. */
      readonly edits: readonly ManifestEdit[];
    }
  | { readonly ok: false; readonly offset: number; readonly why: string };

export interface ManifestEdit {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

const TYPES = ['zero', 'full', 'first', 'middle', 'last'] as const;
type FragmentType = (typeof TYPES)[number];
const LENGTH_BITS = 16;

export function checkManifest(bytes: Uint8Array): CheckedManifest {
  try {
    const edits = readEdits(bytes);
    const state: ManifestState = { live: new Map(), lastSequence: 0 };
    for (const { offset, bytes: edit } of edits) at(offset, () => applyEdit(state, edit));
    if (edits.length === 0) throw new ManifestDamage(0, 'it holds no record');
    return { ok: true, state, edits };
  } catch (error) {
    if (error instanceof ManifestDamage) return { ok: false, offset: error.offset, why: error.message };
    throw error;
  }
}

class ManifestDamage extends Error {
  readonly offset: number;

  constructor(offset: number, why: string) {
    super(why);
    this.offset = offset;
  }
}

function at(offset: number, read: () => void): void {
  try {
    read();
  } catch (error) {
    if (error instanceof FormatError) throw new ManifestDamage(offset, error.message);
    throw error;
  }
}

interface Fragment {
  readonly type: FragmentType;
  readonly data: Uint8Array;
}

function readEdits(bytes: Uint8Array): ManifestEdit[] {
  const edits: ManifestEdit[] = [];
  let parts: Uint8Array[] = [];
  let begun = 0;
  for (let offset = 0; ;) {
    offset = skipTrailer(bytes, offset);
    const fragment = readFragment(bytes, offset);
    // An edit whose last part is not there was cut with it.
    if (fragment === null) return edits;
    const { type, data } = fragment;
    const begins = type === 'full' || type === 'first';
    if (begins !== (parts.length === 0)) throw new ManifestDamage(offset, `a ${type} part cannot stand here`);
    if (begins) begun = offset;
    parts.push(data);
    offset += MANIFEST_HEADER_BYTES + data.length;
    if (type !== 'full' && type !== 'last') continue;
    edits.push({ offset: begun, bytes: Buffer.concat(parts) });
    parts = [];
  }
}

/** What is left of a block and too short for a header is zeros. */
function skipTrailer(bytes: Uint8Array, offset: number): number {
  const left = MANIFEST_BLOCK_BYTES - (offset % MANIFEST_BLOCK_BYTES);
  if (left >= MANIFEST_HEADER_BYTES) return offset;
  if (!isZero(bytes, offset, offset + left)) throw new ManifestDamage(offset, 'its filling is not zero');
  return offset + left;
}

/** `null` at the end, or where a cut write begins. */
function readFragment(bytes: Uint8Array, offset: number): Fragment | null {
  if (isZero(bytes, offset, bytes.length)) return null;
  if (offset + MANIFEST_HEADER_BYTES > bytes.length) return null;
  const header = new ByteReader(bytes.subarray(offset, offset + MANIFEST_HEADER_BYTES), 'record header');
  const checksum = header.u32();
  const length = header.u16();
  const type = TYPES[header.u8()];
  if (type === undefined || type === 'zero') throw new ManifestDamage(offset, 'a record is of no known type');
  const blockEnd = offset - (offset % MANIFEST_BLOCK_BYTES) + MANIFEST_BLOCK_BYTES;
  const isWhole = (of: number): boolean =>
    maskedChecksum(bytes.subarray(offset + 6, offset + MANIFEST_HEADER_BYTES + of)) === checksum;
  const fits = (of: number): boolean =>
    offset + MANIFEST_HEADER_BYTES + of <= Math.min(blockEnd, bytes.length);
  if (fits(length)) {
    if (!isWhole(length)) throw new ManifestDamage(offset, 'a record is not what was written (checksum)');
    const start = offset + MANIFEST_HEADER_BYTES;
    return { type, data: bytes.subarray(start, start + length) };
  }
  if (blockEnd < bytes.length) throw new ManifestDamage(offset, 'a record is longer than its block');
  for (let bit = 0; bit < LENGTH_BITS; bit++) {
    const other = length ^ (1 << bit);
    if (fits(other) && isWhole(other)) throw new ManifestDamage(offset, 'the length of a record has changed');
  }
  return null;
}

function isZero(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if ((bytes[i] ?? 0) !== 0) return false;
  return true;
}
