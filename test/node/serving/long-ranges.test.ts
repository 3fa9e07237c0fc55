import { expect } from 'chai';
import { revisionTableKey } from '../../../src/codec/state-mvcc.ts';
import { range } from '../../../src/core/mvcc/range.ts';
import type { KeyValue, RangeRequest, RangeResult } from '../../../src/core/mvcc/types.ts';
import {
  LongRange,
  SLICE_BUDGET,
  type RangeEnd,
  type RangeReader,
} from '../../../src/node/serving/long-ranges.ts';
import { storeKey } from '../../../src/storage/tables.ts';
import { putOf, ReplicaRig } from '../support/replica-rig.ts';
import { oneKey } from '../support/region.ts';
import { TurnClock } from '../support/turn-clock.ts';

/** So many that no range over them ends within a slice. */
const KEYS = SLICE_BUDGET;
const EVERYTHING: RangeRequest = { ...oneKey('k'), range: { from: 'k', to: 'l' } };

class Reader implements RangeReader {
  begins: number[] = [];
  kvs: KeyValue[] = [];
  ends: RangeEnd[] = [];

  begin(revision: number): void {
    this.begins.push(revision);
    this.kvs = [];
  }
  take(kvs: readonly KeyValue[]): void {
    this.kvs.push(...kvs);
  }
  end(outcome: RangeEnd): void {
    this.ends.push(outcome);
  }
}

describe('node/serving/long-ranges', () => {
  let rig: ReplicaRig;
  let clock: TurnClock;
  let reader: Reader;
  let damage: string[];

  beforeEach(() => {
    rig = new ReplicaRig();
    clock = new TurnClock();
    reader = new Reader();
    damage = [];
  });

  it('L2: is answered before the call returns when it ends within a slice', () => {
    fill(100);
    begin();
    expect(reader.ends).to.eql([{ ok: true, more: false, count: 100 }]);
    expect(reader.kvs).to.eql(whole().kvs);
    expect(clock.armed).to.equal(0);
  });

  it('L1: is one moment, which it names, whatever is written between its slices', () => {
    fill(KEYS);
    const { revision, expected } = {
      revision: rig.replica.machine.keyspace.currentRevision,
      expected: whole(),
    };
    begin();
    let slices = 1;
    for (; clock.fireNext(); slices++) rig.apply(putOf(`k${slices}`, 'later'));
    expect(slices).to.be.above(5);
    expect(reader.begins).to.eql([revision]);
    expect(reader.kvs).to.eql(expected.kvs);
    expect(reader.ends).to.eql([{ ok: true, more: false, count: KEYS }]);
    expect(pins()).to.equal(0);
  });

  it('L3: begins anew when a snapshot puts another state in place', () => {
    fill(KEYS);
    begin();
    clock.fireNext();
    rig.replace(500);
    fill(10, 'new');
    while (clock.fireNext());
    expect(reader.begins).to.have.length(2);
    expect(reader.kvs.map(({ value }) => Buffer.from(value).toString())).to.eql(new Array(10).fill('new'));
    expect(reader.ends).to.eql([{ ok: true, more: false, count: 10 }]);
  });

  it('L3: ends when the member stops', () => {
    fill(KEYS);
    begin();
    rig.replica.stop();
    while (clock.fireNext());
    expect(reader.ends).to.eql([{ ok: false, error: 'stopped' }]);
    expect(pins()).to.equal(0);
  });

  it('L3: ends with damage that it meets, which is reported', () => {
    fill(KEYS);
    rig.settle();
    rig.memory.records.delete(storeKey('kv-value', revisionTableKey({ main: 5_000, sub: 0 })));
    begin();
    while (clock.fireNext());
    expect(damage).to.have.length(1);
    expect(reader.ends).to.eql([{ ok: false, error: 'stopped' }]);
    expect(pins()).to.equal(0);
  });

  it('L4: lets go of its revision when it is cancelled, and says no more', () => {
    fill(KEYS);
    const long = begin();
    expect(pins()).to.equal(1);
    long.cancel();
    expect([pins(), clock.armed]).to.eql([0, 0]);
    expect(reader.ends).to.eql([]);
  });

  it('is refused at a revision that is not there yet', () => {
    new LongRange(parts(), { ...EVERYTHING, revision: 99 }, reader).start();
    expect(reader.ends).to.eql([{ ok: false, refusal: 'future-revision' }]);
  });

  function fill(keys: number, value = 'v'): void {
    rig.apply(...Array.from({ length: keys }, (_, i) => putOf(`k${String(i).padStart(6, '0')}`, value)));
  }

  function parts(): ConstructorParameters<typeof LongRange>[0] {
    return { replica: rig.replica, clock, onDamage: (reason) => damage.push(reason) };
  }

  function begin(): LongRange {
    const long = new LongRange(parts(), EVERYTHING, reader);
    long.start();
    return long;
  }

  function whole(): RangeResult {
    const { machine, reader: records } = rig.replica;
    const outcome = range(machine.keyspace, EVERYTHING, records.readValue);
    if (!outcome.ok) throw new Error(outcome.refusal);
    return outcome.result;
  }

  const pins = (): number => rig.replica.machine.keyspace.pins.size;
});
