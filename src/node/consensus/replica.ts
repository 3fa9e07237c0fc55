/**
 * The state machine on this member and the store behind it. Entries are applied in memory at once; their records are
 * in sight of reads from that moment and reach the store in batches behind the replies.
 *
 * E1. Entries are applied in index order, each exactly once; an entry's records and its index are one store batch.
 * E2. A turn begins no entry after `COMMANDS_PER_TURN_MAX` commands, nor after the time its driver gives it, so that
 *     heartbeats and reads are never far away: what a command costs differs a hundredfold, most of all in a process
 *     that has just started and applies again what its store had not kept.
 * E3. While more than `STORE_PENDING_BYTES_MAX` wait for the store, nothing is applied: the store sets the pace. What
 *     waits to be applied is bounded too: beyond `BACKLOG_BYTES_MAX` this member should take no more from its leader.
 * E4. Nothing is handed to the store that the local log does not hold durably (the machine hands out only such entries).
 * E5. An entry or a record that cannot be read stops the member before anything of the entry is committed: skipping it
 *     would make replicas differ.
 */
import { FormatError, NewerFormat } from '../../codec/binary.ts';
import { decodeBatch } from '../../codec/batch.ts';
import { decodeReconfiguration } from '../../codec/reconfiguration.ts';
import { sinkStateWrite } from '../../codec/state.ts';
import { applyCommand, finishEntry } from '../../core/apply/command.ts';
import { applyLeaveJoint, applyReconfiguration } from '../../core/apply/membership.ts';
import type { Effects, Machine, MachineReader } from '../../core/apply/machine.ts';
import type { Applied, ApplySignal, Batch, Reconfiguration, StateWrite } from '../../core/apply/types.ts';
import { assert } from '../../core/base/assert.ts';
import { FIRST_LEVEL, NEWEST_LEVEL, SINCE_LEVEL } from '../../core/base/feature-level.ts';
import type { LogIndex, Term } from '../../core/base/brands.ts';
import type { Change } from '../../core/mvcc/types.ts';
import type { StateDigest } from '../../codec/state-digest.ts';
import type { ConfState, LogEntry } from '../../core/raft/types.ts';
import { describeNewerLevel } from '../levels/newer-level.ts';
import { machineReader } from './machine-reader.ts';
import type { StateStore } from '../../storage/state-store.ts';

const COMMANDS_PER_TURN_MAX = 2000;
const STORE_PENDING_BYTES_MAX = 64 * 1024 * 1024;
export const BACKLOG_BYTES_MAX = 64 * 1024 * 1024;

/** What one entry did; given out after its records are in sight of reads. */
export interface AppliedEntry {
  readonly index: LogIndex;
  readonly term: Term;
  readonly results: readonly Applied[];
  readonly changes: readonly Change[];
  readonly signals: readonly ApplySignal[];
}

export interface ReplicaEvents {
  /** A `configuration` entry was applied; before anything else is told of it. */
  onConfiguration(index: LogIndex, conf: ConfState): void;
  onApplied(entry: AppliedEntry): void;
  onFatal(reason: string): void;
  /** A record of the store is missing or not what was written. */
  onDamage(reason: string): void;
}

export class Replica {
  private current: { readonly machine: Machine; readonly store: StateStore; readonly reader: MachineReader };
  private readonly backlog: LogEntry[] = [];
  private backlogBytes = 0;
  private stopped = false;
  private events: ReplicaEvents | null = null;
  private index: LogIndex;
  private term: Term;
  private readonly newestLevel: number;

  constructor(
    machine: Machine,
    store: StateStore,
    applied: { readonly index: LogIndex; readonly term: Term },
    newestLevel: number = NEWEST_LEVEL,
  ) {
    this.newestLevel = newestLevel;
    this.current = { machine, store, reader: machineReader(machine, store) };
    this.index = applied.index;
    this.term = applied.term;
  }

  start(events: ReplicaEvents): void {
    this.events = events;
  }

  get machine(): Machine {
    return this.current.machine;
  }

  get store(): StateStore {
    return this.current.store;
  }

  get reader(): MachineReader {
    return this.current.reader;
  }

  get appliedIndex(): LogIndex {
    return this.index;
  }

  get appliedTerm(): Term {
    return this.term;
  }

  stop(): void {
    this.stopped = true;
  }

  /**
   * False once a snapshot has put another store in its place, or the member stops: then nothing may be read from it any
   * more, and what was read is of a state that is no more.
   */
  serves(store: StateStore): boolean {
    return !this.stopped && store === this.current.store;
  }

  enqueue(entries: readonly LogEntry[]): void {
    for (const entry of entries) {
      this.backlog.push(entry);
      this.backlogBytes += entry.data.length;
    }
  }

  /** E3. */
  get isBehind(): boolean {
    return this.backlogBytes > BACKLOG_BYTES_MAX;
  }

  hasBacklog(): boolean {
    return !this.stopped && this.backlog.length > 0 && this.store.pendingBytes < STORE_PENDING_BYTES_MAX;
  }

  /** Applies what fits into a turn, one entry at least; the index reached, or `null` when nothing was applied. */
  applySlice(isTimeUp: () => boolean = () => false): LogIndex | null {
    let commands = 0;
    let taken = 0;
    const isFull = (): boolean => taken > 0 && (commands >= COMMANDS_PER_TURN_MAX || isTimeUp());
    while (taken < this.backlog.length && !isFull() && this.hasBacklog()) {
      const entry = this.backlog[taken]!;
      commands += this.applyOrStop(entry);
      this.backlogBytes -= entry.data.length;
      taken++;
    }
    this.backlog.splice(0, taken);
    return taken === 0 ? null : this.index;
  }

  /** Writes that no entry carries: a member's own progress in deleting compacted records. */
  writeLocally(writes: readonly StateWrite[]): void {
    // What is deleted is read once more, for its share in the tables' hashes, and may prove damaged (E5).
    this.readable(
      () => {
        for (const write of writes) sinkStateWrite(this.store, write);
        this.store.commit(this.index);
      },
      (reason, isNewer) => (isNewer ? this.events?.onFatal(reason) : this.events?.onDamage(reason)),
    );
  }

  /** Of the state at `appliedIndex`. */
  digest(): StateDigest {
    const { currentRevision, compactRevision, compactedThrough, pass } = this.machine.keyspace;
    const compacted = pass === null && compactedThrough === compactRevision;
    return this.store.digest({ revision: currentRevision, compactRevision, compacted });
  }

  /** A snapshot took the place of everything before it. */
  replace(
    machine: Machine,
    store: StateStore,
    applied: { readonly index: LogIndex; readonly term: Term },
  ): void {
    this.current = { machine, store, reader: machineReader(machine, store) };
    this.backlog.length = 0;
    this.backlogBytes = 0;
    this.index = applied.index;
    this.term = applied.term;
  }

  /** E5. */
  private applyOrStop(entry: LogEntry): number {
    const at = `log entry ${entry.index}`;
    const fatal = (reason: string): void => this.events?.onFatal(`${at}: ${reason}`);
    const work = this.readable(() => this.workOf(entry), fatal);
    if (work === null) return 0;
    const applied = this.readable(
      () => this.applyEntry(entry, work),
      (reason, isNewer) =>
        isNewer ? fatal(reason) : this.events?.onDamage(`${at} cannot be applied: ${reason}`),
    );
    return applied ?? 0;
  }

  private readable<T>(read: () => T, report: (reason: string, isNewer: boolean) => void): T | null {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.stopped = true;
      report(error.message, error instanceof NewerFormat);
      return null;
    }
  }

  /** Of a level this member does not read: an entry that would mean something else to it, or nothing. */
  private workOf(entry: LogEntry): Work {
    const work = workOf(entry);
    const level = work.type === 'batch' ? levelAfter(work.batch) : levelOfChange(work.change);
    if (level > this.newestLevel) throw new NewerFormat(describeNewerLevel(level, this.newestLevel));
    return work;
  }

  private applyEntry(entry: LogEntry, work: Work): number {
    assert(entry.index === this.index + 1, () => `entry ${entry.index} is applied after ${this.index}`);
    const effects = new EntryEffects(this.store);
    const results = work.type === 'batch' ? this.applyBatch(work, effects) : this.reconfigure(work, effects);
    finishEntry(this.machine, effects);
    this.index = entry.index;
    this.term = entry.term;
    const { level } = this.machine;
    this.store.commit(entry.index, { index: entry.index, term: entry.term, level });
    const { changes, signals } = effects;
    if (entry.type === 'configuration') this.events?.onConfiguration(entry.index, this.machine.conf);
    this.events?.onApplied({ index: entry.index, term: entry.term, results, changes, signals });
    return Math.max(1, results.length);
  }

  private applyBatch({ batch }: Work & { type: 'batch' }, effects: EntryEffects): Applied[] {
    const unstamped = batch.unstamped === true;
    const { machine, reader } = this;
    let context = { wallMs: batch.wallMs, unstamped, user: '', reader, effects };
    return batch.commands.map(({ id, user, command }) => {
      if (user !== context.user) context = { ...context, user };
      const result = applyCommand(machine, command, context);
      return { id, result, revision: machine.keyspace.currentRevision };
    });
  }

  private reconfigure({ change }: Work & { type: 'change' }, effects: EntryEffects): Applied[] {
    if (change === null) {
      applyLeaveJoint(this.machine, effects);
      return [];
    }
    const result = applyReconfiguration(this.machine, change, effects);
    return [{ id: change.id, result, revision: this.machine.keyspace.currentRevision }];
  }
}

/** What an entry asks for; `null`: the end of a joint phase. */
type Work =
  | { readonly type: 'batch'; readonly batch: Batch }
  | { readonly type: 'change'; readonly change: Reconfiguration | null };

function workOf({ type, data }: LogEntry): Work {
  const isEmpty = data.length === 0;
  if (type === 'configuration') {
    return { type: 'change', change: isEmpty ? null : decodeReconfiguration(data) };
  }
  return { type: 'batch', batch: isEmpty ? EMPTY_BATCH : decodeBatch(data) };
}

function levelOfChange(reconfiguration: Reconfiguration | null): number {
  return reconfiguration?.change.type === 'replace' ? SINCE_LEVEL.replaceMember : FIRST_LEVEL;
}

/** The highest feature level that an entry asks for. */
function levelAfter({ commands, unstamped }: Batch): number {
  let level: number = unstamped === true ? SINCE_LEVEL.unstampedBatch : FIRST_LEVEL;
  for (const { command } of commands) {
    if (command.type === 'raise-level') level = Math.max(level, command.level, SINCE_LEVEL.levelRecord);
    if (command.type === 'init-region') level = Math.max(level, command.level ?? FIRST_LEVEL);
  }
  return level;
}

/** A leader's first entry in its term. */
const EMPTY_BATCH: Batch = { wallMs: 0, commands: [] };

/** Gathers one entry's effects; records are staged in the store's overlay as they come (MachineReader sees them). */
class EntryEffects implements Effects {
  readonly changes: Change[] = [];
  readonly signals: ApplySignal[] = [];
  private readonly store: StateStore;

  constructor(store: StateStore) {
    this.store = store;
  }

  write(writes: readonly StateWrite[]): void {
    for (const write of writes) sinkStateWrite(this.store, write);
  }

  change(changes: readonly Change[]): void {
    for (const change of changes) this.changes.push(change);
  }

  signal(signal: ApplySignal): void {
    this.signals.push(signal);
  }
}
