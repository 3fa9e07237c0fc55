/**
 * Recently read records, bounded in bytes: least recently used goes first. Only what the store holds is in here.
 *
 * C1. The sum of the records' sizes is at most the bound; a record larger than an eighth of it is not kept.
 */
const RECORD_OVERHEAD_BYTES = 128;
const SHARE_OF_BOUND_MAX = 8;

export class RecordCache {
  private readonly records = new Map<string, Uint8Array>();
  private readonly bytesMax: number;
  private bytes = 0;

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  get(key: string): Uint8Array | undefined {
    const record = this.records.get(key);
    if (record === undefined) return undefined;
    // A map keeps the order of insertion: entering it again makes it the youngest.
    this.records.delete(key);
    this.records.set(key, record);
    return record;
  }

  put(key: string, record: Uint8Array): void {
    const weight = weightOf(key, record);
    if (weight > this.bytesMax / SHARE_OF_BOUND_MAX) return;
    this.drop(key);
    this.records.set(key, record);
    this.bytes += weight;
    for (const [oldest, value] of this.records) {
      if (this.bytes <= this.bytesMax) return;
      this.records.delete(oldest);
      this.bytes -= weightOf(oldest, value);
    }
  }

  drop(key: string): void {
    const record = this.records.get(key);
    if (record === undefined) return;
    this.records.delete(key);
    this.bytes -= weightOf(key, record);
  }
}

function weightOf(key: string, record: Uint8Array): number {
  return RECORD_OVERHEAD_BYTES + key.length * 2 + record.length;
}
