/**
 * The attacker's process. A flood runs at the lowest priority: on one machine it would otherwise harm the server by taking
 * its processor, which a real attacker, elsewhere, does not. Who is patient takes none, and has to see when it is cut off.
 */
import { constants, setPriority } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { Target } from '../bench/load/connection.ts';
import { BORNE, FLOODS, PATIENT, type Attack } from './attacks.ts';
import { Link, type LinkEvents } from './link.ts';

export interface Order {
  readonly attacks: readonly string[];
  readonly target: Target;
  readonly forMs: number;
  /** As long again and again until every connection has been ended once, but not longer than this. */
  readonly forMsMax: number;
}

/** What became of the connections of one attack. */
export interface Fought {
  readonly attack: string;
  readonly connections: number;
  /** How many ended how. */
  readonly ends: Readonly<Record<string, number>>;
  /** Of those, how long each had lasted. */
  readonly endedAfterMs: readonly number[];
}

/** Who is cut off comes again. */
const AGAIN_MS = 100;
/** Connections are not all made in one turn: the attack is what they say. */
const CONNECT_AT_ONCE = 50;

export const ATTACKS: readonly Attack[] = [...FLOODS, ...PATIENT, ...BORNE];

class Attacker {
  private readonly attack: Attack;
  private readonly target: Target;
  private readonly links = new Set<Link>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly ends: Record<string, number> = {};
  private readonly endedAfterMs: number[] = [];
  private connections = 0;
  private isOver = false;

  constructor(name: string, target: Target) {
    const attack = ATTACKS.find((each) => each.name === name);
    if (attack === undefined) throw new Error(`there is no attack "${name}"`);
    this.attack = attack;
    this.target = target;
  }

  async begin(): Promise<void> {
    for (let made = 0; made < this.attack.connections; made++) {
      this.connect();
      if (made % CONNECT_AT_ONCE === CONNECT_AT_ONCE - 1) await wait(AGAIN_MS);
    }
  }

  /** Whether every connection it began with would have been ended by now. */
  get isAnswered(): boolean {
    return (
      this.attack.end === null ||
      this.attack.end.how === null ||
      this.endedAfterMs.length >= this.attack.connections
    );
  }

  end(): Fought {
    this.isOver = true;
    for (const timer of this.timers) clearTimeout(timer);
    for (const link of this.links) link.leave();
    const { connections, ends, endedAfterMs } = this;
    return { attack: this.attack.name, connections, ends, endedAfterMs };
  }

  private connect(): void {
    if (this.isOver) return;
    this.connections += 1;
    this.links.add(new Link(this.target, this.attack.greeting ?? {}, this.events));
  }

  private readonly events: LinkEvents = {
    ready: (link) => {
      const first = this.attack.begin?.(link);
      if (first !== undefined) link.send(first);
      this.goOn(link);
    },
    drained: (link) => {
      if (this.attack.everyMs === undefined) this.goOn(link);
    },
    ended: (link, how, afterMs) => {
      this.links.delete(link);
      this.ends[how] = (this.ends[how] ?? 0) + 1;
      this.endedAfterMs.push(afterMs);
      if (this.attack.everyMs === undefined && this.attack.goOn !== undefined)
        this.later(AGAIN_MS, () => this.connect());
    },
  };

  private goOn(link: Link): void {
    const { goOn, everyMs } = this.attack;
    if (goOn === undefined || this.isOver || link.isOver) return;
    const isTaken = link.send(goOn(link));
    link.rounds += 1;
    // Other connections have their turn, too.
    if (everyMs !== undefined) this.later(everyMs, () => this.goOn(link));
    else if (isTaken) this.later(0, () => this.goOn(link));
  }

  private later(ms: number, task: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      task();
    }, ms);
    this.timers.add(timer);
  }
}

async function fight({ attacks, target, forMs, forMsMax }: Order): Promise<Fought[]> {
  if (attacks.some((name) => FLOODS.some((flood) => flood.name === name))) {
    setPriority(constants.priority.PRIORITY_LOW);
  }
  const attackers = attacks.map((name) => new Attacker(name, target));
  const beganMs = performance.now();
  await Promise.all(attackers.map((attacker) => attacker.begin()));
  for (;;) {
    await wait(AGAIN_MS);
    const ms = performance.now() - beganMs;
    if (ms >= forMsMax || (ms >= forMs && attackers.every(({ isAnswered }) => isAnswered))) break;
  }
  return attackers.map((attacker) => attacker.end());
}

if (process.send !== undefined) {
  process.on('message', (order: Order) => {
    void fight(order).then((fought) => process.send?.(fought));
  });
  process.on('disconnect', () => process.exit(0));
}
