import { expect } from 'chai';
import { createRandom } from '../../../src/core/base/random.ts';
import { Membership } from '../membership.ts';
import { wallMsOf } from '../ports/sim-clock.ts';
import { CALM } from '../swarm.ts';
import { World } from '../world.ts';
import { FaultAtlas } from './atlas.ts';
import { Overlays } from './overlays.ts';
import { CLOCK_FAULTS } from './clock-faults.ts';
import { NETWORK_FAULTS } from './network-faults.ts';

function world(membersPerRegion = 3): World {
  return new World({ seed: 1, swarm: CALM, regions: ['a', 'b'], membersPerRegion, trace: null });
}

describe('the fault atlas', () => {
  it('gives up a minority of each region and no more', () => {
    for (const [members, most] of [
      [1, 0],
      [3, 1],
      [5, 2],
    ] as const) {
      const each = world(members);
      const atlas = new FaultAtlas(each);
      for (const region of each.regions) {
        const damaged = each.membersOf(region).filter((machine) => {
          const may = atlas.mayDamage(machine);
          if (may) atlas.damaged(machine);
          return may;
        });
        expect(damaged).to.have.length(most);
        expect(damaged.every((machine) => atlas.mayDamage(machine))).to.equal(true);
      }
    }
  });
});

describe('windows of faults', () => {
  it('lie over each other and end in any order', () => {
    const [machine] = world().machines;
    if (machine === undefined) throw new Error('no machine');
    const overlays = new Overlays(world());
    const slow = overlays.disk(machine, (disk) => ({ ...disk, syncUs: disk.syncUs * 2 }));
    const slower = overlays.disk(machine, (disk) => ({ ...disk, syncUs: disk.syncUs * 5 }));
    expect(machine.platter.profile.syncUs).to.equal(CALM.disk.syncUs * 10);
    slow();
    expect(machine.platter.profile.syncUs).to.equal(CALM.disk.syncUs * 5);
    slower();
    expect(machine.platter.profile).to.deep.equal(CALM.disk);
  });

  it('change one direction of one link', () => {
    const here = world();
    const overlays = new Overlays(here);
    const usual = here.fabric.profile('a1:2380', 'a2:2380');
    const end = overlays.link('a1:2380', 'a2:2380', (link) => ({ ...link, lossRate: 1 }));
    expect(here.fabric.profile('a1:2380', 'a2:2380')).to.deep.equal({ ...usual, lossRate: 1 });
    expect(here.fabric.profile('a2:2380', 'a1:2380')).to.deep.equal(usual);
    end();
    expect(here.fabric.profile('a1:2380', 'a2:2380')).to.deep.equal(usual);
  });
});

describe('faults of a wall clock', () => {
  it('leave it as it was when all have ended, however they lay over each other', () => {
    const here = new World({ seed: 1, swarm: CALM, regions: ['a'], membersPerRegion: 1, trace: null });
    const { clock } = here.machines[0]!;
    const shown = (): number => wallMsOf(here.scheduler, clock);
    const right = shown();
    const kinds = ['wall clock strobe', 'wall clock an hour behind', 'wall clock strobe'] as const;
    const ends = kinds.map((kind) => {
      const site = {
        ...{ world: here, atlas: new FaultAtlas(here), overlays: new Overlays(here) },
        membership: new Membership(here),
      };
      const begun = CLOCK_FAULTS[kind]({ ...site, random: createRandom(7) });
      return 'undo' in begun ? begun.undo : () => undefined;
    });
    expect(shown()).to.be.lessThan(right - 3_000_000);
    for (const end of ends) end();
    expect(shown()).to.equal(right);
  });
});

describe('the fault of a link graph', () => {
  it('draws every one of the 64 graphs of three members, and takes it back', () => {
    const here = world();
    const site = {
      ...{ world: here, atlas: new FaultAtlas(here), overlays: new Overlays(here) },
      membership: new Membership(here),
    };
    const graphs = new Set<string>();
    for (let seed = 0; seed < 2_000; seed++) {
      const done = NETWORK_FAULTS['link graph']({ ...site, random: createRandom(seed) });
      const cuts = (): string =>
        here.machines
          .flatMap((from) => here.machines.map((to) => Number(here.fabric.isCut(from.address, to.address))))
          .join('');
      graphs.add(cuts());
      done?.undo?.();
      expect(Number(cuts())).to.equal(0);
    }
    // The whole graph counts once, the others once for each region.
    expect(graphs.size).to.equal(1 + 2 * 63);
  });
});
