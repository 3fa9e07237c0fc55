/** `npm run fuzz`: one target under random inputs, what they came to, and what they cost. */
import { parseArgs } from 'node:util';
import { count, seconds } from '../support/figures.ts';
import { fuzz, FuzzFailure, INPUT_MS_MAX, repeat, type Outcome } from './run.ts';
import type { Target } from './target.ts';
import { TARGETS } from './targets.ts';

const USAGE = `npm run fuzz -- --target http2|hpack|gossip [--inputs N] [--seed S]
  --conversation N   that one alone, telling the bytes of each input before it is fed`;

const { values } = parseArgs({
  options: {
    target: { type: 'string', default: '' },
    inputs: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    conversation: { type: 'string' },
  },
});
const [seed, inputs] = [Number(values.seed), Number(values.inputs)];
const target = TARGETS[values.target];
if (target === undefined || !Number.isInteger(seed) || !Number.isInteger(inputs)) {
  console.error(USAGE);
  process.exitCode = 2;
} else if (values.conversation !== undefined) repeatAloud(target, Number(values.conversation));
else runAll(target);

function runAll(target: Target): void {
  console.log(`${count(inputs)} inputs from seed ${seed}; an input is ${target.input}`);
  const before = process.cpuUsage();
  try {
    const outcome = fuzz({ target, seed, inputs, onProgress });
    const { user, system } = process.cpuUsage(before);
    tell(outcome, (user + system) / 1e6);
  } catch (error) {
    if (!(error instanceof FuzzFailure)) throw error;
    tellFailure(error);
  }
}

function onProgress(done: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${count(done)} `);
}

function tell({ inputs, conversations, tally, slowestMs, memory }: Outcome, cpuSeconds: number): void {
  const counts = [...tally.counts].sort(([one], [other]) => one.localeCompare(other));
  for (const [what, times] of counts) console.log(`${count(times).padStart(12)}  ${what}`);
  const kib = (bytes: number): string => `${(bytes / 1024).toFixed(0)} KiB`;
  console.log(
    `slowest input ${slowestMs.toFixed(1)} ms of processor time (0: none took 10 ms; bound ${INPUT_MS_MAX} ms)`,
  );
  console.log(
    `memory ${kib(memory.bytes)} of ${kib(memory.bytesMax)} allowed, the average of the largest cohort`,
  );
  const rate = count(Math.round(inputs / cpuSeconds));
  console.log(`processor time ${seconds(cpuSeconds * 1_000)}, ${rate} inputs a second`);
  console.log(`${count(inputs)} inputs in ${count(conversations)} conversations: no failure`);
}

function tellFailure({ message, cause, conversation, fed }: FuzzFailure): void {
  console.error(cause instanceof Error ? (cause.stack ?? message) : message);
  console.error('fed, one input a line:');
  for (const input of fed) console.error(Buffer.from(input).toString('hex'));
  const alone = `npm run fuzz -- --target ${values.target} --seed ${seed} --conversation ${conversation}`;
  console.error(`\nFAILED in conversation ${conversation}. It alone: ${alone}`);
  process.exitCode = 1;
}

function repeatAloud(target: Target, conversation: number): void {
  repeat(target, seed, conversation, (input) => console.log(Buffer.from(input).toString('hex')));
  console.log('no failure');
}
