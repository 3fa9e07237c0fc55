/**
 * Who belongs to the group. The configuration in force is the applied one, as in etcd: a member acts on a change when
 * it applies the entry, not when it appends it (the thesis' way), so a snapshot's configuration is always exact.
 *
 * C1. A learner is no voter of either half; `learnersNext` waits in `votersOutgoing` until the joint phase ends.
 */
import { assert } from '../base/assert.ts';
import type { MemberId } from '../base/brands.ts';
import type { ConfState } from './types.ts';

export function isVoter(conf: ConfState, member: MemberId): boolean {
  return conf.voters.includes(member) || conf.votersOutgoing.includes(member);
}

export function isLearner(conf: ConfState, member: MemberId): boolean {
  return conf.learners.includes(member);
}

/** Between the two entries of a change of several voters, when both majorities decide. */
export function isJoint(conf: ConfState): boolean {
  return conf.votersOutgoing.length > 0;
}

export function isMember(conf: ConfState, member: MemberId): boolean {
  return isVoter(conf, member) || isLearner(conf, member);
}

/** Ascending, so that the order of messages does not depend on how the configuration came about. */
export function votersOf(conf: ConfState): MemberId[] {
  return ascending(new Set([...conf.voters, ...conf.votersOutgoing]));
}

export function membersOf(conf: ConfState): MemberId[] {
  return ascending(new Set([...conf.voters, ...conf.votersOutgoing, ...conf.learners]));
}

export function ascending(members: Iterable<MemberId>): MemberId[] {
  return [...members].sort((left, right) => (left < right ? -1 : left > right ? 1 : 0));
}

export function checkConfiguration(conf: ConfState): void {
  for (const group of [conf.voters, conf.votersOutgoing, conf.learners, conf.learnersNext]) {
    assert(new Set(group).size === group.length, 'a configuration names a member twice');
  }
  for (const learner of conf.learners) assert(!isVoter(conf, learner), 'a learner is also a voter');
  for (const next of conf.learnersNext) {
    assert(conf.votersOutgoing.includes(next), 'a learner to be is not an outgoing voter');
  }
  if (isJoint(conf)) assert(conf.voters.length > 0, 'a joint configuration without voters');
  else assert(!conf.autoLeave, 'there is no joint phase to leave');
}
