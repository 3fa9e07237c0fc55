/** Everything that is read of a region after a round, with nothing under way any more. */
import { explainHistory, missingEffects } from '../explain.ts';
import type { Findings } from '../inspection.ts';
import { compareHistories } from '../histories.ts';
import { present } from '../../../src/core/base/assert.ts';
import { describeOperation } from '../ledger.ts';
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

/** What an inspection needs of a region. */
export type Inspected = Pick<Region, 'members' | 'clientOf'>;

export class RegionInspector {
  /** Up to here every revision is laid to some operation. */
  explained = FIRST_REVISION;
  private readonly region: Inspected;
  private readonly ledger: Ledger;

  constructor(region: Inspected, ledger: Ledger) {
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
    const states = await this.inspectStates(prefixes, upTo);
    wrong.push(...states.wrong);
    return { wrong, revisions: upTo - after, keysRead: states.keys };
  }

  /**
   * Deletes what is left of an old round in one transaction, and compacts what was judged. The next round finds the
   * transaction in the history, and then `forget` may close the books.
   */
  async sweep(prefix: string): Promise<readonly string[]> {
    const client = this.region.clientOf(present(this.region.members[0], 'a member'));
    const keys = [...expectedState(this.ledger, REGION, prefix).keys()];
    await client.compact(this.explained);
    if (keys.length === 0) return [];
    const operation = this.ledger.begin('delete all', REGION, keys);
    const outcome = await client.deleteAll(prefix);
    operation.outcome = outcome;
    if (outcome.kind !== 'acknowledged') return [`${describeOperation(operation)} of a region at peace`];
    this.ledger.see(REGION, outcome.revision);
    if (outcome.found === keys.length) return [];
    return [`${describeOperation(operation)} found ${outcome.found} keys, not ${keys.length}`];
  }

  /** Each member hashes what it has itself. */
  private async compareHashes(revision: number): Promise<readonly string[]> {
    const { members } = this.region;
    const hashes = await Promise.all(members.map((member) => this.region.clientOf(member).hashAt(revision)));
    if (new Set(hashes).size === 1) return [];
    const told = members.map(({ name }, at) => `${name} ${hashes[at]?.toString(16)}`);
    return [`members hash revision ${revision} differently: ${told.join(', ')}`];
  }

  /** Leases may still end meanwhile: so all read the same revision. */
  private async inspectStates(
    prefixes: readonly string[],
    revision: number,
  ): Promise<{ readonly wrong: readonly string[]; readonly keys: number }> {
    const wrong: string[] = [];
    let keys = 0;
    for (const prefix of prefixes) {
      const expected = expectedState(this.ledger, REGION, prefix);
      for (const member of this.region.members) {
        const client = this.region.clientOf(member);
        const found = await checkState(this.ledger, expected, {
          ...{ member: member.name, client, region: REGION, prefix, revision },
        });
        wrong.push(...found.wrong);
        keys += found.keys;
      }
    }
    return { wrong, keys };
  }
}
