/** The nine servers of a playground, asked through the SDK. */
import { setTimeout as wait } from 'node:timers/promises';
import { AtollClient, ClientError } from '../../src/client/index.ts';
import type { Conflict, MemberStatus } from '../../src/client/index.ts';
import { clientAddress, membersOf, SERVERS } from '../../src/cli/dev/layout.ts';
import type { DevServer, RegionName } from '../../src/cli/dev/layout.ts';

const LOOK_EVERY_MS = 20;
const ANSWER_MS_MAX = 2_000;
const LEADER_MS_MAX = 20_000;
const CONVERGED_MS_MAX = 60_000;

export class Federation {
  private readonly clients: ReadonlyMap<DevServer, AtollClient> = new Map(
    SERVERS.map((server) => [
      server,
      new AtollClient({ endpoints: [clientAddress(server)], timeoutMs: ANSWER_MS_MAX }),
    ]),
  );

  close(): void {
    for (const client of this.clients.values()) client.close();
  }

  /** The name of the region's leader. */
  async leaderOf(region: RegionName): Promise<string> {
    return this.eventually(LEADER_MS_MAX, `${region} to have a leader`, async () => {
      const roles = await Promise.all(
        membersOf(region).map(async (server) => ({ server, status: await this.statusOf(server) })),
      );
      return roles.find(({ status }) => status?.raft.role === 'leader')?.server.name ?? null;
    });
  }

  /** Resolves when every server has applied what any of them has. */
  async converged(): Promise<void> {
    await this.eventually(CONVERGED_MS_MAX, 'all nine servers to have applied the same', async () => {
      const statuses = await Promise.all(SERVERS.map((server) => this.statusOf(server)));
      return new Set(statuses.map(describeApplied)).size === 1 && statuses[0] !== null ? true : null;
    });
  }

  /** Of one member's feed, and how many records it has let go of. */
  async conflictsAt(
    server: DevServer,
  ): Promise<{ readonly conflicts: readonly Conflict[]; readonly dropped: number }> {
    const conflicts: Conflict[] = [];
    let dropped = 0;
    for await (const batch of this.clientOf(server).admin.conflicts()) {
      conflicts.push(...batch.conflicts);
      dropped = batch.dropped;
    }
    return { conflicts, dropped };
  }

  /** What stands in any of the nine feeds, as lines. */
  async describeConflicts(): Promise<readonly string[]> {
    const feeds = await Promise.all(
      SERVERS.map(async (server) => ({ server, ...(await this.conflictsAt(server)) })),
    );
    return feeds.flatMap(({ server, conflicts, dropped }) => [
      ...(dropped > 0 ? [`${server.name} has dropped ${dropped} conflicts`] : []),
      ...conflicts.map(
        ({ key, winner, loser }) =>
          `${server.name} has a conflict: ${Buffer.from(key).toString()}, ${winner.region} over ${loser.region}`,
      ),
    ]);
  }

  /** `null` while it does not answer. */
  private async statusOf(server: DevServer): Promise<MemberStatus | null> {
    try {
      return await this.clientOf(server).admin.status();
    } catch (error) {
      if (error instanceof ClientError) return null;
      throw error;
    }
  }

  private clientOf(server: DevServer): AtollClient {
    const client = this.clients.get(server);
    if (client === undefined) throw new Error(`no client of ${server.name}`);
    return client;
  }

  private async eventually<T>(limitMs: number, what: string, look: () => Promise<T | null>): Promise<T> {
    const giveUpAt = performance.now() + limitMs;
    for (;;) {
      const found = await look();
      if (found !== null) return found;
      if (performance.now() > giveUpAt) throw new Error(`waited ${limitMs / 1_000} s in vain for ${what}`);
      await wait(LOOK_EVERY_MS);
    }
  }
}

/** A region's members as load and reads address them. */
export const endpointsOf = (
  region: RegionName,
): readonly { readonly name: string; readonly endpoint: string }[] =>
  membersOf(region).map((server) => ({ name: server.name, endpoint: clientAddress(server) }));

function describeApplied(status: MemberStatus | null): string {
  return [...(status?.federation?.applied ?? [])]
    .filter(([, sequence]) => sequence > 0)
    .map(([origin, sequence]) => `${origin}=${sequence}`)
    .sort()
    .join(' ');
}
