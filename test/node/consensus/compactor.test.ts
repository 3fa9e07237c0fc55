import { expect } from 'chai';
import { pinRevision, unpinRevision } from '../../../src/core/mvcc/keyspace.ts';
import { Compactor } from '../../../src/node/consensus/compactor.ts';
import { compactOf, putOf, ReplicaRig } from '../support/replica-rig.ts';
import { TurnClock } from '../support/turn-clock.ts';

class Desk extends ReplicaRig {
  readonly clock = new TurnClock();
  readonly compactor = new Compactor(this.replica, this.clock);
  readonly told: string[] = [];

  constructor(keys: number, rounds: number) {
    super();
    for (let round = 0; round < rounds; round++) {
      for (let from = 0; from < keys; from += 500) {
        const some = Array.from({ length: Math.min(500, keys - from) }, (_, i) => putOf(`k${from + i}`, 'x'));
        this.apply(...some);
      }
    }
    this.settle();
  }

  get revisions(): number {
    return this.replica.machine.keyspace.revisions;
  }

  get revision(): number {
    return this.replica.machine.keyspace.currentRevision;
  }

  accept(revision: number): void {
    this.apply(compactOf(revision));
    this.compactor.wake();
  }

  wait(name: string, revision: number): void {
    this.compactor.whenDone(revision, (reply) =>
      this.told.push(`${name}: ${reply.ok ? 'done' : reply.error}`),
    );
  }

  /** Lets the loop come round until nothing is planned. */
  run(): void {
    for (let rounds = 0; this.clock.armed > 0; rounds++) {
      if (rounds > 1_000) throw new Error('it does not come to rest');
      this.clock.advance(20);
      this.settle();
    }
  }
}

describe('node/consensus/compactor', () => {
  it('deletes what nobody can read any more, and comes to rest', () => {
    const desk = new Desk(10, 4);
    desk.accept(desk.revision);
    desk.run();
    expect(desk.revisions).to.equal(10);
    expect(desk.replica.machine.keyspace.compactedThrough).to.equal(desk.revision);
    expect(desk.clock.armed).to.equal(0);
  });

  it('lets the loop come round between slices', () => {
    const desk = new Desk(3_000, 2);
    desk.accept(desk.revision);
    desk.clock.endTurn();
    expect(desk.revisions).to.equal(6_000);
    let rounds = 0;
    for (let before = desk.revisions; desk.clock.fireNext(); before = desk.revisions) {
      expect(before - desk.revisions).to.be.lessThan(1_001);
      desk.settle();
      rounds++;
    }
    expect(rounds).to.be.greaterThan(3);
    expect(desk.revisions).to.equal(3_000);
  });

  it('deletes less at once where a deletion takes longer, so that no slice is long', () => {
    for (const msPerDeletion of [0.001, 0.05, 0.09]) {
      const desk = new Desk(3_000, 2);
      let spentMs = 0;
      const slices: number[] = [];
      const replica = Object.create(desk.replica) as typeof desk.replica;
      replica.writeLocally = (writes) => {
        spentMs += writes.length * msPerDeletion;
        slices.push(writes.length * msPerDeletion);
        desk.replica.writeLocally(writes);
      };
      const clock = Object.create(desk.clock) as TurnClock;
      clock.monotonicMs = () => desk.clock.monotonicMs() + spentMs;
      const compactor = new Compactor(replica, clock);
      desk.apply(compactOf(desk.revision));
      compactor.wake();
      desk.run();
      expect(desk.revisions).to.equal(3_000);
      expect(Math.max(...slices), `${msPerDeletion} ms each`).to.be.lessThan(5);
      expect(slices.length).to.be.lessThan(400);
    }
  });

  it('tells those who wait when it is through, also when it was before they asked', () => {
    const desk = new Desk(10, 3);
    desk.accept(desk.revision);
    desk.wait('first', desk.revision);
    expect(desk.told).to.eql([]);
    desk.run();
    desk.wait('second', 5);
    expect(desk.told).to.eql(['first: done']);
    desk.run();
    expect(desk.told).to.eql(['first: done', 'second: done']);
  });

  it('waits for whoever still reads what is to go', () => {
    const desk = new Desk(10, 3);
    const { keyspace } = desk.replica.machine;
    pinRevision(keyspace, 15);
    desk.accept(20);
    desk.wait('a', 20);
    for (let i = 0; i < 10; i++) desk.clock.advance(20);
    expect([desk.revisions, desk.told]).to.eql([30, []]);
    unpinRevision(keyspace, 15);
    desk.run();
    expect(desk.told).to.eql(['a: done']);
    expect(desk.revisions).to.be.lessThan(30);
  });

  it('goes on with the newest accepted revision after the one under way', () => {
    const desk = new Desk(2_000, 3);
    desk.accept(2_500);
    desk.clock.advance(0);
    desk.accept(desk.revision);
    desk.wait('last', desk.revision);
    desk.run();
    expect([desk.told, desk.revisions]).to.eql([['last: done'], 2_000]);
  });

  it('goes on after a restart, where the last finished pass ended', () => {
    const desk = new Desk(10, 3);
    desk.apply(compactOf(desk.revision));
    desk.compactor.wake();
    desk.run();
    expect(desk.revisions).to.equal(10);
  });

  it('answers those who wait at a stop, and later ones, and does nothing more', () => {
    const desk = new Desk(3_000, 2);
    desk.accept(desk.revision);
    desk.clock.advance(0);
    desk.wait('waits', desk.revision);
    desk.compactor.stop();
    const { revisions } = desk;
    desk.wait('late', 1);
    expect(desk.told).to.eql(['waits: stopped']);
    desk.clock.advance(1_000);
    expect([desk.told, desk.clock.armed]).to.eql([['waits: stopped', 'late: stopped'], 0]);
    expect(desk.revisions).to.equal(revisions);
  });
});
