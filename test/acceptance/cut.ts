/** Regions cut apart take writes to one key on both sides; healed, all show one value, and the feed names the other. */
import { setTimeout as wait } from 'node:timers/promises';
import { clientAddress, SERVERS } from '../../src/cli/dev/layout.ts';
import type { RegionName } from '../../src/cli/dev/layout.ts';
import { seconds } from '../support/figures.ts';
import { memberOf } from './world.ts';
import type { World } from './world.ts';

const PREFIX = '/global/cut/';
const COLOUR = `${PREFIX}colour`;
const KEYS = 20;
const LOOK_EVERY_MS = 50;
const SAME_MS_MAX = 10_000;
const GIVE_UP_MS = 60_000;

interface Contest {
  readonly key: string;
  readonly loser: Side;
  /** The one that writes last, by the clock of one machine: the rule says that the last write wins. */
  readonly winner: Side;
}

/** `value: null`: this side deletes the key. */
interface Side {
  readonly region: RegionName;
  readonly value: string | null;
}

interface FeedRecord {
  readonly key: string;
  readonly winner: { readonly region: string; readonly value: string | null };
  readonly loser: { readonly region: string; readonly value: string | null };
}

export async function judgeCut(world: World): Promise<void> {
  const { playground, etcdctl, verdicts, say } = world;
  const contests = plan();
  for (const { key } of contests) await etcdctl.put(memberOf('ap'), key, 'before');
  await world.federation.converged();
  say((await playground.dev('--cut', 'us')).stdout.trimEnd());
  for (const { key, loser, winner } of contests) {
    await write(world, key, loser);
    await write(world, key, winner);
  }
  await judgeApart(world);
  const healed = playground.dev('--heal');
  const beganAt = performance.now();
  const sameAt = await whenSame(world, contests);
  verdicts.below(
    'from the command to heal until all nine servers show the same values',
    sameAt - beganAt,
    SAME_MS_MAX,
    seconds,
  );
  say((await healed).stdout.trimEnd());
  const shown = await Promise.all(SERVERS.map((server) => etcdctl.get(server, COLOUR)));
  say(`      etcdctl get ${COLOUR} at the nine: ${shown.join(' ')}`);
  verdicts.exactly(
    `servers at which etcdctl get ${COLOUR} shows the later value`,
    shown.filter((value) => value === 'red').length,
    SERVERS.length,
  );
  await judgeFeeds(world, contests);
}

function plan(): readonly Contest[] {
  const many = Array.from({ length: KEYS }, (_, number): Contest => {
    const [first, second]: [Side, Side] = [
      { region: 'eu', value: number % 5 === 4 ? null : `of eu ${number}` },
      { region: 'us', value: number % 7 === 6 ? null : `of us ${number}` },
    ];
    const key = `${PREFIX}${String(number).padStart(2, '0')}`;
    return number % 2 === 0 ? { key, loser: first, winner: second } : { key, loser: second, winner: first };
  });
  const colour: Contest = {
    ...{ key: COLOUR, loser: { region: 'eu', value: 'green' } },
    winner: { region: 'us', value: 'red' },
  };
  return [colour, ...many];
}

async function write({ etcdctl }: World, key: string, { region, value }: Side): Promise<void> {
  if (value === null) await etcdctl.delete(memberOf(region), key);
  else await etcdctl.put(memberOf(region), key, value);
}

/** Both took the writes, and neither side has the other's. */
async function judgeApart({ etcdctl, verdicts }: World): Promise<void> {
  const shown = await Promise.all([etcdctl.get(memberOf('eu'), COLOUR), etcdctl.get(memberOf('us'), COLOUR)]);
  verdicts.exactly(`cut apart, etcdctl get ${COLOUR} in eu and us`, shown.join(' and '), 'green and red');
}

async function whenSame({ etcdctl }: World, contests: readonly Contest[]): Promise<number> {
  const giveUpAt = performance.now() + GIVE_UP_MS;
  const wanted = contests.map(({ key, winner }) => `${key} ${winner.value}`).join('\n');
  const isSame = async (): Promise<boolean> => {
    for (const server of SERVERS) {
      const { stdout } = await etcdctl.run(server, ['get', '--prefix', PREFIX]);
      if (describeListing(stdout, contests) !== wanted) return false;
    }
    return true;
  };
  while (!(await isSame())) {
    if (performance.now() > giveUpAt) throw new Error('the regions do not agree after they were healed');
    await wait(LOOK_EVERY_MS);
  }
  return performance.now();
}

/** etcdctl prints a line with the key and one with its value. */
function describeListing(stdout: string, contests: readonly Contest[]): string {
  const lines = stdout.split('\n');
  const valueOf = (key: string): string | null => {
    const at = lines.indexOf(key);
    return at < 0 ? null : (lines[at + 1] ?? null);
  };
  return contests.map(({ key }) => `${key} ${valueOf(key)}`).join('\n');
}

async function judgeFeeds(
  { playground, federation, verdicts, say }: World,
  contests: readonly Contest[],
): Promise<void> {
  say((await playground.ctl('-w', 'table', 'conflicts', '--prefix', COLOUR)).stdout.trimEnd());
  const wanted = contests.map(describeContest).sort().join('\n');
  const feeds = await Promise.all(
    SERVERS.map(async (server) => {
      const args = ['--endpoints', clientAddress(server), '-w', 'json', 'conflicts', '--prefix', PREFIX];
      const { conflicts } = JSON.parse((await playground.ctl(...args)).stdout) as {
        readonly conflicts: readonly FeedRecord[];
      };
      return { server, found: conflicts.map(describeRecord).sort().join('\n') };
    }),
  );
  verdicts.exactly(
    `servers whose atollctl conflicts names winner and loser of each of ${contests.length} keys, and nothing else`,
    feeds.filter(({ found }) => found === wanted).length,
    SERVERS.length,
  );
  for (const { server, found } of feeds.filter((each) => each.found !== wanted)) {
    say(`${server.name} says\n${found}\ninstead of\n${wanted}`);
  }
  await federation.converged();
}

function describeContest({ key, winner, loser }: Contest): string {
  return `${key}: ${winner.region} ${winner.value} over ${loser.region} ${loser.value}`;
}

function describeRecord({ key, winner, loser }: FeedRecord): string {
  const text = (base64: string | null): string | null =>
    base64 === null ? null : Buffer.from(base64, 'base64').toString();
  return `${text(key)}: ${winner.region} ${text(winner.value)} over ${loser.region} ${text(loser.value)}`;
}
