/** What members of a pool may say, in any mixture: of themselves, of each other, of some who are not there. */
import { nextFloat, nextInteger, pick, type Random } from '../../../src/core/base/random.ts';
import {
  INCARNATION_MAX,
  PACKET_BYTES_MAX,
  rumourBytes,
  roomBeside,
} from '../../../src/core/gossip/limits.ts';
import type {
  Frame,
  NodeInfo,
  NodeState,
  Packet,
  PacketBody,
  Rumour,
} from '../../../src/core/gossip/types.ts';
import type { LineContent } from '../../../src/codec/gossip-line.ts';
import { idOf } from '../../core/gossip/pool-of.ts';
import { infoOf } from '../../gossip/world.ts';

/** Member 0 is the one who listens. */
const MEMBERS = 40;
const STATES_MAX = 6;

const number = (random: Random): number => nextInteger(random, 0, MEMBERS);
const other = (random: Random): number => nextInteger(random, 1, MEMBERS);
const seq = (random: Random): number => nextInteger(random, 0, 300);
const incarnation = (random: Random): number =>
  nextFloat(random) < 0.001 ? INCARNATION_MAX : nextInteger(random, 0, 5);

function info(random: Random): NodeInfo {
  const of = number(random);
  const plain = { ...infoOf(of), version: incarnation(random) };
  return nextFloat(random) < 0.8
    ? plain
    : { ...plain, name: `name-${of % 3}`, claimedMs: nextInteger(random, 0, 99) };
}

function rumour(random: Random): Rumour {
  switch (nextInteger(random, 0, 5)) {
    case 0:
    case 1:
      return { type: 'alive', info: info(random), incarnation: incarnation(random) };
    case 2:
      return { type: 'refute', id: idOf(number(random)), incarnation: incarnation(random), version: 0 };
    case 3: {
      const payload = new Uint8Array(nextInteger(random, 0, 100));
      const origin = idOf(other(random));
      return { type: 'event', lamport: nextInteger(random, 0, 999), origin, name: 'deploy', payload };
    }
    default: {
      const type = pick(random, ['suspect', 'suspect', 'dead', 'left'] as const);
      return { type, id: idOf(number(random)), incarnation: incarnation(random), from: idOf(other(random)) };
    }
  }
}

function body(random: Random): PacketBody {
  const target = idOf(number(random));
  switch (nextInteger(random, 0, 6)) {
    case 0:
      return { type: 'ping', seq: seq(random), target };
    case 1:
      return { type: 'ack', seq: seq(random) };
    case 2:
      return { type: 'nack', seq: seq(random) };
    case 3:
      return { type: 'ping-request', seq: seq(random), target, waitMs: nextInteger(random, 0, 1_000) };
    case 4:
      return { type: pick(random, ['last-call', 'concur']), target, incarnation: incarnation(random) };
    default:
      return { type: 'gossip' };
  }
}

export function somePacket(random: Random): Packet {
  const said = body(random);
  const rumours: Rumour[] = [];
  let room = Math.min(roomBeside(said), PACKET_BYTES_MAX);
  for (let left = nextInteger(random, 0, 4); left > 0; left--) {
    const next = rumour(random);
    room -= rumourBytes(next);
    if (room < 0) break;
    rumours.push(next);
  }
  return { from: idOf(other(random)), body: said, rumours };
}

export function someFrame(random: Random): Frame {
  const from = idOf(other(random));
  switch (nextInteger(random, 0, 3)) {
    case 0:
      return { type: 'stream-ping', from, seq: seq(random), target: idOf(number(random)) };
    case 1:
      return { type: 'stream-ack', from, seq: seq(random) };
    default: {
      const state = (): NodeState => ({
        ...{ info: info(random), incarnation: incarnation(random) },
        state: pick(random, ['alive', 'suspect', 'dead', 'left']),
      });
      const states = Array.from({ length: nextInteger(random, 0, STATES_MAX) }, state);
      const [wanted, joining] = [nextFloat(random) < 0.3, nextFloat(random) < 0.1];
      return { type: 'sync', from, wanted, joining, lamport: nextInteger(random, 0, 999), states };
    }
  }
}

export function someContent(random: Random): LineContent {
  const question = nextInteger(random, 0, 0xffff_ffff);
  switch (nextInteger(random, 0, 3)) {
    case 0:
      return { type: 'packet', packet: somePacket(random) };
    case 1:
      return { type: 'frame', frame: someFrame(random) };
    case 2: {
      const type = pick(random, ['install', 'use', 'remove'] as const);
      return { type: 'keyring', question, command: { type, key: new Uint8Array(32) } };
    }
    default: {
      const answer = { ok: true, inUse: 'a1b2', installed: ['a1b2', 'c3d4'] } as const;
      return { type: 'keyring-answer', question, answer };
    }
  }
}
