/** What was measured, as people read it, and whether it is enough. */
import { percentile } from '../support/figures.ts';
import { Histogram } from './load/histogram.ts';
import type { Measured } from './load/plan.ts';
import type { Scenario } from './scenarios.ts';

const MEBIBYTE = 1024 * 1024;
const MEDIAN = 0.5;
/** A generator this busy may be what is measured. */
const GENERATOR_SHARE_MAX = 0.9;

export interface Round extends Measured {
  /** How long each piece of what went on beside it took, as a histogram's counts. */
  readonly beside: readonly number[] | null;
}

export interface SideResult {
  readonly title: string;
  /** One a round. */
  readonly rounds: readonly Round[];
}

/** Of the rates, the middle one of all rounds: a round of one side is compared with the round of the other next to it. */
export function ratioOf(ours: SideResult, theirs: SideResult): number {
  return percentile(
    ours.rounds.map((round, at) => rateOf(round) / rateOf(theirs.rounds[at])),
    MEDIAN,
  );
}

export function describeScenario(scenario: Scenario, ours: SideResult, theirs: SideResult): string {
  const isPaced = scenario.load.type === 'put-rate';
  const ratio = isPaced ? 'at a fixed rate' : `ratio ${ratioOf(ours, theirs).toFixed(2)}`;
  return [`${scenario.name}: ${ratio}`, ...[ours, theirs].map((side) => describeSide(scenario, side))].join(
    '\n',
  );
}

function describeSide({ unit }: Scenario, { title, rounds }: SideResult): string {
  const latencies = together(rounds.map((round) => round.latencies));
  const operations = sum(rounds, (round) => round.operations);
  const cpu = (sum(rounds, (round) => round.serverCpuSeconds) / operations) * 1_000;
  const bytes = percentile(
    rounds.map((round) => round.serverBytes),
    1,
  );
  const share = Math.max(...rounds.map((round) => round.generatorShare));
  const [p50, p99, p999] = [0.5, 0.99, 0.999].map((part) => ms(latencies.percentile(part)));
  return [
    `  ${title.padEnd(12)}`,
    `${Math.round(percentile(rounds.map(rateOf), MEDIAN))
      .toLocaleString('en')
      .padStart(9)} ${unit}s/s`,
    `p50 ${p50} p99 ${p99} p99.9 ${p999}`,
    `${cpu.toFixed(3)} CPU s per 1,000 ${unit}s`,
    `${(bytes / MEBIBYTE).toFixed(0)} MiB`,
    `generator ${(share * 100).toFixed(0)} % of a core${share > GENERATOR_SHARE_MAX ? ', too busy to trust' : ''}`,
    ...describeBeside(rounds.flatMap(({ beside }) => (beside === null ? [] : [beside]))),
  ].join('  ');
}

function describeBeside(rounds: readonly (readonly number[])[]): string[] {
  if (rounds.length === 0) return [];
  const latencies = together(rounds);
  if (latencies.total === 0) return ['beside it not once to its end'];
  return [`beside it ${latencies.total} times, p50 ${ms(latencies.percentile(MEDIAN)).trim()}`];
}

function together(rounds: readonly (readonly number[])[]): Histogram {
  const latencies = new Histogram();
  for (const counts of rounds) latencies.add(new Histogram(counts));
  return latencies;
}

function rateOf(measured: Measured | undefined): number {
  return measured === undefined ? Number.NaN : measured.operations / measured.seconds;
}

function sum(rounds: readonly Measured[], of: (round: Measured) => number): number {
  return rounds.reduce((total, round) => total + of(round), 0);
}

function ms(microseconds: number): string {
  return `${(microseconds / 1_000).toFixed(2).padStart(8)} ms`;
}
