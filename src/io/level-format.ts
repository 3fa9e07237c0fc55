/**
 * LevelDB's own formats, as far as checking them needs (its table_format and log_format documents): blocks with a
 * trailer, records of the manifest, edits in them. LevelDB has checksums on all of these and classic-level gives no way
 * to have them looked at, so this reads the same bytes a second time.
 *
 * F1. Every byte of a table lies in a block that a checksum covers, or in the footer, which is compared with what those
 *     blocks say: nothing in a table can change unnoticed.
 */
import { ByteReader } from '../codec/binary.ts';
import { crc32c } from '../core/base/crc32c.ts';

export const FOOTER_BYTES = 48;
/** Type of the block, and the masked checksum of block and type. */
export const BLOCK_TRAILER_BYTES = 5;
export const MANIFEST_BLOCK_BYTES = 32 * 1024;
export const MANIFEST_HEADER_BYTES = 7;
const CHECKSUM_BYTES = 4;
const MAGIC = 0xdb4775248b80fb57n;
const MASK_DELTA = 0xa282ead8;
/** Behind the key of a table's entry: sequence number and kind. */
export const INTERNAL_KEY_TAIL_BYTES = 8;

export interface BlockHandle {
  readonly offset: number;
  /** Without the trailer. */
  readonly size: number;
}

/** LevelDB does not store a checksum as it is, because data with checksums in it would be checksummed again. */
export function maskedChecksum(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + MASK_DELTA) >>> 0;
}

/** Whether a block with its trailer is what was written. */
export function isWholeBlock(blockWithTrailer: Uint8Array): boolean {
  const checked = blockWithTrailer.length - CHECKSUM_BYTES;
  const kept = new ByteReader(blockWithTrailer.subarray(checked), 'checksum').u32();
  return kept === maskedChecksum(blockWithTrailer.subarray(0, checked));
}

export interface Footer {
  readonly metaindex: BlockHandle;
  readonly index: BlockHandle;
}

/** Throws a `FormatError`; also for padding that is not zero, which nobody would ever read. */
export function decodeFooter(bytes: Uint8Array): Footer {
  const reader = new ByteReader(bytes, 'footer');
  const footer = { metaindex: readHandle(reader), index: readHandle(reader) };
  for (let left = FOOTER_BYTES - 8 - reader.offset; left > 0; left--) {
    if (reader.u8() !== 0) reader.fail('its padding is not zero');
  }
  if (reader.u64() !== MAGIC) reader.fail('its magic number is not LevelDB’s');
  return footer;
}

export function decodeHandle(bytes: Uint8Array): BlockHandle {
  return readHandle(new ByteReader(bytes, 'block handle'));
}

function readHandle(reader: ByteReader): BlockHandle {
  return { offset: reader.varint(), size: reader.varint() };
}

export interface BlockEntry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** The entries of an uncompressed block, whose keys share beginnings with the key before. */
export function decodeBlock(block: Uint8Array): BlockEntry[] {
  const restarts = new ByteReader(block.subarray(Math.max(0, block.length - 4)), 'block').u32();
  const end = block.length - 4 - 4 * restarts;
  const reader = new ByteReader(block.subarray(0, Math.max(0, end)), 'block');
  if (end < 0) reader.fail('its restart points do not fit into it');
  const entries: BlockEntry[] = [];
  let key: Uint8Array = new Uint8Array(0);
  while (reader.offset < end) {
    const shared = reader.varint();
    const rest = reader.varint();
    const valueBytes = reader.varint();
    if (shared > key.length) reader.fail('a key shares more with the one before than there is');
    const next = new Uint8Array(shared + rest);
    next.set(key.subarray(0, shared));
    next.set(reader.raw(rest), shared);
    key = next;
    entries.push({ key, value: reader.raw(valueBytes) });
  }
  return entries;
}

/** The key as its writer gave it. */
export function userKey(internal: Uint8Array): Uint8Array {
  return internal.subarray(0, Math.max(0, internal.length - INTERNAL_KEY_TAIL_BYTES));
}

/** Bytes of a table by its number. */
export type LiveTables = Map<number, number>;

/** What a manifest's edits come to. */
export interface ManifestState {
  readonly live: LiveTables;
  /** LevelDB numbers every put and delete; of the last one it had done. */
  lastSequence: number;
}

/** Takes one edit of the manifest into the state it leaves; throws a `FormatError`. */
export function applyEdit(state: ManifestState, edit: Uint8Array): void {
  const { live } = state;
  const reader = new ByteReader(edit, 'edit');
  while (reader.offset < edit.length) {
    const tag = reader.varint();
    switch (tag) {
      case EDIT.comparator:
        reader.bytes();
        break;
      case EDIT.logNumber:
      case EDIT.nextFile:
      case EDIT.previousLog:
        reader.varint();
        break;
      case EDIT.lastSequence:
        state.lastSequence = reader.varint();
        break;
      case EDIT.compactPointer:
        reader.varint();
        reader.bytes();
        break;
      case EDIT.deletedTable:
        reader.varint();
        live.delete(reader.varint());
        break;
      case EDIT.newTable: {
        reader.varint();
        live.set(reader.varint(), reader.varint());
        reader.bytes();
        reader.bytes();
        break;
      }
      default:
        reader.fail(`no part of an edit has the number ${tag}`);
    }
  }
}

const EDIT = {
  comparator: 1,
  logNumber: 2,
  nextFile: 3,
  lastSequence: 4,
  compactPointer: 5,
  deletedTable: 6,
  newTable: 7,
  previousLog: 9,
} as const;
