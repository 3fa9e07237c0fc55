/** `npm run gossip-sim`: one scenario, its table, and what it cost. */
import { parseArgs } from 'node:util';
import { count, percentile, seconds } from '../support/figures.ts';
import {
  convergence,
  detection,
  lostRegion,
  NEARLY_ALL,
  partition,
  serfCurveMs,
  stalls,
  traffic,
} from './scenarios.ts';
import { LAN, suspicionMaxMs, suspicionMinMs } from '../../src/core/gossip/profile.ts';

const USAGE = `npm run gossip-sim -- --scenario NAME [options]
  stalls        a quarter of the members stalls again and again: nobody may be declared dead (30 minutes of 1,000 members
                take about 10 minutes of processor time)
  convergence   how long an update takes to all but 1 of 10,000, beside Serf's curve (3,000 members need 3 GB)
  detection     how long a killed member goes unnoticed, beside memberlist's bounds
  region        a region goes dark: how long until all others know (WAN pool)
  traffic       what a member sends in a calm pool, and what it costs
  partition     two halves, cut for 10 s, 10 min and 24 h: how long until they are one again
  --nodes N[,N...]   --loss P[,P...]   --trials K   --minutes M   --seed S
  --share P          of the members that stall (default 0.25)
  --stall-ms MS      longest stall (default 5000)
  --gap-ms MS        longest time between two of a member's stalls (default 60000)
  --no-lifeguard     stalls: without awareness, nacks, confirmations, buddies, last calls and care after a stall`;

const OPTIONS = {
  scenario: { type: 'string', default: '' },
  nodes: { type: 'string' },
  loss: { type: 'string' },
  trials: { type: 'string' },
  minutes: { type: 'string', default: '30' },
  seed: { type: 'string', default: '1' },
  share: { type: 'string', default: '0.25' },
  'stall-ms': { type: 'string', default: '5000' },
  'gap-ms': { type: 'string', default: '60000' },
  'no-lifeguard': { type: 'boolean', default: false },
} as const;

type Values = ReturnType<typeof parse>;
const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: OPTIONS }).values;

function numbers(text: string | undefined, otherwise: readonly number[]): readonly number[] {
  if (text === undefined) return otherwise;
  const parsed = text.split(',').map(Number);
  if (parsed.some((number) => !Number.isFinite(number) || number < 0))
    throw new Error(`"${text}" is not a list of numbers`);
  return parsed;
}

const row = (...cells: readonly string[]): void => console.log(cells.map((cell) => cell.padEnd(20)).join(''));
const spread = (ms: readonly number[]): readonly string[] =>
  [0.5, 0.99, 1].map((fraction) => seconds(percentile(ms, fraction)));

function runStalls(values: Values): void {
  const [loss = 0.05] = numbers(values.loss, [0.05]);
  row('members', 'lifeguard', 'stalls', 'suspected', 'false deaths', 'packets/s each');
  for (const nodes of numbers(values.nodes, [1_000])) {
    const figures = stalls({
      seed: Number(values.seed),
      nodes,
      loss,
      minutes: Number(values.minutes),
      share: Number(values.share),
      stallMaxMs: Number(values['stall-ms']),
      gapMaxMs: Number(values['gap-ms']),
      lifeguard: !values['no-lifeguard'],
    });
    const lifeguard = values['no-lifeguard'] ? 'off' : 'on';
    const { suspected, falseDeaths, packetsPerNodeSecond } = figures;
    row(
      count(nodes),
      lifeguard,
      count(figures.stalls),
      count(suspected),
      count(falseDeaths),
      packetsPerNodeSecond.toFixed(1),
    );
  }
}

function runConvergence(values: Values): void {
  const trials = Number(values.trials ?? 10);
  row('members', 'loss', 'half', `${NEARLY_ALL} median`, 'p99', "Serf's curve", 'never');
  for (const nodes of numbers(values.nodes, [100, 1_000])) {
    for (const loss of numbers(values.loss, [0, 0.1, 0.25])) {
      const { toHalf, toNearlyAll, missed } = convergence({ seed: Number(values.seed), nodes, loss, trials });
      const [median = '', p99 = ''] = spread(toNearlyAll);
      const curve = seconds(serfCurveMs(nodes, loss, NEARLY_ALL));
      row(count(nodes), String(loss), seconds(percentile(toHalf, 0.5)), median, p99, curve, count(missed));
    }
  }
}

function runDetection(values: Values): void {
  const trials = Number(values.trials ?? 50);
  const [loss = 0] = numbers(values.loss, [0]);
  row('members', 'what', 'median', 'p99', 'max', "memberlist's bounds after the first suspicion");
  for (const nodes of numbers(values.nodes, [3, 30, 1_000])) {
    const { suspected, died, allKnow } = detection({ seed: Number(values.seed), nodes, loss, trials });
    const bounds = `${seconds(suspicionMinMs(LAN, nodes))} to ${seconds(suspicionMaxMs(LAN, nodes))}`;
    row(count(nodes), 'first suspicion', ...spread(suspected));
    row('', 'declared dead', ...spread(died), bounds);
    row('', 'known to all', ...spread(allKnow));
  }
}

function runRegion(values: Values): void {
  const trials = Number(values.trials ?? 500);
  row('regions', 'servers each', 'median', 'p99', 'max');
  for (const [regions, serversPerRegion] of [
    [2, 3],
    [3, 3],
    [5, 5],
  ] as const) {
    const ms = lostRegion({ seed: Number(values.seed), regions, serversPerRegion, trials });
    row(String(regions), String(serversPerRegion), ...spread(ms));
  }
}

function runTraffic(values: Values): void {
  row('members', 'packets/s', 'bytes/s', 'of one core');
  for (const nodes of numbers(values.nodes, [10, 100, 1_000])) {
    const TRAFFIC_MINUTES = 2;
    const figures = traffic({ seed: Number(values.seed), nodes, minutes: TRAFFIC_MINUTES });
    const share = `${(figures.processorShare * 100).toFixed(3)} %`;
    row(count(nodes), figures.packets.toFixed(1), count(Math.round(figures.bytes)), share);
  }
}

const MINUTE = 60_000;

function runPartition(values: Values): void {
  const [loss = 0] = numbers(values.loss, [0]);
  row(
    'members',
    'cut',
    'gave each other up',
    'healed after',
    'declared after it',
    'at most',
    'tellings after it',
  );
  const cases: readonly (readonly [nodes: number, cutMs: number])[] = [
    [100, MINUTE / 6],
    [100, 10 * MINUTE],
    [12, 24 * 60 * MINUTE],
  ];
  for (const [nodes, cutMs] of cases) {
    const figures = partition({ seed: Number(values.seed), nodes, cutMs, loss });
    const { gaveUp, healedMs, declaredMs, tellings } = figures;
    const late = seconds(Math.max(0, ...declaredMs));
    row(
      ...[count(nodes), `${cutMs / 1_000} s`, gaveUp ? 'yes' : 'no', seconds(healedMs)],
      ...[count(declaredMs.length), late, count(tellings)],
    );
  }
}

const SCENARIOS: Readonly<Record<string, (values: Values) => void>> = {
  stalls: runStalls,
  convergence: runConvergence,
  detection: runDetection,
  region: runRegion,
  partition: runPartition,
  traffic: runTraffic,
};

const values = parse(process.argv.slice(2));
const scenario = SCENARIOS[values.scenario];
if (scenario === undefined) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  const before = process.cpuUsage();
  scenario(values);
  const { user, system } = process.cpuUsage(before);
  console.log(`processor time ${seconds((user + system) / 1_000)}`);
}
