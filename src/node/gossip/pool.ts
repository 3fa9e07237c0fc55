/**
 * The driver of one pool: the machine of core/gossip with its packets on datagrams or lines, its frames on lines, its
 * wakes on the clock, and everything sealed if the pool has keys.
 *
 * D1. Nothing reaches the machine that is not of this pool: sealed as it is, within its bounds, and about members that
 *     belong into it.
 * D2. What follows from an input leaves before the next one is taken; the clock wakes it when something is due.
 * D3. After `stop` nothing leaves it.
 */
import { FormatError } from '../../codec/binary.ts';
import type { LineContent } from '../../codec/gossip-line.ts';
import { decodePacket, encodePacket } from '../../codec/gossip-packet.ts';
import { describeEvent } from '../../core/gossip/describe.ts';
import { createGossip, takeEffects } from '../../core/gossip/pool.ts';
import type { Gossip, Member } from '../../core/gossip/pool.ts';
import type { Profile } from '../../core/gossip/profile.ts';
import { remember } from '../../core/gossip/rejoin.ts';
import type { Remembered } from '../../core/gossip/rejoin.ts';
import { nextWakeMs, step } from '../../core/gossip/step.ts';
import type {
  Address,
  Effect,
  Frame,
  InfoChange,
  Input,
  MemberEvent,
  MemberState,
  NodeId,
  NodeInfo,
  Packet,
} from '../../core/gossip/types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Datagrams } from '../../ports/datagram.ts';
import type { Entropy } from '../../ports/entropy.ts';
import type { Log, LogLevel } from '../../ports/log.ts';
import type { Network } from '../../ports/network.ts';
import { DONE } from '../../ports/outcome.ts';
import type { Done } from '../../ports/outcome.ts';
import type { GossipKeys, PoolSeal } from '../../ports/pool-seal.ts';
import type { Line } from './line.ts';
import { Lines } from './lines.ts';
import { SparingLog } from './sparing-log.ts';

/** Streams are rare in a pool with datagrams; without them every probe goes over one, and each comes round again. */
const LINE_IDLE_MS = 5_000;
const LINE_IDLE_WITHOUT_DATAGRAMS_MS = 60_000;

export interface PoolGiven {
  /** Tells pools apart that meet on one port or share keys. */
  readonly label: string;
  readonly profile: Profile;
  readonly info: NodeInfo;
  readonly remembered: Remembered;
  readonly network: Network;
  /** Only looked at where the profile has datagrams. */
  readonly datagrams: Datagrams;
  readonly keys: GossipKeys | null;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
  /** Configured addresses to find the pool by. */
  readonly seeds: readonly Address[];
  /** Whether such a member belongs into this pool. */
  accepts(info: NodeInfo): boolean;
  /** Where a member is dialled that the pool knows by this address. */
  route(address: Address): Address;
  onEvent(event: MemberEvent): void;
  /** What is said on lines beside gossip. */
  onContent(from: NodeId, content: OtherContent, line: Line): void;
}

export type OtherContent = Exclude<LineContent, { type: 'packet' | 'frame' }>;

export interface PoolMember {
  readonly info: NodeInfo;
  readonly self: boolean;
  readonly state: MemberState;
  readonly incarnation: number;
  /** How long it has been in this state, as far as this member knows. */
  readonly forMs: number;
  /** Round trip; `null` before it was measured. */
  readonly rttMs: number | null;
}

export interface PoolTraffic {
  datagramsSent: number;
  datagramBytesSent: number;
  datagramsRefused: number;
  readonly lineBytesSent: number;
}

export class GossipPool {
  readonly label: string;
  private readonly given: PoolGiven;
  private readonly gossip: Gossip;
  private readonly seal: PoolSeal | null;
  private readonly lines: Lines;
  private readonly sparing: SparingLog;
  private readonly sent = { datagramsSent: 0, datagramBytesSent: 0, datagramsRefused: 0 };
  private timer: Timer | null = null;
  private timerMs = Infinity;
  private phase: 'new' | 'running' | 'stopped' = 'new';
  /** What was to be told before it ran. */
  private untold: InfoChange = {};

  constructor(given: PoolGiven) {
    const { label, profile, info, remembered, entropy, keys, clock, log, network } = given;
    this.given = given;
    this.label = label;
    const { incarnation, lamport } = remembered;
    this.gossip = createGossip({ info, profile, seed: entropy.uint32(), incarnation, lamport });
    const isMember = (id: NodeId): boolean => this.gossip.members.has(id);
    this.seal = keys?.seal({ self: info.id, label, isMember }) ?? null;
    this.sparing = new SparingLog(log, clock);
    this.lines = new Lines({
      ...{ network, clock, entropy, log: this.sparing, seal: this.seal, label, id: info.id },
      idleMs: profile.datagrams ? LINE_IDLE_MS : LINE_IDLE_WITHOUT_DATAGRAMS_MS,
      address: () => this.self.address,
      route: (address) => given.route(address),
      onContent: (from, content, line) => this.onContent(from, content, line),
    });
  }

  get self(): NodeInfo {
    return this.gossip.self.info;
  }

  /** It has said good-bye, and all have heard of it that could. */
  get hasDeparted(): boolean {
    return this.gossip.phase === 'departed';
  }

  /** Begins to listen and to look for the pool. */
  start(done: Done): void {
    this.lines.start((listening) => {
      if (!listening.ok) done(listening);
      else this.listenForDatagrams((outcome) => this.onListening(outcome.ok, () => done(outcome)));
    });
  }

  private listenForDatagrams(done: Done): void {
    const { profile, datagrams, clock } = this.given;
    if (!profile.datagrams) {
      clock.atTurnEnd(() => done(DONE));
      return;
    }
    const onDatagram = (datagram: Uint8Array): void => this.onDatagram(datagram);
    const onFailure = (to: string, cause: string): void =>
      this.sparing.warn('gossip datagram not sent', `${to} ${cause}`, { to, cause, advice: adviceOn(cause) });
    datagrams.listen({ onDatagram, onFailure }, done);
  }

  private onListening(ok: boolean, then: () => void): void {
    if (ok && this.phase === 'new') {
      this.phase = 'running';
      this.join([...this.given.seeds, ...this.given.remembered.addresses]);
      this.update(this.untold);
    }
    then();
  }

  /** D3. */
  stop(): void {
    if (this.phase === 'stopped') return;
    this.phase = 'stopped';
    this.timer?.cancel();
    this.lines.stop();
    if (this.given.profile.datagrams) this.given.datagrams.close(() => undefined);
  }

  join(addresses: readonly Address[]): void {
    this.take({ type: 'join', addresses });
  }

  /** Says good-bye; `departed` is told when it may stop. */
  leave(): void {
    this.take({ type: 'leave' });
  }

  update(change: InfoChange): void {
    const { self } = this;
    if (this.phase === 'new') this.untold = { ...this.untold, ...change };
    const isNews = (Object.keys(change) as (keyof InfoChange)[]).some((key) => change[key] !== self[key]);
    if (isNews) this.take({ type: 'update', change });
  }

  sendEvent(name: string, payload: Uint8Array): void {
    this.take({ type: 'send-event', name, payload });
  }

  evict(id: NodeId): void {
    this.take({ type: 'evict', id });
  }

  /** To one member, over a line. */
  ask(to: Address, content: OtherContent): void {
    if (this.phase === 'running') this.lines.send(to, content);
  }

  /** This member first, then the others by name. */
  members(): PoolMember[] {
    const others = [...this.gossip.members.values()].map((member) => this.viewOf(member, false));
    others.sort((one, other) => (one.info.name < other.info.name ? -1 : 1));
    return [this.viewOf(this.gossip.self, true), ...others];
  }

  private viewOf({ info, state, incarnation, changedMs, rttMs }: Member, self: boolean): PoolMember {
    const forMs = Math.max(0, this.given.clock.monotonicMs() - changedMs);
    return { info, self, state, incarnation, forMs, rttMs: rttMs === 0 ? null : rttMs };
  }

  remember(): Remembered {
    return remember(this.gossip);
  }

  traffic(): PoolTraffic {
    return { ...this.sent, lineBytesSent: this.lines.sentBytes };
  }

  private take(input: Input): void {
    if (this.phase !== 'running') return;
    step(this.gossip, this.given.clock.monotonicMs(), input);
    for (const effect of takeEffects(this.gossip)) this.perform(effect);
    this.planWake();
  }

  /** D2. */
  private planWake(): void {
    const wakeMs = nextWakeMs(this.gossip);
    if (this.phase !== 'running' || wakeMs === this.timerMs) return;
    this.timer?.cancel();
    this.timerMs = wakeMs;
    if (wakeMs === Infinity) return;
    const { clock } = this.given;
    this.timer = clock.after(Math.max(0, wakeMs - clock.monotonicMs()), () => {
      this.timerMs = Infinity;
      this.lines.tend();
      this.take({ type: 'wake' });
    });
  }

  private perform(effect: Effect): void {
    switch (effect.type) {
      case 'packet':
        this.sendPacket(effect.to, effect.packet);
        return;
      case 'frame':
        this.lines.send(effect.to, effect);
        return;
      case 'notify':
        this.tell(effect.event);
    }
  }

  private sendPacket(to: Address, packet: Packet): void {
    if (!this.given.profile.datagrams) {
      this.lines.send(to, { type: 'packet', packet });
      return;
    }
    const bytes = encodePacket(packet);
    this.sendDatagram(to, this.seal?.datagrams.seal(bytes, this.given.clock.monotonicMs()) ?? bytes);
  }

  private sendDatagram(to: Address, datagram: Uint8Array): void {
    this.sent.datagramsSent++;
    this.sent.datagramBytesSent += datagram.length;
    this.given.datagrams.send(this.given.route(to), datagram);
  }

  private tell(event: MemberEvent): void {
    this.given.log(levelOf(event), `gossip ${event.type}`, {
      pool: this.label,
      what: describeEvent(event),
      ...('info' in event ? { member: event.info.name, address: event.info.address } : {}),
    });
    // Whoever hears of it may ask the machine something, which is in the middle of its effects.
    this.given.clock.atTurnEnd(() => this.given.onEvent(event));
  }

  private onDatagram(datagram: Uint8Array): void {
    if (this.phase !== 'running') return;
    if (this.seal === null) {
      this.onPacket(datagram);
      return;
    }
    const opened = this.seal.datagrams.open(datagram, this.given.clock.monotonicMs());
    switch (opened.type) {
      case 'packets':
        for (const packet of opened.packets) this.onPacket(packet);
        return;
      case 'reply': {
        const member = this.gossip.members.get(opened.to);
        if (member !== undefined) this.sendDatagram(member.info.address, opened.datagram);
        return;
      }
      case 'refused':
        this.sent.datagramsRefused++;
    }
  }

  private onPacket(bytes: Uint8Array): void {
    try {
      this.hearPacket(decodePacket(bytes));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.sent.datagramsRefused++;
    }
  }

  private onContent(from: NodeId, content: LineContent, line: Line): void {
    if (this.phase !== 'running') return;
    if (content.type === 'packet') this.hearPacket(content.packet);
    else if (content.type === 'frame') this.hearFrame(content.frame);
    else this.given.onContent(from, content, line);
  }

  /** D1. */
  private hearPacket(packet: Packet): void {
    const { accepts } = this.given;
    const rumours = packet.rumours.filter((rumour) => rumour.type !== 'alive' || accepts(rumour.info));
    this.take({ type: 'packet', packet: { ...packet, rumours } });
  }

  private hearFrame(frame: Frame): void {
    if (frame.type !== 'sync') {
      this.take({ type: 'frame', frame });
      return;
    }
    const states = frame.states.filter(({ info }) => this.given.accepts(info));
    this.take({ type: 'frame', frame: { ...frame, states } });
  }
}

function levelOf({ type }: MemberEvent): LogLevel {
  switch (type) {
    case 'died':
    case 'name-conflict':
      return 'warn';
    case 'changed':
    case 'suspected':
    case 'reaped':
      return 'debug';
    default:
      return 'info';
  }
}

function adviceOn(cause: string): string {
  if (cause === 'too-long')
    return 'the way there takes no datagrams of 1,400 bytes: gossip over TCP with --gossip wan';
  if (cause === 'unknown-host') return 'the name has no address: check the member’s advertised peer URL';
  return 'members are asked over TCP beside it';
}
