/** A state in several tables, and everything that can be asked of it. */
import { logIndex } from '../../src/core/base/brands.ts';
import type { Clock } from '../../src/ports/clock.ts';
import { FormatError } from '../../src/codec/binary.ts';
import type { Store } from '../../src/ports/store.ts';
import { createStateStore, readTables } from '../../src/storage/open-state.ts';
import type { StateStore } from '../../src/storage/state-store.ts';
import { createStats, type TableStats } from '../../src/storage/table-stats.ts';
import { TABLES, type Table, type TableWrite } from '../../src/storage/tables.ts';
import type { Done, Outcome } from '../../src/ports/outcome.ts';
import { stage } from '../storage/stage.ts';

const ON_DEMAND: readonly Table[] = ['set', 'origin-log', 'conflict'];
const KEYS_EACH = 4;

const keyOf = (at: number): string => `key-${String(at)}\xe9`;
/** Enough for blocks that hold nothing but values. */
const VALUE_BYTES = 3000;
const payload = (text: string): Uint8Array =>
  new TextEncoder().encode(`${text} ${'.'.repeat(text.length * 3)}`);

/** Two flushes' worth, so that a second table holds newer records and deletions of the first. */
export const FIRST: readonly TableWrite[] = TABLES.flatMap((table) =>
  Array.from({ length: KEYS_EACH }, (_, at) => ({
    ...{ table, key: keyOf(at) },
    value: payload(table === 'kv-value' ? `value ${at}`.repeat(VALUE_BYTES / 28) : `${table} ${at}`),
  })),
);
export const SECOND: readonly TableWrite[] = TABLES.flatMap((table) => [
  { table, key: keyOf(0), value: null },
  { table, key: keyOf(KEYS_EACH), value: payload(`${table}, later`) },
]).concat([
  { table: 'set', key: keyOf(1), value: payload('set, written again') },
  { table: 'lease', key: keyOf(1), value: payload('lease, written again') },
]);

export const ask = <T>(start: (done: Done<T>) => void): Promise<Outcome<T>> =>
  new Promise((resolve) => start(resolve));

export async function get<T>(start: (done: Done<T>) => void): Promise<T> {
  const outcome = await ask(start);
  if (!outcome.ok) throw new Error(`${outcome.error.kind}: ${outcome.error.message}`);
  return outcome.value;
}

export async function fill(store: Store, clock: Clock): Promise<void> {
  const state = createStateStore(store, createStats(), logIndex(0), clock);
  for (const [at, writes] of [FIRST, SECOND].entries()) {
    stage(state, writes);
    state.commit(logIndex(at + 1));
    await get<void>((done) => state.flush(done));
  }
  await get<void>((done) => state.close(done));
}

export interface Answers {
  /** What the scan at a start hands out, and the stats: the state's hash. */
  readonly restored: string;
  /** Every record that is read on demand, those included that are not there. */
  readonly answers: string;
}

export type Asked = { readonly found: 'scan' | 'read' } | Answers;

/** Everything a member asks its store for: `found` says where damage was met. */
export async function askEverything(store: Store, clock: Clock): Promise<Asked> {
  const records: string[] = [];
  const read = await ask<TableStats>((done) =>
    readTables(store, (table, key, bytes) => records.push(`${table} ${key} ${hex(bytes)}`), done),
  );
  if (!read.ok) return { found: 'scan' };
  const state = createStateStore(store, read.value, logIndex(2), clock);
  try {
    const answers = [...readValues(state), ...readOthers(state), ...(await scanOthers(state))];
    return { restored: JSON.stringify([records, read.value]), answers: answers.join('\n') };
  } catch (error) {
    if (error instanceof FormatError) return { found: 'read' };
    throw error;
  }
}

/** The index knows which values there are: one that is missing is damage (machine-reader.ts). */
function* readValues(state: StateStore): Generator<string> {
  for (let at = 1; at <= KEYS_EACH; at++) {
    const value = state.get('kv-value', keyOf(at));
    if (value === undefined) throw new FormatError('a value is missing');
    yield hex(value);
  }
}

function* readOthers(state: StateStore): Generator<string> {
  for (const table of ON_DEMAND) {
    for (let at = 0; at <= KEYS_EACH + 1; at++) {
      const bytes = state.get(table, keyOf(at));
      yield `${table} ${at} ${bytes === undefined ? 'none' : hex(bytes)}`;
    }
  }
}

async function scanOthers(state: StateStore): Promise<string[]> {
  const found: string[] = [];
  for (const table of ON_DEMAND) {
    const scanned = await ask<void>((done) =>
      state.scan(
        table,
        '',
        (records) => {
          for (const { key, payload: bytes } of records) found.push(`${table} ${key} ${hex(bytes)}`);
          return true;
        },
        done,
      ),
    );
    if (!scanned.ok) throw new FormatError(scanned.error.message);
  }
  return found;
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
