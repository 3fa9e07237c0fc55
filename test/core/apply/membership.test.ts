import { expect } from 'chai';
import { InvariantError } from '../../../src/core/base/assert.ts';
import { memberId } from '../../../src/core/base/brands.ts';
import type { CommandResult, MemberRecord, MembershipChange } from '../../../src/core/apply/types.ts';
import type { ConfState } from '../../../src/core/raft/types.ts';
import { picture, Rig } from './rig.ts';

const memberOf = (id: bigint, learner = false): MemberRecord => ({
  ...{ id: memberId(id), name: '', learner, clientUrls: [] },
  peerUrls: [`http://m${id}:2380`],
});
const add = (id: bigint, learner = false): MembershipChange => ({
  type: 'add',
  member: memberOf(id, learner),
});
const remove = (id: bigint): MembershipChange => ({ type: 'remove', id: memberId(id) });
const promote = (id: bigint): MembershipChange => ({ type: 'promote', id: memberId(id) });
/** As whoever lost the log of `spent` asks for it: at the same address. */
const replace = (spent: bigint, id: bigint): MembershipChange => ({
  ...{ type: 'replace', id: memberId(spent) },
  member: { ...memberOf(id, true), peerUrls: memberOf(spent).peerUrls, replaces: memberId(spent) },
});

function confOf(voters: readonly bigint[], learners: readonly bigint[] = []): ConfState {
  return {
    ...{ voters: voters.map(memberId), learners: learners.map(memberId) },
    ...{ votersOutgoing: [], learnersNext: [], autoLeave: false },
  };
}

/** Founded by these members. */
function founded(...voters: bigint[]): Rig {
  const rig = new Rig();
  rig.machine.conf = confOf(voters);
  for (const id of voters) rig.apply({ type: 'publish-member', member: { ...memberOf(id), name: `m${id}` } });
  return rig;
}

const verdict = (result: CommandResult): string => (result.type === 'refused' ? result.reason : result.type);

describe('core/apply/membership', () => {
  it('adds, promotes and removes, and a restart knows all of it', () => {
    const rig = founded(1n);
    expect(verdict(rig.change(add(2n)))).to.equal('done');
    expect(verdict(rig.change(add(3n, true)))).to.equal('done');
    expect(rig.machine.conf).to.eql(confOf([1n, 2n], [3n]));
    expect(rig.machine.members.get(memberId(3n))?.learner).to.equal(true);
    expect(verdict(rig.change(promote(3n)))).to.equal('done');
    expect(rig.machine.conf).to.eql(confOf([1n, 2n, 3n]));
    expect(rig.machine.members.get(memberId(3n))?.learner).to.equal(false);
    expect(verdict(rig.change(remove(1n)))).to.equal('done');
    expect(rig.machine.conf).to.eql(confOf([2n, 3n]));
    expect([...rig.machine.members.keys()]).to.eql([2n, 3n]);
    expect(picture(rig.restarted())).to.eql(picture(rig.machine));
  });

  it('refuses with etcd’s reasons and changes nothing', () => {
    const rig = founded(1n, 2n);
    rig.change(add(3n, true));
    rig.change(add(9n));
    rig.change(remove(9n));
    const before = picture(rig.machine);
    const refusals = {
      'add a member': add(1n),
      'add a removed one': add(9n),
      'add a second learner': add(4n, true),
      'remove a stranger': remove(7n),
      'remove one twice': remove(9n),
      'promote a stranger': promote(7n),
      'promote a voter': promote(1n),
      'add at an address in use': { type: 'add', member: { ...memberOf(5n), peerUrls: ['http://m2:2380'] } },
    } as const;
    const verdicts = Object.entries(refusals).map(([name, change]) => [name, verdict(rig.change(change))]);
    expect(Object.fromEntries(verdicts)).to.eql({
      'add a member': 'member-exists',
      'add a removed one': 'member-exists',
      'add a second learner': 'too-many-learners',
      'remove a stranger': 'member-not-found',
      'remove one twice': 'member-not-found',
      'promote a stranger': 'member-not-found',
      'promote a voter': 'not-a-learner',
      'add at an address in use': 'peer-urls-exist',
    });
    expect(picture(rig.machine)).to.eql(before);
  });

  it('replaces a member by a learner in one change, which says whom it replaces from then on', () => {
    const rig = founded(1n, 2n, 3n);
    expect(verdict(rig.change(replace(3n, 4n)))).to.equal('done');
    expect(rig.machine.conf).to.eql(confOf([1n, 2n], [4n]));
    expect([...rig.machine.members.keys()]).to.eql([1n, 2n, 4n]);
    expect(rig.machine.removed.has(memberId(3n))).to.equal(true);
    rig.apply({
      type: 'publish-member',
      member: { ...memberOf(4n), name: 'm3', peerUrls: ['http://m3:2380'] },
    });
    rig.change(promote(4n));
    expect(rig.machine.conf).to.eql(confOf([1n, 2n, 4n]));
    const { name, learner, replaces } = rig.machine.members.get(memberId(4n))!;
    expect([name, learner, replaces]).to.eql(['m3', false, 3n]);
    expect(picture(rig.restarted())).to.eql(picture(rig.machine));
  });

  it('replaces one member at a time, none twice, and not the last voter', () => {
    const rig = founded(1n, 2n, 3n);
    expect(verdict(rig.change(replace(9n, 4n)))).to.equal('member-not-found');
    expect(verdict(rig.change(replace(3n, 2n)))).to.equal('member-exists');
    rig.change(replace(3n, 4n));
    const before = picture(rig.machine);
    expect(verdict(rig.change(replace(3n, 5n)))).to.equal('member-not-found');
    expect(verdict(rig.change(replace(2n, 5n)))).to.equal('too-many-learners');
    expect(picture(rig.machine)).to.eql(before);
    expect(verdict(rig.change(replace(4n, 5n)))).to.equal('done');
    expect(rig.machine.conf).to.eql(confOf([1n, 2n], [5n]));
    const alone = founded(1n);
    expect(verdict(alone.change(replace(1n, 2n)))).to.equal('not-enough-started');
  });

  it('never takes the last voter', () => {
    const rig = founded(1n);
    expect(verdict(rig.change(remove(1n)))).to.equal('not-enough-started');
    expect(rig.machine.conf).to.eql(confOf([1n]));
  });

  it('tells a member that began with nobody who founded the region', () => {
    const rig = new Rig();
    rig.apply({ type: 'publish-member', member: { ...memberOf(1n), name: 'm1' } });
    expect(verdict(rig.change(add(2n), confOf([1n])))).to.equal('done');
    expect(rig.machine.conf).to.eql(confOf([1n, 2n]));
    expect([...rig.machine.members.keys()]).to.eql([1n, 2n]);
  });

  it('asserts that a change is for the configuration it meets', () => {
    const rig = founded(1n, 2n);
    expect(() => rig.change(add(3n), confOf([1n]))).to.throw(InvariantError, 'another configuration');
  });

  describe('what a member says of itself', () => {
    it('does not change its standing', () => {
      const rig = founded(1n);
      rig.change(add(2n, true));
      rig.apply({ type: 'publish-member', member: { ...memberOf(2n), name: 'm2', learner: false } });
      expect(rig.machine.members.get(memberId(2n))).to.include({ name: 'm2', learner: true });
    });

    it('is not heard once it was removed', () => {
      const rig = founded(1n, 2n);
      rig.change(remove(2n));
      rig.apply({ type: 'publish-member', member: { ...memberOf(2n), name: 'm2' } });
      expect([...rig.machine.members.keys()]).to.eql([1n]);
    });

    it('counts for more than what a leader says for it', () => {
      const rig = founded(1n);
      rig.apply({ type: 'publish-member', member: { ...memberOf(1n), peerUrls: ['http://old:1'] } });
      expect(rig.machine.members.get(memberId(1n))).to.include({ name: 'm1' });
      expect(rig.machine.members.get(memberId(1n))?.peerUrls).to.eql(['http://m1:2380']);
    });
  });

  describe('new addresses', () => {
    const update = (rig: Rig, id: bigint, url: string): string =>
      verdict(rig.apply({ type: 'update-member', id: memberId(id), peerUrls: [url] }).result);

    it('take the place of the old ones, also after a restart', () => {
      const rig = founded(1n, 2n);
      expect(update(rig, 2n, 'http://new:2380')).to.equal('done');
      expect(rig.restarted().members.get(memberId(2n))).to.eql({
        ...{ ...memberOf(2n), name: 'm2' },
        peerUrls: ['http://new:2380'],
      });
    });

    it('are refused for strangers and when another has them', () => {
      const rig = founded(1n, 2n);
      expect(update(rig, 7n, 'http://new:2380')).to.equal('member-not-found');
      expect(update(rig, 1n, 'http://m2:2380')).to.equal('peer-urls-exist');
      expect(update(rig, 1n, 'http://m1:2380')).to.equal('done');
    });
  });

  it('passes a leader’s refusal on', () => {
    const refusal = { type: 'refuse-membership', reason: 'unhealthy' } as const;
    expect(verdict(founded(1n).apply(refusal).result)).to.equal('unhealthy');
  });
});
