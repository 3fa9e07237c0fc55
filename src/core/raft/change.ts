/**
 * What a membership change makes of a configuration: arithmetic on sets, the same on every member.
 *
 * G1. A change of at most one voter is done at once: any majority before and any after have a member in common (thesis
 *     §4.1). More than that goes through a joint phase in which both majorities decide (Raft §6), and which the leader
 *     ends by itself (`autoLeave`).
 * G2. A voter of the outgoing half that is to be a learner waits in `learnersNext` until the joint phase ends: nobody
 *     is voter and learner at once.
 * G3. A group never loses its last voter.
 */
import type { MemberId } from '../base/brands.ts';
import { assertNever } from '../base/assert.ts';
import { ascending, checkConfiguration, isJoint } from './configuration.ts';
import type { ConfChange, ConfChanges, ConfState } from './types.ts';

export type ChangeRefusal =
  /** A change while an earlier one is in its joint phase. */
  | 'joint'
  /** To leave a joint phase that there is not. */
  | 'not-joint'
  /** It would remove all voters. */
  | 'no-voters';

export type ChangedConfiguration =
  { readonly ok: true; readonly conf: ConfState } | { readonly ok: false; readonly reason: ChangeRefusal };

/** No changes at all mean: leave the joint phase. */
export function changeConfiguration(conf: ConfState, { changes }: ConfChanges): ChangedConfiguration {
  checkConfiguration(conf);
  if (changes.length === 0) return leaveJoint(conf);
  if (isJoint(conf)) return { ok: false, reason: 'joint' };
  const direct = applyChanges(conf, [], changes);
  if (direct.voters.length === 0) return { ok: false, reason: 'no-voters' };
  if (votersChanged(conf, direct) <= 1) return { ok: true, conf: direct };
  return { ok: true, conf: applyChanges(conf, conf.voters, changes) };
}

/** Always by way of a joint phase, as `changeConfiguration` does for changes of several voters. */
export function enterJoint(conf: ConfState, { changes }: ConfChanges): ChangedConfiguration {
  checkConfiguration(conf);
  if (isJoint(conf)) return { ok: false, reason: 'joint' };
  const joint = applyChanges(conf, conf.voters, changes);
  return joint.voters.length === 0 ? { ok: false, reason: 'no-voters' } : { ok: true, conf: joint };
}

function leaveJoint(conf: ConfState): ChangedConfiguration {
  if (!isJoint(conf)) return { ok: false, reason: 'not-joint' };
  const learners = ascending([...conf.learners, ...conf.learnersNext]);
  return {
    ok: true,
    conf: { voters: conf.voters, votersOutgoing: [], learners, learnersNext: [], autoLeave: false },
  };
}

interface Groups {
  readonly voters: Set<MemberId>;
  readonly outgoing: ReadonlySet<MemberId>;
  readonly learners: Set<MemberId>;
  readonly learnersNext: Set<MemberId>;
}

function applyChanges(
  conf: ConfState,
  outgoing: readonly MemberId[],
  changes: readonly ConfChange[],
): ConfState {
  const groups: Groups = {
    voters: new Set(conf.voters),
    outgoing: new Set(outgoing),
    learners: new Set(conf.learners),
    learnersNext: new Set(),
  };
  for (const change of changes) applyChange(groups, change);
  return {
    voters: ascending(groups.voters),
    votersOutgoing: ascending(groups.outgoing),
    learners: ascending(groups.learners),
    learnersNext: ascending(groups.learnersNext),
    autoLeave: outgoing.length > 0,
  };
}

function applyChange(groups: Groups, { type, member }: ConfChange): void {
  switch (type) {
    case 'add-voter':
      remove(groups, member);
      groups.voters.add(member);
      return;
    case 'add-learner':
      remove(groups, member);
      // G2.
      (groups.outgoing.has(member) ? groups.learnersNext : groups.learners).add(member);
      return;
    case 'remove':
      return remove(groups, member);
    default:
      return assertNever(type);
  }
}

function remove({ voters, learners, learnersNext }: Groups, member: MemberId): void {
  voters.delete(member);
  learners.delete(member);
  learnersNext.delete(member);
}

function votersChanged(before: ConfState, after: ConfState): number {
  const added = after.voters.filter((voter) => !before.voters.includes(voter));
  const removed = before.voters.filter((voter) => !after.voters.includes(voter));
  return added.length + removed.length;
}
