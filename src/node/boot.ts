/**
 * From disk to memory: opens the log and the store the log names, and rebuilds the machine from its records.
 *
 * B1. The log says which store serves; every other store in the folder is the rest of an interrupted install and goes.
 * B2. The store never stands behind what the log has let go of: then entries would be missing, and the member must not
 *     start.
 * B3. A new log records its configuration and its store's name before anything else. So a log without that record
 *     beside a store is not new: it was lost, and the votes in it with it.
 */
import { logIndex, term } from '../core/base/brands.ts';
import type { MemberId } from '../core/base/brands.ts';
import type { Machine } from '../core/apply/machine.ts';
import type { ConfState, LogEntry, RaftRestore } from '../core/raft/types.ts';
import type { AppliedMark } from '../codec/state-apply.ts';
import type { Clock } from '../ports/clock.ts';
import type { Disk } from '../ports/disk.ts';
import type { Log } from '../ports/log.ts';
import { failed, succeeded } from '../ports/outcome.ts';
import type { Done, Outcome, PortFailure } from '../ports/outcome.ts';
import type { Store, StoreHost } from '../ports/store.ts';
import { createStateStore, readTables, verifyTable } from '../storage/open-state.ts';
import type { StateStore } from '../storage/state-store.ts';
import { openWal } from '../storage/wal.ts';
import type { WalFailure, WalRecovered, WriteAheadLog } from '../storage/wal-types.ts';
import { eachInTurn } from '../storage/steps.ts';
import { describeDamage } from './consensus/machine-reader.ts';
import { createMachineRestore, NOT_RESTORED } from './machine-restore.ts';

export const LOG_FOLDER = 'wal';
export const FIRST_STORE = 'state-1';
const START_ANEW = 'Remove this member’s data folder and let it join anew';

export interface BootParts {
  readonly disk: Disk;
  readonly stores: StoreHost;
  readonly clock: Clock;
  readonly log: Log;
  readonly clusterId: bigint;
  readonly self: MemberId;
  /** The configuration of a region that begins now. */
  readonly voters: readonly MemberId[];
  readonly segmentBytes: number;
  onFatal(failure: WalFailure): void;
  onWarning(failure: WalFailure): void;
}

export interface Booted {
  readonly wal: WriteAheadLog;
  readonly raft: RaftRestore;
  readonly storeName: string;
  readonly state: OpenedState;
}

/** A store with the machine its records make. */
export interface OpenedState {
  readonly store: StateStore;
  readonly machine: Machine;
  readonly applied: AppliedMark;
}

export function boot(parts: BootParts, done: Done<Booted>): void {
  const identity = { cluster: parts.clusterId, member: parts.self };
  const options = { segmentBytes: parts.segmentBytes, onFatal: parts.onFatal, onWarning: parts.onWarning };
  openWal(parts.disk, LOG_FOLDER, identity, options, (opened) => {
    if (!opened.ok) {
      done(failed('damaged', opened.error.message));
      return;
    }
    const { wal, recovered } = opened.value;
    if (recovered.truncatedAt !== undefined) {
      parts.log('warn', 'the last write before the stop was cut and never acknowledged; it is taken back', {
        file: recovered.truncatedAt.file,
        offset: recovered.truncatedAt.offset,
      });
    }
    parts.stores.list((listed) => {
      if (!listed.ok) {
        done(listed);
        return;
      }
      begin(parts, wal, recovered, listed.value, (begun) => {
        if (begun.ok) openState(parts, wal, begun.value, listed.value, done);
        else done(begun);
      });
    });
  });
}

type Begun = WalRecovered & { readonly snapshot: NonNullable<WalRecovered['snapshot']> };

/** B3. */
function begin(
  parts: BootParts,
  wal: WriteAheadLog,
  recovered: WalRecovered,
  stores: readonly string[],
  done: Done<Begun>,
): void {
  const { snapshot } = recovered;
  if (snapshot !== null) {
    done(succeeded({ ...recovered, snapshot }));
    return;
  }
  if (stores.length > 0) {
    done(failed('damaged', describeLostLog(stores)));
    return;
  }
  const conf: ConfState = {
    voters: [...parts.voters].sort((left, right) => (left < right ? -1 : 1)),
    votersOutgoing: [],
    learners: [],
    learnersNext: [],
    autoLeave: false,
  };
  const first = { index: logIndex(0), term: term(0), conf, storeName: FIRST_STORE };
  wal.append({ snapshot: first }, (outcome) => {
    done(outcome.ok ? succeeded({ ...recovered, snapshot: first }) : outcome);
  });
}

function describeLostLog(stores: readonly string[]): string {
  return (
    `the write-ahead log is empty, but there is a store (${stores.join(', ')}): the log was removed or lost. Put the ` +
    `folder "${LOG_FOLDER}" back. If it is gone for good: ${START_ANEW}`
  );
}

function openState(
  parts: BootParts,
  wal: WriteAheadLog,
  recovered: Begun,
  stores: readonly string[],
  done: Done<Booted>,
): void {
  const { storeName } = recovered.snapshot;
  removeOthers(parts, stores, storeName, (removed) => {
    if (!removed.ok) {
      done(removed);
      return;
    }
    parts.stores.open(storeName, (opened) => {
      if (!opened.ok) {
        done(opened);
        return;
      }
      readState(opened.value, parts.clock, (read) => {
        if (read.ok) finish(wal, recovered, read.value, done);
        else done(describeUnreadable(storeName, read.error));
      });
    });
  });
}

function describeUnreadable(storeName: string, { kind, message }: PortFailure): Outcome<never> {
  const reason = `store "${storeName}": ${message}`;
  return failed(kind, kind === 'damaged' ? describeDamage(reason) : reason);
}

function finish(wal: WriteAheadLog, recovered: Begun, state: OpenedState, done: Done<Booted>): void {
  const { released, entries, snapshot } = recovered;
  const { machine } = state;
  // A store without a record of its own has seen no change; then the log's is right (see log-release).
  if (machine.conf.voters.length === 0) machine.conf = snapshot.conf;
  const last = entries.at(-1)?.index ?? released.index;
  if (!isInLog(state.applied, released, entries)) {
    done(
      failed(
        'damaged',
        `the store "${snapshot.storeName}" stands at entry ${state.applied.index} of term ${state.applied.term}, but ` +
          `the log holds entries ${released.index + 1} to ${last} and not that one: one of the two was replaced or ` +
          `lost. ${START_ANEW}`,
      ),
    );
    return;
  }
  const hardState = recovered.hardState ?? { term: released.term, vote: null, commit: released.index };
  const commit = logIndex(Math.max(hardState.commit, state.applied.index));
  const raft: RaftRestore = {
    hardState: { ...hardState, commit },
    snapshot: { ...released, conf: snapshot.conf },
    conf: machine.conf,
    entries,
    applied: state.applied.index,
  };
  done(succeeded({ wal, raft, storeName: snapshot.storeName, state }));
}

/** B2, and that both speak of the same history. */
function isInLog(
  applied: AppliedMark,
  released: WalRecovered['released'],
  entries: readonly LogEntry[],
): boolean {
  if (applied.index === released.index) return applied.term === released.term;
  return entries[applied.index - released.index - 1]?.term === applied.term;
}

/** B1. */
function removeOthers(parts: BootParts, stores: readonly string[], serving: string, done: Done): void {
  const others = stores.filter((name) => name !== serving);
  const remove = (name: string, next: Done): void => {
    parts.log('info', 'removing a store that is not the serving one', { store: name });
    parts.stores.remove(name, next);
  };
  eachInTurn(others, remove, done);
}

/** Reads a store's records into a machine. */
export function readState(store: Store, clock: Clock, done: Done<OpenedState>): void {
  const restore = createMachineRestore();
  readTables(store, restore.record, (read) => {
    if (!read.ok) {
      done(read);
      return;
    }
    const { machine, applied } = restore.finish();
    done(succeeded({ machine, applied, store: createStateStore(store, read.value, applied.index, clock) }));
  });
}

/** The same for records that have come over the network: nothing of them was ever looked at, so all are verified. */
export function readSnapshot(store: Store, clock: Clock, done: Done<OpenedState>): void {
  eachInTurn(
    NOT_RESTORED,
    (table, next) => verifyTable(store, table, next),
    (verified) => {
      if (verified.ok) readState(store, clock, done);
      else done(verified);
    },
  );
}
