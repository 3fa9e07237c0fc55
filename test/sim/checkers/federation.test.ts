import { expect } from 'chai';
import type { ConflictRecord } from '../../../src/core/federation/types.ts';
import type { KeyChange, Operation } from '../history.ts';
import { checkCausality } from './causality.ts';
import { checkNothingLost, type RegionOutcome } from './federation.ts';
import { RegionLog } from './region-log.ts';
import type { Owner } from './replay.ts';

const isFederated = (key: string): boolean => key.startsWith('g/');

class Region implements RegionOutcome {
  readonly region: string;
  readonly log: RegionLog;
  readonly owners = new Map<number, Owner>();
  readonly conflicts: ConflictRecord[] = [];

  constructor(region: string) {
    this.region = region;
    this.log = new RegionLog(region);
  }

  /** A client of this region writes, acknowledged. */
  write(...pairs: readonly (readonly [string, string])[]): void {
    const revision = this.#add(pairs);
    const puts = pairs.map(
      ([key, value]) => ({ type: 'put', key, value, padding: 0, lease: 0n, prevKv: false }) as const,
    );
    const operation: Operation = {
      ...{ id: revision, client: 'c', region: this.region, member: 'm', calledUs: 0, returnedUs: 1 },
      request: { type: 'txn', compares: [], success: puts, failure: [] },
      outcome: { type: 'acked', revision, answer: { type: 'txn', succeeded: true, answers: [] } },
    };
    this.owners.set(revision, { type: 'operation', operation });
  }

  /** Another region's write becomes visible here. */
  show(...pairs: readonly (readonly [string, string])[]): void {
    this.owners.set(this.#add(pairs), { type: 'remote' });
  }

  recordLoser(key: string, value: string): void {
    const time = { ms: 1, counter: 0 };
    const version = { origin: 'o/1', sequence: 1, time, actor: '' };
    this.conflicts.push({
      ...{ id: this.conflicts.length + 1, space: 'key', key, policy: 'lww', revision: 2, foundMs: 1 },
      winner: { ...version, value: null },
      loser: { ...version, value: Buffer.from(value, 'latin1') },
    });
  }

  #add(pairs: readonly (readonly [string, string])[]): number {
    const mod = this.log.revision + 1;
    const changes = pairs.map(([key, value]): KeyChange => {
      const previous = this.log.model.at(key, mod - 1);
      const [create, version] = [previous?.create ?? mod, (previous?.version ?? 0) + 1];
      return { type: 'put', kv: { key, value, create, mod, version, lease: 0n } };
    });
    this.log.add(changes, mod);
    return mod;
  }
}

function lost(regions: readonly RegionOutcome[], writingRegions = 2): string {
  return checkNothingLost({ regions, isFederated, writingRegions })
    .map(({ what }) => what)
    .join('\n');
}

const acausal = (...regions: readonly RegionOutcome[]): string =>
  checkCausality(regions, isFederated)
    .map(({ what }) => what)
    .join('\n');

describe('the check that nothing is lost between regions', () => {
  it('accepts a write that is visible, and one that was overwritten where it had been shown', () => {
    const [a, b] = [new Region('a'), new Region('b')];
    a.write(['g/1', 'first']);
    b.show(['g/1', 'first']);
    b.write(['g/1', 'second']);
    a.show(['g/1', 'second']);
    expect(lost([a, b])).to.equal('');
  });

  it('finds a write that a concurrent one replaced without a record, and accepts it with one', () => {
    const [a, b] = [new Region('a'), new Region('b')];
    a.write(['g/1', 'mine']);
    b.write(['g/1', 'yours']);
    a.show(['g/1', 'yours']);
    expect(lost([a, b])).to.match(/lost without a record: g\/1=mine/);
    b.recordLoser('g/1', 'mine');
    expect(lost([a, b])).to.equal('');
  });

  it('is not misled by a later write of the region that lost', () => {
    const [a, b] = [new Region('a'), new Region('b')];
    a.write(['g/1', 'mine']);
    b.write(['g/1', 'yours']);
    a.show(['g/1', 'yours']);
    a.write(['g/1', 'later']);
    b.show(['g/1', 'later']);
    expect(lost([a, b])).to.match(/lost without a record: g\/1=mine/);
  });

  it('finds conflicts where only one region wrote', () => {
    const [a, b] = [new Region('a'), new Region('b')];
    a.write(['g/1', 'v']);
    b.show(['g/1', 'v']);
    b.recordLoser('g/1', 'v');
    expect(lost([a, b], 1)).to.match(/although one region wrote/);
    expect(lost([a, b], 2)).to.equal('');
  });
});

describe('the check of causal order', () => {
  it('accepts effects after their causes, and concurrent writes in any order', () => {
    const [a, b] = [new Region('a'), new Region('b')];
    a.write(['g/1', 'cause']);
    b.write(['g/3', 'beside']);
    a.write(['g/2', 'effect']);
    b.show(['g/1', 'cause']);
    b.show(['g/2', 'effect']);
    a.show(['g/3', 'beside']);
    expect(acausal(a, b)).to.equal('');
  });

  it('finds an effect shown before its cause, also through a third region', () => {
    const [a, b, c] = [new Region('a'), new Region('b'), new Region('c')];
    a.write(['g/1', 'cause']);
    b.show(['g/1', 'cause']);
    b.write(['g/2', 'effect']);
    c.show(['g/2', 'effect']);
    c.show(['g/1', 'cause']);
    expect(acausal(a, b, c)).to.match(/c showed g\/2=effect.*before g\/1=cause/);
  });

  it('finds a transaction that became visible in parts', () => {
    const [a, b] = [new Region('a'), new Region('b')];
    a.write(['g/1', 'one'], ['g/2', 'two']);
    b.show(['g/1', 'one']);
    b.show(['g/2', 'two']);
    expect(acausal(a, b)).to.match(/in parts/);
  });
});
