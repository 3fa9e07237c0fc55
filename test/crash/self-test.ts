/**
 * Is a verdict of this program worth anything? The layer must forget what was not synced, and only that; and a region
 * whose syncs are only pretended must be caught losing what it acknowledged, while the same region with honest syncs
 * loses nothing.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom } from '../../src/core/base/random.ts';
import { present } from '../../src/core/base/assert.ts';
import { setTimeout as wait } from 'node:timers/promises';
import { Ledger } from './ledger.ts';
import { buildLayer } from './power/build.ts';
import { checkLie, LIES } from './lies.ts';
import { LayerControl } from './power/control.ts';
import { CUT_MODES, cutPower, startAnew } from './power/rollback.ts';
import type { CutMode } from './power/rollback.ts';
import { runFolder } from './region-run.ts';
import { RegionInspector } from './region/inspection.ts';
import { Region } from './region/region.ts';
import { playRegionRound } from './region/round.ts';
import type { Trouble } from './trouble/card.ts';
import { showComplaints } from './verdict.ts';

const WORKLOAD = fileURLToPath(new URL('power/workload.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TORN_SEEDS = 8;
const DEAF_MS = 1_000;

type Tree = Readonly<Record<string, string>>;

/** What power/workload.ts had made durable, and what it had not. */
const DURABLE: Tree = {
  synced: 'new',
  replaced: 'before',
  'renamed.new': 'renamed',
  removed: 'still here',
  cut: 'whole',
  'kept/inside': 'stays',
};
const EITHER: Readonly<Record<string, readonly (string | undefined)[]>> = {
  synced: ['new', 'xxw', 'xxwbehind', 'newbehind'],
  cut: ['whole', 'w'],
  replaced: ['before', 'after'],
  'kept/inside': ['stays'],
};

export async function runSelfTest(): Promise<number> {
  const checks: [string, () => Promise<readonly string[]>][] = [
    ...CUT_MODES.map((mode): [string, () => Promise<readonly string[]>] => [
      `the layer, ${mode}`,
      () => checkLayer(mode),
    ]),
    ['a region with honest syncs loses nothing when all lose power', () => checkRegion(false)],
    ...LIES.map((lie): [string, () => Promise<readonly string[]>] => [lie.name, () => checkLie(lie)]),
    ['a region whose syncs are pretended is caught losing what it acknowledged', () => checkRegion(true)],
  ];
  let failed = 0;
  for (const [what, check] of checks) {
    const wrong = await check();
    console.log(`${what}: ${wrong.length === 0 ? 'ok' : 'WRONG'}`);
    showComplaints(wrong);
    if (wrong.length > 0) failed += 1;
  }
  console.log(`${checks.length - failed} passed, ${failed} failed`);
  return failed;
}

async function checkLayer(mode: CutMode): Promise<readonly string[]> {
  const wrong: string[] = [];
  const seeds = mode === 'clean' ? 1 : TORN_SEEDS;
  for (let seed = 1; seed <= seeds; seed++) {
    const folder = runFolder('layer');
    const tree = await playWorkload(folder, mode, seed);
    wrong.push(
      ...(mode === 'clean' ? differences(tree) : impossible(tree)).map((what) => `seed ${seed}: ${what}`),
    );
    fs.rmSync(folder, { recursive: true, force: true });
  }
  return wrong;
}

async function playWorkload(folder: string, mode: CutMode, seed: number): Promise<Tree> {
  const power = {
    root: join(folder, 'disk'),
    journal: join(folder, 'journal'),
    graves: join(folder, 'graves'),
  };
  const page = join(folder, 'control');
  fs.mkdirSync(power.root);
  startAnew(power);
  const control = new LayerControl(page);
  const child = spawn(process.execPath, ['--import', 'tsx', WORKLOAD, join(power.root, 'log')], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      ...{ LD_PRELOAD: await buildLayer(), UV_USE_IO_URING: '0', ATOLL_POWER_ROOT: power.root },
      ...{ ATOLL_POWER_JOURNAL: power.journal, ATOLL_POWER_GRAVES: power.graves, ATOLL_POWER_CONTROL: page },
    },
  });
  const gone = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), gone]);
  if (child.exitCode !== null) throw new Error(`the workload ended with ${child.exitCode}`);
  child.kill('SIGKILL');
  await gone;
  const { syncs, writes, names } = control.counts();
  if (syncs === 0 || writes === 0 || names === 0) throw new Error('the layer saw nothing: it was not loaded');
  cutPower(power, mode, createRandom(seed));
  return treeOf(join(power.root, 'log'));
}

function treeOf(folder: string): Tree {
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map((entry) => {
      const place = join(entry.parentPath, entry.name);
      return [place.slice(folder.length + 1), fs.readFileSync(place, 'latin1')];
    }),
  );
}

/** After a clean cut everything is as it was synced; of LevelDB what a flush wrote is there and its log is empty. */
function differences(tree: Tree): string[] {
  const level = (name: string): boolean => name.startsWith('kept/level/');
  const own = Object.fromEntries(Object.entries(tree).filter(([name]) => !level(name)));
  const names = new Set([...Object.keys(own), ...Object.keys(DURABLE)]);
  const wrong = [...names]
    .filter((name) => own[name] !== DURABLE[name])
    .map((name) => `${name} holds ${JSON.stringify(own[name])}, not ${JSON.stringify(DURABLE[name])}`);
  const tables = Object.keys(tree).filter((name) => level(name) && name.endsWith('.ldb'));
  if (!tables.some((name) => tree[name]?.includes('flushed') === true))
    wrong.push('the flushed table is gone');
  if (Object.values(tree).some((content) => content.includes('later'))) wrong.push("LevelDB's log was kept");
  return wrong;
}

/** After any other cut every file is one that a disk may have made. */
function impossible(tree: Tree): string[] {
  const wrong = Object.entries(EITHER).flatMap(([name, contents]) =>
    contents.some((content) => tree[name]?.startsWith(content ?? '') === true)
      ? []
      : [`${name} holds ${JSON.stringify(tree[name])}`],
  );
  if ((tree['renamed'] ?? tree['renamed.new']) !== 'renamed') wrong.push('a renamed file has neither name');
  return wrong;
}

/** Returns what was wrong with the experiment: being caught is right for the pretender. */
async function checkRegion(pretended: boolean): Promise<readonly string[]> {
  const folder = runFolder(pretended ? 'pretended' : 'honest');
  const region = await Region.open({ folder, layered: true });
  let found: readonly string[];
  try {
    const ledger = new Ledger(`run ${process.pid}`);
    const world = { region, ledger, inspector: new RegionInspector(region, ledger), holders: null };
    const plan = { name: 'r1', random: createRandom(1), readAll: true, isLast: true, tally: () => undefined };
    const play = (each: Trouble): Promise<void> => losePower(each, pretended);
    found = (await playRegionRound({ ...plan, troubles: [{ play }] }, world)).wrong;
  } catch (error) {
    if (!pretended) throw error;
    // Members may notice the loss themselves and refuse to go on.
    found = [error instanceof Error ? `${error.message} ${String(error.cause)}` : String(error)];
  } finally {
    await region.close();
  }
  fs.rmSync(folder, { recursive: true, force: true });
  if (!pretended) return found;
  const isLoss = found.some((line) => /does not have|has not got|is not there|lost/.test(line));
  console.log(`    caught by: ${present(found[0] ?? 'nothing', 'a line').slice(0, 160)}`);
  return isLoss ? [] : ['acknowledged writes were lost and nobody noticed', ...found];
}

async function losePower({ region, random }: Trouble, pretended: boolean): Promise<void> {
  if (pretended) for (const { disk } of region.members) disk?.set({ deafToSyncs: 1 });
  await wait(DEAF_MS);
  for (const member of region.members) member.kill();
  await Promise.all(region.members.map((member) => member.whenGone()));
  for (const member of region.members) {
    member.cutPower('clean', random);
    member.disk?.heal();
  }
}
