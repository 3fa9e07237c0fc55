/** Honest clients before, during and after an attack, and what is demanded of the server meanwhile. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Generator } from '../bench/generator.ts';
import { ownBytes } from '../bench/load/usage.ts';
import { targetOf, type Side } from '../bench/sides.ts';
import { mebibytes, percentile, seconds } from '../support/figures.ts';
import type { Attack } from './attacks.ts';
import { Counters } from './counters.ts';
import type { Fought, Order } from './worker.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
const IN_FLIGHT = 64;
const WARM_UP_MS = 500;
const LOOK_EVERY_MS = 200;
/** Of what they got done without the attack. */
export const HONEST_SHARE_MIN = 0.5;

export interface Round {
  readonly attack: Attack;
  readonly line: string;
  /** What was not as demanded; none: it passed. */
  readonly faults: readonly string[];
  /** Of these, that the honest got too little done. */
  readonly isStarved: boolean;
}

export interface Stage {
  readonly side: Side;
  readonly generator: Generator;
  /** Of honest work, before and after each attack. */
  readonly calmMs: number;
}

export interface Bounds {
  /** An attack lasts so long, and until it is answered, but no longer than the second. */
  readonly forMs: number;
  readonly forMsMax: number;
  readonly bytesMore: number;
}

/** Several attacks at once are judged one by one, by what they did to the server together. */
export async function attackWith(
  stage: Stage,
  attacks: readonly Attack[],
  { forMs, forMsMax, bytesMore }: Bounds,
): Promise<Round[]> {
  const [target] = await stage.side.targets();
  const member = stage.side.members.find((each) => targetOf(each).port === target?.port);
  if (target === undefined || member === undefined || member.pid === null)
    throw new Error('the region has no leader to attack');
  const before = await honest(stage, stage.calmMs);
  const [counted, bytesBefore] = [await Counters.of(target), ownBytes(member.pid)];
  const watched = watchBytes(member.pid);
  const attackers = fightBegins({ attacks: attacks.map(({ name }) => name), target, forMs, forMsMax });
  const during = await honest(stage, forMs - 2 * WARM_UP_MS);
  const fought = await attackers;
  const bytes = watched();
  const countedAfter = await Counters.of(target);
  const after = await honest(stage, stage.calmMs);
  const share = during.rate / ((before.rate + after.rate) / 2);
  const isStarved = share < HONEST_SHARE_MIN;
  const shared = [
    ...[before, during, after].flatMap(({ fault }) =>
      fault === null ? [] : [`an honest client was told: ${fault}`],
    ),
    ...(isStarved ? [`honest clients got ${percent(share)} done`] : []),
    ...(bytes - bytesBefore > bytesMore ? [`memory grew by ${mebibytes(bytes - bytesBefore)}`] : []),
  ];
  return attacks.map((attack, nth) => {
    const own = fought[nth];
    if (own === undefined) throw new Error(`nothing is known of "${attack.name}"`);
    const cells = [
      ...[attack.name.padEnd(38), attack.reference.padEnd(18), percent(share).padStart(6)],
      ...[`${mebibytes(bytesBefore)} to ${mebibytes(bytes)}`.padStart(20), describeEnd(attack, own)],
    ];
    const faults = [...shared, ...faultsOf(attack, own, counted, countedAfter)];
    return { attack, line: cells.join('  '), faults, isStarved };
  });
}

function faultsOf(
  { end, resets, connections }: Attack,
  fought: Fought,
  before: Counters,
  after: Counters,
): string[] {
  const faults: string[] = [];
  const grew = (of: 'connections' | 'streams', cause: string): number => after[of](cause) - before[of](cause);
  if (resets !== undefined && grew('streams', resets) === 0) faults.push(`no call was ended for ${resets}`);
  if (end === null) return faults;
  if (end.cause !== null && grew('connections', end.cause) === 0)
    faults.push(`nobody was cut off for ${end.cause}`);
  if (end.how === null) return faults;
  const others = Object.entries(fought.ends).filter(([how]) => how !== end.how && how !== 'closed');
  if ((fought.ends[end.how] ?? 0) < connections)
    faults.push(`only ${fought.ends[end.how] ?? 0} ended with ${end.how}`);
  for (const [how, many] of others) faults.push(`${many} ended with ${how}`);
  const slowest = percentile(fought.endedAfterMs, 1);
  if (slowest > end.withinMs) faults.push(`the last was cut off after ${seconds(slowest)}`);
  return faults;
}

function describeEnd({ end }: Attack, { connections, ends, endedAfterMs }: Fought): string {
  const told = Object.entries(ends).map(([how, many]) => `${many} ${how}`);
  const ended = told.length === 0 ? (end === null ? 'borne' : '') : `${told.join(', ')}`;
  const after = endedAfterMs.length === 0 ? '' : ` after ${seconds(percentile(endedAfterMs, 0.5))}`;
  return `${connections} connections: ${ended}${after}`;
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;

interface Honest {
  /** Operations a second, of puts and ranges in equal parts. */
  readonly rate: number;
  /** Why they could not go on. */
  readonly fault: string | null;
}

async function honest({ side, generator }: Stage, measureMs: number): Promise<Honest> {
  const prefix = `honest/${performance.now()}/`;
  const warmUp = { warmUpMs: WARM_UP_MS, warmUpCpuSeconds: 0 };
  const plan = { targets: await side.targets(), pids: side.pids, ...warmUp, measureMs, prefix };
  try {
    const { operations, seconds: took } = await generator.run({
      ...plan,
      load: { type: 'mixed', inFlight: IN_FLIGHT },
    });
    return { rate: operations / took, fault: null };
  } catch (error) {
    return { rate: 0, fault: error instanceof Error ? error.message : String(error) };
  }
}

/** The most it was seen to use, told at the end. */
function watchBytes(pid: number): () => number {
  let most = 0;
  const look = (): void => void (most = Math.max(most, ownBytes(pid)));
  const timer = setInterval(look, LOOK_EVERY_MS);
  return () => {
    look();
    clearInterval(timer);
    return most;
  };
}

function fightBegins(order: Order): Promise<Fought[]> {
  const child: ChildProcess = fork(WORKER, { execArgv: ['--import', 'tsx'] });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the attacker ended with ${code ?? 'a signal'}`)));
    child.once('message', (fought: Fought[]) => {
      child.removeAllListeners('exit');
      child.kill('SIGKILL');
      resolve(fought);
    });
    child.send(order);
  });
}
