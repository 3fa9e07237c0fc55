/**
 * `npm run upgrade`: the release before and this one in one region, forward, back, forward, and finalised.
 *
 * M1. The run passes only if nothing at all was found wrong; the exit code is 0 only then.
 * M2. No process started here outlives the run, and its folder goes with it unless something was wrong.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commitOfTree } from '../crash/commit.ts';
import { CommandFailed } from '../support/run-command.ts';
import { olderRelease, ownRelease, RELEASE_BEFORE, ReleaseUnavailable } from './release.ts';
import { UpgradeRun } from './run.ts';

const INTERRUPTED = 130;

async function main(): Promise<number> {
  const began = performance.now();
  const folder = mkdtempSync(join(tmpdir(), 'atoll-upgrade-'));
  const say = (line: string): void => console.log(`${seconds(began)} ${line}`);
  say(`upgrade from ${RELEASE_BEFORE.slice(0, 7)} to commit ${commitOfTree()}`);
  mkdirSync(join(folder, 'members'));
  const releases = { before: await olderRelease(RELEASE_BEFORE, folder), own: ownRelease() };
  say('both are built');
  const run = await UpgradeRun.in(folder, releases, say);
  try {
    await run.all();
  } catch (error) {
    run.wrong.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    await run.stop();
  }
  for (const what of run.wrong) console.error(`WRONG: ${what}`);
  if (run.wrong.length > 0) {
    console.error(`what was found stands in ${folder}`);
    return 1;
  }
  rmSync(folder, { recursive: true });
  say(`passed: ${run.acknowledged} acknowledged writes, none lost`);
  return 0;
}

const seconds = (began: number): string => `${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s`;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(INTERRUPTED));
try {
  process.exitCode = await main();
} catch (error) {
  const isClear = error instanceof ReleaseUnavailable || error instanceof CommandFailed;
  console.error(isClear ? `upgrade: ${error.message}` : error);
  process.exitCode = 1;
}
