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

export class RecordCache {
  private readonly bytesMax: number;
  private young = new Map<string, Uint8Array>();
  private youngBytes = 0;
  private old = new Map<string, Uint8Array>();

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  get(key: string): Uint8Array | undefined {
    const young = this.young.get(key);
    if (young !== undefined) return young;
    const old = this.old.get(key);
    if (old !== undefined) {
      this.old.delete(key);
      this.enter(key, old);
    }
    return old;
  }

  put(key: string, record: Uint8Array): void {
    this.drop(key);
    if (weightOf(key, record) <= this.bytesMax / SHARE_OF_BOUND_MAX) this.enter(key, record);
  }

  drop(key: string): void {
    const record = this.young.get(key);
    if (record === undefined) this.old.delete(key);
    else {
      this.young.delete(key);
      this.youngBytes -= weightOf(key, record);
    }
  }

  private enter(key: string, record: Uint8Array): void {
    const weight = weightOf(key, record);
    if (this.youngBytes + weight > this.bytesMax / 2) {
      this.old = this.young;
      this.young = new Map();
      this.youngBytes = 0;
    }
    this.young.set(key, record);
    this.youngBytes += weight;
  }
}

function weightOf(key: string, record: Uint8Array): number {
  return RECORD_OVERHEAD_BYTES + key.length * 2 + record.length;
}
