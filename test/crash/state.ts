/**
 * What a member answers now, by linearizable reads, against what the ledger and the histories say it must: exactly the
 * keys that were written and not deleted, each in its first version, of the revision that was found for it.
 */
import type { KeyState, MemberClient } from '../support/member-client.ts';
import type { Ledger } from './ledger.ts';

export interface StateCheck {
  readonly member: string;
  readonly client: Pick<MemberClient, 'list'>;
  readonly region: string;
  readonly prefix: string;
  /** Absent: as it is now. */
  readonly revision?: number;
}

export interface StateFound {
  readonly keys: number;
  readonly wrong: readonly string[];
}

/** Key → revision of all keys that must be there. */
export function expectedState(ledger: Ledger, region: string, prefix: string): ReadonlyMap<string, number> {
  const expected = new Map<string, number>();
  for (const [key, write] of ledger.writes) {
    const revision = write.found.get(region);
    const isDeleted = ledger.deletes.get(key)?.found.has(region) === true;
    if (revision !== undefined && !isDeleted && key.startsWith(prefix)) expected.set(key, revision);
  }
  return expected;
}

export async function checkState(
  ledger: Ledger,
  expected: ReadonlyMap<string, number>,
  { member, client, prefix, revision }: StateCheck,
): Promise<StateFound> {
  const states = await client.list(prefix, revision);
  const present = new Set(states.map(({ key }) => key));
  const missing = [...expected.keys()].filter((key) => !present.has(key));
  const odd = states.filter((state) => !isRight(ledger, expected, state));
  return {
    keys: states.length,
    wrong: [
      ...missing.map((key) => `${member} does not have ${key} of revision ${expected.get(key)}`),
      ...odd.map(
        ({ key, version, modRevision }) =>
          `${member} has ${key} in version ${version} of revision ${modRevision}; due: ${expected.get(key) ?? 'absent'}`,
      ),
    ],
  };
}

function isRight(ledger: Ledger, expected: ReadonlyMap<string, number>, state: KeyState): boolean {
  const { key, value, version, createRevision, modRevision } = state;
  const revision = expected.get(key);
  return (
    version === 1 && modRevision === revision && createRevision === revision && value === ledger.valueOf(key)
  );
}
