/**
 * The region's feature level: rises at an operator's word, or is what its founders have in common.
 *
 * V1. Refused while somebody belongs to the region of whom the leader did not know that it speaks the level: judged where
 *     it is applied, since members may have come since the leader looked.
 */
import { membersOf } from '../raft/configuration.ts';
import { refused } from './machine.ts';
import type { Effects, Machine } from './machine.ts';
import type { Command, CommandResult } from './types.ts';

export function raiseLevel(
  machine: Machine,
  { level, members }: Command & { readonly type: 'raise-level' },
  effects: Effects,
): CommandResult {
  if (level <= machine.level) return { type: 'done' };
  if (membersOf(machine.conf).some((member) => !members.includes(member))) return refused('members-changed');
  setLevel(machine, level, effects);
  return { type: 'done' };
}

/** The level of a region that begins, which is in no other state yet. */
export function foundAtLevel(machine: Machine, level: number, effects: Effects): void {
  if (level > machine.level) setLevel(machine, level, effects);
}

/** Its record is the applied mark, which every entry writes. */
function setLevel(machine: Machine, level: number, effects: Effects): void {
  machine.level = level;
  effects.signal({ type: 'level-raised', level });
}
