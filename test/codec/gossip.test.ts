import { expect } from 'chai';
import fc from 'fast-check';
import { FormatError } from '../../src/codec/binary.ts';
import {
  decodeFrame,
  decodeRemembered,
  encodeFrame,
  encodeRemembered,
} from '../../src/codec/gossip-frame.ts';
import { decodePacket, encodePacket } from '../../src/codec/gossip-packet.ts';
import {
  CLIENT_URLS_MAX,
  EVENT_PAYLOAD_BYTES_MAX,
  EXPECT_MAX,
  INCARNATION_MAX,
  PACKET_BYTES_MAX,
  roomBeside,
  rumourBytes,
} from '../../src/core/gossip/limits.ts';
import type { Frame, NodeInfo, Packet, PacketBody, Rumour } from '../../src/core/gossip/types.ts';
import { infoOf } from '../gossip/world.ts';

const [ONE, OTHER] = [infoOf(1), infoOf(2)];
const MOST = INCARNATION_MAX;
const LARGE: NodeInfo = {
  ...infoOf(65_535),
  version: MOST,
  claimedMs: 2 ** 48 - 1,
  leaderTerm: Number.MAX_SAFE_INTEGER,
  raftId: 2n ** 64n - 1n,
  clusterId: 2n ** 64n - 1n,
  expect: EXPECT_MAX,
  level: MOST,
  role: 'agent',
  clientUrls: Array.from({ length: CLIENT_URLS_MAX }, () => `https://${'x'.repeat(60)}:2379`),
};
const RUMOURS: readonly Rumour[] = [
  { type: 'alive', info: LARGE, incarnation: MOST },
  { type: 'alive', info: ONE, incarnation: 0 },
  { type: 'refute', id: ONE.id, incarnation: MOST, version: MOST },
  { type: 'suspect', id: ONE.id, incarnation: MOST, from: OTHER.id },
  { type: 'dead', id: ONE.id, incarnation: 1, from: OTHER.id },
  { type: 'left', id: ONE.id, incarnation: 2, from: ONE.id },
  {
    type: 'event',
    lamport: MOST,
    origin: ONE.id,
    name: 'deploy',
    payload: new Uint8Array(EVENT_PAYLOAD_BYTES_MAX),
  },
];
const BODIES: readonly PacketBody[] = [
  { type: 'gossip' },
  { type: 'ping', seq: MOST, target: OTHER.id },
  { type: 'ack', seq: MOST },
  { type: 'nack', seq: 3 },
  { type: 'ping-request', seq: MOST, target: OTHER.id, waitMs: MOST },
  { type: 'last-call', target: OTHER.id, incarnation: MOST },
  { type: 'concur', target: OTHER.id, incarnation: MOST },
];
const FRAMES: readonly Frame[] = [
  {
    type: 'sync',
    from: ONE.id,
    wanted: true,
    joining: false,
    lamport: 9,
    states: (['alive', 'suspect', 'dead', 'left'] as const).map((state) => ({
      info: LARGE,
      incarnation: 4,
      state,
    })),
  },
  { type: 'stream-ping', from: ONE.id, seq: 7, target: OTHER.id },
  { type: 'stream-ack', from: ONE.id, seq: 7 },
];
const packetOf = (body: PacketBody, ...rumours: readonly Rumour[]): Packet => ({
  from: ONE.id,
  body,
  rumours,
});

describe('codec/gossip', () => {
  it('carries every body and every rumour', () => {
    for (const body of BODIES) {
      for (const rumour of RUMOURS) {
        const packet = packetOf(body, rumour);
        expect(decodePacket(encodePacket(packet))).to.eql(packet);
      }
    }
  });

  it('carries every frame, and what a data folder remembers', () => {
    for (const frame of FRAMES) expect(decodeFrame(encodeFrame(frame))).to.eql(frame);
    const remembered = { incarnation: 3, lamport: 8, addresses: [ONE.address, OTHER.address] };
    expect(decodeRemembered(encodeRemembered(remembered))).to.eql(remembered);
  });

  it('takes no more room than the machine reckons with', () => {
    const bare = encodePacket(packetOf({ type: 'gossip' })).length;
    for (const rumour of RUMOURS)
      expect(encodePacket(packetOf({ type: 'gossip' }, rumour)).length - bare).to.be.at.most(
        rumourBytes(rumour),
      );
    for (const body of BODIES)
      expect(encodePacket(packetOf(body)).length + roomBeside(body)).to.be.at.most(PACKET_BYTES_MAX);
  });

  it('passes over bodies, rumours and fields of later releases', () => {
    const bytes = encodePacket(packetOf({ type: 'ack', seq: 1 }, RUMOURS[2]!));
    expect(decodePacket(Uint8Array.of(...bytes, 99, 2, 1, 1))).to.eql(decodePacket(bytes));
    const unknownBody = Uint8Array.from(bytes);
    unknownBody[9] = 99;
    expect(decodePacket(unknownBody)).to.eql(packetOf({ type: 'gossip' }, RUMOURS[2]!));
  });

  it('refuses a later format, nobody’s id, and what exceeds a bound', () => {
    const bytes = encodePacket(packetOf({ type: 'ack', seq: 1 }));
    const later = Uint8Array.from(bytes);
    later[0] = 2;
    const nobody = Uint8Array.from(bytes);
    nobody.fill(0, 1, 9);
    const long = new Uint8Array(PACKET_BYTES_MAX + 1);
    const burnt = encodePacket(packetOf({ type: 'concur', target: ONE.id, incarnation: MOST + 1 }));
    const strange = encodePacket(
      packetOf({ type: 'gossip' }, { type: 'alive', info: { ...ONE, name: 'a\nb' }, incarnation: 0 }),
    );
    for (const wrong of [later, nobody, long, burnt, strange, bytes.subarray(0, -1)])
      expect(() => decodePacket(wrong)).to.throw(FormatError);
  });

  it('ends every input in a packet or a frame, or one FormatError', () => {
    const good = [
      ...BODIES.map((body) => encodePacket(packetOf(body, ...RUMOURS.slice(1, 6)))),
      ...FRAMES.map(encodeFrame),
    ];
    const damaged = fc
      .tuple(
        fc.constantFrom(...good),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
        fc.nat(60),
      )
      .map(([bytes, changes, cut]) => {
        const copy = Uint8Array.from(bytes);
        for (const [at, value] of changes) copy[at % copy.length] = value;
        return copy.subarray(0, Math.max(0, copy.length - (cut > 40 ? cut : 0)));
      });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 200 })), (bytes) => {
        for (const decode of [decodePacket, decodeFrame, decodeRemembered]) {
          try {
            decode(bytes);
          } catch (error) {
            expect(error).to.be.instanceOf(FormatError);
          }
        }
      }),
      { numRuns: 3_000, seed: 1 },
    );
  });
});
