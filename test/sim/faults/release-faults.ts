/**
 * Members that are started with another release: one that reads the first feature level only stands for the release before
 * levels. They go forward and back as long as the region has not been finalised.
 */
import { FIRST_LEVEL, NEWEST_LEVEL } from '../../../src/core/base/feature-level.ts';
import { nextFloat, pick } from '../../../src/core/base/random.ts';
import type { Machine } from '../machine.ts';
import type { World } from '../world.ts';
import type { FaultAct, FaultSite } from './fault.ts';
import type { FaultKind } from './kinds.ts';

/** More often forward, so that regions come to be whole of one release. */
const FORWARD_SHARE = 0.7;
/** A region that is being finalised may get there while a member goes back. */
const TOO_OLD = /this member reads levels up to 1/;

export const RELEASE_FAULTS = {
  'upgrade or roll-back': (site) => {
    const { world, random } = site;
    const machine = pick(random, world.machines);
    const wanted = nextFloat(random) < FORWARD_SHARE ? NEWEST_LEVEL : FIRST_LEVEL;
    if (machine.featureLevelMax === wanted || !isOpen(world, machine)) return null;
    return restartAs(site, machine, wanted);
  },
  'region finalised': ({ world, random }) => {
    const region = pick(random, world.regions);
    const leader = world
      .membersOf(region)
      .find(({ running }) => running?.server.serving.status().role === 'leader')?.running;
    if (leader === undefined || leader === null) return null;
    const { serving } = leader.server;
    if (serving.levels().region === NEWEST_LEVEL) return null;
    const ask = { owner: leader.process, what: 'operator finalises' };
    world.scheduler.after(0, ask, () => {
      serving.finaliseLevel((reply) => {
        const isDone = reply.ok && 'level' in reply.value && reply.value.level === NEWEST_LEVEL;
        world.faults.add(isDone ? 'level raised' : 'level not raised');
      });
    });
    return { what: region };
  },
} as const satisfies Partial<Record<FaultKind, FaultAct>>;

/** Nobody of the region has come to a level that the release before cannot read, as far as anybody can see. */
function isOpen(world: World, { region }: Machine): boolean {
  const members = world.membersOf(region);
  return members.every(({ running, process }) =>
    running === null ? process === null : running.server.serving.levels().region === FIRST_LEVEL,
  );
}

function restartAs({ world, random }: FaultSite, machine: Machine, level: number): ReturnType<FaultAct> {
  world.excuses.add(machine, TOO_OLD);
  const what = `${machine.name} ${level === FIRST_LEVEL ? 'back' : 'forward'}`;
  let ended = false;
  const start = (): void => {
    if (ended) return;
    ended = true;
    machine.featureLevelMax = level;
    machine.start();
  };
  if (nextFloat(random) < 0.5) machine.kill('reset');
  else machine.stop(() => undefined);
  return {
    what,
    undo: () => {
      if (machine.process === null) start();
      else machine.stop(start);
    },
  };
}
