import { expect } from 'chai';
import { captureLocal } from '../../../src/core/federation/capture.ts';
import { covers } from '../../../src/core/federation/version-vector.ts';
import { chainValue } from '../../../src/core/federation/canonical.ts';
import { compareHlc } from '../../../src/core/base/hlc.ts';
import { bytesOf, exchange, rule, TestRegion } from './kit.ts';

describe('capturing local writes', () => {
  function region(): TestRegion {
    const made = new TestRegion('east');
    made.setRule(rule('/f/'));
    return made;
  }

  it('leaves keys regional that no rule covers', () => {
    expect(region().write({ '/r/k': '1' })).to.equal(null);
  });

  it('makes one origin transaction of the covered keys of one transaction', () => {
    const transaction = region().write({ '/f/a': '1', '/r/k': '2', '/f/b': '3' });
    expect(transaction?.writes.map(({ key }) => key)).to.deep.equal(['/f/a', '/f/b']);
    expect(transaction?.sequence).to.equal(2);
    expect(transaction?.actor).to.equal('ann');
  });

  it('counts its own earlier sequences as seen, and not itself', () => {
    const east = region();
    const transaction = east.write({ '/f/a': '1' })!;
    expect(transaction.vector.get(east.key)).to.equal(transaction.sequence - 1);
    expect(east.state.applied.get(east.key)).to.equal(transaction.sequence);
    expect(covers(east.state.applied, transaction.vector)).to.equal(true);
  });

  it('takes the last of several writes of a key in one transaction', () => {
    const east = region();
    const value = bytesOf('back');
    const changes = [
      { type: 'delete', key: '/f/a', record: null, previousLease: null },
      { type: 'put', key: '/f/a', record: { value, lease: null }, previousLease: null },
    ] as const;
    const captured = captureLocal(east.state, changes, { wallMs: east.wallMs, actor: '' }, east);
    expect(captured.transaction?.writes).to.deep.equal([{ space: 'key', key: '/f/a', value }]);
  });

  it('writes a delete as a tombstone version', () => {
    const east = region();
    east.write({ '/f/a': '1' });
    expect(east.write({ '/f/a': null })?.writes).to.deep.equal([{ space: 'key', key: '/f/a', value: null }]);
    expect(east.readSet('key', '/f/a')).to.have.length(1);
  });

  it('stamps later than everything before, even when the wall clock steps back', () => {
    const east = region();
    const first = east.write({ '/f/a': '1' })!;
    east.wallMs -= 500;
    const second = east.write({ '/f/a': '2' })!;
    expect(compareHlc(second.time, first.time)).to.be.greaterThan(0);
  });

  it('collapses all concurrent versions, because it has seen them', () => {
    const east = region();
    const west = new TestRegion('west');
    exchange([east, west]);
    east.write({ '/f/k': 'east' });
    west.write({ '/f/k': 'west' });
    exchange([east, west]);
    expect(east.readSet('key', '/f/k')).to.have.length(2);
    east.write({ '/f/k': 'both' });
    expect(east.readSet('key', '/f/k')).to.have.length(1);
    exchange([east, west]);
    expect(west.readSet('key', '/f/k')).to.deep.equal(east.readSet('key', '/f/k'));
    expect(west.value('/f/k')).to.equal('both');
  });

  it('chains each transaction to all before it', () => {
    const east = region();
    const [first, second] = [east.write({ '/f/a': '1' })!, east.write({ '/f/a': '2' })!];
    expect(second.chain).to.equal(chainValue(first.chain, second));
    expect(second.chain).to.not.equal(chainValue(0, second));
    const altered = { ...second, writes: [{ ...second.writes[0]!, value: bytesOf('3') }] };
    expect(chainValue(first.chain, altered)).to.not.equal(second.chain);
  });

  it('keeps a key regional while it hangs on a lease, its expiry included', () => {
    const east = new TestRegion('east');
    east.write({ '/f/lock': 'me' }, 7n);
    east.setRule(rule('/f/'));
    expect(east.write({ '/f/lock': 'still me' }, 7n)).to.equal(null);
    expect(east.write({ '/f/lock': null })).to.equal(null);
    expect(east.write({ '/f/lock': 'free' })?.writes).to.have.length(1);
  });
});
