/**
 * What a region's members keep in memory about the federation: one small record and the rules. Version sets, origin
 * logs and conflicts stay in the store, so memory does not grow with keys or with how far another region is behind.
 *
 * G1. `applied` holds, per origin, everything applied and nothing else; the own origin's entry is the own log's head.
 * G2. `freed[o] ≤ applied[o]`; the log of `o` holds exactly the sequences between them.
 * G3. `chains[o]` is the chain value at `applied[o]`.
 * G4. `clock` is at or past the stamp of every transaction applied, own ones included.
 * G5. Whoever changes what the record holds sets `recordChanged`; the record is written once per log entry, after all
 *     its commands (`takeRecord`), not once per command.
 */
import { assert } from '../base/assert.ts';
import { HLC_ZERO, describeHlc } from '../base/hlc.ts';
import type { Hlc } from '../base/hlc.ts';
import { originKey } from './origin.ts';
import { createRuleTable, listRules, ruleFor } from './rules.ts';
import type { RuleTable } from './rules.ts';
import type {
  AdoptionMark,
  FederationWrite,
  Origin,
  OriginKey,
  RegionRecord,
  Rule,
  VersionVector,
} from './types.ts';
import { describeVector, sequenceAt } from './version-vector.ts';
import type { MutableVector } from './version-vector.ts';

export interface RegionState {
  readonly self: Origin;
  readonly key: OriginKey;
  clock: Hlc;
  readonly applied: MutableVector;
  readonly freed: MutableVector;
  readonly chains: Map<OriginKey, number>;
  readonly reported: Map<string, VersionVector>;
  readonly adopting: Map<string, AdoptionMark>;
  nextConflict: number;
  conflictsDropped: number;
  readonly rules: RuleTable;
  recordChanged: boolean;
}

/** A region's first moment: the effect of `init-region`. */
export function createRegion(self: Origin): RegionState {
  return {
    self,
    key: originKey(self),
    clock: HLC_ZERO,
    applied: new Map(),
    freed: new Map(),
    chains: new Map(),
    reported: new Map(),
    adopting: new Map(),
    nextConflict: 1,
    conflictsDropped: 0,
    rules: createRuleTable(),
    recordChanged: true,
  };
}

export function restoreRegion(record: RegionRecord, rules: readonly Rule[]): RegionState {
  for (const [origin, freed] of record.freed) {
    assert(
      freed <= sequenceAt(record.applied, origin),
      () => `G2: the log of ${origin} is freed beyond what was applied`,
    );
  }
  return {
    self: record.self,
    key: originKey(record.self),
    clock: record.clock,
    applied: new Map(record.applied),
    freed: new Map(record.freed),
    chains: new Map(record.chains),
    reported: new Map(record.reported),
    adopting: new Map(record.adopting),
    nextConflict: record.nextConflict,
    conflictsDropped: record.conflictsDropped,
    rules: createRuleTable(rules),
    recordChanged: false,
  };
}

/** The same region after a restore: it goes on under a new incarnation, and the old one is an origin like any other. */
export function renameRegion(record: RegionRecord, rules: readonly Rule[], self: Origin): RegionState {
  const state = restoreRegion({ ...record, self }, rules);
  state.recordChanged = true;
  return state;
}

/** A copy of this moment, for records and for readers outside. */
export function regionRecord(state: RegionState): RegionRecord {
  return {
    self: state.self,
    clock: state.clock,
    applied: new Map(state.applied),
    freed: new Map(state.freed),
    chains: new Map(state.chains),
    reported: new Map(state.reported),
    adopting: new Map(state.adopting),
    nextConflict: state.nextConflict,
    conflictsDropped: state.conflictsDropped,
  };
}

/** The record's write if it changed since the last call: asked once at the end of each log entry (G5). */
export function takeRecord(state: RegionState): FederationWrite | null {
  if (!state.recordChanged) return null;
  state.recordChanged = false;
  return { type: 'put-region', region: regionRecord(state) };
}

/**
 * Whether the keyspace's value of a key is known to be what its version set says: a rule covers it, so every write
 * since became a version, and no adoption under way may still find an older value.
 */
export function isSettled(state: RegionState, key: string): boolean {
  if (ruleFor(state.rules, key) === null) return false;
  for (const prefix of state.adopting.keys()) if (key.startsWith(prefix)) return false;
  return true;
}

export function describeRegion(state: RegionState): string {
  return (
    `${state.key} clock ${describeHlc(state.clock)} applied ${describeVector(state.applied)} ` +
    `freed ${describeVector(state.freed)} rules ${listRules(state.rules).length} ` +
    `conflicts ${state.nextConflict - 1} (${state.conflictsDropped} dropped) adopting ${state.adopting.size}`
  );
}
