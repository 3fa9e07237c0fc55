import { expect } from 'chai';
import { decodePeerFrame, encodePeerFrame, type PeerFrame } from '../../../src/codec/peer-frame.ts';
import { logIndex, memberId, term } from '../../../src/core/base/brands.ts';
import type { RaftMessage } from '../../../src/core/raft/types.ts';
import {
  INBOUND_MAX,
  Peers,
  RECONNECT_MS_MAX,
  RECONNECT_MS_MIN,
  STABLE_MS,
} from '../../../src/node/consensus/peers.ts';
import { FRAME_BYTES_MAX } from '../../../src/ports/network.ts';
import { FakeNetwork, type FakeConnection } from '../support/fake-network.ts';
import { TurnClock } from '../support/turn-clock.ts';

const CLUSTER = 9n;
const SELF = memberId(1n);
const OTHER = memberId(2n);
const THIRD = memberId(3n);
const TIMEOUT_NOW: RaftMessage = { type: 'timeout-now', term: term(1) };

class Desk {
  readonly clock = new TurnClock();
  readonly network = new FakeNetwork();
  readonly events: string[] = [];
  readonly logged: string[] = [];
  readonly removed = new Set<typeof SELF>();
  readonly peers = new Peers({
    ...{ clusterId: CLUSTER, self: SELF, network: this.network, clock: this.clock },
    log: (_, event) => this.logged.push(event),
    peers: [
      { id: OTHER, name: 'm2', address: 'm2:2380' },
      { id: THIRD, name: 'm3', address: 'm3:2380' },
    ],
  });

  constructor() {
    this.peers.start(
      {
        onFrame: (from, frame) => this.events.push(`${from}: ${frame.type}`),
        onUnreachable: (member) => this.events.push(`${member} unreachable`),
        isRemoved: (member) => this.removed.has(member),
      },
      () => undefined,
    );
  }

  /** The connections made to this member so far, oldest first. */
  to(address: string): FakeConnection[] {
    return this.network.dialled.filter((connection) => connection.address === address);
  }

  newest(): FakeConnection {
    return this.to('m2:2380').at(-1)!;
  }
}

function framesOf(connection: FakeConnection): PeerFrame[] {
  return connection.sent.map((bytes) => decodePeerFrame(bytes, { clusterId: CLUSTER, to: OTHER })!.frame);
}

const frameFrom = (from: typeof SELF, clusterId = CLUSTER, to = SELF): Uint8Array =>
  encodePeerFrame({ clusterId, from, to }, { type: 'forward-refused', boot: 1n, sequence: 1 });

function appendOf(bytes: number): RaftMessage {
  const entry = { index: logIndex(1), term: term(1), type: 'command', data: new Uint8Array(bytes) } as const;
  const previous = { index: logIndex(0), term: term(0) };
  return { type: 'append', term: term(1), previous, commit: logIndex(0), entries: [entry] };
}

describe('node/consensus/peers', () => {
  describe('frames', () => {
    it('carry all Raft messages of a turn to one member, and only to it', () => {
      const desk = new Desk();
      desk.peers.gather([
        { to: OTHER, message: TIMEOUT_NOW },
        { to: THIRD, message: TIMEOUT_NOW },
        { to: OTHER, message: { type: 'heartbeat-reply', term: term(1), readRound: 1 } },
        { to: memberId(99n), message: TIMEOUT_NOW },
      ]);
      expect(desk.newest().sent).to.eql([]);
      desk.peers.flush();
      desk.peers.flush();
      expect(framesOf(desk.newest()).map((frame) => frame.type === 'raft' && frame.messages.length)).to.eql([
        2,
      ]);
      expect(desk.to('m3:2380')[0]?.sent).to.have.length(1);
    });

    it('are cut when a turn is too heavy for one, with the order kept and nothing lost', () => {
      const desk = new Desk();
      const sizes = [1, 3, 1, 9, 0.5, 0.5, 0.5].map((mebibytes) => mebibytes * 1024 * 1024);
      desk.peers.gather(sizes.map((size) => ({ to: OTHER, message: appendOf(size) })));
      desk.peers.flush();
      expect(Math.max(...desk.newest().sent.map(({ length }) => length))).to.be.lessThan(FRAME_BYTES_MAX);
      const sent = framesOf(desk.newest()).flatMap((frame) => (frame.type === 'raft' ? frame.messages : []));
      expect(sent.map((message) => message.type === 'append' && message.entries[0]?.data.length)).to.eql(
        sizes,
      );
    });

    it('that a full queue drops are told of once, until it takes some again', () => {
      const desk = new Desk();
      const connection = desk.newest();
      const send = (): boolean => desk.peers.send(OTHER, { type: 'forward-refused', boot: 1n, sequence: 1 });
      connection.takes = false;
      expect([send(), send(), send()]).to.eql([false, false, false]);
      connection.takes = true;
      expect(send()).to.equal(true);
      connection.takes = false;
      send();
      expect(desk.logged).to.have.length(2);
    });

    it('to nobody known are refused', () => {
      const desk = new Desk();
      expect(desk.peers.send(memberId(99n), { type: 'forward-refused', boot: 1n, sequence: 1 })).to.equal(
        false,
      );
    });
  });

  describe('a connection to a member', () => {
    it('that is lost is told of and made anew, one at a time, ever more slowly', () => {
      const desk = new Desk();
      const delays: number[] = [];
      for (let i = 0; i < 8; i++) {
        const made = desk.to('m2:2380').length;
        desk.newest().lose();
        let waited = 0;
        for (; desk.to('m2:2380').length === made; waited += 10) desk.clock.advance(10);
        delays.push(waited);
      }
      expect(delays.slice(0, 3)).to.eql([RECONNECT_MS_MIN, 2 * RECONNECT_MS_MIN, 4 * RECONNECT_MS_MIN]);
      expect(delays.at(-1)).to.equal(RECONNECT_MS_MAX);
      expect(desk.events.filter((event) => event === '2 unreachable')).to.have.length(8);
    });

    it('that was good for a while is made anew at once', () => {
      const desk = new Desk();
      for (let i = 0; i < 6; i++) {
        desk.newest().lose();
        desk.clock.advance(RECONNECT_MS_MAX);
      }
      desk.newest().open();
      desk.clock.advance(STABLE_MS);
      const made = desk.network.dialled.length;
      desk.newest().lose();
      desk.clock.advance(RECONNECT_MS_MIN);
      expect(desk.network.dialled).to.have.length(made + 1);
    });

    it('that is turned away right after it opened does not become a storm', () => {
      const desk = new Desk();
      for (let ms = 0; ms < 60_000; ms += 10) {
        const connection = desk.newest();
        if (!connection.closed) {
          connection.open();
          connection.lose('the other side closed the connection');
        }
        desk.clock.advance(10);
      }
      expect(desk.to('m2:2380').length).to.be.lessThan(70);
    });

    it('counts as such while it is open', () => {
      const desk = new Desk();
      expect(desk.peers.connected(OTHER)).to.equal(false);
      desk.newest().open();
      expect(desk.peers.connected(OTHER)).to.equal(true);
      desk.newest().lose();
      expect([desk.peers.connected(OTHER), desk.peers.connected(memberId(99n))]).to.eql([false, false]);
    });

    it('that was replaced is not listened to any more', () => {
      const desk = new Desk();
      const old = desk.newest();
      old.lose();
      desk.clock.advance(RECONNECT_MS_MIN);
      const events = desk.events.length;
      old.lose();
      expect([desk.events.length, desk.to('m2:2380').length]).to.eql([events, 2]);
    });
  });

  describe('a connection from outside', () => {
    it('is heard on whichever it comes, by the sender that each frame names', () => {
      const desk = new Desk();
      const connection = desk.network.knock();
      connection.receive(frameFrom(OTHER));
      connection.receive(frameFrom(THIRD));
      expect(desk.events).to.eql(['2: forward-refused', '3: forward-refused']);
    });

    it('is answered by a call at once, whatever is left of the back-off', () => {
      const desk = new Desk();
      for (let i = 0; i < 6; i++) {
        desk.newest().lose();
        if (i < 5) desk.clock.advance(RECONNECT_MS_MAX);
      }
      const made = desk.to('m2:2380').length;
      desk.network.knock();
      expect(desk.to('m2:2380')).to.have.length(made);
      const connection = desk.network.knock();
      connection.receive(frameFrom(OTHER));
      connection.receive(frameFrom(OTHER));
      expect(desk.to('m2:2380')).to.have.length(made + 1);
      desk.clock.advance(10 * RECONNECT_MS_MAX);
      expect(desk.to('m2:2380')).to.have.length(made + 1);
    });

    it('of one that turns us away does not make a storm', () => {
      const desk = new Desk();
      for (let ms = 0; ms < 60_000; ms += 10) {
        if (!desk.newest().closed) desk.newest().lose('the other side closed the connection');
        desk.network.knock().receive(frameFrom(OTHER));
        desk.clock.advance(10);
      }
      expect(desk.to('m2:2380').length).to.be.lessThan(140);
    });

    it('is closed when it speaks for another cluster, to another member, or nonsense', () => {
      const desk = new Desk();
      const frames = [frameFrom(OTHER, 8n), frameFrom(OTHER, CLUSTER, THIRD), Uint8Array.of(1, 2, 3)];
      for (const frame of frames) {
        const connection = desk.network.knock();
        connection.receive(frame);
        expect(connection.closed).to.equal(true);
      }
      expect(desk.events).to.eql([]);
      expect(desk.logged).to.have.length(frames.length);
    });

    it('of somebody we cannot call is the way back to them', () => {
      const desk = new Desk();
      const stranger = memberId(99n);
      const connection = desk.network.knock();
      connection.receive(frameFrom(stranger));
      expect(desk.events).to.eql(['99: forward-refused']);
      desk.peers.gather([{ to: stranger, message: TIMEOUT_NOW }]);
      desk.peers.flush();
      expect(desk.peers.send(stranger, { type: 'forward-refused', boot: 1n, sequence: 1 })).to.equal(true);
      const types = connection.sent.map(
        (bytes) => decodePeerFrame(bytes, { clusterId: CLUSTER, to: stranger })!.frame.type,
      );
      expect(types).to.eql(['raft', 'forward-refused']);
      connection.lose();
      expect(desk.peers.send(stranger, { type: 'forward-refused', boot: 1n, sequence: 1 })).to.equal(false);
    });

    it('of a member that was removed is told so, whatever it says', () => {
      const desk = new Desk();
      const gone = memberId(98n);
      desk.removed.add(gone);
      const connection = desk.network.knock();
      connection.receive(frameFrom(gone));
      expect(desk.events).to.eql([]);
      const { frame } = decodePeerFrame(connection.sent[0]!, { clusterId: CLUSTER, to: gone })!;
      expect(frame.type === 'raft' && frame.messages.map(({ type }) => type)).to.eql(['removed']);
    });

    it('is one of a bounded number: the oldest goes', () => {
      const desk = new Desk();
      const first = desk.network.knock();
      const second = desk.network.knock();
      second.lose();
      for (let i = 0; i < INBOUND_MAX; i++) desk.network.knock();
      expect(first.closed).to.equal(true);
      expect(desk.network.accepted.filter(({ closed }) => !closed)).to.have.length(INBOUND_MAX);
    });
  });

  describe('the members', () => {
    const FOURTH = memberId(4n);

    it('that come are called, that go are not, and the others keep their connections', () => {
      const desk = new Desk();
      const kept = desk.newest();
      desk.peers.setMembers([
        { id: OTHER, name: 'renamed', address: 'm2:2380' },
        { id: FOURTH, name: 'm4', address: 'm4:2380' },
      ]);
      expect([kept.closed, desk.to('m3:2380')[0]?.closed]).to.eql([false, true]);
      expect([desk.to('m2:2380').length, desk.to('m4:2380').length]).to.eql([1, 1]);
      desk.to('m3:2380')[0]?.lose();
      desk.clock.advance(60_000);
      expect(desk.to('m3:2380')).to.have.length(1);
      expect(desk.events).to.eql([]);
      expect(desk.peers.send(THIRD, { type: 'forward-refused', boot: 1n, sequence: 1 })).to.equal(false);
      expect(desk.peers.send(FOURTH, { type: 'forward-refused', boot: 1n, sequence: 1 })).to.equal(true);
    });

    it('that move are called at their new address', () => {
      const desk = new Desk();
      const old = desk.newest();
      desk.peers.setMembers([{ id: OTHER, name: 'm2', address: 'moved:2380' }]);
      expect([old.closed, desk.to('moved:2380').length]).to.eql([true, 1]);
    });

    it('are greeted when a connection opens, and heard of when they say something', () => {
      const desk = new Desk();
      desk.newest().open();
      expect(framesOf(desk.newest())).to.eql([{ type: 'raft', messages: [] }]);
      expect(desk.peers.lastHeardMs(OTHER)).to.equal(null);
      const greeting = encodePeerFrame(
        { clusterId: CLUSTER, from: OTHER, to: SELF },
        { type: 'raft', messages: [] },
      );
      desk.clock.advance(7);
      desk.network.knock().receive(greeting);
      expect(desk.peers.lastHeardMs(OTHER)).to.equal(desk.clock.monotonicMs());
      expect(desk.events).to.eql([]);
    });
  });

  it('does nothing after a stop: no frame, no call, no timer', () => {
    const desk = new Desk();
    const outbound = desk.newest();
    outbound.open();
    desk.to('m3:2380')[0]!.lose();
    const inbound = desk.network.knock();
    desk.peers.gather([{ to: OTHER, message: TIMEOUT_NOW }]);
    desk.events.length = 0;
    desk.peers.stop();
    desk.peers.flush();
    inbound.receive(frameFrom(OTHER));
    outbound.lose();
    const late = desk.network.knock();
    desk.clock.advance(60_000);
    expect([desk.events, outbound.sent.length, desk.clock.armed]).to.eql([[], 1, 0]);
    expect([outbound.closed, inbound.closed, late.closed]).to.eql([true, true, true]);
  });
});
