/** One machine among members that exist only in what it is told. */
import { expect } from 'chai';
import { holderOf } from '../../../src/core/gossip/names.ts';
import { LAN, type Profile } from '../../../src/core/gossip/profile.ts';
import { createGossip, isLive, takeEffects, type Gossip } from '../../../src/core/gossip/pool.ts';
import { step } from '../../../src/core/gossip/step.ts';
import type {
  Effect,
  MemberEvent,
  NodeInfo,
  Packet,
  PacketBody,
  Rumour,
} from '../../../src/core/gossip/types.ts';
import { infoOf } from '../../gossip/world.ts';

/** Member 0 of a pool in which members 1 to `others` are known to it. */
export function poolOf(others: number, profile: Profile = LAN): Gossip {
  const gossip = createGossip({ info: infoOf(0), profile, seed: 1, incarnation: 0, lamport: 0 });
  step(gossip, 0, { type: 'join', addresses: [] });
  for (let number = 1; number <= others; number++) tell(gossip, 0, number, alive(infoOf(number)));
  takeEffects(gossip);
  return gossip;
}

export const idOf = (number: number): NodeInfo['id'] => infoOf(number).id;
export const alive = (info: NodeInfo, incarnation = 0): Rumour => ({ type: 'alive', info, incarnation });
export const refutation = (number: number, incarnation: number): Rumour => ({
  type: 'refute',
  id: idOf(number),
  incarnation,
  version: 0,
});

interface Charge {
  readonly about: number;
  readonly incarnation: number;
  readonly by: number;
}

export function charge(type: 'suspect' | 'dead' | 'left', { about, incarnation, by }: Charge): Rumour {
  return { type, id: idOf(about), incarnation, from: idOf(by) };
}

export function receive(gossip: Gossip, nowMs: number, packet: Packet): void {
  step(gossip, nowMs, { type: 'packet', packet });
}

export function tell(gossip: Gossip, nowMs: number, from: number, ...rumours: readonly Rumour[]): void {
  receive(gossip, nowMs, { from: idOf(from), body: { type: 'gossip' }, rumours });
}

export function ask(gossip: Gossip, nowMs: number, from: number, body: PacketBody): readonly Effect[] {
  takeEffects(gossip);
  receive(gossip, nowMs, { from: idOf(from), body, rumours: [] });
  return takeEffects(gossip);
}

export const stateOf = (gossip: Gossip, number: number): string | undefined =>
  gossip.members.get(idOf(number))?.state;

export function packetsIn(effects: readonly Effect[]): readonly (Packet & { readonly to: string })[] {
  return effects.flatMap((effect) => (effect.type === 'packet' ? [{ ...effect.packet, to: effect.to }] : []));
}

export function eventsIn(effects: readonly Effect[]): readonly MemberEvent[] {
  return effects.flatMap((effect) => (effect.type === 'notify' ? [effect.event] : []));
}

/** P1 to P3 of pool.ts. */
export function expectWhole(gossip: Gossip): void {
  const members = [...gossip.members.values()];
  expect(gossip.members.has(idOf(0))).to.equal(false);
  expect(gossip.live).to.equal(1 + members.filter(isLive).length);
  expect(gossip.dead).to.equal(members.filter(({ state }) => state === 'dead').length);
  expect(gossip.suspects).to.have.members(members.filter(({ state }) => state === 'suspect'));
  for (const member of gossip.suspects) expect(member.suspicion).not.to.equal(null);
  for (const [at, member] of gossip.ring.entries()) expect(member.at).to.equal(at);
  for (const member of members) {
    if (isLive(member)) expect(gossip.ring[member.at]).to.equal(member);
    if (isLive(member)) expect(holderOf(gossip, member.info.name)).not.to.equal(null);
  }
}
