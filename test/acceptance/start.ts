/** `npm start -- --detach` has nine ready servers soon after the install, and they take little while nothing happens. */
import { setTimeout as wait } from 'node:timers/promises';
import { SERVERS } from '../../src/cli/dev/layout.ts';
import { mebibytes, seconds } from '../support/figures.ts';
import { memoryOf, processorSecondsOf } from './usage.ts';
import type { MemoryUse } from './usage.ts';
import type { World } from './world.ts';

const READY_MS_MAX = 30_000;
const MEMORY_BYTES_MAX = 1.2 * 1024 * 1024 * 1024;
const IDLE_PERCENT_MAX = 15;
const IDLE_MS = 60_000;
/** What a start leaves to be done afterwards, such as compiling what has become hot, is not idling. */
const SETTLED_MS = 30_000;

export async function judgeStart(world: World): Promise<void> {
  const { playground, etcdctl, verdicts, say } = world;
  say('npm start -- --detach, in a copy of the sources with the packages installed and nothing built');
  const { ms, stdout } = await playground.npmStart('--detach', '--fresh');
  say(stdout.trimEnd());
  const healthy = await Promise.all(SERVERS.map((server) => etcdctl.isHealthy(server)));
  verdicts.exactly(
    'servers that etcdctl endpoint health calls healthy',
    healthy.filter(Boolean).length,
    SERVERS.length,
  );
  verdicts.below(
    'npm start -- --detach, with the first build, until nine are ready',
    ms,
    READY_MS_MAX,
    seconds,
  );
  await playground.dev('--stop');
  const again = await playground.npmStart('--detach', '--fresh');
  verdicts.below('npm start -- --detach, when built already', again.ms, READY_MS_MAX, seconds);
  await judgeIdle(world);
}

async function judgeIdle({ playground, verdicts, say }: World): Promise<void> {
  const pids = [playground.supervisorPid(), ...playground.running().map(({ pid }) => pid)];
  say(
    `nine servers and their supervisor without clients: ${seconds(IDLE_MS)}, measured from ${seconds(SETTLED_MS)} ` +
      'after they became ready',
  );
  await wait(SETTLED_MS);
  const before = processorSecondsOf(pids);
  const began = performance.now();
  await wait(IDLE_MS);
  const used = processorSecondsOf(pids) - before;
  const percent = (100_000 * used) / (performance.now() - began);
  const memory = memoryOf(pids);
  verdicts.below(
    'memory of all ten processes, resident (RSS)',
    memory.residentBytes,
    MEMORY_BYTES_MAX,
    mebibytes,
  );
  say(`      the same with shared pages counted once (PSS): ${describeProportional(memory)}`);
  verdicts.below(
    'processor time of all ten when idle, of one core',
    percent,
    IDLE_PERCENT_MAX,
    (figure) => `${figure.toFixed(1)} %`,
  );
}

export function describeProportional({ proportionalBytes }: MemoryUse): string {
  return proportionalBytes === null ? 'the kernel does not tell' : mebibytes(proportionalBytes);
}
