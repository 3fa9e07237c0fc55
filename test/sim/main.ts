/**
 * `npm run simulate`: seeds of whole federations on virtual time. The last line is the verdict, `N passed, N failed`; a
 * failure prints the command that repeats it.
 */
import { execFileSync } from 'node:child_process';
import { createRandom, pick } from '../../src/core/base/random.ts';
import { parseOptions, type SimulateOptions } from './options.ts';
import type { SeedTask, Shrunk } from './attempt.ts';
import { FAULT_KIND_NAMES, slugOf } from './faults/kinds.ts';
import { describeFault } from './faults/schedule.ts';
import { runPool, type TaskResult } from './pool.ts';
import { FaultCounts } from './ports/fault-counts.ts';
import { runSeed } from './run-seed.ts';

const VIOLATIONS_SHOWN = 5;
const PROGRESS_EVERY = 10;
/** Keeps this draw apart from the world's. */
const MEMBERS_SEED = 0xa110;
const LEAST_ACKNOWLEDGED = 1_000;

class Report {
  passed = 0;
  failed = 0;
  readonly #options: SimulateOptions;
  readonly #faults = new FaultCounts();
  readonly #marks = new FaultCounts();
  readonly #beganMs = performance.now();
  #virtualSeconds = 0;
  #cpuSeconds = 0;
  #acknowledged = 0;

  constructor(options: SimulateOptions) {
    this.#options = options;
  }

  add(result: TaskResult): void {
    this.#virtualSeconds += result.virtualSeconds;
    this.#cpuSeconds += result.cpuSeconds;
    this.#acknowledged += result.acknowledged;
    this.#faults.merge(result.faults);
    this.#marks.merge(result.marks);
    if (result.violations.length === 0) this.passed += 1;
    else {
      this.failed += 1;
      this.#describeFailure(result);
    }
    if ((this.passed + this.failed) % PROGRESS_EVERY === 0) this.#progress();
  }

  end(): void {
    if ((this.passed + this.failed) % PROGRESS_EVERY !== 0) this.#progress();
    console.log(`faults: ${this.#faults.describe()}`);
    const spared = FAULT_KIND_NAMES.filter((kind) => this.#faults.of(kind) === 0);
    if (this.#options.faults.length === 0 && spared.length > 0)
      console.log(`faults that no seed had: ${spared.join(', ')}`);
    console.log(`members logged: ${this.#marks.describe()}`);
    console.log(`${this.passed} passed, ${this.failed} failed`);
  }

  #progress(): void {
    const seconds = (performance.now() - this.#beganMs) / 1_000;
    const rate = (this.#virtualSeconds / this.#cpuSeconds).toFixed(1);
    const asked = (this.#acknowledged / this.#virtualSeconds).toFixed(0);
    console.log(
      `${this.passed + this.failed} of ${this.#options.seeds.length} seeds, ${this.failed} failed, ` +
        `${this.#virtualSeconds.toFixed(0)} virtual s in ${this.#cpuSeconds.toFixed(1)} s of one core ` +
        `(${rate} x real time; ${seconds.toFixed(1)} s passed), ` +
        `${this.#acknowledged} operations acknowledged (${asked} a virtual s)`,
    );
  }

  #describeFailure({ seed, violations, shrunk, story, faultRecords }: TaskResult): void {
    const repeat = `npm run simulate -- --seed ${seed}${flags(this.#options)}`;
    console.log(`seed ${seed} failed at commit ${commit()}: ${violations.length} violations`);
    for (const { checker, what } of violations.slice(0, VIOLATIONS_SHOWN))
      console.log(`  ${checker}: ${what}`);
    console.log(`  to repeat: ${repeat}`);
    if (shrunk !== null) this.#describeShrunk(shrunk, repeat);
    else {
      printAll('its faults', faultRecords.map(describeFault));
      printAll('the last events concerned', story);
    }
  }

  #describeShrunk({ from, kept, runs, seconds, result }: Shrunk, repeat: string): void {
    const only = kept.length === 0 ? 'none' : kept.join(',');
    console.log(`  shrunk from ${from} faults to ${kept.length} in ${runs} runs and ${seconds.toFixed(0)} s`);
    console.log(`  to repeat that: ${repeat} --only-faults ${only}`);
    const [violation] = result.violations;
    if (violation !== undefined) console.log(`  there ${violation.checker}: ${violation.what}`);
    printAll('its faults', result.faultRecords.map(describeFault));
    printAll('the last events concerned', result.story);
  }
}

function printAll(title: string, lines: readonly string[]): void {
  if (lines.length > 0) console.log(`  ${title}:\n    ${lines.join('\n    ')}`);
}

function flags({
  regions,
  membersPerRegion,
  rate,
  faultSeconds,
  faults,
  calm,
  mask,
}: SimulateOptions): string {
  const parts = [
    regions === 3 ? '' : ` --regions ${regions}`,
    membersPerRegion.join() === '3' ? '' : ` --members ${membersPerRegion.join()}`,
    rate === 0 ? '' : ` --rate ${rate}`,
    faultSeconds === 60 ? '' : ` --seconds ${faultSeconds}`,
    faults.length === 0 ? '' : ` --faults ${faults.map(slugOf).join()}`,
    calm ? ' --calm' : '',
    mask.without.length === 0 ? '' : ` --mask ${mask.without.join()}`,
  ];
  return parts.join('');
}

function commit(): string {
  try {
    const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', 'src', 'test') === '' ? '' : ' (changed)'}`;
  } catch {
    return 'unknown';
  }
}

function taskOf(options: SimulateOptions, seed: number): SeedTask {
  const { regions, rate, faultSeconds, faults, calm, twice, mask, shrinkSeconds, traceEvents } = options;
  return {
    seed,
    regions,
    membersPerRegion: pick(createRandom(seed ^ MEMBERS_SEED), options.membersPerRegion),
    rate,
    faultSeconds,
    leastAcknowledged: LEAST_ACKNOWLEDGED,
    kinds: faults,
    calm,
    twice,
    mask,
    shrinkSeconds,
    traceEvents,
  };
}

async function simulate(options: SimulateOptions): Promise<boolean> {
  const report = new Report(options);
  const [only] = options.seeds;
  if (options.trace && only !== undefined && options.seeds.length === 1) {
    const { twice: _, shrinkSeconds: __, ...task } = taskOf(options, only);
    report.add({
      ...runSeed({ ...task, trace: (line) => console.log(line) }),
      shrunk: null,
      cpuSeconds: process.cpuUsage().user / 1e6,
    });
  } else {
    await runPool({
      tasks: options.seeds.map((seed) => taskOf(options, seed)),
      workers: Math.min(options.workers, options.seeds.length),
      onResult: (result) => {
        report.add(result);
        return !(options.stopAtFirst && report.failed > 0);
      },
    });
  }
  report.end();
  return report.failed === 0;
}

async function main(): Promise<void> {
  const parsed = parseOptions(process.argv.slice(2));
  if (!parsed.ok) {
    console.error(parsed.message);
    process.exitCode = 2;
    return;
  }
  const { options } = parsed;
  process.exitCode = (await simulate(options)) ? 0 : 1;
}

await main();
