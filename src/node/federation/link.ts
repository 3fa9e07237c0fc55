/**
 * The link to one other region: at most one subscription at a time, to one of its members. Members are tried in turn
 * with growing pauses between rounds; the remote leader is preferred, because it is the first to have what is new.
 *
 * K1. A failed attempt is followed by another one, never at once and never later than the longest pause.
 * K2. A working stream from a member that does not lead is given up for the leader it names, but rarely again if that
 *     leader cannot be reached: any member serves.
 * K3. A member that knows no leader for long may be cut off from its own region: another one is tried.
 */
import type { OriginKey } from '../../core/federation/types.ts';
import type { Timer } from '../../ports/clock.ts';
import { membersOf } from './parts.ts';
import type { FederationParts, RegionConfig, RegionMember } from './parts.ts';
import { Subscription } from './subscription.ts';
import type { CloseCause, SubscriptionGiven } from './subscription.ts';

const NEXT_MEMBER_MS = 50;
const ROUND_MS_MIN = 200;
const ROUND_MS_MAX = 5_000;
/** After a refusal that only an operator can end. */
const REFUSED_MS = 10_000;
const HINT_AGAIN_MS_MIN = 5_000;
const HINT_AGAIN_MS_MAX = 300_000;
const NO_LEADER_MS_MAX = 5_000;

export interface LinkGiven {
  readonly parts: FederationParts;
  readonly region: RegionConfig;
  /** The callbacks of a subscription, without what the link itself knows and does. */
  readonly subscriber: Omit<SubscriptionGiven, 'parts' | 'region' | 'member' | 'onWelcome' | 'onClosed'>;
  onUp(): void;
  onDown(cause: CloseCause): void;
}

export class Link {
  readonly region: RegionConfig;
  subscription: Subscription | null = null;
  /** When the stream broke, or when the link began; `null` while it streams. */
  downSinceMs: number | null;
  private heardMs: number | null = null;
  /** Under what origin the region wrote when it last introduced itself; empty before. */
  origin: OriginKey = '';
  private readonly given: LinkGiven;
  private nextMember: number;
  private failures = 0;
  private retry: Timer | null = null;
  private hintedTo: string | null = null;
  private hintAgainMs = HINT_AGAIN_MS_MIN;
  private noHintBeforeMs = -Infinity;
  private stopped = false;

  constructor(given: LinkGiven) {
    this.given = given;
    this.region = given.region;
    this.downSinceMs = this.nowMs();
    this.nextMember = given.parts.entropy.uint32() % Math.max(1, this.members().length);
    this.connect();
  }

  get streaming(): Subscription | null {
    return this.subscription?.isStreaming === true ? this.subscription : null;
  }

  /** When the region last said anything on a stream of ours. */
  lastHeardMs(): number | null {
    return this.streaming?.heardMs ?? this.heardMs;
  }

  tick(): void {
    const { subscription } = this;
    if (subscription === null) return;
    subscription.tick();
    if (subscription.isStreaming) this.preferLeader(subscription);
  }

  stop(): void {
    this.stopped = true;
    this.retry?.cancel();
    this.subscription?.close('this member does not lead its region any more');
  }

  private connect(): void {
    this.retry = null;
    const member = this.chooseMember();
    if (this.stopped) return;
    if (member === null) {
      // Gossip has not heard of the region yet.
      this.retryIn(ROUND_MS_MAX);
      return;
    }
    this.subscription = new Subscription({
      ...this.given.subscriber,
      parts: this.given.parts,
      region: this.region.name,
      member,
      onWelcome: () => this.onWelcome(member),
      onClosed: (cause) => this.onClosed(member, cause),
    });
  }

  /** They may be others each time: gossip hears of new ones. */
  private members(): readonly RegionMember[] {
    return membersOf(this.given.parts, this.region);
  }

  private chooseMember(): RegionMember | null {
    const members = this.members();
    const hinted = members.find(({ name }) => name === this.hintedTo);
    if (hinted !== undefined) return hinted;
    const isNewRound = this.failures % Math.max(1, members.length) === 0;
    const leading = isNewRound ? members.find(({ leads }) => leads === true) : undefined;
    if (leading !== undefined) return leading;
    const member = members[this.nextMember % Math.max(1, members.length)];
    this.nextMember++;
    return member ?? null;
  }

  private onWelcome(member: RegionMember): void {
    const { subscription } = this;
    if (subscription === null) return;
    if (member.name === this.hintedTo) {
      this.hintedTo = null;
      this.hintAgainMs = HINT_AGAIN_MS_MIN;
    }
    this.noteOrigin(subscription.origin);
    this.preferLeader(subscription);
    if (!subscription.isStreaming) return;
    this.failures = 0;
    this.downSinceMs = null;
    this.given.parts.log('info', 'federation-region-connected', {
      ...{ region: this.region.name, member: member.name, leader: subscription.leader },
    });
    this.given.onUp();
  }

  /** A new incarnation is normal after a restore; back and forth means two clusters under one region's name. */
  private noteOrigin(origin: OriginKey): void {
    if (this.origin !== '' && this.origin !== origin) {
      this.given.parts.log('warn', 'federation-incarnation-changed', { from: this.origin, to: origin });
    }
    this.origin = origin;
  }

  /** K2 and K3. */
  private preferLeader(subscription: Subscription): void {
    const { name } = subscription.given.member;
    const { leader, leaderUnknownSinceMs } = subscription;
    const nowMs = this.nowMs();
    if (leaderUnknownSinceMs !== null && nowMs - leaderUnknownSinceMs > NO_LEADER_MS_MAX) {
      subscription.close(`${name} knows no leader of its region`);
      return;
    }
    if (leader === '' || leader === name || nowMs < this.noHintBeforeMs) return;
    if (!this.members().some((member) => member.name === leader)) return;
    this.hintedTo = leader;
    this.noHintBeforeMs = nowMs + this.hintAgainMs;
    this.hintAgainMs = Math.min(this.hintAgainMs * 2, HINT_AGAIN_MS_MAX);
    subscription.close(`${leader} leads the region, not ${name}`);
  }

  private onClosed(member: RegionMember, cause: CloseCause): void {
    const wasUp = this.downSinceMs === null;
    if (wasUp) this.heardMs = this.subscription?.heardMs ?? this.heardMs;
    this.subscription = null;
    this.downSinceMs ??= this.nowMs();
    const movesToLeader = this.hintedTo !== null && this.hintedTo !== member.name;
    if (this.hintedTo === member.name) this.hintedTo = null;
    if (!movesToLeader) this.failures++;
    const { log } = this.given.parts;
    const fields = { region: this.region.name, member: member.name, reason: describeCause(cause) };
    log(
      wasUp ? 'warn' : 'info',
      wasUp ? 'federation-region-disconnected' : 'federation-region-unreachable',
      fields,
    );
    if (!this.stopped) this.retryIn(movesToLeader ? 0 : this.pauseMs(cause));
    this.given.onDown(cause);
  }

  /** Between members of a round a moment; between rounds a growing one; always with some chance in it. */
  private pauseMs(cause: CloseCause): number {
    if (cause.type === 'refused' && cause.reason !== 'not-ready') return this.jitter(REFUSED_MS);
    const perRound = Math.max(1, this.members().length);
    const rounds = Math.floor(this.failures / perRound);
    if (this.failures % perRound !== 0) return this.jitter(NEXT_MEMBER_MS);
    return this.jitter(Math.min(ROUND_MS_MIN * 2 ** Math.min(rounds, 16), ROUND_MS_MAX));
  }

  private jitter(ms: number): number {
    return Math.round(ms * (0.5 + this.given.parts.entropy.uint32() / 2 ** 32));
  }

  private retryIn(delayMs: number): void {
    this.retry?.cancel();
    this.retry = this.given.parts.clock.after(delayMs, () => this.connect());
  }

  private nowMs(): number {
    return this.given.parts.clock.monotonicMs();
  }
}

export function describeCause(cause: CloseCause): string {
  return cause.type === 'lost' ? cause.reason : `${cause.reason}: ${cause.detail}`;
}
