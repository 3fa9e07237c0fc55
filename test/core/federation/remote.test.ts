import { expect } from 'chai';
import { HLC_ZERO } from '../../../src/core/base/hlc.ts';
import { chainValue } from '../../../src/core/federation/canonical.ts';
import { chainAt } from '../../../src/core/federation/origin-log.ts';
import type { OriginTransaction } from '../../../src/core/federation/types.ts';
import { bytesOf, exchange, expectConverged, rule, textOf, TestRegion } from './kit.ts';

/** Regions that all know a rule over everything. */
function federation(...names: string[]): TestRegion[] {
  const regions = names.map((name) => new TestRegion(name));
  regions[0]!.setRule(rule(''));
  exchange(regions);
  return regions;
}

describe('applying a remote transaction', () => {
  it('becomes visible whole, in one revision', () => {
    const [east, west] = federation('east', 'west') as [TestRegion, TestRegion];
    const { revision } = west;
    const outcome = west.receive(east.write({ a: '1', b: '2' })!);
    expect(outcome.type === 'applied' && outcome.visible.map(({ key }) => key)).to.deep.equal(['a', 'b']);
    expect(west.revision).to.equal(revision + 1);
  });

  it('is a duplicate the second time', () => {
    const [east, west] = federation('east', 'west') as [TestRegion, TestRegion];
    const transaction = east.write({ a: '1' })!;
    west.receive(transaction);
    expect(west.receive(transaction)).to.deep.equal({ type: 'duplicate' });
  });

  it('waits for the earlier transactions of its origin', () => {
    const [east, west] = federation('east', 'west') as [TestRegion, TestRegion];
    east.write({ a: '1' });
    const missing = { origin: east.key, sequence: 2 };
    expect(west.receive(east.write({ a: '2' })!)).to.deep.equal({ type: 'not-ready', missing });
    expect(west.value('a')).to.equal(null);
  });

  it('waits for what its origin had seen', () => {
    const [east, west, north] = federation('east', 'west', 'north') as [TestRegion, TestRegion, TestRegion];
    const cause = east.write({ a: '1' })!;
    west.receive(cause);
    const effect = west.write({ b: 'after a' })!;
    expect(north.receive(effect)).to.deep.equal({
      type: 'not-ready',
      missing: { origin: east.key, sequence: 2 },
    });
    north.receive(cause);
    expect(north.receive(effect).type).to.equal('applied');
  });

  it('makes no revision when the visible value stays', () => {
    const [east, west] = federation('east', 'west') as [TestRegion, TestRegion];
    const early = east.write({ a: 'early' })!;
    west.wallMs += 100;
    west.write({ a: 'late' });
    const { revision } = west;
    const outcome = west.receive(early);
    expect(outcome.type === 'applied' && outcome.visible).to.deep.equal([]);
    expect(west.revision).to.equal(revision);
    expect(west.conflictTexts()).to.deep.equal(['a: late over early']);
    expect([...west.conflicts.values()][0]?.revision).to.equal(revision);
  });

  it('records the version it displaced, once, with the revision that did it', () => {
    const [east, west, north] = federation('east', 'west', 'north') as [TestRegion, TestRegion, TestRegion];
    const first = east.write({ a: 'first' })!;
    west.wallMs += 50;
    const second = west.write({ a: 'second' })!;
    north.wallMs += 100;
    north.write({ b: 'unrelated' });
    const third = north.write({ a: 'third' })!;
    const south = new TestRegion('south');
    for (const transaction of [...east.ownLog(), ...west.ownLog()]) south.receive(transaction);
    expect(south.conflictTexts()).to.deep.equal(['a: second over first']);
    for (const transaction of north.ownLog()) south.receive(transaction);
    expect(south.conflictTexts()).to.deep.equal(['a: second over first', 'a: third over second']);
    expect(south.conflicts.get(2)?.revision).to.equal(south.revision);
    expect([first, second, third].map(({ sequence }) => sequence)).to.deep.equal([2, 1, 2]);
  });

  it('keeps a delete and a concurrent write apart until someone has seen both', () => {
    const [east, west] = federation('east', 'west') as [TestRegion, TestRegion];
    east.write({ a: '1' });
    exchange([east, west]);
    west.wallMs += 100;
    east.write({ a: '2' });
    west.write({ a: null });
    exchange([east, west]);
    expect(east.value('a')).to.equal(null);
    expect(east.conflictTexts()).to.deep.equal(['a: null over 2']);
    east.write({ a: '3' });
    exchange([east, west]);
    expect(west.value('a')).to.equal('3');
    expectConverged([east, west]);
  });

  it('moves the clock past every stamp it has seen', () => {
    const [east, west] = federation('east', 'west') as [TestRegion, TestRegion];
    east.wallMs += 400;
    const ahead = east.write({ a: 'ahead' })!;
    west.receive(ahead);
    const after = west.write({ a: 'after' })!;
    expect(after.time).to.deep.equal({ ms: ahead.time.ms, counter: ahead.time.counter + 1 });
    expect(east.receive(after).type).to.equal('applied');
    expect(east.value('a')).to.equal('after');
  });

  it('merges keys that no rule here covers, and shows them', () => {
    const [east, west] = [new TestRegion('east'), new TestRegion('west')];
    const set = east.setRule(rule('/f/'))!;
    const write = east.write({ '/f/a': '1' })!;
    west.receive(set);
    west.removeRule('/f/');
    west.receive(write);
    expect(west.value('/f/a')).to.equal('1');
    expect(west.readSet('key', '/f/a')).to.deep.equal(east.readSet('key', '/f/a'));
  });
});

describe('refusing what no healthy region sends', () => {
  it('refuses writes of its own origin that it does not have', () => {
    const east = new TestRegion('east');
    const restored = new TestRegion('east');
    east.setRule(rule(''));
    const outcome = restored.receive(east.write({ a: '1' })!);
    expect(outcome.type === 'refused' && outcome.reason).to.equal('own-origin');
    expect(outcome.type === 'refused' && outcome.detail).to.contain('new incarnation');
  });

  it('refuses a log that was rolled back and written on', () => {
    const west = new TestRegion('west');
    const before = new TestRegion('east');
    west.receive(before.setRule(rule(''))!);
    west.receive(before.write({ a: '1' })!);
    const rolledBack = new TestRegion('east');
    rolledBack.receive(before.ownLog()[0]!);
    rolledBack.setRule(rule(''));
    rolledBack.write({ a: 'other' });
    const outcome = west.receive(rolledBack.write({ a: 'on' })!);
    expect(outcome.type === 'refused' && outcome.reason).to.equal('chain-mismatch');
    expect(west.value('a')).to.equal('1');
  });

  it('refuses malformed transactions and changes nothing', () => {
    const [east, west] = federation('east', 'west') as [TestRegion, TestRegion];
    const good = east.write({ a: '1' })!;
    const before = structuredClone(west.state);
    const flawed: Record<string, Partial<OriginTransaction>> = {
      'vector does not stand': { vector: new Map() },
      'writes nothing': { writes: [] },
      twice: { writes: [good.writes[0]!, good.writes[0]!] },
      'not understood': { writes: [{ space: 'rule', key: '/x/', value: bytesOf('9;x') }] },
    };
    for (const [says, flaw] of Object.entries(flawed)) {
      const content = { ...good, ...flaw };
      const chain = chainValue(west.state.chains.get(east.key)!, content);
      const outcome = west.receive({ ...content, chain });
      expect(outcome.type === 'refused' && outcome.reason, says).to.equal('malformed');
      expect(outcome.type === 'refused' && outcome.detail).to.contain(says);
    }
    expect(west.state).to.deep.equal(before);
  });

  it('knows the chain value of every log position it still has', () => {
    const [east, west] = federation('east', 'west') as [TestRegion, TestRegion];
    for (const text of ['1', '2', '3']) west.receive(east.write({ a: text })!);
    for (const sequence of [0, 1, 2, 3, 4]) {
      const dot = { origin: east.key, sequence };
      expect(chainAt(west.state, west, dot))
        .to.equal(chainAt(east.state, east, dot))
        .and.not.equal(null);
    }
    expect(chainAt(west.state, west, { origin: east.key, sequence: 5 })).to.equal(null);
  });
});

describe('a remote version of a key that is regional here', () => {
  it('does not overwrite it without a record: the regional value becomes a version first', () => {
    const [east, west] = [new TestRegion('east'), new TestRegion('west')];
    west.write({ '/f/a': 'old copy' });
    const set = east.setRule(rule('/f/'))!;
    const write = east.write({ '/f/a': 'new' })!;
    west.receive(set);
    const outcome = west.receive(write);
    expect(outcome.type === 'applied' && outcome.taken).to.have.length(1);
    expect(west.value('/f/a')).to.equal('new');
    expect(west.conflictTexts()).to.deep.equal(['/f/a: new over old copy']);
    exchange([east, west]);
    expect(east.conflictTexts()).to.deep.equal(['/f/a: new over old copy']);
    expectConverged([east, west], ['/f/']);
  });

  it('gives it the zero stamp, so that a late joiner with old copies wins nothing', () => {
    const [east, west] = [new TestRegion('east'), new TestRegion('west')];
    west.wallMs += 10_000;
    west.write({ '/f/a': 'old copy' });
    east.setRule(rule('/f/'));
    east.write({ '/f/a': 'new' });
    exchange([east, west]);
    expect(west.ownLog()[0]?.time).to.deep.equal(HLC_ZERO);
    expect(east.value('/f/a')).to.equal('new');
  });

  it('lets the region where the rule was set speak for its values', () => {
    const [east, west] = [new TestRegion('east'), new TestRegion('west')];
    east.write({ '/f/a': 'east' });
    west.write({ '/f/a': 'west' });
    east.setRule(rule('/f/'));
    exchange([east, west]);
    west.adoptAll();
    east.adoptAll();
    exchange([east, west]);
    expectConverged([east, west], ['/f/']);
    expect(west.value('/f/a')).to.equal('east');
  });

  it('takes a leased value off its lease when another region writes the key', () => {
    const [east, west] = [new TestRegion('east'), new TestRegion('west')];
    west.write({ '/f/a': 'leased' }, 7n);
    east.setRule(rule('/f/'));
    east.write({ '/f/a': 'shared' });
    exchange([east, west]);
    expect(west.readCurrent('/f/a')).to.deep.equal({ value: bytesOf('shared'), leased: false });
    expect(west.conflictTexts()).to.deep.equal(['/f/a: shared over leased']);
    expectConverged([east, west], ['/f/']);
  });
});

describe('federated rules', () => {
  it('come into force in every region and go again', () => {
    const [east, west] = [new TestRegion('east'), new TestRegion('west')];
    const outcome = west.receive(east.setRule(rule('/f/'))!);
    expect(outcome.type === 'applied' && outcome.rulesChanged).to.deep.equal(['/f/']);
    expect(west.write({ '/f/a': '1' })).to.not.equal(null);
    west.removeRule('/f/');
    exchange([east, west]);
    expect(east.write({ '/f/b': '1' })).to.equal(null);
    expect([...east.rules]).to.deep.equal([]);
  });

  it('are no change when they say what is in force, and unknown when they are not there', () => {
    const east = new TestRegion('east');
    expect(east.setRule(rule('/f/'))).to.not.equal(null);
    expect(east.setRule(rule('/f/'))).to.equal(null);
    expect(east.removeRule('/g/')).to.equal(null);
  });

  it('set in two regions at once end as the later one everywhere, the other on record', () => {
    const [east, west] = [new TestRegion('east'), new TestRegion('west')];
    west.wallMs += 5;
    east.setRule(rule('/f/', 'refuse'));
    west.setRule(rule('/f/', 'local'));
    exchange([east, west]);
    for (const region of [east, west]) {
      expect(region.state.rules.byPrefix.get('/f/')?.cas).to.equal('local');
      expect([...region.conflicts.values()].map(({ space, key }) => [space, key])).to.deep.equal([
        ['rule', '/f/'],
      ]);
    }
  });

  it('leave values regional when they go, and nothing written since is lost when they return', () => {
    const [east, west] = [new TestRegion('east'), new TestRegion('west')];
    east.setRule(rule('/f/'));
    east.write({ '/f/a': '1', '/f/b': '1', '/f/c': '1' });
    exchange([east, west]);
    west.adoptAll();
    east.adoptAll();
    east.removeRule('/f/');
    exchange([east, west]);
    west.write({ '/f/a': 'regional', '/f/b': null });
    expect(east.value('/f/a')).to.equal('1');
    west.setRule(rule('/f/'));
    west.adoptAll();
    exchange([east, west]);
    east.adoptAll();
    exchange([east, west]);
    expectConverged([east, west], ['/f/']);
    expect(east.value('/f/a')).to.equal('regional');
    expect(west.value('/f/b')).to.equal('1');
    expect(west.conflictTexts()).to.deep.equal([]);
  });

  it('that went in one region do not let another one overwrite what was written regionally since', () => {
    const [east, west] = [new TestRegion('east'), new TestRegion('west')];
    east.setRule(rule('/f/'));
    east.write({ '/f/a': '1' });
    exchange([east, west]);
    west.removeRule('/f/');
    west.write({ '/f/a': 'regional' });
    const late = east.write({ '/f/a': 'late' })!;
    const outcome = west.receive(late);
    expect(
      outcome.type === 'applied' && outcome.taken.map(({ writes }) => textOf(writes[0]!.value)),
    ).to.deep.equal(['regional']);
    const losers = [...west.conflicts.values()].map(({ loser }) => textOf(loser.value));
    expect([west.value('/f/a'), ...losers].sort()).to.deep.equal(['late', 'regional']);
    exchange([east, west]);
    expectConverged([east, west], []);
  });
});
