/**
 * The machine's one way in from disk: the records of the tables, in the order of table numbers and keys, become its
 * memory. Used at a start and after a snapshot install.
 *
 * N1. In table order the keyspace's marks and the leases come before the index, whose records join keys to leases.
 */
import {
  ALARMS_KEY,
  APPLIED_KEY,
  CONFIGURATION_KEY,
  decodeAlarms,
  decodeApplied,
  decodeConfiguration,
  decodeMemberRecord,
  decodeRemovedMember,
  REMOVED_PREFIX,
} from '../codec/state-apply.ts';
import type { AppliedMark } from '../codec/state-apply.ts';
import { decodeRegionRecord, decodeRuleRecord } from '../codec/state-federation.ts';
import { decodeLeaseRecord } from '../codec/state-lease.ts';
import { decodeIndexRecord, decodeMarks, MARKS_KEY } from '../codec/state-mvcc.ts';
import { createMachine } from '../core/apply/machine.ts';
import type { Machine } from '../core/apply/machine.ts';
import { logIndex, term } from '../core/base/brands.ts';
import { FIRST_LEVEL } from '../core/base/feature-level.ts';
import { restoreRegion } from '../core/federation/region.ts';
import type { RegionRecord, Rule } from '../core/federation/types.ts';
import { restoreAttachments, restoreLease } from '../core/lease/lessor.ts';
import { beginRestore, finishRestore, restoreRecords } from '../core/mvcc/restore.ts';
import type { Restore } from '../core/mvcc/restore.ts';
import type { IndexRecord } from '../core/mvcc/types.ts';
import type { OnRecord } from '../storage/open-state.ts';
import type { Table } from '../storage/tables.ts';

/** Tables whose records are read one by one when they are needed: a start does not look at them. */
export const NOT_RESTORED: readonly Table[] = ['kv-value', 'set', 'origin-log', 'conflict'];

/** The incarnation of a region that was restored from a file and has not named its new one (node/snapshot/restore). */
export const UNNAMED = 0n;

const NOTHING_APPLIED: AppliedMark = { index: logIndex(0), term: term(0), level: FIRST_LEVEL };

export interface MachineRestore {
  readonly record: OnRecord;
  finish(): { readonly machine: Machine; readonly applied: AppliedMark };
}

export function createMachineRestore(): MachineRestore {
  const machine = createMachine();
  let applied = NOTHING_APPLIED;
  let marks: ReturnType<typeof decodeMarks> | null = null;
  let keyspace: Restore | null = null;
  const rules: Rule[] = [];
  let region: RegionRecord | null = null;

  const index = (restore: Restore, entry: IndexRecord): void => {
    restoreRecords(restore, [entry]);
    restoreAttachments(machine.lessor, [entry]);
  };

  const record: OnRecord = (table, key, payload) => {
    switch (table) {
      case 'meta':
        if (key === APPLIED_KEY) {
          applied = decodeApplied(payload);
          machine.level = applied.level;
        }
        if (key === MARKS_KEY) marks = decodeMarks(payload);
        if (key === CONFIGURATION_KEY) machine.conf = decodeConfiguration(payload);
        if (key.startsWith(REMOVED_PREFIX)) machine.removed.add(decodeRemovedMember(payload));
        return;
      case 'kv-index':
        keyspace ??= beginRestore(marks);
        index(keyspace, decodeIndexRecord(key, payload));
        return;
      case 'lease':
        restoreLease(machine.lessor, decodeLeaseRecord(payload));
        return;
      case 'member': {
        const member = decodeMemberRecord(payload);
        machine.members.set(member.id, member);
        return;
      }
      case 'alarm':
        if (key === ALARMS_KEY) machine.alarms = decodeAlarms(payload);
        return;
      case 'region':
        region = decodeRegionRecord(payload);
        return;
      case 'rule':
        rules.push(decodeRuleRecord(key, payload));
        return;
      case 'kv-value':
      case 'set':
      case 'origin-log':
      case 'conflict':
        return;
    }
  };

  return {
    record,
    finish: () => {
      machine.keyspace = finishRestore(keyspace ?? beginRestore(marks));
      if (region !== null && region.self.incarnation === UNNAMED)
        machine.restored = { record: region, rules };
      else machine.federation = region === null ? null : restoreRegion(region, rules);
      return { machine, applied };
    },
  };
}
