/**
 * Recently read records, bounded in bytes, in two generations: what is read goes to the young one, from the old one, too;
 * when the young one is full it becomes the old one, and what nobody read since is forgotten with the old one as a whole.
 * That is nearly the least recently used, and no read looks for something to forget: a map that loses its first key over
 * and over finds its first one ever more slowly (20 µs for each record of a long range).
 *
 * Only what the store holds is in here.
 *
 * C1. Each generation is at most half of the bound; a record larger than an eighth of the bound is not kept.
 * C2. A key is in one generation at most.
 */
const RECORD_OVERHEAD_BYTES = 128;
const SHARE_OF_BOUND_MAX = 8;

export class RecordCache<Key, Value> {
  private readonly bytesMax: number;
  private readonly bytesOf: (key: Key, record: Value) => number;
  private young = new Map<Key, Value>();
  private youngBytes = 0;
  private old = new Map<Key, Value>();

  /** `bytesOf`: what key and record take, beside what any entry does. */
  constructor(bytesMax: number, bytesOf: (key: Key, record: Value) => number) {
    this.bytesMax = bytesMax;
    this.bytesOf = bytesOf;
  }

  get(key: Key): Value | undefined {
    const young = this.young.get(key);
    if (young !== undefined) return young;
    const old = this.old.get(key);
    if (old !== undefined) {
      this.old.delete(key);
      this.enter(key, old);
    }
    return old;
  }

  put(key: Key, record: Value): void {
    this.drop(key);
    if (this.weightOf(key, record) <= this.bytesMax / SHARE_OF_BOUND_MAX) this.enter(key, record);
  }

  drop(key: Key): void {
    const record = this.young.get(key);
    if (record === undefined) this.old.delete(key);
    else {
      this.young.delete(key);
      this.youngBytes -= this.weightOf(key, record);
    }
  }

  private enter(key: Key, record: Value): void {
    const weight = this.weightOf(key, record);
    if (this.youngBytes + weight > this.bytesMax / 2) {
      this.old = this.young;
      this.young = new Map();
      this.youngBytes = 0;
    }
    this.young.set(key, record);
    this.youngBytes += weight;
  }

  private weightOf(key: Key, record: Value): number {
    return RECORD_OVERHEAD_BYTES + this.bytesOf(key, record);
  }
}
