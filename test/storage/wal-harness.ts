/** What the tests of the log share: one member, small segments, and short ways to make and read back a log. */
import { logIndex, memberId, term } from '../../src/core/base/brands.ts';
import type { ConfState, HardState, LogEntry } from '../../src/core/raft/types.ts';
import type { Outcome } from '../../src/ports/outcome.ts';
import {
  openWal,
  type WalBatch,
  type WalFailure,
  type WalRecovered,
  type WriteAheadLog,
} from '../../src/storage/wal.ts';
import type { WalOpened } from '../../src/storage/wal-types.ts';
import type { LogSnapshot } from '../../src/codec/log-record.ts';
import type { MemoryDisk } from './memory-disk.ts';

export const IDENTITY = { cluster: 0xc1n, member: memberId(0xa1n) };
export const SEGMENT_BYTES = 16 * 1024;

export interface OpenedLog {
  readonly wal: WriteAheadLog;
  readonly recovered: WalRecovered;
  readonly fatal: WalFailure[];
  readonly warnings: WalFailure[];
}

export function tryOpen(
  disk: MemoryDisk,
  identity = IDENTITY,
): WalOpened & { fatal: WalFailure[]; warnings: WalFailure[] } {
  const fatal: WalFailure[] = [];
  const warnings: WalFailure[] = [];
  const options = {
    segmentBytes: SEGMENT_BYTES,
    onFatal: (failure: WalFailure) => fatal.push(failure),
    onWarning: (failure: WalFailure) => warnings.push(failure),
  };
  const opened = disk.run<WalOpened>((done) => openWal(disk, 'wal', identity, options, done));
  return { ...opened, fatal, warnings };
}

export function open(disk: MemoryDisk): OpenedLog {
  const opened = tryOpen(disk);
  if (!opened.ok) throw new Error(opened.error.message);
  return { ...opened.value, fatal: opened.fatal, warnings: opened.warnings };
}

export function openFails(disk: MemoryDisk, identity = IDENTITY): WalFailure {
  const opened = tryOpen(disk, identity);
  if (opened.ok) throw new Error('it opened');
  return opened.error;
}

export function append(disk: MemoryDisk, wal: WriteAheadLog, batch: WalBatch): Outcome<void> {
  return disk.run((done) => wal.append(batch, done));
}

export const entry = (index: number, of: number, data: string | number = `data of ${index}`): LogEntry => ({
  index: logIndex(index),
  term: term(of),
  type: 'command',
  data: typeof data === 'number' ? new Uint8Array(data).fill(0xd0 + index) : new TextEncoder().encode(data),
});

export const entries = (first: number, last: number, of: number, data?: string | number): LogEntry[] =>
  Array.from({ length: last - first + 1 }, (_, i) => entry(first + i, of, data));

export const hardState = (of: number, commit: number, vote: bigint | null = 0xa1n): HardState => ({
  term: term(of),
  vote: vote === null ? null : memberId(vote),
  commit: logIndex(commit),
});

const CONF: ConfState = {
  voters: [memberId(0xa1n)],
  votersOutgoing: [],
  learners: [],
  learnersNext: [],
  autoLeave: false,
};

export const snapshot = (index: number, of: number, storeName = 'store-1'): LogSnapshot => ({
  index: logIndex(index),
  term: term(of),
  conf: CONF,
  storeName,
});

/** `1/t1 2/t1 …`: entries by name. */
export const names = (list: readonly LogEntry[]): string =>
  list.map(({ index, term: of }) => `${index}/t${of}`).join(' ');
