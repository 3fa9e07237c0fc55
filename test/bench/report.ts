/** What was measured, as people read it, and whether it is enough. */
import { count, mebibytes, percentile } from '../support/figures.ts';
import { Histogram } from './load/histogram.ts';
import type { Measured } from './load/plan.ts';
import type { Scenario } from './scenarios.ts';

const MEDIAN = 0.5;
const TAIL = 0.99;
/** A generator this busy may be what is measured. */
const GENERATOR_SHARE_MAX = 0.9;

export interface Round extends Measured {
  readonly beside: BesideRound | null;
}

/** Latencies as histograms' counts. */
export interface BesideRound {
  /** Of each piece of what went on beside the load. */
  readonly pieces: readonly number[];
  /** Of the same load just before, with nothing beside it: what the machine's other programs make of it. */
  readonly alone: readonly number[];
  /** Terms that began meanwhile. */
  readonly elections: number;
}

export interface SideResult {
  readonly title: string;
  /** One a round. */
  readonly rounds: readonly Round[];
}

/** Ours first. */
export interface Result {
  readonly scenario: Scenario;
  readonly sides: readonly [SideResult, SideResult];
}

/** Of the rates, the middle one of all rounds: a round of one side is compared with the round of the other next to it. */
export function ratioOf(ours: SideResult, theirs: SideResult): number {
  return percentile(
    ours.rounds.map((round, at) => rateOf(round) / rateOf(theirs.rounds[at])),
    MEDIAN,
  );
}

/** What a thousand operations cost the other side in processor time, as a part of what they cost ours. */
function cpuRatioOf(ours: SideResult, theirs: SideResult): number {
  return figuresOf(theirs).cpu / figuresOf(ours).cpu;
}

/** If others use this much of the machine, a rate says how the system shares it out. */
const OTHERS_SHARE_MAX = 0.15;

export interface Verdict {
  readonly ratio: number;
  /** Of rates, or of processor time where rates say nothing. */
  readonly of: 'rate' | 'cpu';
  readonly othersShare: number;
}

export function verdictOn({ sides: [ours, theirs] }: Result): Verdict {
  const shares = [...ours.rounds, ...theirs.rounds].map((round) => round.othersShare);
  const othersShare = percentile(shares, MEDIAN);
  return othersShare > OTHERS_SHARE_MAX
    ? { ratio: cpuRatioOf(ours, theirs), of: 'cpu', othersShare }
    : { ratio: ratioOf(ours, theirs), of: 'rate', othersShare };
}

/** At a fixed rate there is no ratio: what is measured is how long it takes. */
export const isPaced = ({ load }: Scenario): boolean => load.type === 'put-rate';

export function describeResult(result: Result): string {
  const { scenario, sides } = result;
  return [
    `${scenario.name}: ${headlineOf(result)}`,
    ...sides.map((side) => describeSide(scenario, side)),
  ].join('\n');
}

function headlineOf(result: Result): string {
  const { load } = result.scenario;
  if (load.type === 'put-rate') return `${load.perSecond} a second`;
  const { of, ratio, othersShare } = verdictOn(result);
  const busy = `others used ${(othersShare * 100).toFixed(0)} % of the machine`;
  const rate = `ratio ${ratioOf(...result.sides).toFixed(2)}`;
  return of === 'rate' ? rate : `${rate}; ${busy}: by processor time it is ${ratio.toFixed(2)}`;
}

/** What all rounds of a side come to. */
export interface Figures {
  /** The middle one of all rounds. */
  readonly perSecond: number;
  readonly latencies: Histogram;
  /** Seconds of processor time for 1,000 operations. */
  readonly cpu: number;
  readonly bytes: number;
  readonly generatorShare: number;
}

export function figuresOf({ rounds }: SideResult): Figures {
  const operations = sum(rounds, (round) => round.operations);
  return {
    perSecond: percentile(rounds.map(rateOf), MEDIAN),
    latencies: together(rounds.map((round) => round.latencies)),
    cpu: (sum(rounds, (round) => round.serverCpuSeconds) / operations) * 1_000,
    bytes: Math.max(...rounds.map((round) => round.serverBytes)),
    generatorShare: Math.max(...rounds.map((round) => round.generatorShare)),
  };
}

function describeSide({ unit }: Scenario, side: SideResult): string {
  const { perSecond, latencies, cpu, bytes, generatorShare: share } = figuresOf(side);
  const [p50, p99, p999] = [0.5, 0.99, 0.999].map((part) => ms(latencies.percentile(part)));
  return [
    `  ${side.title.padEnd(12)}`,
    `${count(Math.round(perSecond)).padStart(9)} ${unit}s/s`,
    `p50 ${p50} p99 ${p99} p99.9 ${p999}`,
    `${cpu.toFixed(3)} CPU s per 1,000 ${unit}s`,
    mebibytes(bytes),
    `generator ${(share * 100).toFixed(0)} % of a core${share > GENERATOR_SHARE_MAX ? ', too busy to trust' : ''}`,
    ...describeBeside(side.rounds.flatMap(({ beside }) => (beside === null ? [] : [beside]))),
  ].join('  ');
}

function describeBeside(rounds: readonly BesideRound[]): string[] {
  if (rounds.length === 0) return [];
  const alone = together(rounds.map((round) => round.alone));
  const pieces = together(rounds.map((round) => round.pieces));
  const [p50, p99] = [MEDIAN, TAIL].map((part) => ms(alone.percentile(part)).trim());
  const elections = rounds.reduce((total, round) => total + round.elections, 0);
  const times = `${pieces.total} times, p50 ${ms(pieces.percentile(MEDIAN)).trim()}`;
  return [
    `alone p50 ${p50} p99 ${p99}`,
    pieces.total === 0 ? 'beside it not once to its end' : `beside it ${times}`,
    elections === 0 ? 'no election' : `${elections} ELECTIONS`,
  ];
}

/** The 99th percentile without anything beside it, in microseconds; `null` where nothing was. */
export function tailAlone({ rounds }: SideResult): number | null {
  const alone = rounds.flatMap(({ beside }) => (beside === null ? [] : [beside.alone]));
  return alone.length === 0 ? null : together(alone).percentile(TAIL);
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
