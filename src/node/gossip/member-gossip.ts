/**
 * A server's part in gossip: the pool of its region (LAN) and, where there are other regions, that of all servers (WAN).
 *
 * G1. Both pools tell the same of this server: who it is in its region, and whether it leads there.
 * G2. Where `--federation` names a server, the address there is how this server reaches it, whatever that one tells of
 *     itself: an address is only good on the side of a translation it was written for (Consul: translate_wan_addrs).
 *     Servers that nobody named are reached at the address they tell.
 * G3. In the WAN pool servers are called name.region, since names are a region's own.
 * G4. It serves nothing before `start` is done, and nothing leaves it after `stop`.
 */
import type { GossipMemory } from '../../codec/gossip-memory.ts';
import { assert } from '../../core/base/assert.ts';
import { eventProblem } from '../../core/gossip/events.ts';
import { infoProblem } from '../../core/gossip/limits.ts';
import { LAN, LOCAL, WAN } from '../../core/gossip/profile.ts';
import type { Profile } from '../../core/gossip/profile.ts';
import type {
  InfoChange,
  KeyringCommand,
  MemberEvent,
  NodeInfo,
  UserEvent,
} from '../../core/gossip/types.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Datagrams } from '../../ports/datagram.ts';
import type { Disk } from '../../ports/disk.ts';
import type { Entropy } from '../../ports/entropy.ts';
import type { Log } from '../../ports/log.ts';
import { failed } from '../../ports/outcome.ts';
import type { Done } from '../../ports/outcome.ts';
import type { GossipKeys } from '../../ports/pool-seal.ts';
import type { Channels } from '../channels.ts';
import type { GossipConfig, MemberConfig, RegionConfig } from '../server-config.ts';
import type { GossipServing, HeardEvent, PlacedMember, PoolName } from '../serving/gossip.ts';
import { KeyringRounds } from './keyring-round.ts';
import type { KeyringResult } from './keyring-round.ts';
import { MemoryWriter, readMemory } from './memory-file.ts';
import { GossipPool } from './pool.ts';
import type { OtherContent, PoolGiven, PoolMember } from './pool.ts';
import { RegionWatch } from './region-watch.ts';
import type { RegionStanding } from './region-watch.ts';

/** What gossip needs beside the ports of every member. */
export interface GossipPorts {
  readonly datagrams: Datagrams;
  /** `null`: it speaks in the clear. */
  readonly keys: GossipKeys | null;
}

export interface MemberGossipGiven {
  readonly ports: GossipPorts & {
    readonly clock: Clock;
    readonly entropy: Entropy;
    readonly disk: Disk;
    readonly log: Log;
  };
  readonly channels: Channels;
  readonly config: GossipConfig;
  readonly region: string;
  readonly self: MemberConfig;
  readonly clientUrls: readonly string[];
  /** Of its Raft group; what a server that has none says instead is `standing`. */
  readonly standing: Pick<NodeInfo, 'raftId' | 'clusterId' | 'expect'>;
  readonly level: number;
  readonly federation: readonly RegionConfig[];
  /** Addresses of the region's other members, as far as they are known. */
  mates(): readonly string[];
  /** Whether there is a data folder that remembers it. */
  remembers(): boolean;
  /** Something was heard of a pool. */
  onEvent(pool: PoolName, event: MemberEvent): void;
  /** It has said good-bye to its pools, as an operator asked. */
  onDeparted(): void;
}

const LAN_PROFILES: Readonly<Record<GossipConfig['profile'], Profile>> = { lan: LAN, wan: WAN, local: LOCAL };

export class MemberGossip implements GossipServing {
  private readonly given: MemberGossipGiven;
  private readonly regions: RegionWatch;
  private readonly rounds: KeyringRounds;
  private lan: GossipPool | null = null;
  private wan: GossipPool | null = null;
  private memory: MemoryWriter | null = null;
  /** What both pools are to tell, also while they are still starting (G1). */
  private told: InfoChange = {};
  private stopped = false;
  private readonly eventHearers = new Set<(event: HeardEvent) => void>();

  constructor(given: MemberGossipGiven) {
    const { clock, log, keys } = given.ports;
    this.given = given;
    this.regions = new RegionWatch(clock, log);
    this.rounds = new KeyringRounds(keys, clock);
  }

  start(done: Done): void {
    readMemory(this.given.ports, this.given.remembers(), (memory) => {
      if (this.stopped) return;
      const info = this.infoOf(memory);
      const problem = infoProblem(info);
      if (problem === null) this.startPools(memory, info, done);
      else done(failed('io', `this server cannot take part in gossip: ${problem}`));
    });
  }

  stop(): void {
    this.stopped = true;
    this.memory?.stop();
    this.rounds.stop();
    for (const pool of this.pools()) pool.stop();
  }

  /** G1. */
  tell(change: InfoChange): void {
    this.told = { ...this.told, ...change };
    this.noteDown();
    for (const pool of this.pools()) pool.update(change);
  }

  /** There is a data folder from now on that remembers it. */
  keep(done: () => void): void {
    const { memory } = this;
    assert(memory !== null, 'what is to be kept has begun');
    memory.begin(done);
  }

  members(pool: PoolName): readonly PoolMember[] | null {
    return this.pool(pool)?.members() ?? null;
  }

  join(pool: PoolName, addresses: readonly string[]): string | null {
    const joined = this.pool(pool);
    if (joined === null) return notIn(pool);
    joined.join(addresses);
    return null;
  }

  leave(): void {
    for (const pool of this.pools()) pool.leave();
  }

  forceLeave(pool: PoolName, name: string): string | null {
    const known = this.members(pool);
    if (known === null) return notIn(pool);
    const named = known.filter(({ info, self }) => info.name === name && !self);
    if (named.length === 0)
      return `no other member of this pool is called ${name}: "atollctl members" lists them`;
    if (named.every(({ state }) => state === 'alive'))
      return `${name} is alive, and would say so: stop it first, or run "atollctl leave" there`;
    for (const { info, state } of named) if (state !== 'alive') this.pool(pool)?.evict(info.id);
    return null;
  }

  sendEvent(name: string, payload: Uint8Array): string | null {
    const problem = eventProblem(name, payload);
    if (problem === null) this.lan?.sendEvent(name, payload);
    return problem;
  }

  onUserEvent(hear: (event: HeardEvent) => void): () => void {
    this.eventHearers.add(hear);
    return () => this.eventHearers.delete(hear);
  }

  keyring(command: KeyringCommand, done: (results: readonly KeyringResult[]) => void): void {
    this.rounds.begin(this.pools(), command, done);
  }

  /** A region's servers that live, the one that leads first. */
  placesOf(region: string): readonly PlacedMember[] {
    const live = (this.wan?.members() ?? []).filter(
      ({ info, state }) => info.region === region && (state === 'alive' || state === 'suspect'),
    );
    live.sort((one, other) => other.info.leaderTerm - one.info.leaderTerm);
    return live.map(({ info }) => ({
      name: nameInRegion(info),
      address: this.named(info) ?? info.address,
      leads: info.leaderTerm > 0,
      level: info.level,
    }));
  }

  standingOf(region: string): RegionStanding | null {
    return this.regions.of(region);
  }

  private startPools(memory: GossipMemory, info: NodeInfo, done: Done): void {
    this.lan = this.createLan(memory, info);
    this.wan = this.hasOthers() ? this.createWan(memory, info) : null;
    this.memory = new MemoryWriter(this.given.ports, () => this.remembered(memory));
    this.tell(this.told);
    this.lan.start((listening) => {
      if (!listening.ok || this.wan === null) done(listening);
      else this.wan.start(done);
    });
    this.noteDown();
  }

  private noteDown(): void {
    if (this.given.remembers()) this.memory?.changed();
  }

  private hasOthers(): boolean {
    return this.given.federation.length > 0 || this.given.config.joinWan.length > 0;
  }

  private createLan(memory: GossipMemory, info: NodeInfo): GossipPool {
    const { channels, config, region, mates } = this.given;
    return this.create('lan', {
      ...{ info, remembered: memory.lan, network: channels.network('lan') },
      ...{
        label: `lan ${region}`,
        profile: LAN_PROFILES[config.profile],
        seeds: [...config.join, ...mates()],
      },
      accepts: (other) => other.region === region,
      route: (address) => address,
    });
  }

  private createWan(memory: GossipMemory, info: NodeInfo): GossipPool {
    const { channels, config, federation, mates, region } = this.given;
    const named = federation.flatMap(({ members }) => members.map(({ address }) => address));
    return this.create('wan', {
      ...{ info: { ...info, name: `${info.name}.${region}` }, remembered: memory.wan },
      ...{ network: channels.network('wan'), label: 'wan', profile: WAN },
      seeds: [...config.joinWan, ...named, ...mates()],
      accepts: ({ role }) => role === 'server',
      route: (address) => this.routeTo(address),
    });
  }

  private create(
    name: PoolName,
    more: Pick<
      PoolGiven,
      'info' | 'remembered' | 'network' | 'label' | 'profile' | 'seeds' | 'accepts' | 'route'
    >,
  ): GossipPool {
    return new GossipPool({
      ...this.given.ports,
      ...more,
      onEvent: (event) => this.onEvent(name, event),
      onContent: (from, content: OtherContent, line) => this.rounds.hear(from, content, line),
    });
  }

  /** G2. */
  private routeTo(address: string): string {
    const member = this.wan?.members().find(({ info }) => info.address === address);
    return (member === undefined ? null : this.named(member.info)) ?? address;
  }

  private named(info: NodeInfo): string | null {
    const region = this.given.federation.find((each) => each.region === info.region);
    return region?.members.find(({ name }) => name === nameInRegion(info))?.address ?? null;
  }

  private onEvent(pool: PoolName, event: MemberEvent): void {
    if (this.stopped) return;
    this.noteDown();
    if (event.type === 'user-event') this.tellHearers(event.event);
    if (pool === 'wan') this.regions.look(this.wan?.members() ?? []);
    // Who is found in the region belongs into the pool of all regions, too.
    if (pool === 'lan' && event.type === 'joined' && event.info.role === 'server')
      this.wan?.join([event.info.address]);
    this.given.onEvent(pool, event);
    const departed = (each: GossipPool): boolean => each.hasDeparted;
    if (event.type === 'departed' && this.pools().every(departed)) this.given.onDeparted();
  }

  private tellHearers({ name, payload, lamport, origin }: UserEvent): void {
    if (this.eventHearers.size === 0) return;
    const sender = this.lan?.members().find(({ info }) => info.id === origin)?.info.name ?? '';
    for (const hear of [...this.eventHearers]) hear({ name, payload, lamport, sender });
  }

  private remembered(memory: GossipMemory): GossipMemory {
    const { id, claimedMs } = memory;
    const lan = this.lan?.remember() ?? memory.lan;
    return { id, claimedMs, lan, wan: this.wan?.remember() ?? memory.wan };
  }

  private infoOf({ id, claimedMs }: GossipMemory): NodeInfo {
    const { self, region, standing, level, clientUrls, config } = this.given;
    const { name, address } = self;
    const { zone } = config;
    const who = { id, version: 0, name, claimedMs, address, region, zone, role: 'server' as const };
    return withUrlsThatFit({ ...who, ...standing, leaderTerm: 0, level, clientUrls: [...clientUrls] });
  }

  private pool(name: PoolName): GossipPool | null {
    return name === 'lan' ? this.lan : this.wan;
  }

  private pools(): readonly GossipPool[] {
    return [this.lan, this.wan].filter((pool) => pool !== null);
  }
}

/** G3. */
export const nameInRegion = ({ name, region }: NodeInfo): string =>
  name.endsWith(`.${region}`) ? name.slice(0, -region.length - 1) : name;

/** Client URLs are a courtesy: what does not fit beside the rest is left out. */
function withUrlsThatFit(info: NodeInfo): NodeInfo {
  if (info.clientUrls.length === 0 || infoProblem(info) === null) return info;
  return withUrlsThatFit({ ...info, clientUrls: info.clientUrls.slice(0, -1) });
}

function notIn(pool: PoolName): string {
  return pool === 'wan'
    ? 'this server knows no other region: start it with --federation or --join-wan'
    : 'this server takes no part in gossip yet';
}
