/**
 * Values of the keyspace that were read lately, decoded. A range over a thousand keys asks for a thousand of them, and to
 * build a record's key in the store, to look for it in three maps and to decode it costs several times what is done with it
 * then.
 *
 * V1. A revision's record never changes and its number is not given twice, so what is here need not be told of writes. What
 *     compaction deletes is asked for by nobody any more, and goes in its turn. Another state has another cache.
 * V2. Only a record that came in memory of its own is kept: one on its way to the store lies in a block with others, and would
 *     keep them all.
 */
import type { ReadValue, Revision, ValueRecord } from '../../core/mvcc/types.ts';
import { RecordCache } from '../../storage/record-cache.ts';

const CACHE_BYTES_MAX = 16 * 1024 * 1024;
/** So many revisions of a transaction have numbers here, up to this transaction: together they fit a double. */
const SUBS = 2 ** 12;
const MAIN_MAX = 2 ** 41;
/** What a record of its own has in its memory beside the value: its header and what is said of the key. */
const BESIDE_VALUE_BYTES_MAX = 64;

export function cachedValues(read: ReadValue): ReadValue {
  const cache = new RecordCache<number, ValueRecord>(
    CACHE_BYTES_MAX,
    (_number, { value }) => value.buffer.byteLength,
  );
  return (revision) => {
    const number = revisionNumber(revision);
    const held = cache.get(number);
    if (held !== undefined) return held;
    const record = read(revision);
    if (number >= 0 && isItsOwn(record)) cache.put(number, record);
    return record;
  };
}

/** Ascends as revisions do. Negative: it has none. */
export function revisionNumber({ main, sub }: Revision): number {
  return sub < SUBS && main < MAIN_MAX ? main * SUBS + sub : -1;
}

/** The revision of a number that is not negative. */
export function numberedRevision(number: number): Revision {
  return { main: Math.floor(number / SUBS), sub: number % SUBS };
}

/** V2. */
function isItsOwn({ value }: ValueRecord): boolean {
  return value.buffer.byteLength - value.length <= BESIDE_VALUE_BYTES_MAX;
}
