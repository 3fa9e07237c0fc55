import { expect } from 'chai';
import { Keyring } from '../../src/io/gossip-keyring.ts';
import { GossipLineSeal } from '../../src/io/gossip-line-seal.ts';

const key = (byte: number, length = 32): Uint8Array => new Uint8Array(length).fill(byte);
const [HELLO, REPLY] = [new Uint8Array(40).fill(1), new Uint8Array(40).fill(2)];
const CONTENT = Uint8Array.of(1, 2, 3);

function pair(one = new Keyring(key(1)), other = one, label = 'wan'): [GossipLineSeal, GossipLineSeal] {
  return [
    new GossipLineSeal(one, 'wan', { ours: HELLO, theirs: REPLY }),
    new GossipLineSeal(other, label, { ours: REPLY, theirs: HELLO }),
  ];
}

const opened = (seal: GossipLineSeal, sealed: Uint8Array): unknown => {
  const content = seal.open(sealed);
  return content === null ? null : [...content];
};

describe('io/gossip-line-seal', () => {
  it('carries content both ways, also what was overtaken', () => {
    const [one, other] = pair();
    const [early, late] = [one.seal(CONTENT), one.seal(Uint8Array.of(4))];
    expect(opened(other, late)).to.eql([4]);
    expect(opened(other, early)).to.eql([1, 2, 3]);
    expect(opened(one, other.seal(CONTENT))).to.eql([1, 2, 3]);
  });

  it('opens nothing twice, nothing cut, and nothing with a turned bit', () => {
    const [one, other] = pair();
    const sealed = one.seal(CONTENT);
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const turned = Uint8Array.from(sealed);
      turned[bit >> 3]! ^= 1 << (bit & 7);
      expect(opened(other, turned)).to.equal(null);
    }
    for (let length = 0; length < sealed.length; length++)
      expect(opened(other, sealed.subarray(0, length))).to.equal(null);
    expect(opened(other, sealed)).to.eql([1, 2, 3]);
    expect(opened(other, sealed)).to.equal(null);
  });

  it('opens neither what its own side said nor what another line, label or key has sealed', () => {
    const [one, other] = pair();
    expect(opened(one, one.seal(CONTENT))).to.equal(null);
    const elsewhere = { ours: REPLY, theirs: new Uint8Array(40).fill(3) };
    expect(opened(new GossipLineSeal(new Keyring(key(1)), 'wan', elsewhere), one.seal(CONTENT))).to.equal(
      null,
    );
    expect(opened(pair(undefined, undefined, 'lan')[1], one.seal(CONTENT))).to.equal(null);
    expect(opened(pair(undefined, new Keyring(key(2)))[1], one.seal(CONTENT))).to.equal(null);
    expect(opened(other, one.seal(CONTENT))).to.eql([1, 2, 3]);
  });

  it('goes on while the pool changes its key, and not under one that was removed', () => {
    const [ring, otherRing] = [new Keyring(key(1)), new Keyring(key(1))];
    const [one, other] = pair(ring, otherRing);
    expect(opened(other, one.seal(CONTENT))).to.eql([1, 2, 3]);
    for (const each of [ring, otherRing]) each.perform({ type: 'install', key: key(2, 16) });
    ring.perform({ type: 'use', key: key(2, 16) });
    expect(opened(other, one.seal(CONTENT))).to.eql([1, 2, 3]);
    expect(opened(one, other.seal(CONTENT))).to.eql([1, 2, 3]);
    otherRing.perform({ type: 'use', key: key(2, 16) });
    otherRing.perform({ type: 'remove', key: key(1) });
    expect(opened(other, one.seal(CONTENT))).to.eql([1, 2, 3]);
    ring.perform({ type: 'use', key: key(1) });
    expect(opened(other, one.seal(CONTENT))).to.equal(null);
  });
});
