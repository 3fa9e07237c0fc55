/**
 * Servers that were told only how many they are find each other by gossip and agree on the members of their region
 * (core/gossip/founding). This runs before there is a member, on the server's own ports, and is over when there can be one.
 *
 * B1. A server is bound durably before it tells anybody (founding F1).
 * B2. It binds itself to what it has seen for `SETTLE_MS` without a change: a pool that is still growing shows everybody
 *     another list.
 * B3. What gossip has to remember is in the folder before it tells that this server is bound: the member that is to be
 *     started here is the one that the others have met, and not another of its name.
 * B4. `done` runs once, and when it does the ports are free again.
 */
import { judgeFounding } from '../../core/gossip/founding.ts';
import type { Founder, FoundingStep } from '../../core/gossip/founding.ts';
import type { Timer } from '../../ports/clock.ts';
import { succeeded } from '../../ports/outcome.ts';
import type { Done, Outcome } from '../../ports/outcome.ts';
import { createChannels } from '../channels.ts';
import type { Channels } from '../channels.ts';
import { MemberGossip } from '../gossip/member-gossip.ts';
import type { GossipPorts } from '../gossip/member-gossip.ts';
import type { ServerPorts } from '../member-core.ts';
import type { GossipConfig, MemberConfig } from '../server-config.ts';

const SETTLE_MS = 3_000;
const LOOK_MS = 500;
const TELL_MS = 10_000;

export interface FoundingGiven {
  readonly ports: Pick<ServerPorts, 'network' | 'clock' | 'entropy' | 'disk' | 'log'> & {
    readonly gossip: GossipPorts;
  };
  readonly region: string;
  readonly self: MemberConfig;
  readonly config: GossipConfig;
  readonly clientUrls: readonly string[];
  readonly level: number;
  readonly expect: number;
  /** What it bound itself to before it was started again. */
  readonly bound: Bound | null;
  clusterOf(names: readonly string[]): bigint;
  /** B1. Why that was not possible, or `null`. */
  bind(bound: Bound): string | null;
}

export interface Bound {
  readonly clusterId: bigint;
  readonly founders: readonly { readonly name: string; readonly address: string }[];
}

export type FoundingEnd =
  | { readonly type: 'founded'; readonly bound: Bound }
  /** There is a region already: it can only be joined. */
  | {
      readonly type: 'exists';
      readonly members: readonly { readonly name: string; readonly address: string }[];
    };

export function foundRegion(given: FoundingGiven, done: Done<FoundingEnd>): () => void {
  const founding = new Founding(given, done);
  founding.start();
  return () => founding.abandon();
}

class Founding {
  private readonly given: FoundingGiven;
  private readonly done: Done<FoundingEnd>;
  private readonly channels: Channels;
  private readonly gossip: MemberGossip;
  private bound: Bound | null;
  private timer: Timer | null = null;
  private list = '';
  private listSinceMs = 0;
  private toldMs = -Infinity;
  private binding = false;
  private over = false;

  constructor(given: FoundingGiven, done: Done<FoundingEnd>) {
    const { ports, config, region, self, clientUrls, level, expect, bound } = given;
    this.given = given;
    this.done = done;
    this.bound = bound;
    this.channels = createChannels(ports.network);
    this.gossip = new MemberGossip({
      ports: { ...ports, ...ports.gossip },
      ...{ channels: this.channels, config: { ...config, joinWan: [] }, federation: [] },
      ...{
        region,
        self,
        clientUrls,
        level,
        mates: () => (bound?.founders ?? []).map(({ address }) => address),
      },
      standing: { raftId: 0n, clusterId: bound?.clusterId ?? 0n, expect },
      remembers: () => this.bound !== null,
      onEvent: () => undefined,
      onDeparted: () => undefined,
    });
  }

  start(): void {
    this.gossip.start((started) => {
      if (!started.ok) this.end(started);
      else
        this.channels.listen((listening) => {
          if (listening.ok) this.lookAgain();
          else this.end(listening);
        });
    });
  }

  /** The process stops. */
  abandon(): void {
    this.halt(() => undefined);
  }

  private halt(then: () => void): void {
    this.over = true;
    this.timer?.cancel();
    this.gossip.stop();
    this.channels.close(then);
  }

  private lookAgain(): void {
    if (this.over) return;
    this.timer = this.given.ports.clock.after(LOOK_MS, () => {
      this.take(this.judge());
      this.lookAgain();
    });
  }

  private judge(): FoundingStep {
    const { clusterOf } = this.given;
    const servers = (this.gossip.members('lan') ?? []).filter(
      ({ info, state, self }) => info.role === 'server' && (self || state === 'alive'),
    );
    const founders = servers.map(({ info }): Founder => info);
    const [self, ...others] = founders;
    if (self === undefined) return { type: 'wait', reason: 'gossip is not there yet' };
    const { bound } = this;
    const names = bound?.founders.map(({ name }) => name) ?? [];
    return judgeFounding({
      ...{ self, others, clusterOf },
      bound: bound === null ? null : { names, clusterId: bound.clusterId },
    });
  }

  private take(step: FoundingStep): void {
    switch (step.type) {
      case 'wait':
        this.list = '';
        this.tell(step.reason);
        return;
      case 'bind':
        this.consider(step.founders);
        return;
      case 'found':
        if (this.bound !== null) this.end(succeeded({ type: 'founded', bound: this.bound }));
        return;
      case 'exists':
        this.end(succeeded({ type: 'exists', members: step.members.map(placeOf) }));
    }
  }

  /** B2. */
  private consider(founders: readonly Founder[]): void {
    const { clock, log } = this.given.ports;
    const list = founders.map(({ name, address }) => `${name}=${address}`).join(',');
    if (list !== this.list) {
      this.list = list;
      this.listSinceMs = clock.monotonicMs();
    }
    if (this.binding || clock.monotonicMs() - this.listSinceMs < SETTLE_MS) return;
    const clusterId = this.given.clusterOf(founders.map(({ name }) => name));
    const bound = { clusterId, founders: founders.map(placeOf) };
    const trouble = this.given.bind(bound);
    if (trouble !== null) {
      this.tell(trouble);
      return;
    }
    this.binding = true;
    // B3.
    this.gossip.keep(() => {
      if (this.over) return;
      this.bound = bound;
      log('info', 'bound to found the region', { founders: list });
      this.gossip.tell({ clusterId });
    });
  }

  private tell(reason: string): void {
    const { clock, log } = this.given.ports;
    if (clock.monotonicMs() - this.toldMs < TELL_MS) return;
    this.toldMs = clock.monotonicMs();
    log('info', 'waiting to found the region', { reason });
  }

  /** B4. */
  private end(outcome: Outcome<FoundingEnd>): void {
    if (!this.over) this.halt(() => this.done(outcome));
  }
}

const placeOf = ({ name, address }: Founder): { readonly name: string; readonly address: string } => ({
  ...{ name, address },
});
