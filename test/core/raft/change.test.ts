/** Membership changes as arithmetic: worked examples, and simple and joint changes against each other. */
import { expect } from 'chai';
import { memberId, type MemberId } from '../../../src/core/base/brands.ts';
import { createRandom, nextInteger, pick, type Random } from '../../../src/core/base/random.ts';
import { changeConfiguration, enterJoint, type ChangedConfiguration } from '../../../src/core/raft/change.ts';
import { isJoint } from '../../../src/core/raft/configuration.ts';
import { describeConf } from '../../../src/core/raft/describe.ts';
import type { ConfChange, ConfState } from '../../../src/core/raft/types.ts';
import { changes } from './support/changes.ts';
import { votersOnly } from './support/disk.ts';

const CASES = 1000;
const MEMBERS_MAX = 8;

const ids = (...members: number[]): MemberId[] => members.map((each) => memberId(BigInt(each)));

function show(changed: ChangedConfiguration): string {
  return changed.ok ? describeConf(changed.conf) : changed.reason;
}

function must(changed: ChangedConfiguration): ConfState {
  if (!changed.ok) throw new Error(`refused: ${changed.reason}`);
  return changed.conf;
}

function changed(conf: ConfState, text: string): string {
  return show(changeConfiguration(conf, { changes: changes(text) }));
}

describe('a membership change', () => {
  const three = votersOnly(ids(1, 2, 3));
  const withLearner = { ...three, learners: ids(4) };

  it('of one voter is done at once, with any number of learners beside it', () => {
    expect(changed(three, 'v4')).to.equal('voters=(1 2 3 4)');
    expect(changed(three, 'r3')).to.equal('voters=(1 2)');
    expect(changed(three, 'l4 l5')).to.equal('voters=(1 2 3) learners=(4 5)');
    expect(changed(withLearner, 'v4')).to.equal('voters=(1 2 3 4)');
    expect(changed(three, 'l3')).to.equal('voters=(1 2) learners=(3)');
    expect(changed(withLearner, 'v4 l5 l6')).to.equal('voters=(1 2 3 4) learners=(5 6)');
    expect(changed(withLearner, 'r4')).to.equal('voters=(1 2 3)');
  });

  it('of several voters is joint, and the leader ends it', () => {
    expect(changed(three, 'v4 v5')).to.equal('voters=(1 2 3 4 5) outgoing=(1 2 3) auto-leave');
    expect(changed(three, 'v4 r1')).to.equal('voters=(2 3 4) outgoing=(1 2 3) auto-leave');
  });

  it('of a voter into a learner waits for the end of the joint phase', () => {
    const joint = must(changeConfiguration(withLearner, { changes: changes('v4 l1') }));
    expect(describeConf(joint)).to.equal('voters=(2 3 4) outgoing=(1 2 3) learners-next=(1) auto-leave');
    expect(changed(joint, '')).to.equal('voters=(2 3 4) learners=(1)');
  });

  it('that is the case already changes nothing', () => {
    expect(changed(withLearner, 'v1 l4 r9')).to.equal(describeConf(withLearner));
    expect(changed(three, 'v4 r4')).to.equal(describeConf(three));
  });

  it('is refused inside a joint phase, and leaving it outside', () => {
    const joint = must(changeConfiguration(three, { changes: changes('v4 v5') }));
    expect(changed(joint, 'v6')).to.equal('joint');
    expect(show(enterJoint(joint, { changes: changes('v6') }))).to.equal('joint');
    expect(changed(three, '')).to.equal('not-joint');
  });

  it('never leaves a group without voters', () => {
    expect(changed(three, 'r1 r2 r3')).to.equal('no-voters');
    expect(changed(votersOnly(ids(1)), 'l1')).to.equal('no-voters');
    expect(changed(votersOnly(ids(1)), 'r1 v2')).to.equal('voters=(2) outgoing=(1) auto-leave');
  });

  it('comes to the same one by one and by way of a joint phase, in a thousand cases', () => {
    const random = createRandom(11);
    let joint = 0;
    let refused = 0;
    for (let i = 0; i < CASES; i++) {
      const start = randomConfiguration(random);
      const all = randomChanges(random);
      const stepwise = oneByOne(start, all);
      const entered = enterJoint(start, { changes: all });
      if (!entered.ok) {
        refused++;
        continue;
      }
      const left = must(changeConfiguration(entered.conf, { changes: [] }));
      if (stepwise !== null) expect(left).to.deep.equal(stepwise);
      const chosen = must(changeConfiguration(start, { changes: all }));
      if (isJoint(chosen)) {
        joint++;
        expect(chosen).to.deep.equal(entered.conf);
      } else expect(chosen).to.deep.equal(left);
    }
    expect(joint).to.be.greaterThan(CASES / 4);
    expect(refused).to.be.lessThan(CASES / 4);
  });

  it('done at once leaves a member in common to any two majorities', () => {
    const random = createRandom(12);
    for (let i = 0; i < CASES; i++) {
      const start = randomConfiguration(random);
      const after = changeConfiguration(start, { changes: randomChanges(random) });
      if (!after.ok || isJoint(after.conf)) continue;
      const union = new Set([...start.voters, ...after.conf.voters]);
      const majorities = [start, after.conf].map(({ voters }) => Math.floor(voters.length / 2) + 1);
      expect(majorities[0]! + majorities[1]!).to.be.greaterThan(union.size);
    }
  });
});

function randomChanges(random: Random): ConfChange[] {
  return Array.from({ length: nextInteger(random, 1, 6) }, () => ({
    type: pick(random, ['add-voter', 'add-learner', 'remove'] as const),
    member: memberId(BigInt(nextInteger(random, 1, MEMBERS_MAX))),
  }));
}

function randomConfiguration(random: Random): ConfState {
  let conf = votersOnly(ids(nextInteger(random, 1, MEMBERS_MAX)));
  for (const change of randomChanges(random)) {
    const next = changeConfiguration(conf, { changes: [change] });
    if (next.ok) conf = next.conf;
  }
  return conf;
}

/** `null` if the group would have no voters on the way. */
function oneByOne(start: ConfState, all: readonly ConfChange[]): ConfState | null {
  let conf = start;
  for (const change of all) {
    const next = changeConfiguration(conf, { changes: [change] });
    if (!next.ok) return null;
    conf = next.conf;
  }
  return conf;
}
