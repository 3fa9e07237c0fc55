import { expect } from 'chai';
import { CALM, drawSwarm } from '../swarm.ts';
import { createRandom } from '../../../src/core/base/random.ts';
import { AMBIENT_FAULTS } from './ambient.ts';
import { FAULT_KIND_NAMES, FAULT_KINDS } from './kinds.ts';
import { drawSchedule, FIRST_SCHEDULED, isUnmasked } from './schedule.ts';

const US = 1_000_000;
const RATES = { kill: 6, pause: 6, 'link graph': 8 };

describe('the schedule of faults', () => {
  it('is the same for the same seed, in order, numbered, within its time', () => {
    const schedule = drawSchedule(7, RATES, 60 * US);
    expect(drawSchedule(7, RATES, 60 * US)).to.deep.equal(schedule);
    expect(drawSchedule(8, RATES, 60 * US)).to.not.deep.equal(schedule);
    expect(schedule.map(({ ordinal }) => ordinal)).to.deep.equal(schedule.map((_, i) => FIRST_SCHEDULED + i));
    for (const [i, { atUs, kind, lastsUs }] of schedule.entries()) {
      expect(atUs).to.be.within(schedule[i - 1]?.atUs ?? 0, 60 * US);
      expect(lastsUs).to.be.within(FAULT_KINDS[kind].lastsUs.least, FAULT_KINDS[kind].lastsUs.most);
    }
    expect(new Set(schedule.map(({ kind }) => kind))).to.deep.equal(new Set(Object.keys(RATES)));
  });

  it('leaves out what a mask says and nothing else', () => {
    expect([1, 2, 3].filter((ordinal) => isUnmasked({ only: [1, 3], without: [3] }, ordinal))).to.eql([1]);
    expect([1, 2, 3].filter((ordinal) => isUnmasked({ only: null, without: [2] }, ordinal))).to.eql([1, 3]);
  });

  it('uses every kind within some hundred swarms, and no swarm has all', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 300; seed++) {
      const kinds = Object.keys(drawSwarm(createRandom(seed)).rates);
      expect(kinds.length).to.be.within(1, 9);
      for (const kind of kinds) seen.add(kind);
    }
    expect([...seen].sort()).to.deep.equal([...FAULT_KIND_NAMES].sort());
  });
});

describe('what a world suffers all the time', () => {
  it('is told by kind, and each kind can be left out', () => {
    expect(AMBIENT_FAULTS.filter(({ isIn }) => isIn(CALM))).to.deep.equal([]);
    const worlds = Array.from({ length: 50 }, (_, seed) => drawSwarm(createRandom(seed)));
    for (const { kind, isIn, without } of AMBIENT_FAULTS) {
      const suffering = worlds.filter(isIn);
      expect(suffering, kind).to.have.length.greaterThan(0);
      for (const swarm of suffering) expect(isIn(without(swarm)), kind).to.equal(false);
    }
  });

  it('has its ordinals below those of the schedule', () => {
    for (const { ordinal } of AMBIENT_FAULTS) expect(ordinal).to.be.within(1, FIRST_SCHEDULED - 1);
  });
});
