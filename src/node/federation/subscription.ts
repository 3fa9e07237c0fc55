/**
 * One connection to a member of another region, from which this region's leader reads origin logs: it introduces
 * itself, says what it wants, and acks what is applied. It keeps no transactions; links.ts decides what it wants.
 *
 * S1. Phases follow each other one way: opening, greeting, streaming, closed. What arrives in another phase than its own
 *     is ignored: frames may overtake each other.
 * S2. Nothing said twice does harm: `hello` is repeated until answered, `want` carries a number, acks only grow.
 * S3. Every phase has an end: a connection that does not open, answer, speak or deliver is closed with a reason.
 */
import { assert } from '../../core/base/assert.ts';
import type { Hlc } from '../../core/base/hlc.ts';
import { HLC_ZERO } from '../../core/base/hlc.ts';
import type { OriginKey, OriginTransaction, VersionVector } from '../../core/federation/types.ts';
import { raiseAll, sequenceAt } from '../../core/federation/version-vector.ts';
import type { MutableVector } from '../../core/federation/version-vector.ts';
import { FormatError } from '../../codec/binary.ts';
import {
  decodeFederationFrame,
  describeFederationFrame,
  encodeFederationFrame,
} from '../../codec/federation-frame.ts';
import type { FederationFrame, RefuseReason, Speaker, WantItem } from '../../codec/federation-frame.ts';
import type { Connection } from '../../ports/network.ts';
import { Fragments } from './fragments.ts';
import { judgeSpeaker, speakerOf } from './handshake.ts';
import type { FederationParts, RegionMember } from './parts.ts';

const OPEN_MS_MAX = 5_000;
const GREETING_MS_MAX = 5_000;
const HELLO_AGAIN_MS = 500;
/** Three idle heads missed. */
export const SILENT_MS_MAX = 3_500;
/** Acks go out at most this often while busy, and at least so often when idle: the other side must not think us gone. */
const ACK_BUSY_MS = 10;
const ACK_IDLE_MS = 1_000;
/** How long to wait for what is known to be there before asking for it again; doubled each time. */
const RESEND_MS_MIN = 300;
const RESEND_MS_MAX = 5_000;
const GAP_MS_MAX = 100;
/** What came and could not be used is asked for again rarely: someone must act first. */
const FLAWED_AGAIN_MS = 10_000;
/** Asked for so often without an answer, the connection is given up. */
const RESENDS_MAX = 6;

export type Phase = 'opening' | 'greeting' | 'streaming' | 'closed';

export type CloseCause =
  | { readonly type: 'lost'; readonly reason: string }
  | { readonly type: 'refused'; readonly reason: RefuseReason; readonly detail: string };

export interface SubscriptionGiven {
  readonly parts: FederationParts;
  readonly region: string;
  readonly member: RegionMember;
  /** Where each origin stands here, whichever stream it came from. */
  through(origin: OriginKey): number;
  isWaiting(origin: OriginKey): boolean;
  isFlawed(origin: OriginKey): boolean;
  gapSinceMs(origin: OriginKey): number | null;
  onWelcome(): void;
  onTransactions(transactions: readonly OriginTransaction[]): void;
  onHeads(applied: VersionVector): void;
  onFreed(origin: OriginKey, through: number): void;
  onResend(): void;
  onClosed(cause: CloseCause): void;
}

interface Wanted {
  /** When something of it last came, or was asked for. */
  movedMs: number;
  resends: number;
}

export class Subscription {
  readonly given: SubscriptionGiven;
  phase: Phase = 'opening';
  leader = '';
  /** Under what origin the other region writes now; empty before it said so. */
  origin: OriginKey = '';
  /** Highest per origin that the other side told of. */
  readonly heads: MutableVector = new Map();
  /** Origins whose log it has only after this sequence. */
  private readonly freed = new Map<OriginKey, number>();
  closedTime: Hlc = HLC_ZERO;
  /** What the other side's wall clock showed beyond ours when its last heads came, the way here included. */
  clockAheadMs = 0;
  heardMs: number;
  leaderUnknownSinceMs: number | null = null;
  private readonly connection: Connection;
  private readonly fragments = new Fragments();
  private readonly wanted = new Map<OriginKey, Wanted>();
  private phaseSinceMs: number;
  private helloMs = -Infinity;
  private wantNumber = 0;
  private headsNumber = 0;
  private ackedMs = -Infinity;
  private ackScheduled = false;

  constructor(given: SubscriptionGiven) {
    this.given = given;
    const nowMs = given.parts.clock.monotonicMs();
    this.phaseSinceMs = nowMs;
    this.heardMs = nowMs;
    this.connection = given.parts.network.connect(given.member.address);
    this.connection.handle({
      onOpen: () => this.onOpen(),
      onFrame: (bytes) => this.onFrame(bytes),
      onClose: (reason) => this.end({ type: 'lost', reason }),
      onDrain: () => undefined,
    });
  }

  get isStreaming(): boolean {
    return this.phase === 'streaming';
  }

  /** Whether its log of an origin reaches back to where we are; what is missing may have come from elsewhere since. */
  hasLog(origin: OriginKey): boolean {
    return (this.freed.get(origin) ?? 0) <= this.given.through(origin);
  }

  /** Sets what is wanted; sends only when that is something new. */
  want(origins: ReadonlySet<OriginKey>): void {
    if (!this.isStreaming) return;
    let changed = false;
    const nowMs = this.nowMs();
    for (const origin of origins) {
      if (this.wanted.has(origin)) continue;
      this.wanted.set(origin, { movedMs: nowMs, resends: 0 });
      changed = true;
    }
    for (const origin of this.wanted.keys()) {
      if (origins.has(origin)) continue;
      this.wanted.delete(origin);
      this.fragments.drop(origin);
      changed = true;
    }
    if (changed) this.sendWant(new Set());
  }

  /** More is applied here: the window may open. Gathered over a moment. */
  advanced(): void {
    if (!this.isStreaming || this.ackScheduled) return;
    this.ackScheduled = true;
    const waitMs = Math.max(0, this.ackedMs + ACK_BUSY_MS - this.nowMs());
    this.given.parts.clock.after(waitMs, () => this.sendAck());
  }

  close(reason: string): void {
    this.end({ type: 'lost', reason });
  }

  /** Looks at everything that may take too long (S3). */
  tick(): void {
    const nowMs = this.nowMs();
    switch (this.phase) {
      case 'opening':
        if (nowMs - this.phaseSinceMs > OPEN_MS_MAX) this.close(`not open after ${OPEN_MS_MAX} ms`);
        return;
      case 'greeting':
        if (nowMs - this.phaseSinceMs > GREETING_MS_MAX) this.close(`no answer after ${GREETING_MS_MAX} ms`);
        else if (nowMs - this.helloMs > HELLO_AGAIN_MS) this.sendHello();
        return;
      case 'streaming':
        if (nowMs - this.heardMs > SILENT_MS_MAX) this.close(`silent for ${SILENT_MS_MAX} ms`);
        else this.tickStreaming(nowMs);
        return;
      case 'closed':
        return;
    }
  }

  describe(): string {
    const { region, member } = this.given;
    const wanted = [...this.wanted.keys()].map((origin) => `${origin}>${this.given.through(origin)}`);
    return `reading ${region} from ${member.name} (${member.address}), ${this.phase}: ${wanted.join(', ') || 'nothing wanted'}`;
  }

  private tickStreaming(nowMs: number): void {
    if (nowMs - this.ackedMs >= ACK_IDLE_MS) this.sendAck();
    const again = new Set<OriginKey>();
    for (const [origin, wanted] of this.wanted) {
      if (!this.isOverdue(origin, wanted, nowMs)) continue;
      if (wanted.resends >= RESENDS_MAX) {
        this.close(`${origin} does not come although asked for ${RESENDS_MAX} times`);
        return;
      }
      wanted.resends++;
      wanted.movedMs = nowMs;
      again.add(origin);
    }
    if (again.size === 0) return;
    this.given.onResend();
    this.sendWant(again);
  }

  /** Something is known to be there, and neither comes nor has a reason to stay away. */
  private isOverdue(origin: OriginKey, wanted: Wanted, nowMs: number): boolean {
    if (!this.hasLog(origin)) return false;
    const waitedMs = nowMs - wanted.movedMs;
    if (this.given.isFlawed(origin)) return waitedMs > FLAWED_AGAIN_MS;
    const patienceMs = Math.min(RESEND_MS_MIN * 2 ** wanted.resends, RESEND_MS_MAX);
    const gapSinceMs = this.given.gapSinceMs(origin);
    if (gapSinceMs !== null && nowMs - gapSinceMs > GAP_MS_MAX)
      return waitedMs > GAP_MS_MAX * 2 ** wanted.resends;
    const isBehind = sequenceAt(this.heads, origin) > this.given.through(origin);
    return isBehind && !this.given.isWaiting(origin) && waitedMs > patienceMs;
  }

  private onOpen(): void {
    if (this.phase !== 'opening') return;
    this.enter('greeting');
    this.sendHello();
  }

  private onFrame(bytes: Uint8Array): void {
    if (this.phase === 'closed') return;
    try {
      const frame = decodeFederationFrame(bytes);
      this.heardMs = this.nowMs();
      this.onDecoded(frame);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.given.parts.log('error', 'federation-frame-refused', {
        region: this.given.region,
        error: error.message,
      });
      this.close(error.message);
    }
  }

  private onDecoded(frame: FederationFrame): void {
    switch (frame.type) {
      case 'welcome':
        if (this.phase === 'greeting') this.onWelcome(frame.speaker, frame.leader);
        return;
      case 'refuse':
        this.end({ type: 'refused', reason: frame.reason, detail: frame.detail });
        return;
      case 'transactions':
        if (this.isStreaming) this.onTransactions(frame.transactions);
        return;
      case 'fragment':
        if (this.isStreaming) this.onFragment(frame);
        return;
      case 'heads':
        if (this.isStreaming) this.onHeads(frame);
        return;
      case 'freed':
        if (this.isStreaming) this.onFreed(frame.origin, frame.through);
        return;
      case 'hello':
      case 'want':
      case 'ack':
        this.given.parts.log('warn', 'federation-unexpected-frame', {
          frame: describeFederationFrame(frame),
        });
        return;
    }
  }

  private onWelcome(speaker: Speaker, leader: string): void {
    const { parts, region } = this.given;
    const state = parts.region.state();
    if (state === null) return;
    if (speaker.region !== region) {
      const detail = `${this.given.member.address} is configured as a member of "${region}" but says it is one of "${speaker.region}"`;
      this.end({ type: 'refused', reason: 'wrong-region', detail });
      return;
    }
    const refusal = judgeSpeaker(state, parts.region, parts.config, speaker);
    if (refusal !== null) {
      this.end({ type: 'refused', ...refusal });
      return;
    }
    this.leader = leader;
    this.origin = speaker.origin;
    // Known from the start, though it may not have written yet: then its first write needs no round of asking.
    this.heads.set(speaker.origin, 0);
    raiseAll(this.heads, new Map(speaker.heads.map(({ origin, sequence }) => [origin, sequence])));
    this.enter('streaming');
    this.given.onWelcome();
  }

  private onTransactions(transactions: readonly OriginTransaction[]): void {
    const [first] = transactions;
    const wanted = first === undefined ? undefined : this.wanted.get(first.origin);
    if (first === undefined || wanted === undefined) return;
    this.moved(wanted);
    this.given.onTransactions(transactions);
  }

  private onFragment(frame: FederationFrame & { readonly type: 'fragment' }): void {
    const wanted = this.wanted.get(frame.origin);
    if (wanted === undefined || frame.sequence !== this.given.through(frame.origin) + 1) return;
    this.moved(wanted);
    const transaction = this.fragments.add(frame);
    if (transaction !== null) this.given.onTransactions([transaction]);
  }

  private moved(wanted: Wanted): void {
    wanted.movedMs = this.nowMs();
    wanted.resends = 0;
  }

  private onHeads(frame: FederationFrame & { readonly type: 'heads' }): void {
    raiseAll(this.heads, frame.applied);
    if (frame.number > this.headsNumber) {
      this.headsNumber = frame.number;
      this.leader = frame.leader;
      this.closedTime = frame.closed;
      this.clockAheadMs = frame.wallMs - this.given.parts.clock.wallMs();
      if (frame.leader !== '') this.leaderUnknownSinceMs = null;
      else this.leaderUnknownSinceMs ??= this.nowMs();
    }
    this.given.onHeads(frame.applied);
  }

  private onFreed(origin: OriginKey, through: number): void {
    if (through <= this.given.through(origin) || !this.hasLog(origin)) return;
    this.freed.set(origin, through);
    this.given.onFreed(origin, through);
  }

  private sendHello(): void {
    const { parts } = this.given;
    const state = parts.region.state();
    if (state === null) return;
    this.helloMs = this.nowMs();
    this.send({ type: 'hello', speaker: speakerOf(state, parts.config) });
  }

  private sendWant(again: ReadonlySet<OriginKey>): void {
    const items: WantItem[] = [...this.wanted.keys()].map((origin) => ({
      ...{ origin, after: this.given.through(origin), again: again.has(origin) },
    }));
    this.send({ type: 'want', number: ++this.wantNumber, items });
  }

  private sendAck(): void {
    this.ackScheduled = false;
    const state = this.given.parts.region.state();
    if (!this.isStreaming || state === null) return;
    this.ackedMs = this.nowMs();
    this.send({ type: 'ack', applied: state.applied });
  }

  private send(frame: FederationFrame): void {
    this.connection.send(encodeFederationFrame(frame));
  }

  private enter(phase: Phase): void {
    assert(this.phase !== 'closed', 'S1: a closed subscription does not come back');
    this.phase = phase;
    this.phaseSinceMs = this.nowMs();
  }

  private end(cause: CloseCause): void {
    if (this.phase === 'closed') return;
    this.phase = 'closed';
    this.connection.close();
    this.given.onClosed(cause);
  }

  private nowMs(): number {
    return this.given.parts.clock.monotonicMs();
  }
}
