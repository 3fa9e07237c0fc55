import { expect } from 'chai';
import { memberId } from '../../../src/core/base/brands.ts';
import { NEWEST_LEVEL } from '../../../src/core/base/feature-level.ts';
import { Rig } from './rig.ts';

const [A, B, C] = [memberId(1n), memberId(2n), memberId(3n)];
const INIT = { type: 'init-region', region: 'eu', incarnation: 5n } as const;

function regionOf(...voters: (typeof A)[]): Rig {
  const rig = new Rig();
  rig.machine.conf = { ...rig.machine.conf, voters };
  return rig;
}

const raise = (level: number, ...members: (typeof A)[]) => ({ type: 'raise-level', level, members }) as const;

describe('core/apply/level', () => {
  it('begins at the first level where its founders have no higher one in common', () => {
    const rig = regionOf(A, B, C);
    rig.apply(INIT);
    expect(rig.machine.level).to.equal(1);
  });

  it('begins at the level its founders have in common', () => {
    const rig = regionOf(A, B, C);
    const { signals } = rig.apply({ ...INIT, level: 2 });
    expect(rig.machine.level).to.equal(2);
    expect(signals).to.deep.include({ type: 'level-raised', level: 2 });
  });

  it('keeps its level when somebody wants to begin it once more', () => {
    const rig = regionOf(A, B, C);
    rig.apply(INIT);
    rig.apply({ ...INIT, incarnation: 6n, level: 2 });
    expect(rig.machine.level).to.equal(1);
  });

  it('rises by a command, once', () => {
    const rig = regionOf(A, B);
    const first = rig.apply(raise(2, A, B));
    const again = rig.apply(raise(2, A, B));
    expect([first.result.type, again.result.type]).to.eql(['done', 'done']);
    expect([first.signals.length, again.signals.length]).to.eql([1, 0]);
    expect(rig.machine.level).to.equal(2);
  });

  it('never falls', () => {
    const rig = regionOf(A);
    rig.apply(raise(2, A));
    rig.apply(raise(1, A));
    expect(rig.machine.level).to.equal(2);
  });

  it('does not rise while a member, or a learner, is not known to speak the level', () => {
    const rig = regionOf(A, B);
    expect(rig.apply(raise(2, A)).result).to.include({ type: 'refused', reason: 'members-changed' });
    rig.machine.conf = { ...rig.machine.conf, learners: [C] };
    expect(rig.apply(raise(2, A, B)).result).to.include({ type: 'refused', reason: 'members-changed' });
    expect(rig.machine.level).to.equal(1);
    expect(rig.apply(raise(2, A, B, C)).result).to.include({ type: 'done' });
  });

  it('is not beyond what this release speaks', () => {
    expect(NEWEST_LEVEL).to.equal(2);
  });
});
