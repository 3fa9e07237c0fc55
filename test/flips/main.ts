/**
 * `npm run flips`: turns every single bit of a log segment, of a snapshot and of every file of a LevelDB store, one at a
 * time, and asks for everything each time. `-- --target NAME` picks one, `-- --every N` takes every Nth bit only.
 *
 * M1. Each target has a process of its own. One that dies (LevelDB is native) is asked in another what comes of that bit
 *     after several such ends, and the rest goes on behind it.
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { TARGET_NAMES, TARGETS, type TargetName } from './targets.ts';
import { noCounts, VERDICTS, type Counts, type Verdict } from './verdict.ts';

const { values } = parseArgs({
  options: {
    target: { type: 'string' },
    every: { type: 'string', default: '1' },
    /** Of the process that does the work: `file bit`, where the one before it died. */
    from: { type: 'string' },
  },
});
const stride = Math.max(1, Number(values.every) || 1);

interface Place {
  readonly file: string;
  readonly bit: number;
}

async function work(name: TargetName, from: Place | null): Promise<void> {
  const target = await TARGETS[name]();
  const line = (text: string): boolean => process.stdout.write(`${text}\n`);
  let reached = from === null;
  if (from !== null) line((await target.afterDeaths?.(from.file, from.bit)) ?? 'wrong');
  for (const { name: file, bytes } of target.files) {
    if (file === from?.file) reached = true;
    if (!reached) continue;
    for (let bit = file === from?.file ? from.bit + stride : 0; bit < bytes * 8; bit += stride) {
      line(`at ${file} ${bit}`);
      line(await target.flip(file, bit));
    }
  }
  await target.close();
  line('through');
}

interface Tally {
  readonly byFile: Map<string, Counts>;
  readonly wrong: string[];
  readonly deaths: string[];
}

/** One life of a worker: `null` when it went through, else where it died. */
function watch(
  name: TargetName,
  from: Place | null,
  { byFile, wrong, deaths }: Tally,
): Promise<Place | null> {
  const start = from === null ? [] : ['--from', `${from.file} ${from.bit}`];
  const script = new URL(import.meta.url).pathname;
  const args = ['--import', 'tsx', script, '--target', name, '--every', String(stride), ...start];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ATOLL_FLIPS_WORKER: '1' },
  });
  let at: Place = from ?? { file: '', bit: 0 };
  let through = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [word, file = '', bit = '0'] = line.split(' ');
    if (word === 'through') through = true;
    else if (word === 'at') at = { file, bit: Number(bit) };
    else {
      const counts = byFile.get(at.file) ?? noCounts();
      byFile.set(at.file, counts);
      counts[word as Verdict]++;
      if (word === 'wrong') wrong.push(`${at.file}, bit ${at.bit}`);
    }
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      if (through) return resolve(null);
      deaths.push(`${at.file}, bit ${at.bit} (${signal ?? code ?? 'unknown'})`);
      resolve(at);
    });
  });
}

const DEATHS_MAX = 1_000;

async function flipAll(name: TargetName): Promise<Tally> {
  const tally: Tally = { byFile: new Map(), wrong: [], deaths: [] };
  let from: Place | null = null;
  do from = await watch(name, from, tally);
  while (from !== null && tally.deaths.length < DEATHS_MAX);
  if (from !== null) tally.wrong.push(`given up at ${from.file}, bit ${from.bit}`);
  return tally;
}

async function main(): Promise<number> {
  const picked = TARGET_NAMES.filter((name) => values.target === undefined || name === values.target);
  if (picked.length === 0) {
    console.error(`flips: --target is one of ${TARGET_NAMES.join(', ')}`);
    return 2;
  }
  let wrongs = 0;
  for (const name of picked) {
    const { byFile, wrong, deaths } = await flipAll(name);
    for (const [file, counts] of byFile) {
      const figures = VERDICTS.map((verdict) => `${verdict} ${counts[verdict]}`).join('  ');
      console.log(`${name.padEnd(12)} ${file.padEnd(44)} ${figures}`);
    }
    for (const place of deaths) console.log(`the process ended, ${name}: ${place}`);
    for (const place of wrong) console.log(`WRONG ${name}: ${place}`);
    wrongs += wrong.length;
  }
  console.log(`WRONG=${wrongs}`);
  return wrongs === 0 ? 0 : 1;
}

if (process.env['ATOLL_FLIPS_WORKER'] === '1') {
  const [file = '', bit = '0'] = values.from?.split(' ') ?? [];
  await work(values.target as TargetName, values.from === undefined ? null : { file, bit: Number(bit) });
} else process.exitCode = await main();
