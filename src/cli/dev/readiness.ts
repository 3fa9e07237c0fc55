/**
 * When the playground counts as ready, asked of the servers themselves: nine answer a linearizable read, three lead,
 * every region knows the rule and hears from both others.
 *
 * R1. The rule is set by one region only and reaches the others as any key does: set in three regions at once it would
 *     be a conflict of its own in a feed that should begin empty.
 */
import { AtollClient, ClientError } from '../../client/index.ts';
import type { MemberStatus, RegionStatus } from '../../client/index.ts';
import { clientAddress, membersOf, PLAYGROUND_RULE, REGIONS, SERVERS } from './layout.ts';
import type { DevServer, RegionName } from './layout.ts';

/** One look at all nine. */
export interface Look {
  /** Of those that answered a linearizable read. */
  readonly members: ReadonlyMap<DevServer, MemberLook>;
  /** The steps to be ready, each with what it still waits for; empty: done. */
  readonly steps: readonly Step[];
}

export interface MemberLook {
  readonly status: MemberStatus;
  readonly hasRule: boolean;
  readonly regions: readonly RegionStatus[];
}

export interface Step {
  readonly name: 'servers' | 'leaders' | 'rule' | 'regions';
  readonly title: string;
  readonly done: number;
  readonly of: number;
  /** What is missing, by name. */
  readonly waitsFor: readonly string[];
}

const LOOK_TIMEOUT_MS = 1_500;

export class Readiness {
  private readonly clients = new Map<DevServer, AtollClient>();

  constructor() {
    for (const server of SERVERS) {
      this.clients.set(
        server,
        new AtollClient({ endpoints: [clientAddress(server)], timeoutMs: LOOK_TIMEOUT_MS }),
      );
    }
  }

  async look(): Promise<Look> {
    const members = new Map<DevServer, MemberLook>();
    await Promise.all(
      [...this.clients].map(async ([server, client]) => {
        const member = await lookAt(client);
        if (member !== null) members.set(server, member);
      }),
    );
    await this.setRule(members);
    return { members, steps: stepsOf(members) };
  }

  close(): void {
    for (const client of this.clients.values()) client.close();
  }

  /** R1. */
  private async setRule(members: ReadonlyMap<DevServer, MemberLook>): Promise<void> {
    const [first] = SERVERS;
    if (first === undefined || members.size < SERVERS.length) return;
    if ([...members.values()].some(({ hasRule }) => hasRule)) return;
    try {
      await this.clients.get(first)?.admin.setRule(PLAYGROUND_RULE);
    } catch (error) {
      // The next look tries again.
      if (!(error instanceof ClientError)) throw error;
    }
  }
}

/** `null` while it does not answer. */
async function lookAt({ admin }: AtollClient): Promise<MemberLook | null> {
  try {
    // Reading the rules is linearizable: whoever answers has a leader and can follow it.
    const [status, rules, regions] = await Promise.all([admin.status(), admin.rules(), admin.regions()]);
    const hasRule = rules.some(({ prefix }) => Buffer.from(prefix).toString() === PLAYGROUND_RULE.prefix);
    return { status, hasRule, regions };
  } catch (error) {
    if (error instanceof ClientError) return null;
    throw error;
  }
}

export function stepsOf(members: ReadonlyMap<DevServer, MemberLook>): readonly Step[] {
  const leaders = new Map(REGIONS.map((region) => [region, leaderOf(region, members)]));
  const names = SERVERS.map(({ name }) => name);
  const answering = new Set([...members.keys()].map(({ name }) => name));
  const hasRule = (region: RegionName): boolean =>
    membersOf(region).every((server) => members.get(server)?.hasRule === true);
  const { prefix, policy } = PLAYGROUND_RULE;
  return [
    step('servers', 'servers answer', names, (name) => answering.has(name)),
    step('leaders', 'leaders elected', REGIONS, (region) => leaders.get(region) !== undefined),
    step('rule', `rule ${prefix} -> ${policy} in force`, REGIONS, hasRule),
    step('regions', 'regions connected', REGIONS, (region) => isConnected(leaders.get(region))),
  ];
}

function step<T extends string>(
  name: Step['name'],
  title: string,
  all: readonly T[],
  isDone: (each: T) => boolean,
): Step {
  const waitsFor = all.filter((each) => !isDone(each));
  return { name, title, of: all.length, done: all.length - waitsFor.length, waitsFor };
}

function leaderOf(region: RegionName, members: ReadonlyMap<DevServer, MemberLook>): MemberLook | undefined {
  return membersOf(region)
    .map((server) => members.get(server))
    .find((member) => member?.status.raft.role === 'leader');
}

function isConnected(leader: MemberLook | undefined): boolean {
  return leader !== undefined && leader.regions.every(({ self, connected }) => self || connected);
}
