/**
 * With one writing region nothing can conflict: its writes are one order that all regions follow. So the feeds stay
 * empty whatever happens to the servers meanwhile.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { SERVERS } from '../../src/cli/dev/layout.ts';
import type { RegionName } from '../../src/cli/dev/layout.ts';
import { clientAddress, membersOf } from '../../src/cli/dev/layout.ts';
import { Ledger } from '../crash/ledger.ts';
import { Load } from '../crash/load.ts';
import { endpointsOf } from '../support/federation.ts';
import { count } from '../support/figures.ts';
import { MemberClient } from '../support/member-client.ts';
import { present } from '../../src/core/base/assert.ts';
import { server } from './world.ts';
import type { World } from './world.ts';

const WRITER: RegionName = 'eu';
const WORKERS = 32;
const PREFIX = '/global/one-writer/';
const BETWEEN_EVENTS_MS = 1_500;
const BUSY_MS = 5_000;

export async function judgeOneWriter(world: World): Promise<void> {
  const { federation, verdicts, say } = world;
  say(
    `${WORKERS} writers under ${PREFIX} in ${WRITER} only, while leaders are killed and moved in all regions`,
  );
  const ledger = new Ledger(`acceptance ${process.pid}`);
  const wrong: string[] = [];
  const load = new Load({
    ...{
      region: WRITER,
      members: endpointsOf(WRITER),
      workers: WORKERS,
      prefix: PREFIX,
      compares: false,
      ledger,
    },
    onWrong: (what) => void wrong.push(what),
  });
  try {
    await wait(BUSY_MS);
    await trouble(world);
    await wait(BUSY_MS);
  } finally {
    await load.stop();
  }
  await federation.converged();
  say(`      ${count(load.acknowledgements.length)} writes acknowledged, ${load.unknown} of unknown outcome`);
  verdicts.exactly('writes answered in a way they could not be', wrong.length, 0);
  await judgeKeys(world, ledger);
  await judgeFeeds(world);
}

/** Kills and moves, writers all still going. */
async function trouble(world: World): Promise<void> {
  for (const region of ['eu', 'us', 'ap'] as const) {
    await killLeader(world, region);
    await wait(BETWEEN_EVENTS_MS);
    await world.playground.dev('--heal');
    await moveLeader(world, region);
    await wait(BETWEEN_EVENTS_MS);
  }
}

async function killLeader({ playground, federation, say }: World, region: RegionName): Promise<void> {
  const leader = await federation.leaderOf(region);
  playground.kill([leader]);
  say(`      kill -9 of ${leader}, which led ${region}`);
  await playground.gone([leader]);
}

async function moveLeader({ federation, etcdctl, say }: World, region: RegionName): Promise<void> {
  const leader = await federation.leaderOf(region);
  const to = present(
    membersOf(region).find(({ name }) => name !== leader),
    'another member',
  );
  say(`      etcdctl move-leader: ${await etcdctl.moveLeader(server(leader), to.name)}`);
}

async function judgeKeys({ verdicts }: World, ledger: Ledger): Promise<void> {
  const listings = await Promise.all(
    SERVERS.map(async (each) => {
      const client = new MemberClient(clientAddress(each));
      const states = await client.list(PREFIX);
      client.close();
      return states;
    }),
  );
  const described = new Set(
    listings.map((states) => states.map(({ key, value }) => `${key} ${value}`).join('\n')),
  );
  verdicts.exactly('different contents among the nine servers afterwards', described.size, 1);
  const there = new Set(listings[0]?.map(({ key }) => key));
  const lost = [...ledger.writes].filter(
    ([key, { outcome }]) => outcome?.kind === 'acknowledged' && !ledger.deletes.has(key) && !there.has(key),
  );
  verdicts.exactly('acknowledged keys that are missing', lost.length, 0);
}

async function judgeFeeds({ playground, federation, verdicts, say }: World): Promise<void> {
  const { stdout } = await playground.ctl('-w', 'table', 'conflicts');
  say(stdout.trimEnd());
  const standing = await federation.describeConflicts();
  for (const line of standing.slice(0, 10)) say(`      ${line}`);
  verdicts.exactly('conflicts in the feeds of all nine servers with one writing region', standing.length, 0);
}
