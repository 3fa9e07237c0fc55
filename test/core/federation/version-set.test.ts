import { expect } from 'chai';
import { InvariantError } from '../../../src/core/base/assert.ts';
import { visibleVersion } from '../../../src/core/federation/policy.ts';
import type { Version, VersionVector } from '../../../src/core/federation/types.ts';
import { describeSet, equalSets, mergeVersion } from '../../../src/core/federation/version-set.ts';
import { covers, firstMissing } from '../../../src/core/federation/version-vector.ts';
import { bytesOf } from './kit.ts';

const version = (origin: string, sequence: number, ms = 1, text = 'v'): Version => ({
  ...{ origin, sequence, time: { ms, counter: 0 }, value: bytesOf(text), actor: '' },
});
const vector = (entries: Record<string, number>): VersionVector => new Map(Object.entries(entries));

describe('version set', () => {
  const a1 = version('A', 1);
  const b1 = version('B', 1);

  it('keeps concurrent versions side by side, in origin order', () => {
    expect(describeSet(mergeVersion([b1], a1, vector({})))).to.equal('{A:1=1B B:1=1B}');
    expect(describeSet(mergeVersion([a1], b1, vector({})))).to.equal('{A:1=1B B:1=1B}');
  });

  it('is the same set whatever the order of arrival', () => {
    const left = mergeVersion(mergeVersion([], a1, vector({})), b1, vector({}));
    const right = mergeVersion(mergeVersion([], b1, vector({})), a1, vector({}));
    expect(equalSets(left, right)).to.equal(true);
  });

  it('drops exactly the versions that the new one had seen', () => {
    const c1 = version('C', 1);
    expect(mergeVersion([a1, b1], c1, vector({ A: 1 }))).to.deep.equal([b1, c1]);
    expect(mergeVersion([a1, b1], c1, vector({ A: 1, B: 1 }))).to.deep.equal([c1]);
    expect(mergeVersion([version('A', 5)], c1, vector({ A: 4 }))).to.have.length(2);
  });

  it('holds at most one version of an origin', () => {
    expect(mergeVersion([a1, b1], version('A', 4), vector({ A: 3 }))).to.deep.equal([version('A', 4), b1]);
  });

  it('stops when an origin seems not to have seen its own earlier write', () => {
    expect(() => mergeVersion([a1], version('A', 2), vector({}))).to.throw(InvariantError, 'S2');
  });

  it('shows the latest stamp, and the greater origin among equal times', () => {
    expect(visibleVersion('lww', [version('A', 1, 9), version('B', 1, 8)])?.origin).to.equal('A');
    expect(visibleVersion('lww', [version('A', 1, 8), version('B', 1, 8)])?.origin).to.equal('B');
    expect(visibleVersion('lww', [])).to.equal(null);
  });
});

describe('version vector', () => {
  it('covers another when it knows at least as much of every origin', () => {
    expect(covers(vector({ A: 2, B: 1 }), vector({ A: 2 }))).to.equal(true);
    expect(covers(vector({ A: 2 }), vector({ A: 2, B: 1 }))).to.equal(false);
  });

  it('names the first dot that is missing', () => {
    expect(firstMissing(vector({ A: 2 }), vector({ C: 1, A: 3, B: 7 }))).to.deep.equal({
      origin: 'A',
      sequence: 3,
    });
    expect(firstMissing(vector({ A: 3 }), vector({ A: 3 }))).to.equal(null);
  });
});
