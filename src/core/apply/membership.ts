/**
 * Who belongs to the region. A change takes effect when its entry is applied, as in etcd, on every member at the same
 * place in the log; the configuration is state like any other and comes back from disk and from snapshots.
 *
 * G1. `conf` decides who is a member and in which standing; a record only says how a member is called and reached. There
 *     can be a member without a record (it has never spoken), never a record without a member.
 * G2. An id that was removed is spent: it neither comes back nor speaks for itself again.
 * G3. A change is judged where it is applied. What the leader judged before may have been true for another state.
 * G4. A replacement says whom it replaces for as long as it is a member: who asks twice for its spent id to be replaced is
 *     told of the same new one.
 */
import { assert } from '../base/assert.ts';
import type { MemberId } from '../base/brands.ts';
import { changeConfiguration } from '../raft/change.ts';
import { isLearner, isMember } from '../raft/configuration.ts';
import type { ConfChange, ConfState } from '../raft/types.ts';
import { refused } from './machine.ts';
import type { Effects, Machine } from './machine.ts';
import type {
  Command,
  CommandResult,
  MemberRecord,
  MembershipChange,
  MembershipRefusal,
  Reconfiguration,
} from './types.ts';

/** etcd's: a learner costs the leader as much as a voter and protects nothing yet. */
export const LEARNERS_MAX = 1;

const DONE: CommandResult = { type: 'done' };

/** `null`: nothing that the machine knows stands against it. */
export function refusalOfChange(machine: Machine, change: MembershipChange): MembershipRefusal | null {
  switch (change.type) {
    case 'add':
      return refusalOfAdd(machine, change.member, null);
    case 'replace':
      if (!isMember(machine.conf, change.id)) return 'member-not-found';
      return refusalOfAdd(machine, change.member, change.id);
    case 'remove':
      return isMember(machine.conf, change.id) ? null : 'member-not-found';
    case 'promote':
      if (!isMember(machine.conf, change.id)) return 'member-not-found';
      return isLearner(machine.conf, change.id) ? null : 'not-a-learner';
  }
}

export function applyReconfiguration(
  machine: Machine,
  { base, change }: Reconfiguration,
  effects: Effects,
): CommandResult {
  adoptBase(machine, base);
  const refusal = refusalOfChange(machine, change);
  if (refusal !== null) return refused(refusal);
  const changed = changeConfiguration(machine.conf, { changes: raftChangesOf(change) });
  // A region cannot do without its last voter, whatever the operator allowed.
  if (!changed.ok) return refused('not-enough-started');
  setConfiguration(machine, changed.conf, effects);
  record(machine, change, effects);
  effects.signal({ type: 'members-changed' });
  return DONE;
}

/** An entry without data: the second half of a change that needed both configurations for a while. */
export function applyLeaveJoint(machine: Machine, effects: Effects): void {
  const left = changeConfiguration(machine.conf, { changes: [] });
  if (!left.ok) return;
  setConfiguration(machine, left.conf, effects);
  effects.signal({ type: 'members-changed' });
}

/** Says what a member is called and where it is reached. Nothing for ids that do not belong here (G1, G2). */
export function publishMember(machine: Machine, member: MemberRecord, effects: Effects): void {
  if (machine.removed.has(member.id)) return;
  const known = machine.members.get(member.id);
  // Without a name it is said by the leader for one that has not spoken yet.
  if (known !== undefined && member.name === '') return;
  const replaces = known?.replaces;
  const standing = {
    learner: isLearner(machine.conf, member.id),
    ...(replaces === undefined ? {} : { replaces }),
  };
  putRecord(machine, { ...member, ...standing }, effects);
  effects.signal({ type: 'members-changed' });
}

export function updateMember(
  machine: Machine,
  { id, peerUrls }: Command & { readonly type: 'update-member' },
  effects: Effects,
): CommandResult {
  const member = machine.members.get(id);
  if (member === undefined) return refused('member-not-found');
  if (areTaken(machine, peerUrls, id)) return refused('peer-urls-exist');
  putRecord(machine, { ...member, peerUrls }, effects);
  effects.signal({ type: 'members-changed' });
  return DONE;
}

/** `leaving`: who makes room for it. */
function refusalOfAdd(
  machine: Machine,
  member: MemberRecord,
  leaving: MemberId | null,
): MembershipRefusal | null {
  const { conf, removed } = machine;
  if (isMember(conf, member.id) || removed.has(member.id)) return 'member-exists';
  if (areTaken(machine, member.peerUrls, leaving ?? member.id)) return 'peer-urls-exist';
  const learners = [...conf.learners, ...conf.learnersNext].filter((id) => id !== leaving).length;
  return member.learner && learners >= LEARNERS_MAX ? 'too-many-learners' : null;
}

function areTaken({ members }: Machine, urls: readonly string[], except: MemberId): boolean {
  return [...members.values()].some(
    ({ id, peerUrls }) => id !== except && peerUrls.some((url) => urls.includes(url)),
  );
}

/** A member that began with nothing learns here what the region looked like before its first change. */
function adoptBase(machine: Machine, base: ConfState): void {
  if (machine.conf.voters.length === 0) machine.conf = base;
  assert(
    base.voters.join() === machine.conf.voters.join() &&
      base.learners.join() === machine.conf.learners.join(),
    'a membership change was made for another configuration',
  );
}

function setConfiguration(machine: Machine, conf: ConfState, effects: Effects): void {
  machine.conf = conf;
  effects.write([{ type: 'put-configuration', conf }]);
}

function raftChangesOf(change: MembershipChange): ConfChange[] {
  switch (change.type) {
    case 'add':
      return [raftAddOf(change.member)];
    case 'remove':
      return [{ type: 'remove', member: change.id }];
    case 'promote':
      return [{ type: 'add-voter', member: change.id }];
    case 'replace':
      return [{ type: 'remove', member: change.id }, raftAddOf(change.member)];
  }
}

const raftAddOf = ({ id, learner }: MemberRecord): ConfChange => ({
  type: learner ? 'add-learner' : 'add-voter',
  member: id,
});

function record(machine: Machine, change: MembershipChange, effects: Effects): void {
  switch (change.type) {
    case 'add':
      putRecord(machine, change.member, effects);
      return;
    case 'remove':
      spend(machine, change.id, effects);
      return;
    case 'replace':
      spend(machine, change.id, effects);
      putRecord(machine, change.member, effects);
      return;
    case 'promote': {
      const member = machine.members.get(change.id);
      if (member !== undefined) putRecord(machine, { ...member, learner: false }, effects);
      return;
    }
  }
}

/** G2. */
function spend(machine: Machine, id: MemberId, effects: Effects): void {
  machine.members.delete(id);
  machine.removed.add(id);
  effects.write([
    { type: 'delete-member', id },
    { type: 'put-removed-member', id },
  ]);
}

function putRecord(machine: Machine, member: MemberRecord, effects: Effects): void {
  machine.members.set(member.id, member);
  effects.write([{ type: 'put-member', member }]);
}
