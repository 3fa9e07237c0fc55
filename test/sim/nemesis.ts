/**
 * Does the faults of a swarm to a world, each kind at its own rate, and takes each back after a while. Restarts and
 * healings overlap freely: what is left broken at the end is mended by `World.endFaults`.
 */
import { nextFloat, nextInteger, pick, type Random } from '../../src/core/base/random.ts';
import type { Machine } from './machine.ts';
import type { FaultRates } from './swarm.ts';
import type { World } from './world.ts';

const US_PER_MINUTE = 60_000_000;
const DOWN_US = { least: 10_000, most: 20_000_000 } as const;
const PAUSE_US = { least: 50_000, most: 9_000_000 } as const;
const CUT_US = { least: 100_000, most: 20_000_000 } as const;

export class Nemesis {
  readonly #world: World;
  readonly #random: Random;
  #active = false;

  constructor(world: World) {
    this.#world = world;
    this.#random = world.forkRandom();
  }

  start(): void {
    this.#active = true;
    const { rates } = this.#world.swarm;
    for (const kind of Object.keys(this.#acts) as (keyof FaultRates)[]) {
      if (rates[kind] > 0 && this.#hasRoomFor(kind)) this.#plan(kind, US_PER_MINUTE / rates[kind]);
    }
  }

  /** A cut needs two sides. */
  #hasRoomFor(kind: keyof FaultRates): boolean {
    const { regions, machines } = this.#world;
    if (kind === 'regionSplit' || kind === 'regionCutOneWay') return regions.length > 1;
    return kind !== 'cutOneWay' || machines.length > regions.length;
  }

  stop(): void {
    this.#active = false;
  }

  readonly #acts: Readonly<Record<keyof FaultRates, () => void>> = {
    kill: () => this.#down(this.#machine(), 'kill'),
    powerLoss: () => this.#down(this.#machine(), 'power loss'),
    gracefulRestart: () => this.#gracefulRestart(this.#machine()),
    pause: () => this.#pause(this.#machine()),
    regionPowerLoss: () => {
      for (const machine of this.#world.membersOf(pick(this.#random, this.#world.regions))) {
        this.#down(machine, 'power loss');
      }
    },
    isolate: () => {
      const machine = this.#machine();
      const others = this.#world.membersOf(machine.region).filter((other) => other !== machine);
      this.#cut([machine], others, true);
    },
    cutOneWay: () => {
      const members = this.#world.membersOf(pick(this.#random, this.#world.regions));
      const from = pick(this.#random, members);
      this.#cut(
        [from],
        [
          pick(
            this.#random,
            members.filter((member) => member !== from),
          ),
        ],
        false,
      );
    },
    regionSplit: () => {
      const region = pick(this.#random, this.#world.regions);
      const others = this.#world.regions.filter((other) => other !== region);
      const cutFrom = nextFloat(this.#random) < 0.5 ? others : [pick(this.#random, others)];
      this.#cut(
        this.#world.membersOf(region),
        cutFrom.flatMap((other) => this.#world.membersOf(other)),
        true,
      );
    },
    regionCutOneWay: () => {
      const from = pick(this.#random, this.#world.regions);
      const to = pick(
        this.#random,
        this.#world.regions.filter((other) => other !== from),
      );
      this.#cut(this.#world.membersOf(from), this.#world.membersOf(to), false);
    },
    wallStep: () => {
      const { wallOffsetMsMax } = this.#world.swarm;
      this.#machine().clock.wallOffsetMs = nextInteger(this.#random, -wallOffsetMsMax, wallOffsetMsMax);
      this.#world.faults.add('wall clock step');
    },
  };

  #plan(kind: keyof FaultRates, meanUs: number): void {
    const delayUs = -Math.log(1 - nextFloat(this.#random)) * meanUs;
    this.#later(delayUs, kind, () => {
      if (!this.#active) return;
      this.#acts[kind]();
      this.#plan(kind, meanUs);
    });
  }

  #machine(): Machine {
    return pick(this.#random, this.#world.machines);
  }

  #down(machine: Machine, how: 'kill' | 'power loss'): void {
    if (machine.process === null) return;
    this.#world.faults.add(how);
    const farewell = nextFloat(this.#random) < 0.5 ? 'reset' : 'silent';
    if (how === 'kill') machine.kill(farewell);
    else machine.losePower(farewell);
    this.#later(this.#draw(DOWN_US), 'restart', () => machine.start());
  }

  #gracefulRestart(machine: Machine): void {
    if (machine.running === null) return;
    this.#world.faults.add('graceful restart');
    machine.stop(() => this.#later(this.#draw(DOWN_US), 'restart', () => machine.start()));
  }

  #pause(machine: Machine): void {
    const { process } = machine;
    if (process === null || process.paused) return;
    this.#world.faults.add('pause');
    machine.pause();
    this.#later(this.#draw(PAUSE_US), 'resume', () => {
      if (machine.process === process) machine.resume();
    });
  }

  #cut(from: readonly Machine[], to: readonly Machine[], bothWays: boolean): void {
    this.#world.faults.add(bothWays ? 'partition' : 'one-way partition');
    const { fabric } = this.#world;
    const each = (act: (one: string, other: string) => void): void => {
      for (const one of from) {
        for (const other of to) {
          act(one.address, other.address);
          if (bothWays) act(other.address, one.address);
        }
      }
    };
    each((one, other) => fabric.cut(one, other));
    this.#later(this.#draw(CUT_US), 'heal', () => each((one, other) => fabric.heal(one, other)));
  }

  #draw({ least, most }: { readonly least: number; readonly most: number }): number {
    return nextInteger(this.#random, least, most);
  }

  #later(delayUs: number, what: string, act: () => void): void {
    this.#world.scheduler.after(delayUs, { owner: null, what }, act);
  }
}
