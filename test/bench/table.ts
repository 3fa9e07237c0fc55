/** What was measured, as the tables of docs/PERFORMANCE.md. */
import { count, mebibytes, seconds } from '../support/figures.ts';
import type { Large } from './large.ts';
import { figuresOf, isPaced, ratioOf, tailAlone } from './report.ts';
import type { Figures, Result, SideResult } from './report.ts';
import type { Scenario } from './scenarios.ts';

const LATENCY_PARTS = [0.5, 0.99] as const;

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

export function resultTable(titles: readonly string[], results: readonly Result[]): string {
  const head = ['Scenario', 'Ratio', 'Due'];
  const columns = titles.flatMap((title) => [`${title}: a second, p50, p99`, 'CPU s', 'Memory']);
  return markdownTable([...head, ...columns], results.map(rowOf));
}

function rowOf({ scenario, sides: [ours, theirs] }: Result): string[] {
  const ratio = isPaced(scenario) ? '' : ratioOf(ours, theirs).toFixed(2);
  return [nameOf(scenario), ratio, scenario.due?.toString() ?? '', ...cellsOf(ours), ...cellsOf(theirs)];
}

function nameOf({ name, load, unit }: Scenario): string {
  if (load.type === 'put-rate') return `${name}: ${count(load.perSecond)} puts/s`;
  return unit === 'op' ? name : `${name} (${unit}s)`;
}

function cellsOf(side: SideResult): string[] {
  const figures = figuresOf(side);
  const alone = tailAlone(side);
  const before = alone === null ? '' : ` (alone ${milliseconds(alone)})`;
  return [
    [count(Math.round(figures.perSecond)), ...latenciesOf(figures)].join(', ') + before,
    twoDigits(figures.cpu),
    mebibytes(figures.bytes),
  ];
}

const latenciesOf = ({ latencies }: Figures): string[] =>
  LATENCY_PARTS.map((part) => milliseconds(latencies.percentile(part)));

const milliseconds = (microseconds: number): string => `${twoDigits(microseconds / 1_000)} ms`;

/** Two that count, and no exponent. */
const twoDigits = (value: number): string => (value >= 10 ? value.toFixed(0) : value.toPrecision(2));

export function largeTable(sides: readonly Large[]): string {
  const head = [
    'Store',
    'Filled in',
    'CPU s',
    'Memory of each member',
    'Snapshot file',
    'Follower back after',
  ];
  return markdownTable(
    head,
    sides.map(
      ({ title, keys, fillMs, fillCpuSeconds, memoryBytes, snapshotBytes, snapshotMs, restartMs }) => [
        `${title}, ${count(keys)} keys`,
        seconds(fillMs),
        fillCpuSeconds.toFixed(0),
        memoryBytes.map(mebibytes).join(', '),
        `${mebibytes(snapshotBytes)} in ${seconds(snapshotMs)}`,
        seconds(restartMs),
      ],
    ),
  );
}
