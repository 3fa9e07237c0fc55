/**
 * The replicated state machine of a region: it composes the keyspace, the lessor and the federation, which do not know
 * each other. One command at a time, to the same effect on every member: everything an outcome depends on is the
 * machine's own state, the command, and the batch's wall time.
 *
 * A1. A refused command changes nothing: no write, no change, no revision.
 * A2. The changes of one command share one main revision.
 * A3. Whatever becomes the visible value of a covered key, written here or in another region, its version set says the
 *     same: every change of a covered key passes through `captureLocal` or comes from `applyRemote`.
 */
import type { MemberId } from '../base/brands.ts';
import { FIRST_LEVEL } from '../base/feature-level.ts';
import type { RegionState } from '../federation/region.ts';
import type { FederationReader, RegionRecord, Rule } from '../federation/types.ts';
import { createLessor } from '../lease/lessor.ts';
import type { Lessor } from '../lease/lessor.ts';
import { createKeyspace } from '../mvcc/keyspace.ts';
import type { Keyspace } from '../mvcc/keyspace.ts';
import type { ExecutionContext } from '../mvcc/txn.ts';
import type { Change } from '../mvcc/types.ts';
import type { ConfState } from '../raft/types.ts';
import type { ActiveAlarm, ApplySignal, CommandResult, MemberRecord, Refusal, StateWrite } from './types.ts';

export interface RestoredRegion {
  readonly record: RegionRecord;
  readonly rules: readonly Rule[];
}

export interface Machine {
  keyspace: Keyspace;
  lessor: Lessor;
  /** `null` until the region's first command named its incarnation. */
  federation: RegionState | null;
  /**
   * A region restored from a file, until a command names its new incarnation: what it wrote after the file was taken
   * went out to other regions under the old one, whose sequences must not be used twice.
   */
  restored: RestoredRegion | null;
  readonly members: Map<MemberId, MemberRecord>;
  /** Who votes and who learns, as of the last entry applied. */
  conf: ConfState;
  /** Ids that were removed and never come back. */
  readonly removed: Set<MemberId>;
  alarms: readonly ActiveAlarm[];
  /** The region's feature level (core/base/feature-level). */
  level: number;
}

/** What executing a command asks: mostly the store, with every write of earlier commands in sight. */
export interface MachineReader extends ExecutionContext {
  readonly federation: FederationReader;
}

/** Where a command leaves its effects; writes are visible to the reader from the moment they are emitted. */
export interface Effects {
  write(writes: readonly StateWrite[]): void;
  change(changes: readonly Change[]): void;
  signal(signal: ApplySignal): void;
}

export interface CommandContext {
  readonly wallMs: number;
  readonly user: string;
  /** Nothing may be stamped, see `Batch`. */
  readonly unstamped?: boolean;
  readonly reader: MachineReader;
  readonly effects: Effects;
}

/** Of a member that has still to be told who belongs to its region. */
export const NO_MEMBERS: ConfState = {
  voters: [],
  votersOutgoing: [],
  learners: [],
  learnersNext: [],
  autoLeave: false,
};

export function createMachine(): Machine {
  return {
    keyspace: createKeyspace(),
    lessor: createLessor(),
    federation: null,
    restored: null,
    members: new Map(),
    conf: NO_MEMBERS,
    removed: new Set(),
    alarms: [],
    level: FIRST_LEVEL,
  };
}

export const refused = (reason: Refusal, detail = ''): CommandResult => ({ type: 'refused', reason, detail });
