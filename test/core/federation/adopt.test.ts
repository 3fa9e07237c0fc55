import { expect } from 'chai';
import { ADOPT_BYTES_MAX, ADOPT_KEYS_MAX } from '../../../src/core/federation/adopt.ts';
import { restoreRegion } from '../../../src/core/federation/region.ts';
import { exchange, expectConverged, rule, TestRegion } from './kit.ts';

describe('adoption', () => {
  it('gives every key under a new rule a version set, in bounded chunks', () => {
    const east = new TestRegion('east');
    const count = 2 * ADOPT_KEYS_MAX + 1;
    for (let i = 0; i < count; i++) east.write({ [`/f/${i}`]: 'v' });
    east.write({ '/g': 'outside' });
    east.setRule(rule('/f/'));
    const chunks = [east.adoptChunk('/f/'), east.adoptChunk('/f/'), east.adoptChunk('/f/')];
    expect(chunks.map(({ adopted }) => adopted)).to.deep.equal([ADOPT_KEYS_MAX, ADOPT_KEYS_MAX, 1]);
    expect(east.state.adopting.get('/f/')).to.deep.equal({ phase: 'absent', from: '/f/' });
    east.adoptAll();
    expect(east.state.adopting.size).to.equal(0);
    expect(east.readSet('key', '/f/0')).to.have.length(1);
    expect(east.readSet('key', '/g')).to.have.length(0);
  });

  it('reaches the other regions as ordinary transactions', () => {
    const [east, west] = [new TestRegion('east'), new TestRegion('west')];
    east.write({ '/f/a': '1' });
    west.write({ '/f/b': '2' });
    east.setRule(rule('/f/'));
    exchange([east, west]);
    for (const region of [east, west]) region.adoptAll();
    exchange([east, west]);
    expect([east.value('/f/b'), west.value('/f/a')]).to.deep.equal(['2', '1']);
    expectConverged([east, west], ['/f/']);
    expect(east.conflicts.size + west.conflicts.size).to.equal(0);
  });

  it('does nothing for a chunk that does not start at the mark', () => {
    const east = new TestRegion('east');
    for (const name of ['a', 'b', 'c']) east.write({ [`/f/${name}`]: '1' });
    east.setRule(rule('/f/'));
    const first = east.adoptChunk('/f/', null, 1);
    expect(first).to.include({ adopted: 1, next: '/f/a\0' });
    const head = east.state.applied.get(east.key);
    east.state.adopting.set('/f/', { phase: 'keys', from: '/f/b\0' });
    const late = east.adoptChunk('/f/', { keys: [], next: null });
    expect(late).to.include({ adopted: 0, next: '/f/b\0' });
    expect(east.state.applied.get(east.key)).to.equal(head);
  });

  it('goes on after a restart from the mark in the record', () => {
    const east = new TestRegion('east');
    for (const name of ['a', 'b', 'c']) east.write({ [`/f/${name}`]: '1' });
    east.setRule(rule('/f/'));
    east.adoptChunk('/f/', null, 2);
    const restored = restoreRegion(east.record!, [...east.rules.values()]);
    expect(restored).to.deep.equal(east.state);
    expect(restored.adopting.get('/f/')).to.deep.equal({ phase: 'keys', from: '/f/b\0' });
  });

  it('skips keys that have a set already, and keys that hang on a lease', () => {
    const east = new TestRegion('east');
    east.write({ '/f/lock': 'mine' }, 7n);
    east.write({ '/f/old': '1' });
    east.setRule(rule('/f/'));
    east.write({ '/f/new': '2' });
    expect(east.adoptChunk('/f/')).to.include({ adopted: 1, skipped: 1 });
    expect(east.readSet('key', '/f/lock')).to.have.length(0);
    expect(east.readCurrent('/f/lock')?.leased).to.equal(true);
  });

  it('bounds the bytes of a chunk, but takes one value of any size', () => {
    const east = new TestRegion('east');
    const large = 'x'.repeat(ADOPT_BYTES_MAX / 2 + 1);
    for (const name of ['a', 'b']) east.write({ [`/f/${name}`]: large });
    east.setRule(rule('/f/'));
    expect(east.adoptChunk('/f/')).to.include({ adopted: 1, next: '/f/b' });
    expect(east.adoptChunk('/f/')).to.include({ adopted: 1, next: '/f/' });
  });

  it('stops when its rule goes', () => {
    const east = new TestRegion('east');
    east.write({ '/f/a': '1' });
    east.setRule(rule('/f/'));
    east.removeRule('/f/');
    expect(east.adoptChunk('/f/')).to.include({ adopted: 0, next: null });
  });
});
