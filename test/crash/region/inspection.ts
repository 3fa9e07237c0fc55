/** Everything that is read of a region after a round, with nothing under way any more. */
import { explainHistory, missingEffects } from '../explain.ts';
import type { Findings } from '../inspection.ts';
import { compareHistories } from '../histories.ts';
import type { Ledger } from '../ledger.ts';
import { checkState, expectedState } from '../state.ts';
import type { Readers } from './readers.ts';
import { REGION } from './region.ts';
import type { Region } from './region.ts';
import type { Watchers } from './watchers.ts';

/** A new keyspace is at revision 1, in which nothing happened. */
const FIRST_REVISION = 1;

export interface Subjects {
  readonly prefixes: readonly string[];
  readonly readers: Readers;
  readonly watchers: Watchers;
}

export class RegionInspector {
  /** Up to here every revision is laid to some operation. */
  explained = FIRST_REVISION;
  private readonly region: Region;
  private readonly ledger: Ledger;

  constructor(region: Region, ledger: Ledger) {
    this.region = region;
    this.ledger = ledger;
  }

  async inspect({ prefixes, readers, watchers }: Subjects): Promise<Findings> {
    const { members } = this.region;
    const after = this.explained;
    const revisions = await Promise.all(members.map((member) => this.region.clientOf(member).revision()));
    const upTo = Math.max(...revisions);
    const history = await compareHistories(members, after + 1, upTo);
    const { events } = history;
    const wrong = [...history.wrong, ...explainHistory(this.ledger, { region: REGION, after, upTo, events })];
    this.explained = upTo;
    wrong.push(...missingEffects(this.ledger.operations, REGION));
    wrong.push(
      ...readers.judge(),
      ...(await watchers.judge(events, upTo)),
      ...(await this.compareHashes(upTo)),
    );
    const states = await this.inspectStates(prefixes);
    wrong.push(...states.wrong);
    return { wrong, revisions: upTo - after, keysRead: states.keys };
  }

  /** Each member hashes what it has itself. */
  private async compareHashes(revision: number): Promise<readonly string[]> {
    const { members } = this.region;
    const hashes = await Promise.all(members.map((member) => this.region.clientOf(member).hashAt(revision)));
    if (new Set(hashes).size === 1) return [];
    const told = members.map(({ name }, at) => `${name} ${hashes[at]?.toString(16)}`);
    return [`members hash revision ${revision} differently: ${told.join(', ')}`];
  }

  private async inspectStates(
    prefixes: readonly string[],
  ): Promise<{ readonly wrong: readonly string[]; readonly keys: number }> {
    const wrong: string[] = [];
    let keys = 0;
    for (const prefix of prefixes) {
      const expected = expectedState(this.ledger, REGION, prefix);
      for (const member of this.region.members) {
        const client = this.region.clientOf(member);
        const found = await checkState(this.ledger, expected, {
          ...{ member: member.name, client, region: REGION, prefix },
        });
        wrong.push(...found.wrong);
        keys += found.keys;
      }
    }
    return { wrong, keys };
  }
}
