/**
 * From disk to memory: opens the log and the store the log names, and rebuilds the machine from its records.
 *
 * B1. The log says which store serves; every other store in the folder is the rest of an interrupted install and goes.
 * B2. The store never stands behind what the log has let go of: then entries would be missing, and the member must not
 *     start.
 * B3. A new log records its configuration and its store's name before anything else.
 */
import { logIndex, term } from '../core/base/brands.ts';
import type { MemberId } from '../core/base/brands.ts';
import type { Machine } from '../core/apply/machine.ts';
import type { ConfState, RaftRestore } from '../core/raft/types.ts';
import type { AppliedMark } from '../codec/state-apply.ts';
import type { Clock } from '../ports/clock.ts';
import type { Disk } from '../ports/disk.ts';
import type { Log } from '../ports/log.ts';
import { failed, succeeded } from '../ports/outcome.ts';
import type { Done } from '../ports/outcome.ts';
import type { Store, StoreHost } from '../ports/store.ts';
import { createStateStore, readTables } from '../storage/open-state.ts';
import type { StateStore } from '../storage/state-store.ts';
import { openWal } from '../storage/wal.ts';
import type { WalFailure, WalRecovered, WriteAheadLog } from '../storage/wal-types.ts';
import { createMachineRestore } from './machine-restore.ts';

const LOG_FOLDER = 'wal';
const FIRST_STORE = 'state-1';

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
    begin(parts, wal, recovered, (begun) => {
      if (begun.ok) openState(parts, wal, begun.value, done);
      else done(begun);
    });
  });
}

type Begun = WalRecovered & { readonly snapshot: NonNullable<WalRecovered['snapshot']> };

function begin(parts: BootParts, wal: WriteAheadLog, recovered: WalRecovered, done: Done<Begun>): void {
  const { snapshot } = recovered;
  if (snapshot !== null) {
    done(succeeded({ ...recovered, snapshot }));
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

function openState(parts: BootParts, wal: WriteAheadLog, recovered: Begun, done: Done<Booted>): void {
  const { storeName } = recovered.snapshot;
  removeOthers(parts, storeName, (removed) => {
    if (!removed.ok) {
      done(removed);
      return;
    }
    parts.stores.open(storeName, (opened) => {
      if (!opened.ok) {
        done(opened);
        return;
      }
      readState(storeName, opened.value, parts.clock, (read) => {
        if (!read.ok) done(read);
        else finish(wal, recovered, read.value, done);
      });
    });
  });
}

function finish(wal: WriteAheadLog, recovered: Begun, state: OpenedState, done: Done<Booted>): void {
  const { released, entries, snapshot } = recovered;
  const last = entries.at(-1)?.index ?? released.index;
  if (state.applied.index < released.index || state.applied.index > last) {
    done(
      failed(
        'damaged',
        `the store "${snapshot.storeName}" stands at entry ${state.applied.index}, but the log holds entries ` +
          `${released.index + 1} to ${last}: one of the two was replaced or lost. Do not start this member; remove its ` +
          'data folder and let it join anew',
      ),
    );
    return;
  }
  const hardState = recovered.hardState ?? { term: released.term, vote: null, commit: released.index };
  const commit = logIndex(Math.max(hardState.commit, state.applied.index));
  const raft: RaftRestore = {
    hardState: { ...hardState, commit },
    snapshot: { ...released, conf: snapshot.conf },
    entries,
    applied: state.applied.index,
  };
  done(succeeded({ wal, raft, storeName: snapshot.storeName, state }));
}

function removeOthers(parts: BootParts, serving: string, done: Done): void {
  parts.stores.list((listed) => {
    if (!listed.ok) {
      done(listed);
      return;
    }
    const others = listed.value.filter((name) => name !== serving);
    const next = (): void => {
      const name = others.pop();
      if (name === undefined) {
        done(succeeded(undefined));
        return;
      }
      parts.log('info', 'removing a store that is not the serving one', { store: name });
      parts.stores.remove(name, (removed) => (removed.ok ? next() : done(removed)));
    };
    next();
  });
}

/** Reads a store's records into a machine; also for a snapshot that has just arrived. */
export function readState(storeName: string, store: Store, clock: Clock, done: Done<OpenedState>): void {
  const restore = createMachineRestore();
  const damaged = (message: string): void => {
    done(
      failed(
        'damaged',
        `store "${storeName}": ${message}; remove this member's data folder and let it join anew`,
      ),
    );
  };
  readTables(store, restore.record, (read) => {
    if (!read.ok) {
      damaged(read.error.message);
      return;
    }
    const { machine, applied } = restore.finish();
    done(succeeded({ machine, applied, store: createStateStore(store, read.value, applied.index, clock) }));
  });
}
