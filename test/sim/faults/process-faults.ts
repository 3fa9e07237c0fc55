/** Processes that end, stand still or come back late, alone or all at once. */
import { nextFloat, pick, type Random } from '../../../src/core/base/random.ts';
import type { Machine } from '../machine.ts';
import { namesOf, type FaultAct, type FaultDone, type FaultSite } from './fault.ts';
import type { FaultKind } from './kinds.ts';
import { isolate } from './network-faults.ts';

export const PROCESS_FAULTS = {
  kill: ({ world, random }) => down(pick(random, world.machines), random, 'kill'),
  'power loss': ({ world, random }) => down(pick(random, world.machines), random, 'power loss'),
  'long absence': ({ world, random }) => down(pick(random, world.machines), random, 'power loss'),
  'power loss of a region': ({ world, random }) =>
    allDown(world.membersOf(pick(random, world.regions)), random),
  'power loss everywhere': ({ world, random }) => allDown(world.machines, random),
  'graceful restart': ({ world, random }) => {
    const machine = pick(random, world.machines);
    if (machine.running === null) return null;
    let ended = false;
    let wanted = false;
    machine.stop(() => {
      ended = true;
      if (wanted) machine.start();
    });
    return {
      what: machine.name,
      undo: () => {
        wanted = true;
        if (ended) machine.start();
      },
    };
  },
  // A virtual machine that is moved or put to sleep: what others said meanwhile did not reach it, and its clients, who
  // wait on the same host, are the first to be heard. Most of what can go wrong does so at a leader.
  'machine suspended': ({ world, random }) => {
    const leaders = world.machines.filter(
      ({ running }) => running?.server.serving.status().role === 'leader',
    );
    const machine = pick(random, leaders.length > 0 ? leaders : world.machines);
    const { process } = machine;
    if (process === null || process.paused) return null;
    const cut = isolate(world, machine);
    machine.pause();
    return {
      what: machine.name,
      undo: () => {
        if (machine.process === process) machine.resume();
        cut?.undo?.();
      },
    };
  },
  pause: (site) => standStill(site, (machine) => machine.pause()),
  // Short: nobody takes the connection for dead.
  'event-loop stall': (site) =>
    standStill(site, ({ process }) => {
      if (process !== null) site.world.scheduler.pause(process);
    }),
} as const satisfies Partial<Record<FaultKind, FaultAct>>;

function down(machine: Machine, random: Random, how: 'kill' | 'power loss'): FaultDone | null {
  if (machine.process === null) return null;
  const farewell = nextFloat(random) < 0.5 ? 'reset' : 'silent';
  if (how === 'kill') machine.kill(farewell);
  else machine.losePower(farewell);
  return { what: `${machine.name}, ${farewell}`, undo: () => machine.start() };
}

function allDown(machines: readonly Machine[], random: Random): FaultDone | null {
  const up = machines.filter(({ process }) => process !== null);
  if (up.length === 0) return null;
  for (const machine of up) down(machine, random, 'power loss');
  return {
    what: namesOf(up),
    undo: () => {
      for (const machine of up) machine.start();
    },
  };
}

function standStill({ world, random }: FaultSite, stop: (machine: Machine) => void): FaultDone | null {
  const machine = pick(random, world.machines);
  const { process } = machine;
  if (process === null || process.paused) return null;
  stop(machine);
  return {
    what: machine.name,
    undo: () => {
      if (machine.process === process) machine.resume();
    },
  };
}
