/**
 * Membership changes on a leader, on their way into the log: one at a time, each in an entry of its own.
 *
 * V1. Nothing is proposed while a change of ours is not applied; what the leader knows of the members is then exact.
 * V2. At most `CHANGES_WAITING_MAX` wait; a further one is refused as etcd refuses what it cannot do safely now.
 */
import { encodeReconfiguration } from '../../codec/reconfiguration.ts';
import { COMMAND_KINDS, decodeCommand } from '../../codec/command.ts';
import type { BatchItem } from '../../codec/batch.ts';
import type { MembershipChange, MembershipRefusal } from '../../core/apply/types.ts';
import { assert } from '../../core/base/assert.ts';
import type { ConfState, RaftInput, StepOutcome } from '../../core/raft/types.ts';
import type { Clock } from '../../ports/clock.ts';

export const CHANGES_WAITING_MAX = 64;

export type Verdict =
  | { readonly type: 'propose' }
  /** Something must happen first; who judges asks for another look. */
  | { readonly type: 'wait' }
  | { readonly type: 'refuse'; readonly reason: MembershipRefusal };

export interface ChangeQueueParts {
  readonly clock: Pick<Clock, 'wallMs'>;
  step(input: RaftInput): StepOutcome;
  judge(change: MembershipChange): Verdict;
  conf(): ConfState;
}

/** What became of a change. */
export interface Decided {
  readonly item: BatchItem;
  readonly outcome:
    { readonly type: 'proposed' } | { readonly type: 'refused'; readonly reason: MembershipRefusal };
}

export class ChangeQueue {
  private readonly parts: ChangeQueueParts;
  private waiting: BatchItem[] = [];
  private overflown: BatchItem[] = [];
  /** The entry of the change under way (V1). */
  private underWay: number | null = null;

  constructor(parts: ChangeQueueParts) {
    this.parts = parts;
  }

  get isWaiting(): boolean {
    return this.waiting.length > 0;
  }

  add(item: BatchItem): void {
    if (this.waiting.length < CHANGES_WAITING_MAX) this.waiting.push(item);
    else this.overflown.push(item);
  }

  onEntryApplied(index: number): void {
    if (this.underWay !== null && index >= this.underWay) this.underWay = null;
  }

  /** Leadership is over: what waited is handed back. */
  clear(): readonly BatchItem[] {
    const items = [...this.waiting, ...this.overflown];
    this.waiting = [];
    this.overflown = [];
    this.underWay = null;
    return items;
  }

  /** Nobody waits any more for some of them. */
  keep(isWanted: (item: BatchItem) => boolean): void {
    this.waiting = this.waiting.filter(isWanted);
  }

  /** Decides as many as can be decided now. */
  flush(): readonly Decided[] {
    const decided: Decided[] = this.overflown.map((item) => ({
      item,
      outcome: { type: 'refused', reason: 'unhealthy' },
    }));
    this.overflown = [];
    while (this.underWay === null) {
      const item = this.waiting[0];
      const outcome = item === undefined ? null : this.decide(item);
      if (item === undefined || outcome === null) break;
      this.waiting.shift();
      decided.push({ item, outcome });
    }
    return decided;
  }

  private decide(item: BatchItem): Decided['outcome'] | null {
    const command = decodeCommand(COMMAND_KINDS['change-membership'], item.payload);
    assert(command.type === 'change-membership', 'a membership change of another kind');
    const verdict = this.parts.judge(command.change);
    switch (verdict.type) {
      case 'wait':
        return null;
      case 'refuse':
        return { type: 'refused', reason: verdict.reason };
      case 'propose':
        return this.propose(item);
    }
  }

  private propose({ id, payload }: BatchItem): Decided['outcome'] | null {
    const { clock, conf, step } = this.parts;
    const data = encodeReconfiguration(clock.wallMs(), { id, base: conf(), payload });
    const outcome = step({ type: 'propose', entries: [{ type: 'configuration', data }] });
    if (outcome.type !== 'proposed') return null;
    this.underWay = outcome.last.index;
    return { type: 'proposed' };
  }
}
