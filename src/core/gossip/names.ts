/**
 * Who holds a name. Members are told apart by id, so two of one name disturb nothing; but people and DNS ask by name.
 *
 * N1. Of the living, the one holds a name who claimed it first; at one instant, the lower id. That is a function of what
 *     is known, so all members come to the same answer, also after a partition in which both sides had a holder.
 * N2. A newcomer cannot take the name of somebody alive: its claim is later. It can take that of the dead and the left.
 * N3. Both hear of a conflict: the event names who keeps the name and who loses it.
 */
import { isLive, type Gossip, type Member } from './pool.ts';

/** The living holder of a name, or nobody. */
export function holderOf(gossip: Gossip, name: string): Member | null {
  const { self, names } = gossip;
  const other = names.get(name) ?? null;
  if (self.info.name !== name) return other;
  return other !== null && claimsBefore(other, self) ? other : self;
}

/** A living member has this name from now on. */
export function nameGiven(gossip: Gossip, member: Member): void {
  const { names, self } = gossip;
  const { name } = member.info;
  const holder = names.get(name);
  if (holder === undefined) names.set(name, member);
  else if (holder !== member) settle(gossip, holder, member);
  if (self.info.name === name) tell(gossip, self, member);
}

/** It died, left, or is about to be somebody else. */
export function nameLost(gossip: Gossip, member: Member): void {
  const { names } = gossip;
  const { name } = member.info;
  if (names.get(name) !== member) {
    gossip.rivals = gossip.rivals.filter((rival) => rival !== member);
    return;
  }
  names.delete(name);
  const heirs = gossip.rivals.filter((rival) => rival.info.name === name && isLive(rival));
  if (heirs.length === 0) return;
  const heir = heirs.reduce((first, rival) => (claimsBefore(rival, first) ? rival : first));
  gossip.rivals = gossip.rivals.filter((rival) => rival !== heir);
  names.set(name, heir);
}

/** N1. */
function settle(gossip: Gossip, holder: Member, rival: Member): void {
  const [keeps, loses] = claimsBefore(rival, holder) ? [rival, holder] : [holder, rival];
  gossip.names.set(keeps.info.name, keeps);
  if (!gossip.rivals.includes(loses)) gossip.rivals.push(loses);
  tell(gossip, keeps, loses);
}

function tell(gossip: Gossip, one: Member, other: Member): void {
  const [keeps, loses] = claimsBefore(other, one) ? [other, one] : [one, other];
  const { name, id } = keeps.info;
  gossip.effects.push({
    type: 'notify',
    event: { type: 'name-conflict', name, keeps: id, loses: loses.info.id },
  });
}

function claimsBefore(one: Member, other: Member): boolean {
  const [left, right] = [one.info, other.info];
  return left.claimedMs < right.claimedMs || (left.claimedMs === right.claimedMs && left.id < right.id);
}
