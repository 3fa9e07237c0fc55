/**
 * What this member knows of the other voters' wall clocks: each is asked every two seconds, and its answer compared with the
 * middle of the time it took. All members do so at all times, so that a new leader knows at once.
 *
 * K1. Clocks are kept as offsets to this member's monotonic clock: a step of its own wall clock shows at once, before
 *     anything was stamped by it.
 * K2. What took longer than `ROUND_TRIP_MS_MAX` says too little and is not taken; what is older than `KEPT_MS` is
 *     forgotten, and grows less certain until then, since no two clocks run alike.
 * K3. Only members that are known to read these frames are asked: by their word, or by the region's level.
 */
import { middleOffset, standingOf } from '../../core/federation/clock-standing.ts';
import type { ClockStanding, KnownClock } from '../../core/federation/clock-standing.ts';
import { SINCE_LEVEL } from '../../core/base/feature-level.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { PeerFrame } from '../../codec/peer-frame.ts';
import type { Clock, Timer } from '../../ports/clock.ts';

/** What wakes nine idle servers is to be seen in their processor time. */
export const ASK_CLOCKS_MS = 2_000;
const ROUND_TRIP_MS_MAX = 2_000;
/** Whose answers may still come. */
const ROUNDS_OPEN_MAX = 4;
const ASK_AGAIN_MS_MIN = 100;
const KEPT_MS = 10_000;
/** More than two clocks that are still called clocks run apart. */
const DRIFT_MAX = 0.05;

export interface ClockWatchParts {
  readonly self: MemberId;
  readonly clock: Clock;
  voters(): readonly MemberId[];
  /** The feature level a member is known to read. */
  levelOf(member: MemberId): number;
  send(to: MemberId, frame: PeerFrame): boolean;
  /** What is known may have changed: after an answer, and after each round of questions, if only by its age. */
  onNews(): void;
}

/** What a leader may write over a batch, and how far that can be trusted. */
export interface KnownTime {
  readonly wallMs: number;
  readonly standing: ClockStanding;
}

interface Sample extends KnownClock {
  readonly atMs: number;
}

export class ClockWatch {
  private readonly parts: ClockWatchParts;
  private readonly samples = new Map<MemberId, Sample>();
  private round = 0;
  private readonly asked = new Map<number, number>();
  private askedMs = -Infinity;
  private timer: Timer | null = null;

  constructor(parts: ClockWatchParts) {
    this.parts = parts;
  }

  start(): void {
    this.ask();
  }

  stop(): void {
    this.timer?.cancel();
    this.timer = null;
  }

  onAsk(from: MemberId, { round }: PeerFrame & { type: 'clock-ask' }): void {
    this.parts.send(from, { type: 'clock-answer', round, wallMs: this.parts.clock.wallMs() });
  }

  /** K2. */
  onAnswer(from: MemberId, { round, wallMs }: PeerFrame & { type: 'clock-answer' }): void {
    const atMs = this.parts.clock.monotonicMs();
    const tookMs = atMs - (this.asked.get(round) ?? -Infinity);
    if (tookMs > ROUND_TRIP_MS_MAX) return;
    this.samples.set(from, { atMs, offsetMs: wallMs - (atMs - tookMs / 2), uncertaintyMs: tookMs / 2 });
    this.parts.onNews();
  }

  /** Of a voter, as this member sees all clocks; `unknown` where its clock is not known. */
  standing(member: MemberId): ClockStanding {
    const clock = this.clockOf(member);
    return clock === null ? 'unknown' : standingOf(clock, this.all());
  }

  /** Ahead of the clock in the middle; behind it, if negative. */
  aheadMs(member: MemberId): number {
    return Math.round((this.clockOf(member)?.offsetMs ?? 0) - middleOffset(this.all()));
  }

  /** K1. Beside clocks it cannot be trusted against, the time of the clock in the middle. */
  time(): KnownTime {
    const { clock, self } = this.parts;
    const standing = this.standing(self);
    if (standing !== 'apart') return { wallMs: clock.wallMs(), standing };
    return { wallMs: Math.floor(clock.monotonicMs() + middleOffset(this.all())), standing };
  }

  /** For who cannot wait for the next round. */
  askSoon(): void {
    if (this.timer === null || this.parts.clock.monotonicMs() - this.askedMs < ASK_AGAIN_MS_MIN) return;
    this.timer.cancel();
    this.ask();
  }

  private ask(): void {
    const { clock, self, voters, levelOf, send, onNews } = this.parts;
    this.timer = clock.after(ASK_CLOCKS_MS, () => this.ask());
    this.round++;
    this.askedMs = clock.monotonicMs();
    this.asked.set(this.round, this.askedMs);
    this.asked.delete(this.round - ROUNDS_OPEN_MAX);
    for (const voter of voters()) {
      // K3.
      if (voter === self || levelOf(voter) < SINCE_LEVEL.clockFrames) continue;
      send(voter, { type: 'clock-ask', round: this.round });
    }
    onNews();
  }

  private all(): readonly (KnownClock | null)[] {
    return this.parts.voters().map((voter) => this.clockOf(voter));
  }

  private clockOf(member: MemberId): KnownClock | null {
    const { clock, self } = this.parts;
    const nowMs = clock.monotonicMs();
    if (member === self) return { offsetMs: clock.wallMs() - nowMs, uncertaintyMs: 0 };
    const sample = this.samples.get(member);
    if (sample === undefined) return null;
    const ageMs = nowMs - sample.atMs;
    if (ageMs > KEPT_MS) return null;
    return { offsetMs: sample.offsetMs, uncertaintyMs: sample.uncertaintyMs + DRIFT_MAX * ageMs };
  }
}
