/** A replica over a store in memory, whose completions run when the test lets them. */
import { expect } from 'chai';
import { encodeBatch } from '../../../src/codec/batch.ts';
import { COMMAND_KINDS, encodeCommand } from '../../../src/codec/command.ts';
import type { CommandType } from '../../../src/core/apply/types.ts';
import { createMachine } from '../../../src/core/apply/machine.ts';
import { logIndex, memberId, term } from '../../../src/core/base/brands.ts';
import type { LogEntry } from '../../../src/core/raft/types.ts';
import { etcdserverpb } from '../../../src/gen/etcd.js';
import { Replica, type AppliedEntry } from '../../../src/node/consensus/replica.ts';
import { createStateStore } from '../../../src/storage/open-state.ts';
import type { StateStore } from '../../../src/storage/state-store.ts';
import { createStats } from '../../../src/storage/table-stats.ts';
import { MemoryStore, Turns } from '../../storage/memory-store.ts';
import { bytesOf } from './region.ts';

interface Encoded {
  readonly kind: CommandType;
  readonly payload: Uint8Array;
}

export const putOf = (key: string, value: string): Encoded => ({
  kind: 'put',
  payload: etcdserverpb.PutRequest.encode({ key: bytesOf(key), value: bytesOf(value) }).finish(),
});
export const compactOf = (revision: number): Encoded => encodeCommand({ type: 'compact', revision });

export class ReplicaRig {
  readonly turns = new Turns();
  readonly applied: AppliedEntry[] = [];
  readonly fatals: string[] = [];
  readonly configurations: number[] = [];
  readonly replica: Replica;
  memory = new MemoryStore(this.turns);
  private nextIndex = 1;

  constructor() {
    this.replica = new Replica(createMachine(), this.openStore(0), { index: logIndex(0), term: term(0) });
    this.replica.start({
      onConfiguration: (index) => this.configurations.push(index),
      onApplied: (entry) => this.applied.push(entry),
      onFatal: (reason) => this.fatals.push(reason),
      onDamage: (reason) => this.fatals.push(reason),
    });
  }

  entry(...commands: readonly Encoded[]): LogEntry {
    const items = commands.map(({ kind, payload }, i) => ({
      id: { member: memberId(1n), boot: 1n, number: i + 1 },
      ...{ user: '', authRevision: 0, kind: COMMAND_KINDS[kind], payload },
    }));
    return this.raw(commands.length === 0 ? new Uint8Array(0) : encodeBatch(1_000, items));
  }

  raw(data: Uint8Array): LogEntry {
    return { index: logIndex(this.nextIndex++), term: term(1), type: 'command', data };
  }

  /** Applies one entry with these commands at once. */
  apply(...commands: readonly Encoded[]): void {
    this.replica.enqueue([this.entry(...commands)]);
    expect(this.replica.applySlice()).to.equal(this.nextIndex - 1);
  }

  settle(): void {
    this.turns.settle();
  }

  /** As a snapshot does: an empty machine on an empty store, at this index. */
  replace(index: number): StateStore {
    this.memory = new MemoryStore(this.turns);
    const { store } = this.replica;
    this.replica.replace(createMachine(), this.openStore(index), { index: logIndex(index), term: term(2) });
    this.nextIndex = index + 1;
    return store;
  }

  private openStore(index: number): StateStore {
    const store = createStateStore(this.memory, createStats(), logIndex(index), this.turns.clock);
    store.start({ onFlushed: () => undefined, onFatal: (reason) => this.fatals.push(reason) });
    return store;
  }
}
