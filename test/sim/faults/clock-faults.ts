/**
 * Wall clocks that step, strobe or stand still, and monotonic ones that run faster or slower for a while. (Rates and offsets
 * that last belong to the machine from its beginning.)
 */
import { NEWEST_LEVEL } from '../../../src/core/base/feature-level.ts';
import { nextFloat, nextInteger, pick } from '../../../src/core/base/random.ts';
import { changeRate, wallMsOf } from '../ports/sim-clock.ts';
import type { MachineClock } from '../ports/sim-clock.ts';
import type { FaultAct } from './fault.ts';
import type { FaultKind } from './kinds.ts';

const HOUR_MS = 3_600_000;
/** Steps of a clock that somebody or something keeps setting. */
const STROBE_MS_MAX = 400;
const STROBE_EVERY_US = { least: 5_000, most: 200_000 } as const;
/** Far enough for a leader that may not stamp any more, and for stamps that others hold. */
const STEP_MS_MAX = 5_000;
/** When the swarm's own rates are all right. */
const RATE_SPREAD_MIN = 0.005;
/** Of two, neither has a majority. */
const MEMBERS_MIN = 3;

/** By differences, since faults overlap: each takes back what it added and nothing else. */
function shift(clock: MachineClock, ms: number): void {
  clock.passingMs = (clock.passingMs ?? 0) + ms;
}

export const CLOCK_FAULTS = {
  'wall clock step': ({ world, random }) => {
    const { clock, name } = pick(random, world.machines);
    const offsetMs = nextInteger(random, -STEP_MS_MAX, STEP_MS_MAX);
    const what = `${name} from ${clock.wallOffsetMs} to ${offsetMs} ms`;
    clock.wallOffsetMs = offsetMs;
    return { what };
  },
  'wall clock an hour behind': ({ world, random }) => {
    const { clock, name } = pick(random, world.machines);
    shift(clock, -HOUR_MS);
    return { what: name, undo: () => shift(clock, HOUR_MS) };
  },
  /**
   * Of one member of a region at most, and only where the others can tell: a region whose clocks are all ahead makes others
   * wait until theirs get there, and an older release stamps by whatever its clock says.
   */
  'wall clock an hour ahead': ({ world, random }) => {
    const { clock, name, region } = pick(random, world.machines);
    const members = world.membersOf(region);
    const isAlone = members.every((each) => (each.clock.passingMs ?? 0) < HOUR_MS / 2);
    const canTell = members.every(({ running }) => running?.server.serving.levels().region === NEWEST_LEVEL);
    if (members.length < MEMBERS_MIN || !isAlone || !canTell) return null;
    shift(clock, HOUR_MS);
    return { what: name, undo: () => shift(clock, -HOUR_MS) };
  },
  'clock that changes its rate': ({ world, random }) => {
    const { clock, name } = pick(random, world.machines);
    const before = clock.rate;
    const most = Math.max(world.swarm.clockRateSpread, RATE_SPREAD_MIN);
    const rate = 1 + (2 * nextFloat(random) - 1) * most;
    changeRate(world.scheduler, clock, rate);
    return { what: `${name} to ${rate.toFixed(4)}`, undo: () => changeRate(world.scheduler, clock, before) };
  },
  'wall clock strobe': ({ world, random }) => {
    const { clock, name } = pick(random, world.machines);
    let shiftedMs = 0;
    const shiftTo = (ms: number): void => {
      shift(clock, ms - shiftedMs);
      shiftedMs = ms;
    };
    let going = true;
    const strobe = (): void => {
      if (!going) return;
      shiftTo(nextInteger(random, -STROBE_MS_MAX, STROBE_MS_MAX));
      const delayUs = nextInteger(random, STROBE_EVERY_US.least, STROBE_EVERY_US.most);
      world.scheduler.after(delayUs, { owner: null, what: 'wall clock strobes' }, strobe);
    };
    strobe();
    return {
      what: name,
      undo: () => {
        going = false;
        shiftTo(0);
      },
    };
  },
  'wall clock freeze': ({ world, random }) => {
    const { clock, name } = pick(random, world.machines);
    clock.frozenWallMs = wallMsOf(world.scheduler, clock);
    return { what: name, undo: () => (clock.frozenWallMs = null) };
  },
} as const satisfies Partial<Record<FaultKind, FaultAct>>;
