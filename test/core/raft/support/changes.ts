/** Membership changes as text, which is also how test members write them into entries: `v4 l2 r1`. */
import { memberId } from '../../../../src/core/base/brands.ts';
import { changeConfiguration } from '../../../../src/core/raft/change.ts';
import type { ConfChange, ConfState, LogEntry } from '../../../../src/core/raft/types.ts';

const TYPES = { v: 'add-voter', l: 'add-learner', r: 'remove' } as const;

/** Add a voter, add a learner, remove. */
export function changes(text: string): ConfChange[] {
  const words = text.split(' ').filter((word) => word !== '');
  return words.map((word) => ({
    type: TYPES[word[0] as keyof typeof TYPES],
    member: memberId(BigInt(word.slice(1))),
  }));
}

export function changeEntry(text: string): Pick<LogEntry, 'type' | 'data'> {
  return { type: 'configuration', data: Uint8Array.from(text, (char) => char.charCodeAt(0)) };
}

/** What a driver does: an entry that cannot be carried out changes nothing. */
export function confAfter(conf: ConfState, entry: LogEntry): ConfState {
  const text = String.fromCharCode(...entry.data);
  const changed = changeConfiguration(conf, { changes: changes(text) });
  return changed.ok ? changed.conf : conf;
}
