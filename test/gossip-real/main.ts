/**
 * `npm run gossip-real`: a pool of real processes on this machine's loopback addresses, sealed, that are killed and made to
 * stand still at random.
 *
 * G1. Only processes that were started here are signalled, by their own handles, and none outlives the run.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createRandom } from '../../src/core/base/random.ts';
import { compile } from '../sim/compiled.ts';
import { count, percentile, seconds } from '../support/figures.ts';
import { freePort } from '../support/free-port.ts';
import type { MemberReport } from './protocol.ts';
import { RealMember } from './real-member.ts';
import { RealRun } from './run.ts';
import type { Figures } from './run.ts';

const MEMBER = fileURLToPath(new URL('member.ts', import.meta.url));
const SEEDS = 3;
const HOST_FIRST = 10;
const HOSTS_MAX = 200;
const MINUTE = 60_000;

const { values } = parseArgs({
  options: {
    nodes: { type: 'string', default: '50' },
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
  },
});

function membersIn(folder: string, nodes: number, port: number): RealMember[] {
  const program = compile(MEMBER);
  const keyFile = join(folder, 'key');
  writeFileSync(keyFile, randomBytes(32).toString('base64'));
  const addressOf = (number: number): string => `127.0.0.${HOST_FIRST + number}:${port}`;
  const seeds = Array.from({ length: SEEDS }, (_, number) => addressOf(number));
  return Array.from({ length: nodes }, (_, number) => {
    const name = `member-${number}`;
    return new RealMember(program, {
      ...{ name, seeds, keyFile, address: addressOf(number), folder: join(folder, name) },
    });
  });
}

function print({ kills, pauses, firstKnew, allKnew, rejoined }: Figures): void {
  const spread = (ms: readonly number[]): string =>
    ms.length === 0
      ? 'none'
      : `median ${seconds(percentile(ms, 0.5))}, p99 ${seconds(percentile(ms, 0.99))}, most ${seconds(Math.max(...ms))}`;
  console.log(`killed ${kills}, stood still ${pauses}`);
  console.log(`killed until the first knew: ${spread(firstKnew)}`);
  console.log(`killed until all knew:       ${spread(allKnew)}`);
  console.log(`back until all knew:         ${spread(rejoined)}`);
}

function printCost(reports: readonly MemberReport[]): void {
  const mean = (of: (report: MemberReport) => number): number =>
    reports.reduce((sum, report) => sum + of(report), 0) / reports.length;
  const perSecond = (of: (report: MemberReport) => number): number =>
    mean((report) => of(report) / (report.upMs / 1_000));
  const datagrams = perSecond(({ datagrams: sent }) => sent).toFixed(1);
  const bytes = count(Math.round(perSecond(({ bytes: sent }) => sent)));
  const cpu = perSecond(({ cpuMs }) => cpuMs / 10).toFixed(2);
  console.log(
    `each process: ${datagrams} datagrams/s and ${bytes} bytes/s sent, ${cpu} % of a core (its start included)`,
  );
}

async function main(): Promise<number> {
  const [nodes, minutes] = [Number(values.nodes), Number(values.minutes)];
  if (!(nodes >= SEEDS + 1 && nodes <= HOSTS_MAX && minutes > 0)) {
    console.error(`--nodes from ${SEEDS + 1} to ${HOSTS_MAX}, --minutes above 0`);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'atoll-gossip-real-'));
  const members = membersIn(folder, nodes, await freePort());
  process.on('exit', () => {
    for (const member of members) void member.kill();
  });
  const run = new RealRun(members, createRandom(Number(values.seed)), (line) => console.log(line));
  try {
    await run.begin();
    await run.goOnUntil(performance.now() + minutes * MINUTE);
    print(run.figures);
    printCost(await run.reports());
  } finally {
    for (const member of members) await member.kill();
    rmSync(folder, { recursive: true });
  }
  const { passed, failed } = run.figures;
  console.log(`${count(passed)} passed, ${count(failed.length)} failed`);
  return failed.length === 0 ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
process.exitCode = await main();
