/**
 * What the federation promises, on random histories: the same transactions give the same sets and the same visible
 * values in whatever causal order they come, and no write is lost without a record. A failure names its seed.
 */
import { expect } from 'chai';
import { createRandom, nextFloat, nextInteger, pick } from '../../../src/core/base/random.ts';
import type { Random } from '../../../src/core/base/random.ts';
import { describeTransaction } from '../../../src/core/federation/describe.ts';
import { visibleVersion } from '../../../src/core/federation/policy.ts';
import type { OriginTransaction, Version } from '../../../src/core/federation/types.ts';
import { describeSet, sameDot } from '../../../src/core/federation/version-set.ts';
import { covers, hasSeen } from '../../../src/core/federation/version-vector.ts';
import { exchange, expectConverged, rule, TestRegion } from './kit.ts';

const SEEDS = 40;
const KEYS = ['a', 'b', 'c', 'd'];
const NAMES = ['east', 'north', 'west'];

function randomWrite(random: Random): Record<string, string | null> {
  const values: Record<string, string | null> = {};
  for (let i = nextInteger(random, 1, 3); i > 0; i--) {
    values[pick(random, KEYS)] = nextFloat(random) < 0.25 ? null : `v${nextInteger(random, 0, 999)}`;
  }
  return values;
}

/** Delivers some prefix of what one region has and another lacks. */
function deliverSome(random: Random, source: TestRegion, target: TestRegion): void {
  for (const transaction of [...source.log.values()]) {
    if (nextFloat(random) < 0.3) return;
    target.receive(transaction);
  }
}

/** Three regions that write at the same time and hear of each other now and then; clocks lie a little. */
function history(random: Random): { regions: TestRegion[]; transactions: OriginTransaction[] } {
  const regions = NAMES.map((name) => new TestRegion(name));
  regions[0]!.setRule(rule(''));
  exchange(regions);
  for (let step = 0; step < 60; step++) {
    const region = pick(random, regions);
    region.wallMs = 1_000 + step + nextInteger(random, -20, 20);
    if (nextFloat(random) < 0.6) region.write(randomWrite(random));
    else deliverSome(random, pick(random, regions), region);
  }
  return { regions, transactions: regions.flatMap((region) => region.ownLog()) };
}

/** An observer that applies everything in a random causal order, with some deliveries repeated and some too early. */
function observe(random: Random, name: string, transactions: readonly OriginTransaction[]): TestRegion {
  const observer = new TestRegion(name);
  const left = [...transactions];
  while (left.length > 0) {
    const at = nextInteger(random, 0, left.length - 1);
    const transaction = left[at]!;
    const ready = covers(observer.state.applied, transaction.vector);
    const outcome = observer.receive(transaction);
    expect(outcome.type, describeTransaction(transaction)).to.equal(ready ? 'applied' : 'not-ready');
    if (!ready) continue;
    left.splice(at, 1);
    if (nextFloat(random) < 0.3) expect(observer.receive(transaction).type).to.equal('duplicate');
  }
  return observer;
}

/** Visible, overwritten by a write that had seen it, or in the feed; at most one record for each. */
function expectNothingLost(region: TestRegion, transactions: readonly OriginTransaction[]): void {
  const records = [...region.conflicts.values()];
  const names = records.map(({ space, key, loser }) => `${space}:${key}:${loser.origin}:${loser.sequence}`);
  expect(new Set(names).size, 'one record for each loser').to.equal(names.length);
  for (const transaction of transactions) {
    for (const { space, key, value } of transaction.writes) {
      const dot = transaction as Pick<Version, 'origin' | 'sequence'>;
      const visible = visibleVersion('lww', region.readSet(space, key));
      const isFreed = visible === null && value === null;
      const isVisible = isFreed || (visible !== null && sameDot(visible, dot as Version));
      const isOverwritten = transactions.some(
        (other) =>
          hasSeen(other.vector, transaction) &&
          other.writes.some((each) => each.space === space && each.key === key),
      );
      const isRecorded = records.some(
        ({ loser, ...record }) => record.key === key && sameDot(loser, dot as Version),
      );
      expect(
        isVisible || isOverwritten || isRecorded,
        `"${key}" of ${describeTransaction(transaction)}; the set is ${describeSet(region.readSet(space, key))}`,
      ).to.equal(true);
    }
  }
}

describe('convergence', () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    it(`holds whatever the causal order, and nothing is lost silently (seed ${seed})`, () => {
      const random = createRandom(seed);
      const { regions, transactions } = history(random);
      const observers = ['o1', 'o2', 'o3'].map((name) => observe(random, name, transactions));
      exchange(regions);
      expectConverged([...regions, ...observers]);
      for (const region of [...regions, ...observers]) expectNothingLost(region, transactions);
    });
  }

  it('leaves the feed empty everywhere when one region writes', () => {
    const random = createRandom(4711);
    const writer = new TestRegion('east');
    writer.setRule(rule(''));
    for (let i = 0; i < 100; i++) writer.write(randomWrite(random));
    const observer = observe(random, 'west', writer.ownLog());
    expect([...writer.conflicts, ...observer.conflicts]).to.deep.equal([]);
    expectConverged([writer, observer]);
  });
});

describe('convergence while rules come and go', () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    it(`holds once everyone has heard everything (seed ${seed})`, () => {
      const random = createRandom(seed);
      const regions = NAMES.map((name) => new TestRegion(name));
      for (let step = 0; step < 150; step++) oneStep(random, regions, step);
      settle(regions);
      expectConverged(regions);
      const transactions = regions.flatMap(({ originated }) => originated);
      for (const region of regions) expectNothingLost(region, transactions);
    });
  }

  function oneStep(random: Random, regions: readonly TestRegion[], step: number): void {
    const region = pick(random, regions);
    region.wallMs = 1_000 + step + nextInteger(random, -20, 20);
    const chance = nextFloat(random);
    if (chance < 0.4)
      region.write(randomWrite(random), nextFloat(random) < 0.1 && uncovered(region) ? 7n : null);
    else if (chance < 0.7) deliverSome(random, pick(random, regions), region);
    else if (chance < 0.75) region.setRule(rule(''));
    else if (chance < 0.8) region.removeRule('');
    else if (chance < 0.9) region.adoptAll();
    else if (chance < 0.95) reportTo(region, regions);
    else region.free(NAMES);
  }

  const uncovered = (region: TestRegion): boolean => region.state.rules.byPrefix.size === 0;

  function reportTo(region: TestRegion, regions: readonly TestRegion[]): void {
    for (const other of regions) if (other !== region) region.report(other);
  }

  /** A rule in force everywhere, everything exchanged, every lease ended, every key adopted. */
  function settle(regions: readonly TestRegion[]): void {
    exchange(regions);
    for (const region of regions) region.wallMs = 10_000;
    regions[0]!.removeRule('');
    regions[0]!.setRule(rule(''));
    exchange(regions);
    for (const region of regions) {
      region.adoptAll();
      for (const [key, { leased }] of [...region.keyspace]) if (leased) region.write({ [key]: null });
    }
    exchange(regions);
  }
});
