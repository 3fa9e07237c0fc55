/**
 * Do the members hold the same state? The leader asks from time to time what each holds at one entry of the log, the
 * last it has itself: it has not been applied anywhere yet when the question arrives, unless nothing is going on, and
 * then everyone stands exactly there. What a member held at that entry is compared, never what it holds by now.
 *
 * H1. Digests of different entries are never compared. Who has passed the entry says so and is asked again next time.
 * H2. Damage on a disk does not show here (the hashes are kept beside the records, not computed from the disk): that is
 *     the scrubber's. What shows is a state machine that went another way.
 * H3. The alarm names the members outside the majority; without a majority of voters, those that differ from the leader,
 *     whose state is what clients were told.
 */
import type { ActiveAlarm } from '../../core/apply/types.ts';
import { hexId, type LogIndex, type MemberId } from '../../core/base/brands.ts';
import type { PeerFrame } from '../../codec/peer-frame.ts';
import type { StateDigest } from '../../codec/state-digest.ts';
import { describeDisagreement } from '../../storage/state-digest.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';

/** Who has not answered by then is left out of this round. */
const ANSWERS_MS = 5_000;

export interface HashCheckParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly self: MemberId;
  /** 0: never. */
  readonly intervalMs: number;
  isLeader(): boolean;
  /** The region's voters, this member included, and its learners. */
  members(): { readonly voters: readonly MemberId[]; readonly learners: readonly MemberId[] };
  lastIndex(): LogIndex;
  appliedIndex(): LogIndex;
  digest(): StateDigest;
  alarms(): readonly ActiveAlarm[];
  send(to: MemberId, frame: PeerFrame): boolean;
  raise(member: MemberId): void;
}

interface Round {
  readonly number: number;
  readonly index: LogIndex;
  readonly digests: Map<MemberId, StateDigest>;
  /** Under alarm when it began: what is found of them may be of before the repair, and the alarm disarmed since. */
  readonly alarmed: ReadonlySet<MemberId>;
}

export class HashCheck {
  private readonly parts: HashCheckParts;
  private timer: Timer | null = null;
  private rounds = 0;
  private round: Round | null = null;
  /** Questions about entries that are not applied here yet; a member's newest replaces its earlier one. */
  private readonly waiting = new Map<MemberId, { readonly round: number; readonly index: LogIndex }>();

  constructor(parts: HashCheckParts) {
    this.parts = parts;
  }

  start(): void {
    if (this.parts.intervalMs > 0) this.later(this.parts.intervalMs, () => this.begin());
  }

  stop(): void {
    this.timer?.cancel();
    this.waiting.clear();
    this.round = null;
  }

  onAsk(from: MemberId, { round, index }: PeerFrame & { type: 'hash-ask' }): void {
    const { appliedIndex, digest } = this.parts;
    if (appliedIndex() < index) this.waiting.set(from, { round, index });
    else this.answer(from, round, index, appliedIndex() === index ? digest() : null);
  }

  onAnswer(from: MemberId, { round, index, digest }: PeerFrame & { type: 'hash-answer' }): void {
    if (this.round?.number !== round || this.round.index !== index || digest === null) return;
    this.round.digests.set(from, digest);
  }

  /** The state stands at exactly this entry now. */
  onApplied(index: LogIndex): void {
    if (this.waiting.size === 0 && this.round === null) return;
    const digest = this.parts.digest();
    if (this.round?.index === index) this.round.digests.set(this.parts.self, digest);
    for (const [from, asked] of this.waiting) {
      if (asked.index > index) continue;
      this.waiting.delete(from);
      this.answer(from, asked.round, asked.index, asked.index === index ? digest : null);
    }
  }

  private answer(to: MemberId, round: number, index: LogIndex, digest: StateDigest | null): void {
    this.parts.send(to, { type: 'hash-answer', round, index, digest });
  }

  private later(delayMs: number, then: () => void): void {
    this.timer = this.parts.clock.after(delayMs, then);
  }

  private begin(): void {
    const { self, intervalMs } = this.parts;
    if (!this.parts.isLeader()) {
      this.later(intervalMs, () => this.begin());
      return;
    }
    const index = this.parts.lastIndex();
    const round: Round = { number: ++this.rounds, index, digests: new Map(), alarmed: this.alarmed() };
    this.round = round;
    if (this.parts.appliedIndex() === round.index) round.digests.set(self, this.parts.digest());
    const { voters, learners } = this.parts.members();
    for (const member of [...voters, ...learners]) {
      if (member !== self)
        this.parts.send(member, { type: 'hash-ask', round: round.number, index: round.index });
    }
    this.later(ANSWERS_MS, () => {
      this.round = null;
      if (this.parts.isLeader()) this.judge(round);
      this.later(intervalMs, () => this.begin());
    });
  }

  private judge({ index, digests, alarmed }: Round): void {
    const own = digests.get(this.parts.self);
    if (own === undefined) return;
    const { voters } = this.parts.members();
    const trusted = [...digests.values()].find((digest) => {
      const agreeing = voters.filter((voter) => {
        const other = digests.get(voter);
        return other !== undefined && describeDisagreement(digest, other) === null;
      });
      return 2 * agreeing.length > voters.length;
    });
    for (const [member, digest] of digests) {
      const difference = describeDisagreement(trusted ?? own, digest);
      if (difference !== null && !alarmed.has(member) && !this.alarmed().has(member))
        this.report(member, index, difference);
    }
    this.parts.log('debug', 'members compared', { index, members: digests.size });
  }

  private report(member: MemberId, index: LogIndex, difference: string): void {
    this.parts.log('error', 'a member holds another state than its region: CORRUPT is raised for it', {
      ...{ member: hexId(member), index, difference },
      advice:
        'stop that member, move the folder of its store away and start it: it takes the state from the leader; then ' +
        'disarm the alarm',
    });
    this.parts.raise(member);
  }

  private alarmed(): ReadonlySet<MemberId> {
    const corrupt = this.parts.alarms().filter(({ alarm }) => alarm === 'corrupt');
    return new Set(corrupt.map(({ member }) => member));
  }
}
