/** A range of a store through LevelDB's own iterator. Each slice comes from the thread pool, so the loop turns between them. */
import type { StoreRange } from '../ports/store.ts';
import { SLICE_BYTES_MAX, SLICE_RECORDS_MAX } from './level-scan.ts';
import { ENCODING, type Level } from './level-store-files.ts';
import type { OnSlice } from './level-tables-reader.ts';

export type LevelSnapshot = ReturnType<Level['snapshot']>;

export async function iterate(
  level: Level,
  { from, to }: StoreRange,
  options: { readonly snapshot?: LevelSnapshot },
  onSlice: OnSlice,
): Promise<void> {
  const limits = { gte: from, ...(to === null ? {} : { lt: to }), highWaterMarkBytes: SLICE_BYTES_MAX };
  const iterator = level.iterator<string, Uint8Array>({ ...ENCODING, ...limits, ...options });
  try {
    for (;;) {
      const entries = await iterator.nextv(SLICE_RECORDS_MAX);
      if (entries.length === 0) return;
      if (!onSlice(entries.map(([key, value]) => ({ key, value })))) return;
    }
  } finally {
    await iterator.close();
  }
}
