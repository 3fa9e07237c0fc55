/** The history that the members of a region tell, which must be one. */
import { present } from '../../src/core/base/assert.ts';
import { readHistory } from '../support/watch.ts';
import type { WatchEvent } from '../support/watch.ts';
import type { LoadMember } from './load.ts';

export interface History {
  readonly events: readonly WatchEvent[];
  readonly wrong: readonly string[];
}

/** Every event from one revision to another, both included, as each member tells it. */
export async function compareHistories(
  members: readonly LoadMember[],
  from: number,
  upTo: number,
): Promise<History> {
  const told = await Promise.all(members.map(({ endpoint }) => readHistory(endpoint, from, upTo)));
  const events = present(told[0], 'a first member');
  const different = members.filter((_, at) => describeEvents(told[at] ?? []) !== describeEvents(events));
  return {
    events,
    wrong: different.map(({ name }) => `${name} tells another history of ${from} to ${upTo}`),
  };
}

export function describeEvents(events: readonly WatchEvent[]): string {
  return events
    .map(({ deleted, key, modRevision, version, value }) =>
      [deleted, key, modRevision, version, value].join(' '),
    )
    .join('\n');
}
