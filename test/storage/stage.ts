import { sinkRecord } from '../../src/codec/record-sink.ts';
import type { StateStore } from '../../src/storage/state-store.ts';
import type { TableWrite } from '../../src/storage/tables.ts';

/** Records of the entry under way. */
export function stage(state: StateStore, writes: readonly TableWrite[]): void {
  for (const write of writes) sinkRecord(state, write);
}
