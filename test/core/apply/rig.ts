/**
 * The replicated machine with its tables in a map: every write goes through the codec into it, every read comes out of
 * it, and a restart makes a machine of it.
 */
import { expect } from 'chai';
import { encodeStateWrite } from '../../../src/codec/state.ts';
import { applyCommand, finishEntry } from '../../../src/core/apply/command.ts';
import { createMachine, type Machine } from '../../../src/core/apply/machine.ts';
import { applyReconfiguration } from '../../../src/core/apply/membership.ts';
import type {
  ApplySignal,
  Command,
  CommandResult,
  MembershipChange,
  StateWrite,
} from '../../../src/core/apply/types.ts';
import { memberId } from '../../../src/core/base/brands.ts';
import type { ConfState } from '../../../src/core/raft/types.ts';
import { compareStrings } from '../../../src/core/base/bytes.ts';
import { regionRecord } from '../../../src/core/federation/region.ts';
import { listRules } from '../../../src/core/federation/rules.ts';
import type { OriginTransaction } from '../../../src/core/federation/types.ts';
import { checkLessor, keysOfLease, listLeases } from '../../../src/core/lease/lessor.ts';
import { compactSlice } from '../../../src/core/mvcc/compaction.ts';
import { describeEntry } from '../../../src/core/mvcc/key-index.ts';
import { nextStep, walkAll } from '../../../src/core/mvcc/key-walk.ts';
import { range } from '../../../src/core/mvcc/range.ts';
import type { Change } from '../../../src/core/mvcc/types.ts';
import { machineReader } from '../../../src/node/consensus/machine-reader.ts';
import { createMachineRestore } from '../../../src/node/machine-restore.ts';
import { storeKey, TABLES, type Table } from '../../../src/storage/tables.ts';
import { checkKeyspace } from '../mvcc/check.ts';
import { EVERYTHING, get, text } from '../mvcc/requests.ts';

export interface Effect {
  readonly result: CommandResult;
  readonly revision: number;
  readonly changes: readonly Change[];
  readonly signals: readonly ApplySignal[];
  readonly writes: readonly StateWrite[];
}

export class Rig {
  machine: Machine = createMachine();
  readonly tables = new Map<string, Uint8Array>();
  /** This region's own transactions, as another region would be sent them. */
  readonly originated: OriginTransaction[] = [];
  wallMs = 1_000;
  user = '';
  unstamped = false;

  /** One command in an entry of its own. */
  apply(command: Command): Effect {
    const effect = this.step(command);
    this.endEntry();
    return effect;
  }

  step(command: Command): Effect {
    const changes: Change[] = [];
    const signals: ApplySignal[] = [];
    const writes: StateWrite[] = [];
    const { machine } = this;
    const result = applyCommand(machine, command, {
      ...{ wallMs: this.wallMs, user: this.user, unstamped: this.unstamped },
      reader: machineReader(machine, { get: (table, key) => this.tables.get(storeKey(table, key)) }),
      effects: {
        write: (some) => {
          writes.push(...some);
          this.store(some);
        },
        change: (some) => changes.push(...some),
        signal: (signal) => signals.push(signal),
      },
    });
    return { result, revision: machine.keyspace.currentRevision, changes, signals, writes };
  }

  /** One membership change in an entry of its own. */
  change(change: MembershipChange, base: ConfState = this.machine.conf): CommandResult {
    const id = { member: memberId(1n), boot: 1n, number: 1 };
    return applyReconfiguration(
      this.machine,
      { wallMs: this.wallMs, id, base, change },
      {
        write: (some) => this.store(some),
        change: () => expect.fail('a membership change changes no key'),
        signal: ({ type }) => expect(type).to.equal('members-changed'),
      },
    );
  }

  endEntry(): void {
    finishEntry(this.machine, {
      write: (some) => this.store(some),
      change: () => expect.fail('an entry’s end changes no key'),
      signal: () => expect.fail('an entry’s end signals nothing'),
    });
  }

  /** Deletes what accepted compactions made unreadable, as far as the budget goes. */
  compact(budget: number): void {
    this.store(compactSlice(this.machine.keyspace, budget).writes);
  }

  /** What a member that starts with these tables would know. */
  restarted(): Machine {
    const restore = createMachineRestore();
    for (const table of TABLES) {
      for (const [key, payload] of this.recordsOf(table)) restore.record(table, key, payload);
    }
    return restore.finish().machine;
  }

  recordsOf(table: Table): [string, Uint8Array][] {
    const prefix = storeKey(table, '');
    return [...this.tables]
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, payload]): [string, Uint8Array] => [key.slice(prefix.length), payload])
      .sort(([left], [right]) => compareStrings(left, right));
  }

  /** Keys and values of the present. */
  contents(): Record<string, string> {
    const { readValue } = machineReader(this.machine, {
      get: (table, key) => this.tables.get(storeKey(table, key)),
    });
    const outcome = range(this.machine.keyspace, get(EVERYTHING), readValue);
    if (!outcome.ok) throw new Error(outcome.refusal);
    return Object.fromEntries(outcome.result.kvs.map(({ key, value }) => [key, text(value)]));
  }

  private store(writes: readonly StateWrite[]): void {
    for (const write of writes) {
      if (write.type === 'append-origin' && write.transaction.origin === this.machine.federation?.key)
        this.originated.push(write.transaction);
      for (const { table, key, value } of encodeStateWrite(write)) {
        if (value === null) this.tables.delete(storeKey(table, key));
        else this.tables.set(storeKey(table, key), value);
      }
    }
  }
}

/** Everything a machine knows, as plain data that can be compared. */
export function picture(machine: Machine): unknown {
  const { keyspace } = machine;
  checkLessor(machine.lessor);
  checkKeyspace(keyspace);
  const { currentRevision, compactRevision, compactedThrough, revisions } = keyspace;
  const keys: string[] = [];
  const walk = walkAll(keyspace, '');
  for (let step = nextStep(walk); step !== null; step = nextStep(walk))
    keys.push(`${step.key} ${describeEntry(step.entry)} ${step.entry.lease}`);
  return {
    keys,
    ...{ currentRevision, compactRevision, compactedThrough, revisions },
    leases: listLeases(machine.lessor).map((lease) => ({
      ...lease,
      keys: keysOfLease(machine.lessor, lease.id),
    })),
    members: [...machine.members.values()].sort((left, right) => (left.id < right.id ? -1 : 1)),
    conf: machine.conf,
    removed: [...machine.removed].sort((left, right) => (left < right ? -1 : 1)),
    alarms: machine.alarms,
    region: machine.federation === null ? null : regionRecord(machine.federation),
    rules: machine.federation === null ? [] : listRules(machine.federation.rules),
  };
}
