import { expect } from 'chai';
import { decodeApplied, APPLIED_KEY } from '../../../src/codec/state-apply.ts';
import { revisionTableKey } from '../../../src/codec/state-mvcc.ts';
import { InvariantError } from '../../../src/core/base/assert.ts';
import { logIndex } from '../../../src/core/base/brands.ts';
import { BACKLOG_BYTES_MAX } from '../../../src/node/consensus/replica.ts';
import { storeKey, unwrapRecord } from '../../../src/storage/tables.ts';
import { putOf, ReplicaRig } from '../support/replica-rig.ts';

const APPLIED = storeKey('meta', APPLIED_KEY);

describe('node/consensus/replica', () => {
  it('applies entries in order, tells of each, and keeps its place in the same batch as its records', () => {
    const rig = new ReplicaRig();
    rig.apply();
    rig.apply(putOf('a', '1'), putOf('b', '2'));
    expect(rig.applied.map(({ index, results }) => [index, results.map(({ revision }) => revision)])).to.eql([
      [1, []],
      [2, [2, 3]],
    ]);
    rig.settle();
    const value = storeKey('kv-value', revisionTableKey({ main: 3, sub: 0 }));
    for (const batch of rig.memory.batches) {
      const applied = batch.get(APPLIED) ?? null;
      const { index } = decodeApplied(unwrapRecord(APPLIED, applied ?? new Uint8Array(0)));
      expect(batch.has(value)).to.equal(index === 2);
    }
  });

  it('asserts that nothing is passed over or applied twice', () => {
    const rig = new ReplicaRig();
    const [first, second] = [rig.entry(), rig.entry()];
    rig.replica.enqueue([second]);
    expect(() => rig.replica.applySlice()).to.throw(InvariantError, 'entry 2 is applied after 0');
    const again = new ReplicaRig();
    again.replica.enqueue([first, first]);
    expect(() => again.replica.applySlice()).to.throw(InvariantError, 'entry 1 is applied after 1');
  });

  it('applies about as many commands in a turn as it may, and the rest in the next', () => {
    const rig = new ReplicaRig();
    const many = Array.from({ length: 900 }, (_, i) => putOf(`k${i}`, 'x'));
    rig.replica.enqueue([rig.entry(...many), rig.entry(...many), rig.entry(...many), rig.entry(...many)]);
    expect(rig.replica.applySlice()).to.equal(3);
    expect(rig.replica.hasBacklog()).to.equal(true);
    expect(rig.replica.applySlice()).to.equal(4);
    expect(rig.replica.hasBacklog()).to.equal(false);
    expect(rig.replica.applySlice()).to.equal(null);
  });

  it('applies one entry at least in a turn, and begins no other once the time is up', () => {
    const rig = new ReplicaRig();
    rig.replica.enqueue([rig.entry(putOf('a', '1')), rig.entry(putOf('b', '2')), rig.entry(putOf('c', '3'))]);
    expect(rig.replica.applySlice(() => true)).to.equal(1);
    let asked = 0;
    expect(rig.replica.applySlice(() => ++asked > 1)).to.equal(3);
    expect(rig.replica.hasBacklog()).to.equal(false);
    rig.replica.enqueue([rig.entry(putOf('d', '4')), rig.entry(putOf('e', '5')), rig.entry(putOf('f', '6'))]);
    asked = 0;
    expect(rig.replica.applySlice(() => ++asked > 1)).to.equal(5);
    expect(rig.replica.hasBacklog()).to.equal(true);
  });

  it('waits for a store that is behind, and says when it should take no more', () => {
    const rig = new ReplicaRig();
    const value = 'x'.repeat(8 * 1024 * 1024);
    const heavy = Array.from({ length: 10 }, () => rig.entry(putOf('a', value)));
    rig.replica.enqueue(heavy);
    expect(rig.replica.isBehind).to.equal(true);
    rig.replica.applySlice();
    expect(rig.replica.hasBacklog(), 'while the store has not written').to.equal(false);
    expect(rig.replica.appliedIndex).to.be.lessThan(10);
    rig.settle();
    expect(rig.replica.hasBacklog()).to.equal(true);
    rig.replica.applySlice();
    rig.settle();
    while (rig.replica.applySlice() !== null) rig.settle();
    expect([rig.replica.appliedIndex, rig.replica.isBehind]).to.eql([10, false]);
    expect(heavy[0]!.data.length * 10).to.be.greaterThan(BACKLOG_BYTES_MAX);
  });

  it('stops at an entry that it cannot read, once, and leaves nothing of it', () => {
    const rig = new ReplicaRig();
    rig.apply(putOf('a', '1'));
    rig.replica.enqueue([rig.raw(Uint8Array.of(99)), rig.entry(putOf('a', '2'))]);
    rig.replica.applySlice();
    expect(rig.replica.applySlice()).to.equal(null);
    expect(rig.fatals).to.have.length(1);
    expect(rig.fatals[0]).to.match(
      /^log entry 2: .*format 99 .*start this member with the release that wrote it/,
    );
    expect([rig.replica.appliedIndex, rig.applied.length, rig.replica.hasBacklog()]).to.eql([1, 1, false]);
  });

  it('stops at an entry that needs a record the store has lost, and says what to do', () => {
    const rig = new ReplicaRig();
    rig.apply(putOf('a', '1'));
    rig.settle();
    rig.memory.records.delete(storeKey('kv-value', revisionTableKey({ main: 2, sub: 0 })));
    const reading = rig.entry({
      ...{ kind: 'put', payload: Uint8Array.from([...putOf('a', '2').payload, 0x20, 0x01]) },
    });
    rig.replica.enqueue([reading]);
    rig.replica.applySlice();
    expect(rig.fatals).to.have.length(1);
    expect(rig.fatals[0]).to.match(/entry 2 .* revision 2\.0 is missing /);
    rig.settle();
    const applied = rig.memory.records.get(APPLIED) ?? new Uint8Array(0);
    expect(decodeApplied(unwrapRecord(APPLIED, applied)).index).to.equal(1);
  });

  it('takes a snapshot’s state for its own, and forgets what waited', () => {
    const rig = new ReplicaRig();
    rig.apply(putOf('a', '1'));
    rig.replica.enqueue([rig.entry(), rig.entry()]);
    const before = rig.replica.store;
    rig.replace(9);
    expect([rig.replica.appliedIndex, rig.replica.appliedTerm, rig.replica.hasBacklog()]).to.eql([
      9,
      2,
      false,
    ]);
    expect([rig.replica.serves(before), rig.replica.serves(rig.replica.store)]).to.eql([false, true]);
    rig.apply(putOf('b', '1'));
    expect(rig.replica.machine.keyspace.currentRevision).to.equal(2);
    expect(rig.replica.appliedIndex).to.equal(logIndex(10));
  });

  it('applies nothing after a stop', () => {
    const rig = new ReplicaRig();
    rig.replica.enqueue([rig.entry(putOf('a', '1'))]);
    rig.replica.stop();
    expect([rig.replica.applySlice(), rig.replica.hasBacklog(), rig.applied]).to.eql([null, false, []]);
  });
});
