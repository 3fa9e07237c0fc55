import { expect } from 'chai';
import { revisionTableKey } from '../../../src/codec/state-mvcc.ts';
import { compareStrings } from '../../../src/core/base/bytes.ts';
import { createRandom, nextFloat } from '../../../src/core/base/random.ts';
import type { KeyValue, RangeRequest } from '../../../src/core/mvcc/types.ts';
import { LongRanges, type RangesEnd } from '../../../src/node/serving/long-ranges.ts';
import { AHEAD_ROWS_MIN } from '../../../src/node/serving/values-ahead.ts';
import { storeKey } from '../../../src/storage/tables.ts';
import { putOf, ReplicaRig } from '../support/replica-rig.ts';
import { oneKey } from '../support/region.ts';
import { TurnClock } from '../support/turn-clock.ts';

const KEYS = AHEAD_ROWS_MIN + 1_000;
const PUTS_AN_ENTRY = 100;
const EVERYTHING: RangeRequest = { ...oneKey('k'), range: { from: 'k', to: 'l' } };
const keyAt = (at: number): string => `k${String(at).padStart(6, '0')}`;

describe('node/serving/values-ahead', () => {
  let rig: ReplicaRig;
  let clock: TurnClock;
  let kvs: KeyValue[];
  let ends: RangesEnd[];
  let damage: string[];

  beforeEach(() => {
    rig = new ReplicaRig();
    clock = new TurnClock();
    kvs = [];
    ends = [];
    damage = [];
  });

  it('brings most values of keys that were written together without a read of their own', () => {
    write(Array.from({ length: KEYS }, (_, at) => at));
    flush();
    expect(readsOfRange()).to.be.below(KEYS / 10);
    expectAll('first');
  });

  it('does not mind some that were written at another time, or are not on the disk yet', () => {
    const random = createRandom(5);
    write(Array.from({ length: KEYS }, (_, at) => at));
    const again = Array.from({ length: KEYS / 20 }, () => Math.floor(nextFloat(random) * KEYS));
    write(again, 'again');
    flush();
    write([3, KEYS - 3], 'last');
    rig.settle();
    expect(readsOfRange()).to.be.below(KEYS / 4);
    const byKey = new Map(kvs.map(({ key, value }) => [key, Buffer.from(value).toString()]));
    expect(byKey.size).to.equal(KEYS);
    expect([3, again[0]!, 5_001].map((at) => byKey.get(keyAt(at)))).to.eql(['last', 'again', 'first']);
  });

  it('leaves values that lie in no order to be read one by one', () => {
    const random = createRandom(6);
    const order = Array.from({ length: KEYS }, (_, at) => ({ at, by: nextFloat(random) }));
    write(order.sort((left, right) => left.by - right.by).map(({ at }) => at));
    flush();
    const scans = rig.memory.scanned;
    expect(readsOfRange()).to.be.above(KEYS * 0.8);
    expect(rig.memory.scanned - scans).to.be.below(KEYS);
    expectAll('first');
  });

  it('reports a damaged value that is wanted', () => {
    write(Array.from({ length: KEYS }, (_, at) => at));
    flush();
    const revision = { main: 9_000, sub: 0 };
    const at = storeKey('kv-value', revisionTableKey(revision));
    const record = rig.memory.records.get(at);
    if (record === undefined) expect.fail('the value is not where it should be');
    record.fill(0, 6);
    range();
    expect(damage).to.have.length(1);
    expect(ends).to.eql([{ ok: false, error: 'stopped' }]);
  });

  it('ends with its range: nothing is said after it was cancelled while values were fetched', () => {
    write(Array.from({ length: KEYS }, (_, at) => at));
    flush();
    const long = begin();
    while (rig.turns.waiting().length === 0) if (!clock.fireNext()) expect.fail('nothing was fetched');
    const before = kvs.length;
    long.cancel();
    drive();
    expect([kvs.length, ends.length]).to.eql([before, 0]);
  });

  function write(keys: readonly number[], value = 'first'): void {
    for (let at = 0; at < keys.length; at += PUTS_AN_ENTRY) {
      rig.apply(...keys.slice(at, at + PUTS_AN_ENTRY).map((key) => putOf(keyAt(key), value)));
    }
  }

  function flush(): void {
    rig.turns.run<boolean>((done) => rig.replica.store.flush((outcome) => done(outcome.ok)));
  }

  function begin(): LongRanges {
    const parts = { replica: rig.replica, clock, onDamage: (reason: string) => damage.push(reason) };
    const long = LongRanges.ofOne(parts, EVERYTHING, {
      begin: () => (kvs = []),
      take: (some) => kvs.push(...some),
      rangeEnd: () => undefined,
      end: (outcome) => ends.push(outcome),
    });
    long.start();
    return long;
  }

  function drive(): void {
    while (clock.fireNext() || rig.turns.step());
  }

  function range(): void {
    begin();
    drive();
  }

  /** How many values were read by themselves. */
  function readsOfRange(): number {
    const before = rig.memory.reads;
    range();
    expect(ends).to.eql([{ ok: true }]);
    return rig.memory.reads - before;
  }

  function expectAll(value: string): void {
    expect(kvs.map(({ key }) => key)).to.eql(
      Array.from({ length: KEYS }, (_, at) => keyAt(at)).sort(compareStrings),
    );
    expect(kvs.every((kv) => Buffer.from(kv.value).toString() === value)).to.equal(true);
  }
});
