/**
 * Many members of production code on virtual time: one queue of packets, frames and wakes.
 *
 * G1. Everything is drawn from one seed.
 * G2. A stalled member runs nothing: what arrives waits in its socket, which holds `SOCKET_PACKETS` datagrams. When it
 *     goes on its timers come first and its mail after them, as in an event loop that was kept from both; that is the
 *     order in which it would declare others dead who have answered.
 * G3. Streams lose nothing but what is cut or dead, and take a handshake longer.
 */
import { encodeFrame } from '../../src/codec/gossip-frame.ts';
import { encodePacket } from '../../src/codec/gossip-packet.ts';
import { SEAL_BYTES } from '../../src/io/gossip-seal.ts';
import { createRandom, fork, nextFloat, nextUint32, type Random } from '../../src/core/base/random.ts';
import { dropBroadcast } from '../../src/core/gossip/broadcasts.ts';
import { createGossip, takeEffects, type Gossip } from '../../src/core/gossip/pool.ts';
import type { Profile } from '../../src/core/gossip/profile.ts';
import { nextWakeMs, step } from '../../src/core/gossip/step.ts';
import { nodeId } from '../../src/core/gossip/types.ts';
import type {
  Effect,
  Frame,
  Input,
  MemberEvent,
  NodeInfo,
  NodeState,
  Packet,
} from '../../src/core/gossip/types.ts';
import { EventQueue } from '../sim/ports/event-queue.ts';

/** G2: what a default receive buffer of 208 KiB holds of full packets. */
const SOCKET_PACKETS = 90;
const WAKE: Input = { type: 'wake' };

export interface SimNode {
  readonly number: number;
  readonly region: number;
  gossip: Gossip;
  up: boolean;
  /** Before it nothing runs (G2). */
  stalledUntilMs: number;
  readonly socket: Input[];
  plannedMs: number;
  packetsSent: number;
  /** Of packets as they are sealed, and of frames, where the world weighs them. */
  bytesSent: number;
  packetsLost: number;
}

interface Arrival {
  readonly timeUs: number;
  readonly sequence: number;
  /** `null`: a task of the world's. */
  readonly node: SimNode | null;
  readonly input: Input;
  readonly task: (() => void) | null;
}

export interface WorldOptions {
  readonly seed: number;
  readonly nodes: number;
  readonly regions?: number;
  readonly profile: Profile;
  /** Share of datagrams that is lost. */
  readonly loss: number;
  /** Whether bytes are counted, which costs as much as all the rest. */
  readonly weighs?: boolean;
  /** One way, within a region and between two. */
  readonly delayMs?: readonly [low: number, high: number];
  readonly delayBetweenMs?: readonly [low: number, high: number];
}

export type Observer = (node: SimNode, event: MemberEvent, nowMs: number) => void;

const LAN_DELAY_MS = [0.2, 1] as const;
const WAN_DELAY_MS = [30, 120] as const;

export class GossipWorld {
  readonly nodes: SimNode[] = [];
  readonly random: Random;
  readonly #options: WorldOptions;
  readonly #queue = new EventQueue<Arrival>();
  readonly #byAddress = new Map<string, SimNode>();
  #sequence = 0;
  #nowMs = 0;
  #observer: Observer = () => undefined;
  #cut: (from: SimNode, to: SimNode) => boolean = () => false;
  events = 0;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.random = createRandom(options.seed);
    for (let number = 0; number < options.nodes; number++) this.#addNode(number);
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  observe(observer: Observer): void {
    this.#observer = observer;
  }

  cut(isCut: (from: SimNode, to: SimNode) => boolean): void {
    this.#cut = isCut;
  }

  /** Everybody knows everybody, and nobody has anything to say about it. */
  startAcquainted(): void {
    const states: NodeState[] = this.nodes.map(({ gossip }) => ({
      info: gossip.self.info,
      incarnation: gossip.self.incarnation,
      state: 'alive',
    }));
    for (const node of this.nodes) {
      const { id } = node.gossip.self.info;
      step(node.gossip, 0, { type: 'join', addresses: [] });
      const others = states.filter(({ info }) => info.id !== id);
      const from = others[0]?.info.id ?? id;
      step(node.gossip, 0, {
        type: 'frame',
        frame: { type: 'sync', from, wanted: false, joining: true, lamport: 0, states: others },
      });
      dropBroadcast(node.gossip.broadcasts, id);
      takeEffects(node.gossip);
      this.#planWake(node);
    }
  }

  /** An input from outside: a join, a user's event, a leave. */
  tell(node: SimNode, input: Input): void {
    this.#run(node, input);
  }

  after(delayMs: number, task: () => void): void {
    this.#push(this.#nowMs + delayMs, null, WAKE, task);
  }

  stall(node: SimNode, forMs: number): void {
    node.stalledUntilMs = this.#nowMs + forMs;
    this.after(forMs, () => this.#goOn(node));
  }

  kill(node: SimNode): void {
    node.up = false;
    node.socket.length = 0;
  }

  /** The process again, of the same data folder or of one that remembers nothing. */
  restart(node: SimNode, remembers: Pick<Gossip, 'lamport'> & { readonly incarnation: number }): void {
    const { info } = node.gossip.self;
    node.gossip = createGossip({
      info,
      profile: this.#options.profile,
      seed: nextUint32(this.random),
      incarnation: remembers.incarnation,
      lamport: remembers.lamport,
    });
    node.up = true;
    node.plannedMs = Infinity;
  }

  runFor(ms: number): void {
    this.runUntil(() => false, ms);
  }

  /** Whether it came to pass within so much time. */
  runUntil(done: () => boolean, withinMs: number): boolean {
    const endUs = (this.#nowMs + withinMs) * 1_000;
    while (!done()) {
      const next = this.#queue.head;
      if (next === undefined || next.timeUs > endUs) {
        this.#nowMs = endUs / 1_000;
        return done();
      }
      this.#queue.pop();
      this.#nowMs = next.timeUs / 1_000;
      this.events++;
      this.#arrive(next);
    }
    return true;
  }

  #arrive({ node, input, task, timeUs }: Arrival): void {
    if (node === null) task?.();
    else if (input.type === 'wake') {
      if (timeUs === node.plannedMs * 1_000) this.#wake(node);
    } else if (!node.up) return;
    else if (node.stalledUntilMs > this.#nowMs) this.#keep(node, input);
    else this.#run(node, input);
  }

  #wake(node: SimNode): void {
    node.plannedMs = Infinity;
    if (node.up && node.stalledUntilMs <= this.#nowMs) this.#run(node, WAKE);
  }

  /** G2. */
  #keep(node: SimNode, input: Input): void {
    if (input.type === 'packet' && node.socket.length >= SOCKET_PACKETS) node.packetsLost++;
    else node.socket.push(input);
  }

  #goOn(node: SimNode): void {
    if (!node.up || node.stalledUntilMs > this.#nowMs) return;
    this.#run(node, WAKE);
    for (const input of node.socket.splice(0)) this.#run(node, input);
  }

  #run(node: SimNode, input: Input): void {
    step(node.gossip, this.#nowMs, input);
    for (const effect of takeEffects(node.gossip)) this.#perform(node, effect);
    this.#planWake(node);
  }

  #planWake(node: SimNode): void {
    const wakeMs = Math.max(nextWakeMs(node.gossip), Math.ceil(this.#nowMs));
    if (wakeMs >= node.plannedMs) return;
    node.plannedMs = wakeMs;
    this.#push(node.plannedMs, node, WAKE, null);
  }

  #perform(node: SimNode, effect: Effect): void {
    if (effect.type === 'notify') this.#observer(node, effect.event, this.#nowMs);
    else if (effect.type === 'packet') this.#sendPacket(node, effect.to, effect.packet);
    else this.#sendFrame(node, effect.to, effect.frame);
  }

  #sendPacket(from: SimNode, address: string, packet: Packet): void {
    from.packetsSent++;
    if (this.#options.weighs === true) from.bytesSent += encodePacket(packet).length + SEAL_BYTES;
    const to = this.#byAddress.get(address);
    if (to === undefined || !to.up || this.#cut(from, to)) return;
    const { loss, profile } = this.#options;
    if (profile.datagrams && loss > 0 && nextFloat(this.random) < loss) return;
    this.#push(this.#nowMs + this.#delayMs(from, to), to, { type: 'packet', packet }, null);
  }

  #sendFrame(from: SimNode, address: string, frame: Frame): void {
    if (this.#options.weighs === true) from.bytesSent += encodeFrame(frame).length + SEAL_BYTES;
    const to = this.#byAddress.get(address);
    if (to === undefined || !to.up || this.#cut(from, to)) return;
    const HANDSHAKE = 3;
    this.#push(this.#nowMs + HANDSHAKE * this.#delayMs(from, to), to, { type: 'frame', frame }, null);
  }

  #delayMs(from: SimNode, to: SimNode): number {
    const { delayMs = LAN_DELAY_MS, delayBetweenMs = WAN_DELAY_MS } = this.#options;
    const [low, high] = from.region === to.region ? delayMs : delayBetweenMs;
    return low + (high - low) * nextFloat(this.random);
  }

  #push(atMs: number, node: SimNode | null, input: Input, task: (() => void) | null): void {
    this.#queue.push({ timeUs: atMs * 1_000, sequence: this.#sequence++, node, input, task });
  }

  #addNode(number: number): void {
    const { profile, regions = 1 } = this.#options;
    const region = number % regions;
    const info = infoOf(number, region);
    const seed = nextUint32(fork(this.random));
    const node: SimNode = {
      number,
      region,
      gossip: createGossip({ info, profile, seed, incarnation: 0, lamport: 0 }),
      up: true,
      stalledUntilMs: 0,
      socket: [],
      plannedMs: Infinity,
      packetsSent: 0,
      bytesSent: 0,
      packetsLost: 0,
    };
    this.nodes.push(node);
    this.#byAddress.set(info.address, node);
  }
}

export function infoOf(number: number, region = 0): NodeInfo {
  const id = nodeId(String.fromCharCode(1, 0, 0, 0, 0, 0, (number >> 8) & 0xff, number & 0xff));
  return {
    id,
    version: 0,
    name: `member-${number}`,
    claimedMs: number,
    address: `10.${region}.${number >> 8}.${number & 0xff}:7946`,
    region: `region-${region}`,
    zone: `zone-${number % 3}`,
    role: 'server',
    raftId: BigInt(number + 1),
    clusterId: 7n,
    expect: 0,
    leaderTerm: 0,
    clientUrls: [`http://10.${region}.${number >> 8}.${number & 0xff}:2379`],
    level: 2,
  };
}

/** Whether each of these holds each of those, but itself, for alive. */
export function allKnowAlive(observers: readonly SimNode[], observed: readonly SimNode[]): boolean {
  return observers.every(({ gossip }) =>
    observed.every(
      (other) => other.gossip === gossip || gossip.members.get(other.gossip.self.info.id)?.state === 'alive',
    ),
  );
}
