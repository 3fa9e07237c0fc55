/** Everything that is read after a round: histories, states and feeds of all nine servers, with nothing under way. */
import { clientAddress, membersOf, REGIONS, SERVERS } from '../../src/cli/dev/layout.ts';
import type { DevServer, RegionName } from '../../src/cli/dev/layout.ts';
import { endpointsOf } from '../support/federation.ts';
import type { Federation } from '../support/federation.ts';
import { MemberClient } from '../support/member-client.ts';
import { explainHistory, missingEffects, wrongOrder } from './explain.ts';
import { compareHistories } from './histories.ts';
import { GLOBAL_WRITER } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { checkState, expectedState } from './state.ts';

/** A new keyspace is at revision 1, in which nothing happened. */
const FIRST_REVISION = 1;

export interface Findings {
  readonly wrong: readonly string[];
  /** Revisions of all regions that were laid to some operation. */
  readonly revisions: number;
  /** Keys read, counted once for every member that was asked. */
  readonly keysRead: number;
}

export class Inspector {
  private readonly ledger: Ledger;
  private readonly federation: Federation;
  private readonly explained = new Map<RegionName, number>();
  private readonly clients: ReadonlyMap<DevServer, MemberClient> = new Map(
    SERVERS.map((server) => [server, new MemberClient(clientAddress(server))]),
  );

  constructor(ledger: Ledger, federation: Federation) {
    this.ledger = ledger;
    this.federation = federation;
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
  }

  /** `prefixes`: the keys whose state is read; histories are always read from where the last one ended. */
  async inspect(prefixes: readonly string[]): Promise<Findings> {
    await this.federation.converged();
    const wrong: string[] = [];
    let revisions = 0;
    let keysRead = 0;
    // The region that writes replicated keys comes first: the others are judged by what it has.
    for (const region of [GLOBAL_WRITER, ...REGIONS.filter((each) => each !== GLOBAL_WRITER)]) {
      const history = await this.inspectHistory(region);
      const state = await this.inspectState(region, prefixes);
      wrong.push(...history.wrong, ...state.wrong);
      revisions += history.revisions;
      keysRead += state.keys;
    }
    wrong.push(...(await this.federation.describeConflicts()));
    return { wrong, revisions, keysRead };
  }

  private async inspectHistory(
    region: RegionName,
  ): Promise<{ readonly wrong: string[]; readonly revisions: number }> {
    const after = this.explained.get(region) ?? FIRST_REVISION;
    const members = membersOf(region);
    const revisions = await Promise.all(members.map((server) => this.clientOf(server).revision()));
    const upTo = Math.max(...revisions);
    const history = await compareHistories(endpointsOf(region), after + 1, upTo);
    this.explained.set(region, upTo);
    const { operations } = this.ledger;
    return {
      revisions: upTo - after,
      wrong: [
        ...history.wrong,
        ...explainHistory(this.ledger, { region, after, upTo, events: history.events }),
        ...missingEffects(operations, region),
        ...wrongOrder(operations, region),
      ],
    };
  }

  private async inspectState(
    region: RegionName,
    prefixes: readonly string[],
  ): Promise<{ readonly wrong: readonly string[]; readonly keys: number }> {
    const wrong: string[] = [];
    let keys = 0;
    for (const prefix of prefixes) {
      const expected = expectedState(this.ledger, region, prefix);
      for (const server of membersOf(region)) {
        const check = { member: server.name, client: this.clientOf(server), region, prefix };
        const found = await checkState(this.ledger, expected, check);
        wrong.push(...found.wrong);
        keys += found.keys;
      }
    }
    return { wrong, keys };
  }

  private clientOf(server: DevServer): MemberClient {
    const client = this.clients.get(server);
    if (client === undefined) throw new Error(`no client of ${server.name}`);
    return client;
  }
}
