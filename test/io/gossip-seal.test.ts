import { expect } from 'chai';
import { encodePacket } from '../../src/codec/gossip-packet.ts';
import { DATAGRAM_BYTES_MAX, PACKET_BYTES_MAX } from '../../src/core/gossip/limits.ts';
import {
  createRandom,
  nextInteger,
  nextUint32,
  nextUint64,
  type Random,
} from '../../src/core/base/random.ts';
import { KEYS_MAX, KEY_BYTES, Keyring } from '../../src/io/gossip-keyring.ts';
import { ReplayWindow } from '../../src/io/gossip-replay-window.ts';
import { GossipSeal, SEAL_BYTES } from '../../src/io/gossip-seal.ts';
import type { Opened } from '../../src/ports/pool-seal.ts';
import { idOf } from '../core/gossip/pool-of.ts';

const key = (byte: number): Uint8Array => new Uint8Array(KEY_BYTES).fill(byte);
const random: Random = createRandom(1);
const entropy = { uint32: () => nextUint32(random), uint64: () => nextUint64(random) };

interface Side {
  readonly number: number;
  readonly keyring: Keyring;
  readonly seal: GossipSeal;
}

function side(number: number, keyring = new Keyring(key(1)), label = 'lan', knows = true): Side {
  const options = { self: idOf(number), label, keyring, entropy, isMember: () => knows };
  return { number, keyring, seal: new GossipSeal(options) };
}

/** Sends a packet and carries challenge and answer; what was opened in the end. */
function deliver(from: Side, to: Side, packet: Uint8Array, nowMs = 0): Opened {
  return settle(from, to, to.seal.open(from.seal.seal(packet, nowMs), nowMs), nowMs);
}

function settle(from: Side, to: Side, opened: Opened, nowMs: number): Opened {
  if (opened.type !== 'reply') return opened;
  const answer = from.seal.open(opened.datagram, nowMs);
  return answer.type === 'reply' ? to.seal.open(answer.datagram, nowMs) : answer;
}

const PACKET = Uint8Array.of(1, 2, 3);
const PING = { type: 'ping', seq: 1, target: idOf(2) } as const;
const textOf = (opened: Opened): unknown =>
  opened.type === 'packets' ? opened.packets.map((packet) => [...packet]) : opened;
const refusal = (reason: string): unknown => ({ type: 'refused', reason });

describe('io/gossip-seal', () => {
  it('delivers the first packet once its sender has answered a challenge, and the next at once', () => {
    const [one, other] = [side(1), side(2)];
    expect(textOf(deliver(one, other, PACKET))).to.eql([[1, 2, 3]]);
    expect(textOf(other.seal.open(one.seal.seal(PACKET, 0), 1))).to.eql([[1, 2, 3]]);
  });

  it('leaves room for a full packet in a datagram', () => {
    expect(PACKET_BYTES_MAX + SEAL_BYTES).to.be.at.most(DATAGRAM_BYTES_MAX);
  });

  it('refuses a packet the second time, and takes those that were overtaken', () => {
    const [one, other] = [side(1), side(2)];
    deliver(one, other, PACKET);
    const [early, late] = [one.seal.seal(PACKET, 0), one.seal.seal(PACKET, 0)];
    expect(other.seal.open(late, 1).type).to.equal('packets');
    expect(other.seal.open(early, 1).type).to.equal('packets');
    for (const captured of [early, late]) expect(other.seal.open(captured, 2)).to.eql(refusal('replayed'));
  });

  it('refuses what was captured before the receiver was started again: nobody answers the challenge for it', () => {
    const [one, other] = [side(1), side(2)];
    const captured = [one.seal.seal(PACKET, 0), one.seal.seal(PACKET, 0)];
    const first = other.seal.open(captured[0]!, 0);
    const answer = first.type === 'reply' ? one.seal.open(first.datagram, 0) : first;
    expect(answer.type).to.equal('reply');
    const again = side(2);
    for (const datagram of captured) expect(again.seal.open(datagram, 9).type).to.equal('reply');
    if (answer.type === 'reply')
      expect(again.seal.open(answer.datagram, 9)).to.eql(refusal('unasked answer'));
    // The sender's packets of now come through, those of then stay out, the one that waits for an answer among them.
    expect(again.seal.open(captured[1]!, 10_000).type).to.equal('reply');
    expect(textOf(deliver(one, again, Uint8Array.of(7), 10_000))).to.eql([[7]]);
    for (const datagram of captured) expect(again.seal.open(datagram, 10_001)).to.eql(refusal('replayed'));
  });

  it('does not believe what was captured even if the sender is there to answer for it', () => {
    const [one, other] = [side(1), side(2)];
    const captured = one.seal.seal(PACKET, 0);
    expect(textOf(settle(one, other, other.seal.open(captured, 9_000), 9_000))).to.eql([]);
    expect(textOf(deliver(one, other, Uint8Array.of(7), 9_000))).to.eql([[7]]);
  });

  it('refuses what was captured of a sender’s earlier life', () => {
    const other = side(2);
    const before = side(1);
    const captured = before.seal.seal(PACKET, 0);
    const now = side(1);
    deliver(now, other, PACKET);
    expect(settle(now, other, other.seal.open(captured, 1), 1)).to.eql(refusal('unasked answer'));
  });

  it('refuses plaintext, what is cut, and every turned bit', () => {
    const [one, other] = [side(1), side(2)];
    deliver(one, other, PACKET);
    expect(other.seal.open(new Uint8Array(100), 0)).to.eql(refusal('not sealed'));
    const sealed = one.seal.seal(PACKET, 0);
    expect(other.seal.open(sealed.subarray(0, -1), 0).type).to.equal('refused');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const turned = Uint8Array.from(sealed);
      turned[bit >> 3]! ^= 1 << (bit & 7);
      expect(other.seal.open(turned, 0).type, `bit ${bit}`).to.equal('refused');
    }
    expect(other.seal.open(sealed, 0).type).to.equal('packets');
  });

  it('does not read another pool that shares the key, nor another key, nor itself', () => {
    const one = side(1);
    for (const stranger of [side(2, new Keyring(key(1)), 'wan'), side(2, new Keyring(key(9)))])
      expect(stranger.seal.open(one.seal.seal(PACKET, 0), 0)).to.eql(refusal('no key opens it'));
    expect(one.seal.open(one.seal.seal(PACKET, 0), 0)).to.eql(refusal('own'));
  });

  it('sends nothing to who is not a member', () => {
    const [one, other] = [side(1), side(2, new Keyring(key(1)), 'lan', false)];
    expect(other.seal.open(one.seal.seal(PACKET, 0), 0)).to.eql(refusal('not a member'));
  });

  it('answers a ping of a stranger’s life with no more bytes than it had', () => {
    const [one, other] = [side(1), side(2)];
    const asked = one.seal.seal(encodePacket({ from: idOf(1), body: PING, rumours: [] }), 0);
    const opened = other.seal.open(asked, 0);
    expect(opened.type === 'reply' && opened.datagram.length <= asked.length).to.equal(true);
  });

  it('changes keys across a pool without a packet lost, and refuses the old key’s captures', () => {
    const pool = [side(1), side(2), side(3)];
    const allDeliver = (): void => {
      for (const from of pool)
        for (const to of pool) if (from !== to) expect(textOf(deliver(from, to, PACKET))).to.eql([[1, 2, 3]]);
    };
    allDeliver();
    const captured = pool[0]!.seal.seal(PACKET, 0);
    for (const type of ['install', 'use', 'remove'] as const) {
      for (const { keyring } of pool) {
        expect(keyring.perform({ type, key: key(type === 'remove' ? 1 : 2) }).ok).to.equal(true);
        allDeliver();
      }
    }
    expect(pool[1]!.seal.open(captured, 0)).to.eql(refusal('no key opens it'));
  });

  it('survives random datagrams', () => {
    const [one, other] = [side(1), side(2)];
    deliver(one, other, PACKET);
    const runs = Number(process.env['GOSSIP_FUZZ'] ?? 2_000);
    for (let run = 0; run < runs; run++) {
      const bytes = one.seal.seal(PACKET, 0);
      for (let i = nextInteger(random, 1, 4); i > 0; i--) {
        const at = nextInteger(random, 0, bytes.length - 1);
        bytes[at] = (bytes[at]! + nextInteger(random, 1, 255)) & 0xff;
      }
      const opened = other.seal.open(bytes.subarray(0, nextInteger(random, 0, bytes.length)), 0);
      // Changes may cancel out, and the cut take nothing.
      if (opened.type !== 'refused') expect(textOf(opened)).to.eql([[1, 2, 3]]);
    }
  });
});

describe('io/gossip-keyring', () => {
  it('keeps the key in use, and refuses one that is not installed, with what to do', () => {
    const keyring = new Keyring(key(1));
    expect(keyring.perform({ type: 'remove', key: key(1) })).to.deep.include({ ok: false });
    expect(keyring.perform({ type: 'use', key: key(2) }))
      .to.have.property('reason')
      .that.includes('install it');
    expect(keyring.perform({ type: 'install', key: key(2).subarray(1) })).to.deep.include({ ok: false });
  });

  it('holds a few keys and names them without showing them', () => {
    const keyring = new Keyring(key(1));
    for (let byte = 2; byte <= KEYS_MAX; byte++) keyring.perform({ type: 'install', key: key(byte) });
    expect(keyring.perform({ type: 'install', key: key(99) })).to.deep.include({ ok: false });
    const listed = keyring.perform({ type: 'list' });
    expect(listed.ok && listed.installed).to.have.length(KEYS_MAX);
    expect(listed.ok && listed.inUse)
      .to.match(/^[0-9a-f]{8}$/)
      .and.not.equal('01010101');
  });
});

describe('io/gossip-replay-window', () => {
  it('takes each number once, in any order within the window, as a set of all would', () => {
    const window = new ReplayWindow(0);
    const taken = new Set<number>();
    let highest = 0;
    for (let i = 0; i < 20_000; i++) {
      const number = Math.max(1, highest + nextInteger(random, -1_200, 40));
      const expected = number > highest - 1_024 && !taken.has(number);
      expect(window.take(number), `${number} after ${highest}`).to.equal(expected);
      if (expected) taken.add(number);
      highest = Math.max(highest, number);
    }
  });

  it('takes nothing up to where it begins, and goes on after a leap', () => {
    const window = new ReplayWindow(500);
    expect(window.take(500)).to.equal(false);
    expect(window.take(90_000)).to.equal(true);
    expect([window.take(89_999), window.take(501), window.take(90_000)]).to.eql([true, false, false]);
  });
});
