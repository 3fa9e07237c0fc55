import { expect } from 'chai';
import { revisionTableKey } from '../../../src/codec/state-mvcc.ts';
import { hashKeyspace, readHistory } from '../../../src/node/consensus/history.ts';
import type { HistoryAnswer } from '../../../src/node/serving/watches-types.ts';
import { storeKey } from '../../../src/storage/tables.ts';
import { compactOf, putOf, ReplicaRig } from '../support/replica-rig.ts';

class Past extends ReplicaRig {
  readonly answers: HistoryAnswer[] = [];
  readonly hashes: string[] = [];
  readonly damage: string[] = [];

  constructor(revisions: number) {
    super();
    for (let i = 0; i < revisions; i++) this.apply(putOf(`k${i % 3}`, `${i}`));
  }

  read(from: number, through: number, bytesMax = Infinity, wanted = (): boolean => true): void {
    readHistory(
      this.replica,
      { from, through, bytesMax, wanted },
      (answer) => this.answers.push(answer),
      (reason) => this.damage.push(reason),
    );
  }

  hash(revision = 0): void {
    hashKeyspace(
      this.replica,
      revision,
      (reply) => {
        if (!reply.ok) this.hashes.push(reply.error);
        else if ('refusal' in reply.value) this.hashes.push(reply.value.refusal);
        else this.hashes.push(`${reply.value.hash} at ${reply.value.hashRevision}`);
      },
      (reason) => this.damage.push(reason),
    );
  }

  get pins(): number {
    return this.replica.machine.keyspace.pins.size;
  }

  mains(): (readonly number[] | string)[] {
    return this.answers.map((answer) =>
      answer.ok ? answer.changes.map(({ revision }) => revision.main) : answer.reason,
    );
  }
}

describe('node/consensus/history', () => {
  it('reads what was applied when it was asked for, in order, and lets the past go afterwards', () => {
    const past = new Past(10);
    past.read(4, 8);
    expect([past.answers, past.pins]).to.eql([[], 1]);
    past.settle();
    expect(past.mains()).to.eql([[4, 5, 6, 7, 8]]);
    expect(past.pins).to.equal(0);
  });

  it('stops between two revisions when it has read enough', () => {
    const past = new Past(10);
    past.read(4, 9, 5);
    past.settle();
    const [answer] = past.answers;
    expect(answer?.ok === true && answer.through).to.equal(5);
    expect(past.mains()).to.eql([[4, 5]]);
  });

  it('begins at the compacted revision when it is asked for what is older', () => {
    const past = new Past(10);
    past.apply(compactOf(6));
    past.read(2, 8);
    past.settle();
    expect(past.mains()).to.eql([[6, 7, 8]]);
  });

  it('is answered when a snapshot replaces the store, at any point, and does not touch the old one again', () => {
    for (let steps = 0; steps < 12; steps++) {
      const past = new Past(10);
      past.read(2, 11);
      past.hash();
      for (let i = 0; i < steps; i++) past.turns.step();
      const { keyspace } = past.replica.machine;
      const { memory } = past;
      past.replace(50).abandon(() => undefined);
      const { reads } = memory;
      past.settle();
      expect([past.answers.length, past.hashes.length], `after ${steps} steps`).to.eql([1, 1]);
      expect(memory.reads, `after ${steps} steps`).to.equal(reads);
      expect([keyspace.pins.size, past.pins, past.damage]).to.eql([0, 0, []]);
    }
  });

  it('hashes the new state when a snapshot came in between', () => {
    const fresh = new ReplicaRig();
    fresh.replace(50);
    const expected = new Past(0);
    expected.hash();
    expected.settle();
    const past = new Past(10);
    past.hash();
    past.replace(50).abandon(() => undefined);
    past.settle();
    expect(past.hashes).to.eql(expected.hashes);
  });

  it('is answered when the member stops', () => {
    for (let steps = 0; steps < 8; steps++) {
      const past = new Past(10);
      past.read(2, 11);
      past.hash();
      for (let i = 0; i < steps; i++) past.turns.step();
      past.replica.stop();
      past.replica.store.close(() => undefined);
      past.settle();
      expect([past.answers.length, past.hashes.length], `after ${steps} steps`).to.eql([1, 1]);
      expect(past.damage).to.eql([]);
    }
  });

  it('reports damage, and is answered all the same', () => {
    const past = new Past(10);
    past.settle();
    past.memory.records.delete(storeKey('kv-value', revisionTableKey({ main: 5, sub: 0 })));
    past.read(2, 8);
    past.settle();
    past.hash();
    past.settle();
    expect(past.damage).to.eql([
      'the value of revision 5.0 is missing from the store',
      'the value of revision 5.0 is missing from the store',
    ]);
    expect(past.mains()).to.eql(['the value of revision 5.0 is missing from the store']);
    expect(past.hashes).to.eql(['stopped']);
    expect(past.pins).to.equal(0);
  });

  it('refuses a hash of what is compacted or to come, and not inside the call', () => {
    const past = new Past(10);
    past.apply(compactOf(6));
    past.hash(3);
    past.hash(99);
    expect(past.hashes).to.eql([]);
    past.settle();
    expect(past.hashes).to.eql(['compacted', 'future-revision']);
  });
});
