/** Regions of several members over one world: the production driver, and in place of Raft one log per region. */
import type { CommandResult } from '../../../src/core/apply/types.ts';
import { nextFloat } from '../../../src/core/base/random.ts';
import type { RegionState } from '../../../src/core/federation/region.ts';
import { noteReport } from '../../../src/core/federation/stability.ts';
import type { Rule } from '../../../src/core/federation/types.ts';
import { Federation } from '../../../src/node/federation/federation.ts';
import type { FederationCommand, ProposeOutcome, RegionConfig } from '../../../src/node/federation/parts.ts';
import type { LogFields } from '../../../src/ports/log.ts';
import { exchange, expectConverged, TestRegion } from '../../core/federation/kit.ts';
import { World } from './world.ts';

const HEARTBEAT_MS = 100;

export interface Member {
  readonly name: string;
  readonly address: string;
  readonly federation: Federation;
}

/** A region: one state, its members' drivers, and how proposals fare. */
export class LiveRegion {
  readonly world: World;
  readonly name: string;
  readonly members: Member[] = [];
  readonly logged: { readonly event: string; readonly fields: LogFields }[] = [];
  state: TestRegion;
  leader = 0;
  clockAheadMs = 0;
  /** While true proposals are accepted and nothing happens to them. */
  stalled = false;
  commitMs = 3;
  failureRate = 0;
  /** Members that hear nothing of their region any more, by index, and what they knew then. */
  readonly stuck = new Map<number, RegionState>();
  proposals = 0;
  largestBatch = 0;
  /** Transactions that were proposed before they could be applied. */
  tooEarly = 0;

  constructor(world: World, config: readonly RegionConfig[], name: string) {
    this.world = world;
    this.name = name;
    this.state = new TestRegion(name);
    const own = config.find((each) => each.name === name)!;
    own.members.forEach((_, index) => this.members.push(this.createMember(config, index)));
    for (const { federation } of this.members) federation.start();
  }

  get driver(): Federation {
    return this.members[this.leader]!.federation;
  }

  stick(index: number): void {
    this.stuck.set(index, structuredClone(this.state.state));
  }

  elect(leader: number): void {
    const { world } = this;
    world.turn(() => this.driver.setLeader(false));
    this.leader = leader;
    world.turn(() => this.driver.setLeader(true));
  }

  write(values: Readonly<Record<string, string | null>>): void {
    this.world.turn(() => {
      this.state.wallMs = this.wallMs();
      this.state.write(values);
      this.signal();
    });
  }

  setRule(rule: Rule): void {
    this.world.turn(() => {
      this.state.wallMs = this.wallMs();
      this.state.setRule(rule);
      this.signal();
    });
  }

  /** Every alarm ever raised, in order; one that stands now is also among `driver.alarms()`. */
  get alarms(): { readonly kind: string; readonly detail: string }[] {
    return this.logged
      .filter(({ event, fields }) => 'subject' in fields && !event.endsWith('-over'))
      .map(({ event, fields }) => ({
        kind: event.replace('federation-', ''),
        detail: String(fields['detail']),
      }));
  }

  alarmKinds(): string[] {
    return this.alarms.map(({ kind }) => kind);
  }

  view(region: string): ReturnType<Federation['regions']>[number] {
    return this.driver.regions().find((each) => each.region === region)!;
  }

  private wallMs(): number {
    return this.world.clock(() => this.clockAheadMs).wallMs();
  }

  private signal(): void {
    for (const { federation } of this.members) {
      federation.onSignal({ type: 'federation-advanced' });
      federation.onSignal({ type: 'rule-changed', prefix: '' });
    }
  }

  private createMember(config: readonly RegionConfig[], index: number): Member {
    const { name, address } = config.find((each) => each.name === this.name)!.members[index]!;
    const federation = new Federation({
      config: { region: this.name, member: name, regions: config },
      network: this.world.network(this.name, address),
      clock: this.world.clock(() => this.clockAheadMs),
      entropy: this.world.entropy(),
      log: (_level, event, fields = {}) => void this.logged.push({ event, fields }),
      region: {
        state: () => this.stuck.get(index) ?? this.state.state,
        leader: () => this.members[this.leader]?.name ?? '',
        readTransaction: (dot) => this.state.readTransaction(dot),
        readConflict: (id) => this.state.conflicts.get(id),
        absentKeys: (prefix, from, limit, done) => {
          const absent = this.state.absentKeys(prefix).filter((key) => key >= from);
          const keys = absent.sort().slice(0, limit);
          this.world.at(1, () => done({ keys, next: absent[limit] ?? null }));
        },
      },
      propose: (command, done) => this.propose(index, command, done),
    });
    this.tick(federation);
    return { name, address, federation };
  }

  private tick(federation: Federation): void {
    this.world.at(HEARTBEAT_MS, () => {
      federation.tick();
      this.tick(federation);
    });
  }

  private propose(member: number, command: FederationCommand, done: (outcome: ProposeOutcome) => void): void {
    this.proposals++;
    if (command.type === 'remote-transactions') {
      this.largestBatch = Math.max(this.largestBatch, command.transactions.length);
    }
    if (this.stalled) return;
    this.world.at(this.commitMs, () => {
      if (member !== this.leader) return done({ ok: false, error: 'not-leader' });
      const chance = nextFloat(this.world.random);
      if (chance < this.failureRate / 2) return done({ ok: false, error: 'timeout' });
      const result = this.apply(command);
      this.signal();
      if (chance < this.failureRate) return done({ ok: false, error: 'timeout' });
      return done({ ok: true, result });
    });
  }

  private apply(command: FederationCommand): CommandResult {
    this.state.wallMs = this.wallMs();
    switch (command.type) {
      case 'remote-transactions':
        for (const transaction of command.transactions) {
          if (this.state.receive(transaction).type === 'not-ready') this.tooEarly++;
        }
        return { type: 'done' };
      case 'region-report':
        noteReport(this.state.state, command.region, command.applied);
        return { type: 'done' };
      case 'federation-free':
        this.state.free(command.counted, command.conflictsBefore);
        return { type: 'done' };
      case 'adopt': {
        const { absent, prefix } = command;
        const chunk = absent === null ? null : { keys: [...absent.keys], next: absent.next };
        const effect = this.state.adoptChunk(prefix, chunk);
        return { type: 'adopted', keys: effect.adopted, next: effect.next };
      }
    }
  }
}

export interface Started {
  readonly world: World;
  readonly regions: Readonly<Record<'east' | 'west' | 'north', LiveRegion>>;
  readonly all: readonly LiveRegion[];
  /** Until every region has everything the others wrote; returns how long that took. */
  settle(withinMs?: number): number;
}

const NAMES = ['east', 'west', 'north'] as const;

export function configOf(members: number): RegionConfig[] {
  return NAMES.map((name) => ({
    name,
    members: Array.from({ length: members }, (_, i) => ({
      name: `${name}-${i}`,
      address: `${name}-${i}:2380`,
    })),
  }));
}

/** Three regions that know a rule over everything, each led by its first member. */
export function startRegions(options: { readonly seed?: number; readonly members?: number } = {}): Started {
  const world = new World(options.seed);
  const config = configOf(options.members ?? 1);
  const all = NAMES.map((name) => new LiveRegion(world, config, name));
  const [east, west, north] = all as [LiveRegion, LiveRegion, LiveRegion];
  const wallMs = world.clock(() => 0).wallMs();
  for (const { state } of all) state.wallMs = wallMs;
  east.state.setRule({ prefix: '', policy: 'lww', cas: 'refuse' });
  exchange(all.map(({ state }) => state));
  for (const region of all) {
    region.state.adoptAll();
    region.elect(0);
  }
  const settle = (withinMs?: number): number =>
    world.until(() => isEven(all), 'all regions have everything', withinMs);
  return { world, regions: { east, west, north }, all, settle };
}

export function isEven(all: readonly LiveRegion[]): boolean {
  const [first, ...others] = all.map(({ state }) => state.state.applied);
  return others.every(
    (applied) =>
      applied.size === first!.size &&
      [...applied].every(([origin, sequence]) => first!.get(origin) === sequence),
  );
}

export function expectSame(all: readonly LiveRegion[]): void {
  expectConverged(all.map(({ state }) => state));
}
