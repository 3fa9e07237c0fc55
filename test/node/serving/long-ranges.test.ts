import { expect } from 'chai';
import { revisionTableKey } from '../../../src/codec/state-mvcc.ts';
import { range } from '../../../src/core/mvcc/range.ts';
import type { KeyValue, RangeRequest, RangeResult, TxnRequest } from '../../../src/core/mvcc/types.ts';
import {
  LongRanges,
  SLICE_BUDGET,
  type LongRangeParts,
  type RangesEnd,
  type RangesReader,
} from '../../../src/node/serving/long-ranges.ts';
import { storeKey } from '../../../src/storage/tables.ts';
import { putOf, ReplicaRig } from '../support/replica-rig.ts';
import { oneKey } from '../support/region.ts';
import { TurnClock } from '../support/turn-clock.ts';

/** So many that no range over them ends within a slice. */
const KEYS = SLICE_BUDGET;
const EVERYTHING: RangeRequest = { ...oneKey('k'), range: { from: 'k', to: 'l' } };

class Reader implements RangesReader {
  begins: number[] = [];
  succeeded = false;
  kvs: KeyValue[] = [];
  ranges: RangeResult[] = [];
  ends: RangesEnd[] = [];

  begin(revision: number, succeeded: boolean): void {
    this.begins.push(revision);
    this.succeeded = succeeded;
    this.kvs = [];
    this.ranges = [];
  }
  take(kvs: readonly KeyValue[]): void {
    this.kvs.push(...kvs);
  }
  rangeEnd(more: boolean, count: number): void {
    this.ranges.push({ kvs: this.kvs, more, count });
    this.kvs = [];
  }
  end(outcome: RangesEnd): void {
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
    expect(reader.ends).to.eql([{ ok: true }]);
    expect(reader.ranges).to.eql([whole()]);
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
    expect(reader.ranges).to.eql([expected]);
    expect(reader.ends).to.eql([{ ok: true }]);
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
    const [{ kvs, count } = { kvs: [], count: 0 }] = reader.ranges;
    expect(kvs.map(({ value }) => Buffer.from(value).toString())).to.eql(new Array(10).fill('new'));
    expect(count).to.equal(10);
    expect(reader.ends).to.eql([{ ok: true }]);
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
    LongRanges.ofOne(parts(), { ...EVERYTHING, revision: 99 }, reader).start();
    expect(reader.ends).to.eql([{ ok: false, refusal: 'future-revision' }]);
  });

  it('L1: of a transaction are of one moment, and so is what it compares', () => {
    fill(KEYS);
    const past = rig.replica.machine.keyspace.currentRevision;
    rig.apply(putOf('k000000', 'newer'));
    const requests = [EVERYTHING, { ...EVERYTHING, revision: past }, oneKey('k000000'), oneKey('none')];
    const expected = requests.map((request) => whole(request));
    const txn: TxnRequest = {
      compares: [{ range: oneKey('k000000').range, target: 'version', result: 'equal', operand: 2 }],
      success: requests.map((request) => ({ type: 'range', request })),
      failure: [],
    };
    LongRanges.ofTxn(parts(), txn, reader).start();
    let slices = 1;
    for (; clock.fireNext(); slices++) rig.apply(putOf('k000000', 'later'), putOf(`k${slices}`, 'later'));
    expect(slices).to.be.above(10);
    expect(reader.begins).to.eql([past + 1]);
    expect(reader.succeeded).to.equal(true);
    expect(reader.ranges).to.eql(expected);
    expect(reader.ends).to.eql([{ ok: true }]);
    expect(pins()).to.equal(0);
  });

  it('L2: of a transaction end together within a slice when they are short, and it may have none', () => {
    fill(100);
    const success = Array.from({ length: 100 }, (_, i) => ({
      type: 'range' as const,
      request: oneKey(`k${String(i).padStart(6, '0')}`),
    }));
    LongRanges.ofTxn(parts(), { compares: [], success, failure: [] }, reader).start();
    LongRanges.ofTxn(parts(), { compares: [], success: [], failure: success }, reader).start();
    expect(reader.ends).to.eql([{ ok: true }, { ok: true }]);
    expect([clock.armed, pins()]).to.eql([0, 0]);
  });

  it('L4: of a transaction that is cancelled let go of all their revisions', () => {
    fill(KEYS);
    const request = { ...EVERYTHING, revision: rig.replica.machine.keyspace.currentRevision };
    rig.apply(putOf('k', 'later'));
    const success = [EVERYTHING, request].map((each) => ({ type: 'range' as const, request: each }));
    const long = LongRanges.ofTxn(parts(), { compares: [], success, failure: [] }, reader);
    long.start();
    expect(pins()).to.equal(2);
    long.cancel();
    expect([pins(), clock.armed]).to.eql([0, 0]);
  });

  function fill(keys: number, value = 'v'): void {
    rig.apply(...Array.from({ length: keys }, (_, i) => putOf(`k${String(i).padStart(6, '0')}`, value)));
  }

  function parts(): LongRangeParts {
    return { replica: rig.replica, clock, onDamage: (reason) => damage.push(reason) };
  }

  function begin(): LongRanges {
    const long = LongRanges.ofOne(parts(), EVERYTHING, reader);
    long.start();
    return long;
  }

  function whole(request = EVERYTHING): RangeResult {
    const { machine, reader: records } = rig.replica;
    const outcome = range(machine.keyspace, request, records.readValue);
    if (!outcome.ok) throw new Error(outcome.refusal);
    return outcome.result;
  }

  const pins = (): number => rig.replica.machine.keyspace.pins.size;
});
