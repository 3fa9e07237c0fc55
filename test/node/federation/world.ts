/**
 * Virtual time and a network that loses, repeats, delays and reorders frames, for regions of several members each. A
 * region's members share one state, as if its log were applied everywhere at once; proposing takes a while and may fail.
 */
import { createRandom, nextFloat, nextUint32, nextUint64 } from '../../../src/core/base/random.ts';
import type { Random } from '../../../src/core/base/random.ts';
import type { Clock, Timer } from '../../../src/ports/clock.ts';
import type { Entropy } from '../../../src/ports/entropy.ts';
import type { Connection, ConnectionEvents, Network } from '../../../src/ports/network.ts';
import { DONE } from '../../../src/ports/outcome.ts';

interface Event {
  readonly atMs: number;
  readonly run: () => void;
  cancelled: boolean;
}

export interface Weather {
  latencyMs: number;
  /** Frames take up to so much longer, and so overtake each other. */
  jitterMs: number;
  loss: number;
  repeat: number;
}

interface Listener {
  readonly region: string;
  readonly accept: (connection: Connection) => void;
}

export class World {
  readonly random: Random;
  readonly weather: Weather = { latencyMs: 20, jitterMs: 0, loss: 0, repeat: 0 };
  /** Directed: `east>west`. Frames and openings between these regions vanish. */
  readonly cuts = new Set<string>();
  readonly down = new Set<string>();
  readonly listeners = new Map<string, Listener>();
  readonly wires = new Set<Wire>();
  nowMs = 0;
  private readonly events: Event[] = [];
  private readonly turnEnd: (() => void)[] = [];

  constructor(seed = 1) {
    this.random = createRandom(seed);
  }

  at(delayMs: number, run: () => void): Event {
    const event = { atMs: this.nowMs + delayMs, run, cancelled: false };
    let place = this.events.length;
    while (place > 0 && this.events[place - 1]!.atMs > event.atMs) place--;
    this.events.splice(place, 0, event);
    return event;
  }

  /** Runs one thing now, as a turn of its own. */
  turn(run: () => void): void {
    run();
    for (let task = this.turnEnd.shift(); task !== undefined; task = this.turnEnd.shift()) task();
  }

  run(forMs: number): void {
    const endMs = this.nowMs + forMs;
    for (let next = this.events[0]; next !== undefined && next.atMs <= endMs; next = this.events[0]) {
      this.events.shift();
      this.nowMs = Math.max(this.nowMs, next.atMs);
      if (!next.cancelled) this.turn(next.run);
    }
    this.nowMs = endMs;
  }

  /** Runs until something holds; fails by throwing after so much virtual time. */
  until(condition: () => boolean, what: string, withinMs = 60_000): number {
    const startMs = this.nowMs;
    while (!condition()) {
      if (this.nowMs - startMs > withinMs) throw new Error(`not within ${withinMs} ms: ${what}`);
      this.run(1);
    }
    return this.nowMs - startMs;
  }

  cut(left: string, right: string): void {
    this.cuts.add(`${left}>${right}`).add(`${right}>${left}`);
  }

  heal(): void {
    this.cuts.clear();
  }

  /** `aheadMs` is what this clock's wall time shows beyond the world's. */
  clock(aheadMs: () => number): Clock {
    return {
      monotonicMs: () => this.nowMs,
      wallMs: () => Math.round(1_700_000_000_000 + this.nowMs + aheadMs()),
      after: (delayMs, fire): Timer => {
        const event = this.at(delayMs, fire);
        return { cancel: () => void (event.cancelled = true) };
      },
      atTurnEnd: (task) => void this.turnEnd.push(task),
    };
  }

  entropy(): Entropy {
    return { uint32: () => nextUint32(this.random), uint64: () => nextUint64(this.random) };
  }

  network(region: string, address: string): Network {
    return {
      listen: (accept, done) => {
        this.listeners.set(address, { region, accept });
        this.at(0, () => done(DONE));
      },
      connect: (to) => this.connect(region, to),
      close: () => void this.listeners.delete(address),
    };
  }

  /** Breaks every connection to a member, as its end would, and refuses new ones. */
  crash(address: string): void {
    this.down.add(address);
    for (const wire of [...this.wires]) if (wire.address === address) wire.break('the other side went away');
  }

  isCut(from: string, to: string): boolean {
    return this.cuts.has(`${from}>${to}`);
  }

  delayMs(): number {
    return this.weather.latencyMs + nextFloat(this.random) * this.weather.jitterMs;
  }

  private connect(region: string, address: string): Connection {
    const listener = this.listeners.get(address);
    const wire = new Wire(this, region, listener?.region ?? '', address);
    this.wires.add(wire);
    if (listener === undefined || this.down.has(address)) {
      this.at(this.weather.latencyMs, () => wire.break('connection refused'));
    } else if (!this.isCut(region, listener.region) && !this.isCut(listener.region, region)) {
      this.at(this.weather.latencyMs, () => listener.accept(wire.far));
      this.at(2 * this.weather.latencyMs, () => wire.near.events?.onOpen());
    }
    return wire.near;
  }
}

/** One connection: two ends that may notice its end at different times. */
export class Wire {
  readonly from: string;
  readonly address: string;
  readonly near: End;
  readonly far: End;
  private readonly world: World;

  constructor(world: World, from: string, to: string, address: string) {
    this.world = world;
    this.from = from;
    this.address = address;
    this.near = new End(world, this, { from, to }, address);
    this.far = new End(world, this, { from: to, to: from }, `${from} (inbound)`);
    this.near.other = this.far;
    this.far.other = this.near;
  }

  break(reason: string): void {
    this.world.wires.delete(this);
    this.near.lose(reason);
    this.far.lose(reason);
  }
}

class End implements Connection {
  readonly address: string;
  other: End | null = null;
  events: ConnectionEvents | null = null;
  sentBytes = 0;
  private open = true;
  private readonly world: World;
  private readonly wire: Wire;
  private readonly direction: { readonly from: string; readonly to: string };

  constructor(
    world: World,
    wire: Wire,
    direction: { readonly from: string; readonly to: string },
    address: string,
  ) {
    this.world = world;
    this.wire = wire;
    this.direction = direction;
    this.address = address;
  }

  handle(events: ConnectionEvents): void {
    this.events = events;
  }

  send(frame: Uint8Array): boolean {
    const { world } = this;
    if (!this.open) return false;
    this.sentBytes += frame.length;
    const copies = nextFloat(world.random) < world.weather.repeat ? 2 : 1;
    for (let i = 0; i < copies; i++) {
      if (nextFloat(world.random) < world.weather.loss) continue;
      const bytes = new Uint8Array(frame);
      world.at(world.delayMs(), () => {
        if (!world.isCut(this.direction.from, this.direction.to)) this.other?.receive(bytes);
      });
    }
    return true;
  }

  receive(frame: Uint8Array): void {
    if (this.open) this.events?.onFrame(frame);
  }

  relax(): void {}

  queuedBytes(): number {
    return 0;
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    this.world.wires.delete(this.wire);
    this.world.at(this.world.delayMs(), () => {
      if (!this.world.isCut(this.direction.from, this.direction.to))
        this.other?.lose('closed by the other side');
    });
  }

  lose(reason: string): void {
    if (!this.open) return;
    this.open = false;
    this.events?.onClose(reason);
  }
}
