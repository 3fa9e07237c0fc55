/**
 * The keyspace against the naive model: whatever sequence of puts, deletes, nested transactions, ranges at any
 * revision, compactions, slices of deletion and restarts, every answer and what is left in the store must agree.
 */
import { expect } from 'chai';
import { leaseId } from '../../../src/core/base/brands.ts';
import { createRandom, nextInteger, pick, type Random } from '../../../src/core/base/random.ts';
import {
  abandonRange,
  beginRange,
  finishRange,
  rangeSlice,
  type RangeScan,
} from '../../../src/core/mvcc/range-scan.ts';
import { keyAt } from '../../../src/core/mvcc/range.ts';
import { readOnly } from '../../../src/core/mvcc/txn-scan.ts';
import { changesBetween } from '../../../src/core/mvcc/history.ts';
import type { Compare, Op, RangeRequest, RangeResult } from '../../../src/core/mvcc/types.ts';
import type { KeyRange } from '../../../src/core/base/bytes.ts';
import { singleKey } from '../../../src/core/base/bytes.ts';
import { Model } from './model.ts';
import { bytes, get } from './requests.ts';
import { Rig } from './rig.ts';

const KEYS = ['a', 'a\0', 'aa', 'b', 'ba', 'c', 'ca', 'cb', 'd', '\xff', '\xff\xff'];
const LEASES = [leaseId(1n), leaseId(2n)];
const UNKNOWN_LEASE = leaseId(3n);
const STEPS = 400;

interface LongRange {
  readonly scan: RangeScan;
  readonly expected: RangeResult;
}

describe('the keyspace', () => {
  for (let seed = 1; seed <= 25; seed++) {
    it(`agrees with a replay of all writes (seed ${seed})`, () => {
      const world = new World(seed);
      for (let i = 0; i < STEPS; i++) world.step();
      world.settle();
    });
  }
});

class World {
  readonly random: Random;
  readonly rig = new Rig();
  readonly model: Model;
  readonly long: LongRange[] = [];

  constructor(seed: number) {
    this.random = createRandom(seed);
    for (const lease of LEASES) this.rig.leases.add(lease);
    this.model = new Model(this.rig.leases);
  }

  step(): void {
    const dice = this.dice(100);
    if (dice < 60) this.write();
    else if (dice < 80) this.read();
    else if (dice < 84) this.compact();
    else if (dice < 92) this.deleteSome();
    else if (dice < 98) this.readLong();
    else this.restart();
    expect(this.rig.revision).to.equal(this.model.current);
  }

  /** Everything that was left half-way is finished; then what remains must be what the history says. */
  settle(): void {
    this.finishLong();
    while (!this.rig.compactSlice(5));
    const remaining = this.rig
      .indexRecords()
      .map(({ key, revision, put }) => [key, revision.main, revision.sub, put === null]);
    const expected = this.model.retained().map(({ key, main, sub, kv }) => [key, main, sub, kv === null]);
    expect(remaining).to.deep.equal(expected);
    const before = this.rig.dump();
    this.rig.restart();
    expect(this.rig.dump()).to.deep.equal(before);
    for (let at = 0; at <= this.model.current + 1; at++)
      this.compareRange(get({ from: '', to: null }, { revision: at }));
    this.compareHistory();
  }

  private write(): void {
    const op = this.dice(3) === 0 ? this.transaction(0) : this.writeOp();
    const expected = this.model.execute(op);
    const got = this.rig.tryTxn({ compares: [], success: [op], failure: [] });
    if (typeof expected === 'string') expect(got).to.deep.equal({ ok: false, refusal: expected });
    else {
      expect(got.ok && got.result).to.deep.equal({
        type: 'txn',
        result: { succeeded: true, results: [expected] },
      });
    }
  }

  private read(): void {
    this.compareRange(this.rangeRequest());
    const key = pick(this.random, KEYS);
    const at = this.dice(this.model.current + 2);
    const then =
      at < this.model.compacted || at > this.model.current || at === 0 ? [] : this.model.stateAt(at);
    expect(keyAt(this.rig.keyspace, key, at, this.rig.readValue)).to.deep.equal(
      then.find((kv) => kv.key === key) ?? null,
    );
    this.readTransaction();
  }

  private readTransaction(): void {
    const ranges = (): Op[] =>
      Array.from({ length: this.dice(3) }, () => ({ type: 'range', request: this.rangeRequest() }));
    const request = { compares: this.compares(), success: ranges(), failure: ranges() };
    expect(readOnly(request)).to.equal(true);
    const expected = this.model.execute({ type: 'txn', request });
    const got = this.rig.readTxn(request);
    if (typeof expected === 'string') expect(got).to.deep.equal({ ok: false, refusal: expected });
    else expect(got.ok && { type: 'txn', result: got.result }).to.deep.equal(expected);
  }

  private compact(): void {
    const target = this.model.compacted + nextInteger(this.random, -1, 12);
    if (target < 0) return;
    expect(this.rig.compact(target, false)).to.equal(this.model.compact(target));
  }

  private deleteSome(): void {
    this.rig.compactSlice(nextInteger(this.random, 1, 6));
  }

  /** Ranges that stay open across writes and compactions. */
  private readLong(): void {
    const open = this.long.at(-1);
    if (open === undefined || (this.long.length < 3 && this.dice(2) === 0)) return this.beginLong();
    if (this.dice(8) === 0) {
      this.long.pop();
      return abandonRange(this.rig.keyspace, open.scan);
    }
    if (!rangeSlice(this.rig.keyspace, open.scan, nextInteger(this.random, 1, 12), this.rig.readValue))
      return;
    this.long.pop();
    expect(finishRange(this.rig.keyspace, open.scan)).to.deep.equal(open.expected);
  }

  private beginLong(): void {
    const request = this.rangeRequest();
    const begun = beginRange(this.rig.keyspace, request);
    const expected = this.model.range(request);
    if (typeof expected === 'string') expect(begun).to.deep.equal({ ok: false, refusal: expected });
    else if (begun.ok) this.long.push({ scan: begun.scan, expected });
    else expect.fail(`refused: ${begun.refusal}`);
  }

  private finishLong(): void {
    for (const { scan, expected } of this.long.splice(0)) {
      while (!rangeSlice(this.rig.keyspace, scan, 3, this.rig.readValue));
      expect(finishRange(this.rig.keyspace, scan)).to.deep.equal(expected);
    }
    expect(this.rig.keyspace.pins.size).to.equal(0);
  }

  private restart(): void {
    this.finishLong();
    const halfway = this.rig.keyspace.pass !== null;
    const before = this.rig.dump();
    this.rig.restart();
    if (!halfway) expect(this.rig.dump()).to.deep.equal(before);
    expect(this.rig.keyspace.compactRevision).to.equal(this.model.compacted);
  }

  private compareRange(request: RangeRequest): void {
    const expected = this.model.range(request);
    if (typeof expected === 'string') expect(this.rig.rangeRefusal(request)).to.equal(expected);
    else expect(this.rig.range(request)).to.deep.equal(expected);
  }

  private compareHistory(): void {
    const from = Math.max(1, this.model.compacted);
    const through = this.model.current;
    const wanted = (key: string): boolean => key < 'c';
    const got = changesBetween(this.rig.indexRecords(), { from, through, wanted }, this.rig.readValue);
    const expected = this.model.events.filter((event) => event.main > from && wanted(event.key));
    expect(
      got
        .filter((change) => change.revision.main > from)
        .map(({ key, revision, record }) => [revision.main, revision.sub, key, record?.value]),
    ).to.deep.equal(expected.map(({ key, main, sub, kv }) => [main, sub, key, kv?.value]));
  }

  private transaction(depth: number): Op {
    const ops = (): Op[] => Array.from({ length: this.dice(4) }, () => this.anyOp(depth));
    return { type: 'txn', request: { compares: this.compares(), success: ops(), failure: ops() } };
  }

  private anyOp(depth: number): Op {
    const dice = this.dice(10);
    if (dice < 2 && depth < 2) return this.transaction(depth + 1);
    return dice < 4 ? { type: 'range', request: this.rangeRequest() } : this.writeOp();
  }

  private writeOp(): Op {
    const prevKv = this.dice(2) === 0;
    if (this.dice(4) === 0) return { type: 'delete', request: { range: this.bounds(), prevKv } };
    const lease = pick(this.random, [
      null,
      null,
      null,
      null,
      ...LEASES,
      this.dice(5) === 0 ? UNKNOWN_LEASE : null,
    ]);
    const ignoreValue = this.dice(6) === 0;
    const ignoreLease = this.dice(6) === 0;
    const value = bytes(String(this.dice(5)));
    return {
      type: 'put',
      request: { key: pick(this.random, KEYS), value, lease, prevKv, ignoreValue, ignoreLease },
    };
  }

  private compares(): Compare[] {
    return Array.from({ length: this.dice(3) }, (): Compare => {
      const range = this.bounds();
      const result = pick(this.random, ['equal', 'not-equal', 'greater', 'less'] as const);
      const target = pick(this.random, ['version', 'create', 'mod', 'value', 'lease'] as const);
      if (target === 'value') return { range, result, target, operand: bytes(String(this.dice(5))) };
      if (target === 'lease') return { range, result, target, operand: BigInt(this.dice(3)) };
      return {
        range,
        result,
        target,
        operand: target === 'version' ? this.dice(4) : this.dice(this.model.current + 1),
      };
    });
  }

  private rangeRequest(): RangeRequest {
    const bound = (): number => (this.dice(4) === 0 ? this.dice(this.model.current + 2) : 0);
    return get(this.bounds(), {
      revision: this.dice(2) === 0 ? 0 : this.dice(this.model.current + 2),
      limit: this.dice(3) === 0 ? this.dice(5) : 0,
      sortOrder: pick(this.random, ['none', 'ascend', 'descend'] as const),
      sortTarget: pick(this.random, ['key', 'key', 'version', 'create', 'mod', 'value'] as const),
      keysOnly: this.dice(4) === 0,
      countOnly: this.dice(8) === 0,
      minModRevision: bound(),
      maxModRevision: bound(),
      minCreateRevision: bound(),
      maxCreateRevision: bound(),
    });
  }

  private bounds(): KeyRange {
    const from = pick(this.random, KEYS);
    const shape = this.dice(3);
    if (shape === 0) return singleKey(from);
    return shape === 1 ? { from, to: null } : { from, to: pick(this.random, KEYS) };
  }

  private dice(sides: number): number {
    return nextInteger(this.random, 0, sides - 1);
  }
}
