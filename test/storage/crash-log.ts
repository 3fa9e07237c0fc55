/**
 * A member without Raft: entries go to the log, and when they are durable to the store; both on real files. Run as a
 * program it appends for as long as it lives and says what was acknowledged; the test kills it, and opens the folder
 * itself with the same code.
 */
import { logIndex, memberId, term } from '../../src/core/base/brands.ts';
import type { LogEntry } from '../../src/core/raft/types.ts';
import { createFileDisk } from '../../src/io/file-disk.ts';
import { createLevelStoreHost } from '../../src/io/level-store.ts';
import { createSystemClock } from '../../src/io/system-clock.ts';
import type { Done, Outcome } from '../../src/ports/outcome.ts';
import type { Store } from '../../src/ports/store.ts';
import { createStateStore, readTables } from '../../src/storage/open-state.ts';
import type { StateStore } from '../../src/storage/state-store.ts';
import type { TableStats } from '../../src/storage/table-stats.ts';
import { openWal, type WalOpened, type WalRecovered, type WriteAheadLog } from '../../src/storage/wal.ts';
import { stage } from './stage.ts';

const SEGMENT_BYTES = 64 * 1024;
const BATCHES_AT_ONCE = 8;
const ENTRIES_PER_FLUSH = 150;
const ENTRIES_KEPT = 40;
const TERM = term(1);
const CONF = { voters: [memberId(1n)], votersOutgoing: [], learners: [], learnersNext: [], autoLeave: false };

export interface CrashLog {
  readonly wal: WriteAheadLog;
  readonly recovered: WalRecovered;
  readonly state: StateStore;
  /** The entry the store stands at. */
  readonly applied: number;
}

export const recordKey = (index: number): string => String(index).padStart(8, '0');
export const dataOf = (index: number): Uint8Array =>
  new Uint8Array(50 + ((index * 37) % 400)).fill(index % 251);

const promise = <T>(start: (done: (value: T) => void) => void): Promise<T> =>
  new Promise((resolve) => start(resolve));

export async function get<T>(start: (done: Done<T>) => void): Promise<T> {
  const outcome = await promise<Outcome<T>>(start);
  if (!outcome.ok) throw new Error(`${outcome.error.kind}: ${outcome.error.message}`);
  return outcome.value;
}

const fatal = (reason: string): never => {
  throw new Error(reason);
};

export async function openCrashLog(folder: string): Promise<CrashLog> {
  const identity = { cluster: 1n, member: memberId(1n) };
  const options = {
    segmentBytes: SEGMENT_BYTES,
    onFatal: ({ message }: { message: string }) => fatal(message),
    onWarning: ({ message }: { message: string }) => fatal(message),
  };
  const opened = await promise<WalOpened>((done) =>
    openWal(createFileDisk(folder), 'wal', identity, options, done),
  );
  if (!opened.ok) throw new Error(opened.error.message);
  const store = await get<Store>((done) => createLevelStoreHost(`${folder}/stores`).open('main', done));
  let applied = 0;
  const onRecord = (table: string, key: string, payload: Uint8Array): void => {
    if (table === 'meta' && key === 'applied') applied = new DataView(payload.slice().buffer).getUint32(0);
  };
  const stats = await get<TableStats>((done) => readTables(store, onRecord, done));
  const state = createStateStore(store, stats, logIndex(applied), createSystemClock());
  return { ...opened.value, state, applied };
}

/** What the state machine would make of an entry. */
export function apply(state: StateStore, { index, data }: LogEntry): void {
  const mark = new Uint8Array(4);
  new DataView(mark.buffer).setUint32(0, index);
  stage(state, [
    { table: 'meta', key: 'applied', value: mark },
    { table: 'kv-value', key: recordKey(index), value: data },
    { table: 'lease', key: 'the last one', value: data },
  ]);
  state.commit(index);
}

async function appendForEver(folder: string): Promise<void> {
  const { wal, recovered, state, applied } = await openCrashLog(folder);
  state.start({
    onFatal: fatal,
    onFlushed: (index) => {
      const snapshot = { index, term: TERM, conf: CONF, storeName: 'main' };
      const kept = Math.max(0, index - ENTRIES_KEPT);
      wal.append({ snapshot }, () =>
        wal.release(logIndex(kept), () => process.stdout.write(`released ${kept}\n`)),
      );
    },
  });
  for (const entry of recovered.entries) if (entry.index > applied) apply(state, entry);
  let next = (recovered.entries.at(-1)?.index ?? recovered.released.index) + 1;
  const append = (): void => {
    const entry: LogEntry = { index: logIndex(next++), term: TERM, type: 'command', data: dataOf(next - 1) };
    const hardState = { term: TERM, vote: memberId(1n), commit: logIndex(entry.index - 1) };
    wal.append({ entries: [entry], hardState }, (outcome) => {
      if (!outcome.ok) fatal(outcome.error.message);
      process.stdout.write(`acknowledged ${entry.index}\n`);
      apply(state, entry);
      if (entry.index % ENTRIES_PER_FLUSH === 0) state.flush(() => undefined);
      append();
    });
  };
  for (let i = 0; i < BATCHES_AT_ONCE; i++) append();
}

const [, script, folder] = process.argv;
if (script === new URL(import.meta.url).pathname && folder !== undefined) await appendForEver(folder);
