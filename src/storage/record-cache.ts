/**
 * Recently read records, bounded in bytes: what was read again since its turn to go came last stays another round, which
 * is nearly the least recently used and spares every read two changes of the map. Only what the store holds is in here.
 *
 * C1. The sum of the records' sizes is at most the bound; a record larger than an eighth of it is not kept.
 */
const RECORD_OVERHEAD_BYTES = 128;
const SHARE_OF_BOUND_MAX = 8;

interface Held {
  readonly record: Uint8Array;
  readAgain: boolean;
}

export class RecordCache {
  /** In the order in which their turns to go come. */
  private readonly records = new Map<string, Held>();
  private readonly bytesMax: number;
  private bytes = 0;

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  get(key: string): Uint8Array | undefined {
    const held = this.records.get(key);
    if (held === undefined) return undefined;
    held.readAgain = true;
    return held.record;
  }

  put(key: string, record: Uint8Array): void {
    const weight = weightOf(key, record);
    if (weight > this.bytesMax / SHARE_OF_BOUND_MAX) return;
    this.drop(key);
    this.makeRoom(weight);
    this.records.set(key, { record, readAgain: false });
    this.bytes += weight;
  }

  drop(key: string): void {
    const held = this.records.get(key);
    if (held === undefined) return;
    this.records.delete(key);
    this.bytes -= weightOf(key, held.record);
  }

  /** What stays goes to the map's end, where this comes by once more: by then nothing was read in between. */
  private makeRoom(weight: number): void {
    for (const [oldest, held] of this.records) {
      if (this.bytes + weight <= this.bytesMax) return;
      if (held.readAgain) {
        held.readAgain = false;
        this.records.delete(oldest);
        this.records.set(oldest, held);
      } else this.drop(oldest);
    }
  }
}

function weightOf(key: string, record: Uint8Array): number {
  return RECORD_OVERHEAD_BYTES + key.length * 2 + record.length;
}
