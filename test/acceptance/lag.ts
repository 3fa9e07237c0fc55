/** What is written under the rule in one region is read in the others soon; what is not under it never leaves. */
import { setTimeout as wait } from 'node:timers/promises';
import { clientAddress, membersOf, SERVERS } from '../../src/cli/dev/layout.ts';
import { milliseconds, percentile } from '../support/figures.ts';
import { MemberClient } from '../support/member-client.ts';
import { Sightings } from './sightings.ts';
import { memberOf } from './world.ts';
import type { World } from './world.ts';

const KEYS = 1_000;
const LAG_MS_MAX = 100;
/** Of every so many shared keys one is followed by a regional one. */
const REGIONAL_EVERY = 10;
/** Fifty a second: a configuration store's everyday, not its limit, which is for the benchmarks. */
const BETWEEN_PUTS_MS = 20;
/** Of every so many keys one is also read with etcdctl in another region as soon as it was seen. */
const READ_EVERY = 50;
const SHARED = '/global/lag/';
const REGIONAL = '/regional/lag/';

const elsewhere = SERVERS.filter(({ region }) => region !== 'eu');
const keyOf = (prefix: string, number: number): string => `${prefix}${String(number).padStart(4, '0')}`;
const valueOf = (key: string): string => `value of ${key}`;

export async function judgeLag(world: World): Promise<void> {
  const sightings = new Sightings(elsewhere);
  try {
    await sightings.opened();
    await byEtcdctl(world, sightings);
    await byClient(world, sightings);
    await everythingIsThere(world, sightings);
  } finally {
    sightings.close();
  }
}

/** Starting a process takes longer than what is measured, so the clock starts at etcdctl's OK. */
async function byEtcdctl({ etcdctl, verdicts, say }: World, sightings: Sightings): Promise<void> {
  say(`etcdctl puts ${KEYS} keys in eu, one after the other, with regional ones between them`);
  const lags: number[] = [];
  const whole: number[] = [];
  let readable = 0;
  for (let number = 1; number <= KEYS; number++) {
    const key = keyOf(`${SHARED}etcdctl/`, number);
    const { startedAt, saidAt } = await etcdctl.put(memberOf('eu', number), key, valueOf(key));
    const [seenAt = Number.NaN] = await sightings.of([key]);
    // Often the others have it before etcdctl has said OK: no lag at all.
    lags.push(Math.max(seenAt - saidAt, 0));
    whole.push(seenAt - startedAt);
    if (number % READ_EVERY === 0) {
      const reader = memberOf(number % (2 * READ_EVERY) === 0 ? 'us' : 'ap', number);
      if ((await etcdctl.get(reader, key)) === valueOf(key)) readable += 1;
    }
    if (number % REGIONAL_EVERY === 0) {
      const regional = keyOf(`${REGIONAL}etcdctl/`, number);
      await etcdctl.put(memberOf('eu', number), regional, valueOf(regional));
    }
  }
  describeLags(say, 'from the OK', lags);
  describeLags(say, 'from the start of the etcdctl process', whole);
  verdicts.below(
    `etcdctl put in eu: from its OK until watches at all six servers of us and ap have the key, p99 of ${KEYS}`,
    percentile(lags, 0.99),
    LAG_MS_MAX,
    milliseconds,
  );
  verdicts.exactly('of those, read back with etcdctl get in us or ap at once', readable, KEYS / READ_EVERY);
}

/** Here the clock starts before the request leaves, so the write itself is in the figure. */
async function byClient({ verdicts, say }: World, sightings: Sightings): Promise<void> {
  say(
    `a client puts ${KEYS} keys in eu, ${1_000 / BETWEEN_PUTS_MS} a second, with regional ones between them`,
  );
  const clients = membersOf('eu').map((server) => new MemberClient(clientAddress(server)));
  const keys = Array.from({ length: KEYS }, (_, number) => keyOf(`${SHARED}client/`, number));
  const startedAt: number[] = [];
  const under: Promise<unknown>[] = [];
  await Promise.all(clients.map((client) => client.revision()));
  const put = async (client: MemberClient, key: string): Promise<void> => {
    const outcome = await client.put({ key, value: valueOf(key) });
    if (outcome.kind !== 'acknowledged') throw new Error(`the put of ${key} ended ${outcome.kind}`);
  };
  const began = performance.now();
  for (const [number, key] of keys.entries()) {
    const client = clients[number % clients.length];
    if (client === undefined) break;
    startedAt.push(performance.now());
    under.push(put(client, key));
    if (number % REGIONAL_EVERY === 0) under.push(put(client, keyOf(`${REGIONAL}client/`, number)));
    await wait(Math.max(began + (number + 1) * BETWEEN_PUTS_MS - performance.now(), 0));
  }
  await Promise.all(under);
  const seenAt = await sightings.of(keys);
  for (const client of clients) client.close();
  const lags = seenAt.map((at, number) => at - (startedAt[number] ?? Number.NaN));
  describeLags(say, 'from the sending', lags);
  verdicts.below(
    `client put in eu: from its sending until watches at all six servers have the key, p99 of ${KEYS}`,
    percentile(lags, 0.99),
    LAG_MS_MAX,
    milliseconds,
  );
}

/**
 * That something never comes cannot be waited for. But a region's writes arrive in its order, so what was to come
 * before the last shared key is there when that key is.
 */
async function everythingIsThere({ verdicts }: World, sightings: Sightings): Promise<void> {
  const counts = await Promise.all(
    SERVERS.map(async (server) => {
      const client = new MemberClient(clientAddress(server));
      const shared = await client.list(SHARED);
      const regional = await client.list(REGIONAL);
      client.close();
      const right = shared.filter(({ key, value }) => value === valueOf(key)).length;
      return { isHome: server.region === 'eu', shared: right, regional: regional.length };
    }),
  );
  const away = counts.filter(({ isHome }) => !isHome);
  verdicts.exactly(
    'shared keys with their value, read at the poorest of the six servers of us and ap',
    Math.min(...away.map(({ shared }) => shared)),
    2 * KEYS,
  );
  verdicts.exactly(
    'regional keys, read at the poorest of the three servers of eu',
    Math.min(...counts.filter(({ isHome }) => isHome).map(({ regional }) => regional)),
    (2 * KEYS) / REGIONAL_EVERY,
  );
  verdicts.exactly(
    'regional keys ever seen or read outside eu',
    sightings.countWith(REGIONAL) + away.reduce((sum, { regional }) => sum + regional, 0),
    0,
  );
}

function describeLags(say: (line: string) => void, since: string, lags: readonly number[]): void {
  const [p50, p90, p99, max] = [0.5, 0.9, 0.99, 1].map((fraction) =>
    milliseconds(percentile(lags, fraction)),
  );
  say(`      ${since}: p50 ${p50}, p90 ${p90}, p99 ${p99}, max ${max}`);
}
