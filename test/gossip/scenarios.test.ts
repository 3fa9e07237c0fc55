/** Small versions of what `npm run gossip-sim` measures at full size. */
import { expect } from 'chai';
import { LAN } from '../../src/core/gossip/profile.ts';
import { createGossip } from '../../src/core/gossip/pool.ts';
import { step } from '../../src/core/gossip/step.ts';
import {
  convergence,
  detection,
  lostRegion,
  partition,
  serfCurveMs,
  stalls,
  traffic,
  NEARLY_ALL,
} from './scenarios.ts';
import { allKnowAlive, GossipWorld, infoOf } from './world.ts';

const MINUTE = 60_000;
const max = (numbers: readonly number[]): number => Math.max(...numbers);

describe('a pool of members, simulated', () => {
  // A stalls test that cannot fail proves nothing: without Lifeguard the same seed must have false deaths.
  for (const lifeguard of [true, false]) {
    const outcome = lifeguard ? 'declares nobody dead' : 'declares some dead without Lifeguard';
    it(`${outcome} while a quarter stalls up to 5 s and 5 % of packets are lost`, () => {
      const options = { seed: 1, nodes: 60, minutes: 1.5, loss: 0.05, share: 0.25 };
      const { suspected, falseDeaths } = stalls({
        ...options,
        stallMaxMs: 5_000,
        gapMaxMs: 3_000,
        lifeguard,
      });
      expect(suspected).to.be.greaterThan(100);
      expect(falseDeaths === 0).to.equal(lifeguard);
    });
  }

  it('tells everybody, at a quarter of packets lost, about as soon as Serf’s curve has it', () => {
    const { toNearlyAll, missed } = convergence({ seed: 1, nodes: 100, loss: 0.25, trials: 20 });
    expect(missed).to.equal(0);
    expect(max(toNearlyAll)).to.be.lessThan(1.5 * serfCurveMs(100, 0.25, NEARLY_ALL));
  });

  for (const nodes of [3, 30]) {
    it(`finds a killed one of ${nodes} within memberlist’s bounds`, () => {
      const { suspected, allKnow } = detection({ seed: 1, nodes, loss: 0.05, trials: 20 });
      expect(max(suspected)).to.be.lessThan(12_000);
      expect(max(allKnow)).to.be.lessThan(24_000);
    });
  }

  it('knows within 15 s, at default settings, that a region is gone', () => {
    expect(max(lostRegion({ seed: 1, regions: 3, serversPerRegion: 3, trials: 100 }))).to.be.lessThan(15_000);
  });

  for (const [name, cutMs] of [
    ['10 s', 10_000],
    ['10 min, long after the dead are told nothing any more', 10 * MINUTE],
  ] as const) {
    it(`heals a cut of ${name} by itself`, () => {
      const { healedMs } = partition({ seed: 2, nodes: 20, cutMs, loss: 0.05 });
      expect(healedMs).to.be.lessThan(MINUTE);
    });
  }

  it('lets whoever was doubted in a cut answer before the verdict, once the cut has healed', () => {
    const { gaveUp, declaredMs } = partition({ seed: 1, nodes: 100, cutMs: 10_000, loss: 0 });
    expect(gaveUp).to.equal(true);
    // Whose time is over within one beat or two has not heard of it yet.
    expect(max([0, ...declaredMs])).to.be.lessThan(2 * LAN.gossipIntervalMs);
  });

  it('tells all of a small pool of a lost region, though a part of what is told goes to the lost', () => {
    const allKnewMs = lostRegion({ seed: 1, regions: 2, serversPerRegion: 3, trials: 1_000 });
    expect(max(allKnewMs)).to.be.lessThan(15_000);
  });

  it('brings a newcomer and all others together from one address', () => {
    const world = new GossipWorld({ seed: 3, nodes: 10, loss: 0.1, profile: LAN });
    const [seed, ...others] = world.nodes;
    world.tell(seed!, { type: 'join', addresses: [] });
    for (const node of others) world.tell(node, { type: 'join', addresses: [infoOf(0).address] });
    expect(world.runUntil(() => allKnowAlive(world.nodes, world.nodes), 30_000)).to.equal(true);
  });

  it('takes a restarted member in although it starts at the incarnation it had', () => {
    const world = new GossipWorld({ seed: 4, nodes: 5, loss: 0, profile: LAN });
    world.startAcquainted();
    world.kill(world.nodes[1]!);
    world.runFor(MINUTE);
    expect(allKnowAlive([world.nodes[0]!], [world.nodes[1]!])).to.equal(false);
    world.restart(world.nodes[1]!, { incarnation: 0, lamport: 0 });
    world.tell(world.nodes[1]!, { type: 'join', addresses: [infoOf(0).address] });
    expect(world.runUntil(() => allKnowAlive(world.nodes, world.nodes), 10_000)).to.equal(true);
  });

  it('lets a member leave without anybody suspecting it', () => {
    const world = new GossipWorld({ seed: 5, nodes: 20, loss: 0.05, profile: LAN });
    world.startAcquainted();
    const told: string[] = [];
    world.observe((node, event) => {
      told.push(event.type);
      if (event.type === 'departed') world.kill(node);
    });
    world.tell(world.nodes[3]!, { type: 'leave' });
    world.runFor(MINUTE);
    expect(told.filter((type) => type === 'left')).to.have.length(19);
    expect(told).to.include('departed').and.not.include('died').and.not.include('suspected');
  });

  it('costs a member of a calm pool no more when the pool is larger', () => {
    const [small, large] = [10, 40].map((nodes) => traffic({ seed: 1, nodes, minutes: 1 }));
    expect(large!.packets).to.be.within(1, 2 * small!.packets);
    expect(large!.bytes).to.be.lessThan(5_000);
  });

  it('does the same again with the same seed', () => {
    const once = (): unknown =>
      stalls({
        seed: 9,
        nodes: 20,
        minutes: 1,
        loss: 0.1,
        share: 0.5,
        stallMaxMs: 5_000,
        gapMaxMs: 5_000,
        lifeguard: true,
      });
    expect(once()).to.deep.equal(once());
  });

  it('says nothing by itself before it is told to join', () => {
    const gossip = createGossip({ info: infoOf(0), profile: LAN, seed: 1, incarnation: 0, lamport: 0 });
    step(gossip, 5, { type: 'wake' });
    expect(gossip.effects).to.deep.equal([]);
  });
});
