/**
 * From disk to memory: opens the log and the store the log names, and rebuilds the machine from its records.
 *
 * B1. The log says which store serves; every other store in the folder is the rest of an interrupted install and goes.
 * B2. The store never stands behind what the log has let go of: then entries would be missing, and the store counts as
 *     damaged. One that stands beyond the log, or at an entry of another history, is not judged by us: log or store was
 *     replaced, and only the operator knows which.
 * B3. A new log records its configuration and its store's name before anything else. So a log without that record
 *     beside a store is not new: it was lost, and the votes in it with it.
 * B4. A damaged log spends the member's id. It is set aside, and its owner decides how the member goes on (`onSpentLog`,
 *     joining/come-back); where nobody else is of the region, everything is left as it is.
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
import type { Done, Outcome } from '../ports/outcome.ts';
import type { Store, StoreHost } from '../ports/store.ts';
import { createStateStore, readTables, verifyTable } from '../storage/open-state.ts';
import type { StateStore } from '../storage/state-store.ts';
import { asPortFailure } from '../storage/wal-failure.ts';
import { openWal } from '../storage/wal.ts';
import type { WalFailure, WalRecovered, WriteAheadLog } from '../storage/wal-types.ts';
import { eachInTurn } from '../storage/steps.ts';
import { createMachineRestore, NOT_RESTORED } from './machine-restore.ts';
import { lastKnown } from './joining/last-known.ts';
import {
  clearStores,
  describeUnrepairable,
  hasOthers,
  isSetAside,
  logSetAside,
  logsSetAside,
  setAside,
  setLogAside,
} from './repair.ts';

export const LOG_FOLDER = 'wal';
export const FIRST_STORE = 'state-1';

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
  /** This member came in the place of one whose log was damaged; the store of that one may still be here. */
  readonly isReplacement: boolean;
  /** B4. Instead of `done`. */
  onSpentLog(spent: SpentLog): void;
  onFatal(failure: WalFailure): void;
  onWarning(failure: WalFailure): void;
}

export interface SpentLog {
  readonly reason: string;
  readonly keptAs: string;
}

export interface Booted {
  readonly wal: WriteAheadLog;
  readonly raft: RaftRestore;
  readonly storeName: string;
  readonly state: OpenedState;
  /** Folders with damaged logs of this member, also of earlier ids: kept until an operator has looked at them. */
  readonly keptLogs: readonly string[];
}

type Opened = Omit<Booted, 'keptLogs'>;

/** A store with the machine its records make. */
export interface OpenedState {
  readonly store: StateStore;
  readonly machine: Machine;
  readonly applied: AppliedMark;
}

export function boot(parts: BootParts, done: Done<Booted>): void {
  parts.disk.list('', (listed) => {
    if (!listed.ok) {
      done(listed);
      return;
    }
    const hasLog = listed.value.includes(LOG_FOLDER);
    const keptLogs = logsSetAside(listed.value, LOG_FOLDER);
    const open = (): void =>
      openLog(parts, (opened) => done(opened.ok ? succeeded({ ...opened.value, keptLogs }) : opened));
    const keptAs = logSetAside(listed.value, LOG_FOLDER, parts.self);
    if (!hasLog && keptAs !== null) parts.onSpentLog({ keptAs, reason: describeSpent(keptAs) });
    else if (!hasLog && parts.isReplacement) {
      clearStores(parts.stores, parts.clock.wallMs(), (cleared) => {
        if (cleared.ok) open();
        else done(cleared);
      });
    } else open();
  });
}

function openLog(parts: BootParts, done: Done<Opened>): void {
  const identity = { cluster: parts.clusterId, member: parts.self };
  const options = { segmentBytes: parts.segmentBytes, onFatal: parts.onFatal, onWarning: parts.onWarning };
  openWal(parts.disk, LOG_FOLDER, identity, options, (opened) => {
    if (!opened.ok) {
      refuseLog(parts, opened.error, done);
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
      const others = parts.isReplacement ? listed.value.filter((name) => !isSetAside(name)) : listed.value;
      begin(parts, wal, recovered, others, (begun) => {
        if (begun.ok) openState(parts, wal, begun.value, listed.value, done);
        else done(begun);
      });
    });
  });
}

/** B4. Only damage spends the id; a full disk or another's log does not. */
function refuseLog(parts: BootParts, error: WalFailure, done: Done<Opened>): void {
  const refused = { ok: false, error: asPortFailure(error) } as const;
  if (error.kind !== 'damaged') {
    done(refused);
    return;
  }
  const { disk, stores, clock, self, voters } = parts;
  lastKnown(stores, ({ conf }) => {
    const isAlone = conf === null ? voters.length === 1 : !hasOthers(conf, self);
    if (isAlone) {
      done(refused);
      return;
    }
    setLogAside(disk, LOG_FOLDER, { self, wallMs: clock.wallMs() }, (kept) => {
      if (kept.ok)
        parts.onSpentLog({ keptAs: kept.value, reason: `${error.message}. ${describeSpent(kept.value)}` });
      else done(failed('damaged', `${error.message}. It could not be set aside: ${kept.error.message}`));
    });
  });
}

function describeSpent(keptAs: string): string {
  return `The damaged log of this member is set aside as "${keptAs}", and its id is spent`;
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
    `the write-ahead log is empty, but there is a store (${stores.join(', ')}): the log was removed, lost, or ` +
    `damaged and set aside. Put the folder "${LOG_FOLDER}" back if it is whole. If it is gone for good, so are the votes ` +
    'in it: remove this member from its region ("etcdctl member remove"), and add a new one with a new data folder'
  );
}

function openState(
  parts: BootParts,
  wal: WriteAheadLog,
  recovered: Begun,
  stores: readonly string[],
  done: Done<Opened>,
): void {
  const { storeName } = recovered.snapshot;
  removeOthers(parts, stores, storeName, (removed) => {
    if (!removed.ok) {
      done(removed);
      return;
    }
    openStore(parts, storeName, (opened) => {
      if (opened.ok) judge(parts, wal, recovered, opened.value, done);
      else if (opened.error.kind === 'damaged')
        repair(parts, wal, recovered, { reason: opened.error.message, state: null }, done);
      else done(opened);
    });
  });
}

/** A store whose tables cannot be read is closed again. */
function openStore({ stores, clock }: BootParts, storeName: string, done: Done<OpenedState>): void {
  stores.open(storeName, (opened) => {
    if (!opened.ok) {
      done(opened);
      return;
    }
    readState(opened.value, clock, (read) => {
      if (read.ok) done(read);
      else {
        const { kind, message } = read.error;
        opened.value.close(() => done(failed(kind, `store "${storeName}": ${message}`)));
      }
    });
  });
}

/** B2. */
function judge(
  parts: BootParts,
  wal: WriteAheadLog,
  recovered: Begun,
  state: OpenedState,
  done: Done<Opened>,
): void {
  const { released, entries, snapshot } = recovered;
  const { applied } = state;
  if (isInLog(applied, released, entries)) {
    done(succeeded(restoreOf(wal, recovered, state, false)));
  } else if (applied.index < released.index) {
    const found = applied.index === 0 ? 'is empty' : `stands at entry ${applied.index}`;
    const reason = `the store "${snapshot.storeName}" ${found}, and the log begins behind entry ${released.index}`;
    repair(parts, wal, recovered, { reason, state }, done);
  } else {
    const last = entries.at(-1)?.index ?? released.index;
    const at = `entry ${applied.index} of term ${applied.term}`;
    done(failed('damaged', describeStranger(snapshot.storeName, at, `${released.index + 1} to ${last}`)));
  }
}

function describeStranger(storeName: string, at: string, held: string): string {
  return (
    `the store "${storeName}" stands at ${at}, but the log holds entries ${held} and not that one: one of the two was ` +
    'replaced. If the log is this member’s own, move the folder of the store away and start again: the member then ' +
    'takes the state from its region’s leader. If it is not, put the log back, or remove this member from its region ' +
    'and add a new one'
  );
}

interface Damage {
  readonly reason: string;
  /** What could be opened; the empty one of an earlier start that was cut is used as it is (repair.ts, R2). */
  readonly state: OpenedState | null;
}

function repair(
  parts: BootParts,
  wal: WriteAheadLog,
  recovered: Begun,
  { reason, state }: Damage,
  done: Done<Opened>,
): void {
  const { storeName, conf, index } = recovered.snapshot;
  // Only the first configuration goes with an empty state: what follows it is in the entries.
  const needsSnapshot = recovered.released.index > 0 || index > 0;
  if (needsSnapshot && !hasOthers(conf, parts.self)) {
    done(failed('damaged', describeUnrepairable(reason)));
    return;
  }
  const goOn = (opened: Outcome<OpenedState>): void =>
    done(opened.ok ? succeeded(restoreOf(wal, recovered, opened.value, needsSnapshot)) : opened);
  const from = needsSnapshot ? 'the region’s leader' : 'the log, which still has every entry';
  if (state?.applied.index === 0) {
    parts.log('warn', `the store is empty: its state is taken from ${from}`, { reason });
    goOn(succeeded(state));
    return;
  }
  const setItAside = (): void =>
    setAside(parts.stores, storeName, parts.clock.wallMs(), (kept) => {
      if (!kept.ok) {
        done(kept);
        return;
      }
      const event = `the store is damaged: it is set aside, and its state is taken from ${from}`;
      parts.log('error', event, { reason, keptAs: kept.value });
      openStore(parts, storeName, goOn);
    });
  if (state === null) setItAside();
  else state.store.abandon(setItAside);
}

function restoreOf(
  wal: WriteAheadLog,
  { released, entries, snapshot, hardState }: Begun,
  state: OpenedState,
  needsSnapshot: boolean,
): Opened {
  const { applied, machine } = state;
  // A store without a record of its own has seen no change; then the log's is right (see log-release).
  if (machine.conf.voters.length === 0) machine.conf = snapshot.conf;
  const known = hardState ?? { term: released.term, vote: null, commit: released.index };
  const raft: RaftRestore = {
    hardState: { ...known, commit: logIndex(Math.max(known.commit, applied.index)) },
    snapshot: { ...released, conf: snapshot.conf },
    conf: machine.conf,
    entries,
    applied: applied.index,
    needsSnapshot,
  };
  return { wal, raft, storeName: snapshot.storeName, state };
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
  const others = stores.filter((name) => name !== serving && !isSetAside(name));
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
