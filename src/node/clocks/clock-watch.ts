/**
 * What this member knows of the other voters' wall clocks: each is asked every second, and its answer compared with the
 * middle of the time it took. All members do so at all times, so that a new leader knows at once.
 *
 * K1. Clocks are kept as offsets to this member's monotonic clock: a step of its own wall clock shows at once, before
 *     anything was stamped by it.
 * K2. What took longer than `ROUND_TRIP_MS_MAX` says too little and is not taken; what is older than `KEPT_MS` is
 *     forgotten, and grows less certain until then, since no two clocks run alike.
 * K3. Only members that are known to read these frames are asked.
 */
import { middleOffset, standingOf } from '../../core/federation/clock-standing.ts';
import type { ClockStanding, KnownClock } from '../../core/federation/clock-standing.ts';
import { SINCE_LEVEL } from '../../core/base/feature-level.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { PeerFrame } from '../../codec/peer-frame.ts';
import type { Clock, Timer } from '../../ports/clock.ts';

export const ASK_CLOCKS_MS = 1_000;
const ROUND_TRIP_MS_MAX = 500;
const KEPT_MS = 10_000;
/** More than two clocks that are still called clocks run apart. */
const DRIFT_MAX = 0.05;

export interface ClockWatchParts {
  readonly self: MemberId;
  readonly clock: Clock;
  voters(): readonly MemberId[];
  /** The feature level a member is known to read. */
  levelOf(member: MemberId): number | null;
  send(to: MemberId, frame: PeerFrame): boolean;
  /** After each round of questions: what is known may have changed, if only by its age. */
  onRound(): void;
}

/** What a leader may write over a batch. */
export interface BatchTime {
  readonly wallMs: number;
  readonly trusted: boolean;
}

interface Sample extends KnownClock {
  readonly atMs: number;
}

export class ClockWatch {
  private readonly parts: ClockWatchParts;
  private readonly samples = new Map<MemberId, Sample>();
  private round = 0;
  private askedMs = 0;
  private timer: Timer | null = null;

  constructor(parts: ClockWatchParts) {
    this.parts = parts;
  }

  start(): void {
    this.ask();
  }

  stop(): void {
    this.timer?.cancel();
  }

  onAsk(from: MemberId, { round }: PeerFrame & { type: 'clock-ask' }): void {
    this.parts.send(from, { type: 'clock-answer', round, wallMs: this.parts.clock.wallMs() });
  }

  /** K2. */
  onAnswer(from: MemberId, { round, wallMs }: PeerFrame & { type: 'clock-answer' }): void {
    const atMs = this.parts.clock.monotonicMs();
    const tookMs = atMs - this.askedMs;
    if (round !== this.round || tookMs > ROUND_TRIP_MS_MAX) return;
    this.samples.set(from, { atMs, offsetMs: wallMs - (atMs - tookMs / 2), uncertaintyMs: tookMs / 2 });
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
  batchTime(): BatchTime {
    const { clock, self } = this.parts;
    if (this.standing(self) !== 'apart') return { wallMs: clock.wallMs(), trusted: true };
    return { wallMs: Math.floor(clock.monotonicMs() + middleOffset(this.all())), trusted: false };
  }

  private ask(): void {
    const { clock, self, voters, levelOf, send, onRound } = this.parts;
    this.timer = clock.after(ASK_CLOCKS_MS, () => this.ask());
    this.round++;
    this.askedMs = clock.monotonicMs();
    for (const voter of voters()) {
      // K3.
      if (voter === self || (levelOf(voter) ?? 0) < SINCE_LEVEL.clockFrames) continue;
      send(voter, { type: 'clock-ask', round: this.round });
    }
    onRound();
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
