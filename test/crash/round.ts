/**
 * One round: writers keep a region busy, its leader is killed with kill -9 in the middle, writes must go on, the server
 * comes back while they do; in some rounds all nine servers are killed at the end, writers and all still going.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { RegionName } from '../../src/cli/dev/layout.ts';
import { SERVERS } from '../../src/cli/dev/layout.ts';
import { endpointsOf } from '../support/federation.ts';
import type { Federation } from '../support/federation.ts';
import type { TestPlayground } from '../support/playground.ts';
import { GLOBAL_PREFIX, GLOBAL_WRITER, REGIONAL_PREFIX } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import { Load } from './load.ts';

const REGIONAL_WORKERS = 32;
const GLOBAL_WORKERS = 6;
/** So that a kill finds the region in full swing, at a moment that differs from round to round. */
const BEFORE_KILL_ACKNOWLEDGED = 200;
const BEFORE_KILL_MS_MIN = 400;
const BEFORE_KILL_MS_SPREAD = 800;
const GOES_ON_MS = 700;
const LOOK_EVERY_MS = 5;
/** Beyond it nothing goes on any more, and the round is given up. */
const GIVE_UP_MS = 30_000;

export interface RoundPlan {
  readonly name: string;
  readonly region: RegionName;
  readonly killAll: boolean;
}

export interface RoundResult {
  readonly killed: string;
  /** From the kill to the first acknowledgement of a write begun after it. */
  readonly gapMs: number;
  /** The same, until each surviving member has acknowledged one. */
  readonly everySurvivorMs: number;
  /** From the command that starts the killed ones again until all nine are ready. */
  readonly backMs: readonly number[];
  readonly acknowledged: number;
  readonly unknown: number;
  readonly notSent: number;
  readonly wrong: readonly string[];
}

export interface World {
  readonly playground: TestPlayground;
  readonly federation: Federation;
  readonly ledger: Ledger;
}

export async function playRound({ name, region, killAll }: RoundPlan, world: World): Promise<RoundResult> {
  const { playground, federation, ledger } = world;
  const wrong: string[] = [];
  const onWrong = (what: string): void => void wrong.push(what);
  const common = { ledger, onWrong };
  const regional = new Load({
    ...{ region, members: endpointsOf(region), workers: REGIONAL_WORKERS, compares: true, ...common },
    prefix: `${REGIONAL_PREFIX}${name}/`,
  });
  const global = new Load({
    ...{ region: GLOBAL_WRITER, members: endpointsOf(GLOBAL_WRITER), workers: GLOBAL_WORKERS, ...common },
    compares: false,
    prefix: `${GLOBAL_PREFIX}${name}/`,
  });
  const backMs: number[] = [];
  try {
    await inFullSwing(regional);
    const killed = await federation.leaderOf(region);
    const killedAt = playground.kill([killed]);
    const firstAt = await firstAfter(regional, killedAt, () => true);
    const survivorsAt = await Promise.all(
      SERVERS.filter((server) => server.region === region && server.name !== killed).map(({ name: member }) =>
        firstAfter(regional, killedAt, (each) => each === member),
      ),
    );
    await wait(GOES_ON_MS);
    backMs.push((await playground.dev('--heal')).ms);
    await wait(GOES_ON_MS);
    if (killAll) killEverything(playground);
    await Promise.all([regional.stop(), global.stop()]);
    if (killAll) backMs.push(await startAgain(playground));
    return {
      ...{ killed, backMs, wrong, gapMs: firstAt - killedAt },
      everySurvivorMs: Math.max(...survivorsAt) - killedAt,
      acknowledged: regional.acknowledgements.length + global.acknowledgements.length,
      unknown: regional.unknown + global.unknown,
      notSent: regional.notSent + global.notSent,
    };
  } finally {
    await Promise.all([regional.stop(), global.stop()]);
  }
}

async function inFullSwing({ acknowledgements }: Load): Promise<void> {
  const giveUpAt = performance.now() + GIVE_UP_MS;
  while (acknowledgements.length < BEFORE_KILL_ACKNOWLEDGED) {
    if (performance.now() > giveUpAt)
      throw new Error('the region takes no writes before anything was killed');
    await wait(LOOK_EVERY_MS);
  }
  await wait(BEFORE_KILL_MS_MIN + Math.random() * BEFORE_KILL_MS_SPREAD);
}

/** When the first write begun after `since` was acknowledged by such a member. */
async function firstAfter(
  { acknowledgements }: Load,
  since: number,
  isWanted: (member: string) => boolean,
): Promise<number> {
  const giveUpAt = performance.now() + GIVE_UP_MS;
  for (let looked = 0; ;) {
    for (; looked < acknowledgements.length; looked++) {
      const each = acknowledgements[looked];
      if (each !== undefined && each.startedAt >= since && isWanted(each.member)) return each.at;
    }
    if (performance.now() > giveUpAt)
      throw new Error(`no write was acknowledged for ${GIVE_UP_MS / 1_000} s after the kill`);
    await wait(LOOK_EVERY_MS);
  }
}

function killEverything(playground: TestPlayground): void {
  playground.kill(SERVERS.map(({ name }) => name));
}

async function startAgain(playground: TestPlayground): Promise<number> {
  await playground.gone(SERVERS.map(({ name }) => name));
  return (await playground.dev('--detach')).ms;
}
