/**
 * Opens a store's tables: one scan hands every record to the restore and checks each table's count and hash. The values
 * of the keyspace are not read (a million of them would make a restart slow): their table is checked by `verifyTable`,
 * and each value when it is read.
 */
import { FormatError, NewerFormat } from '../codec/binary.ts';
import type { LogIndex } from '../core/base/brands.ts';
import type { Clock } from '../ports/clock.ts';
import { DONE, failed, succeeded } from '../ports/outcome.ts';
import type { Done } from '../ports/outcome.ts';
import { StoreDamage } from '../ports/store.ts';
import type { Store, StoreView } from '../ports/store.ts';
import { StateStore } from './state-store.ts';
import { addRecord, createStats, decodeStats, describeDifference, STATS_KEY } from './table-stats.ts';
import type { TableStats } from './table-stats.ts';
import { TABLES, tableRange, unwrapRecord } from './tables.ts';
import type { Table } from './tables.ts';

/** Read one by one when they are needed; a start reads everything else. */
const READ_ON_DEMAND: ReadonlySet<Table> = new Set<Table>(['kv-value', 'set', 'origin-log', 'conflict']);
const READ_AT_START = TABLES.filter((table) => !READ_ON_DEMAND.has(table));

export type OnRecord = (table: Table, key: string, payload: Uint8Array) => void;

/** Tables come in the order of their numbers, records in key order. */
export function readTables(store: Store, onRecord: OnRecord, done: Done<TableStats>): void {
  let kept: TableStats;
  try {
    const record = store.get(STATS_KEY);
    kept = record === undefined ? createStats() : decodeStats(record);
  } catch (error) {
    done(damage(error));
    return;
  }
  const found = createStats();
  readEach(store, [...READ_AT_START], found, onRecord, (outcome) => {
    if (!outcome.ok) {
      done(outcome);
      return;
    }
    const difference = describeDifference(kept, found, READ_AT_START);
    done(difference === null ? succeeded(kept) : failed('damaged', difference));
  });
}

/** Reads a whole table and checks it against its stats; for the tables a start does not read. */
export function verifyTable(view: StoreView, table: Table, done: Done): void {
  const record = view.get(STATS_KEY);
  const found = createStats();
  readEach(
    view,
    [table],
    found,
    () => undefined,
    (outcome) => {
      if (!outcome.ok) {
        done(outcome);
        return;
      }
      try {
        const kept = record === undefined ? createStats() : decodeStats(record);
        const difference = describeDifference(kept, found, [table]);
        done(difference === null ? DONE : failed('damaged', `${difference}: the store is damaged`));
      } catch (error) {
        done(damage(error));
      }
    },
  );
}

export function createStateStore(
  store: Store,
  stats: TableStats,
  applied: LogIndex,
  clock: Clock,
): StateStore {
  return new StateStore({ store, stats, applied, clock });
}

function readEach(view: StoreView, tables: Table[], found: TableStats, onRecord: OnRecord, done: Done): void {
  const table = tables.shift();
  if (table === undefined) {
    done(DONE);
    return;
  }
  let damaged: ReturnType<typeof damage> | null = null;
  view.scan(
    tableRange(table),
    (records) => {
      try {
        for (const { key, value } of records) {
          const payload = unwrapRecord(key, value);
          addRecord(found, table, value);
          onRecord(table, key.slice(1), payload);
        }
        return true;
      } catch (error) {
        damaged = damage(error);
        return false;
      }
    },
    (outcome) => {
      if (damaged !== null) done(damaged);
      else if (!outcome.ok) done(outcome);
      else readEach(view, tables, found, onRecord, done);
    },
  );
}

/** Only what a format refused is damage; anything else is a bug and must not look like it. */
function damage(error: unknown): ReturnType<typeof failed> {
  if (error instanceof NewerFormat) return failed('newer-format', error.message);
  if (error instanceof FormatError || error instanceof StoreDamage) return failed('damaged', error.message);
  throw error;
}
