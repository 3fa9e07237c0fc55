/**
 * Commands on their way into the log. The commands of one turn become one entry; on a follower they travel to the
 * leader as one frame. Results find their way back by (member, boot, number) when the entry is applied here.
 *
 * P1. A command is answered exactly once: with its result, a refusal, or `timeout` when its outcome is unknown.
 * P2. A command is sent for one term. Who leads exactly that term decides once about a forwarded frame, by its (boot,
 *     sequence): copies, ours or the network's, change nothing. Who does not lead it says nothing: it may have led it
 *     before, also in an earlier life, and have appended the frame. So an unanswered frame may be repeated as it is.
 * P3. When an entry of a later term is applied here, no entry of the earlier term can commit any more (log matching),
 *     so a command sent for the earlier term and not yet seen was not applied and never will be: it is sent again,
 *     under a new number. A command whose fate is not known that surely is never sent again.
 * P4. At most `ENTRIES_IN_FLIGHT_MAX` entries of ours wait for commit; what arrives meanwhile makes the next batch larger.
 * P5. What a leader proposes as such is good for its own term only: never forwarded, never sent again. A deposed leader
 *     believes a lease to be over that its successor has just renewed (etcd #15247).
 * P6. Membership changes wait in a queue of their own: one is in the log at a time, in an entry of its own, and only once
 *     all that earlier leaders left behind is applied here; else it would be judged by a state that is over.
 */
import { encodeBatch } from '../../codec/batch.ts';
import type { BatchItem } from '../../codec/batch.ts';
import { COMMAND_KINDS, decodeCommand, encodeCommand } from '../../codec/command.ts';
import type { ForwardedCommand, PeerFrame } from '../../codec/peer-frame.ts';
import type { MemberId, Term } from '../../core/base/brands.ts';
import type { Applied, MembershipChange, MembershipRefusal } from '../../core/apply/types.ts';
import type { ConfState, RaftInput, SoftState, StepOutcome } from '../../core/raft/types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import { ChangeQueue } from './change-queue.ts';
import type { Verdict } from './change-queue.ts';
import { ForwardsSeen } from './forwards-seen.ts';
import type { Proposal, ServingError, ServingReply } from './types.ts';

/** Commands that wait for a result on one member; beyond it new ones are refused (etcd: too many requests). */
export const PENDING_COMMANDS_MAX = 20_000;
/** What they may weigh together. */
export const PENDING_BYTES_MAX = 256 * 1024 * 1024;
/** A larger command would not fit into one frame between members, and an entry that cannot travel stops the region. */
export const COMMAND_BYTES_MAX = 12 * 1024 * 1024;
const ENTRIES_IN_FLIGHT_MAX = 4;
/** One entry's payload; a single larger command still travels alone. */
const BATCH_BYTES_MAX = 1024 * 1024;
const BATCH_COMMANDS_MAX = 4096;
const SWEEP_MS = 250;
/** An unanswered frame is repeated after this long: its connection may have broken with the frame inside. */
const REPEAT_FORWARD_MS = 1000;

interface Pending {
  readonly proposal: Proposal;
  readonly done: ServingReply<Applied>;
  readonly deadlineMs: number;
  /** The only term it may be sent for (P5); `null`: any. */
  readonly onlyTerm: Term | null;
  /** The term it was sent for; `null` while it waits to be sent. */
  sentTerm: Term | null;
}

interface Forward {
  readonly leader: MemberId;
  readonly frame: PeerFrame & { readonly type: 'forward' };
  sentMs: number;
}

export interface ProposerParts {
  readonly self: MemberId;
  readonly boot: bigint;
  readonly clock: Clock;
  /** How long a command may wait: etcd's 5 s plus two election timeouts. */
  readonly timeoutMs: number;
  step(input: RaftInput): StepOutcome;
  /** Asks for `flush` at the end of this turn. */
  wake(): void;
  send(to: MemberId, frame: PeerFrame): boolean;
  /** What a leader may write over a batch now; `null`: nothing yet, and it wakes us. */
  batchTime(): { readonly wallMs: number; readonly unstamped: boolean } | null;
  /** What the leader makes of a membership change now. */
  judge(change: MembershipChange): Verdict;
  /** The applied configuration. */
  conf(): ConfState;
}

export class Proposer {
  private readonly parts: ProposerParts;
  private readonly pending = new Map<number, Pending>();
  private pendingBytes = 0;
  /** How many of them change the membership: almost always none, and then nobody looks for one. */
  private pendingChanges = 0;
  /** Numbers not sent yet, in order of arrival. */
  private waiting: number[] = [];
  /** Other members' commands, accepted by us as leader and not yet in the log. */
  private accepted: BatchItem[] = [];
  private acceptedBytes = 0;
  private readonly changes: ChangeQueue;
  /** Frames of ours that wait for an answer, by sequence. */
  private readonly forwards = new Map<number, Forward>();
  private readonly seen = new ForwardsSeen();
  private readonly inFlight = new Set<number>();
  private nextNumber = 1;
  private nextForward = 1;
  private soft: SoftState | null = null;
  private highestAppliedTerm = 0;
  private sweep: Timer | null = null;
  private stopped = false;

  constructor(parts: ProposerParts) {
    this.parts = parts;
    this.changes = new ChangeQueue(parts);
  }

  get waitingCount(): number {
    return this.pending.size;
  }

  propose(proposal: Proposal, done: ServingReply<Applied>): void {
    this.take(proposal, null, done);
  }

  /** For what only a leader may decide, good for the term it leads now (P5). */
  proposeAsLeader(proposal: Proposal, done: ServingReply<Applied>): void {
    if (this.soft?.role === 'leader') this.take(proposal, this.soft.term, done);
    else this.parts.clock.atTurnEnd(() => done({ ok: false, error: 'not-leader' }));
  }

  /** A forwarded frame from a follower; ours to append if we lead exactly that term (P2). */
  onForward(from: MemberId, frame: PeerFrame & { type: 'forward' }): void {
    const leads = this.soft?.role === 'leader' && frame.term === this.soft.term;
    if (this.stopped || !leads || !this.seen.isNew(frame)) return;
    const { boot, sequence } = frame;
    if (this.accepted.length >= PENDING_COMMANDS_MAX || this.acceptedBytes >= PENDING_BYTES_MAX) {
      this.parts.send(from, { type: 'forward-refused', boot, sequence });
      return;
    }
    for (const { number, user, authRevision, kind, payload } of frame.commands) {
      const item = { id: { member: from, boot, number }, user, authRevision, kind, payload };
      if (kind === COMMAND_KINDS['change-membership']) this.changes.add(item);
      else this.accept(item);
    }
    this.parts.wake();
  }

  /** The leader has too much to do and will never append these. */
  onForwardRefused(frame: PeerFrame & { type: 'forward-refused' }): void {
    if (frame.boot !== this.parts.boot) return;
    const forward = this.forwards.get(frame.sequence);
    this.forwards.delete(frame.sequence);
    for (const { number } of forward?.frame.commands ?? []) {
      this.settle(number, { ok: false, error: 'too-many-requests' });
    }
  }

  onSoftState(soft: SoftState): void {
    const goesOn = soft.role === 'leader' && soft.term === this.soft?.term;
    this.soft = soft;
    if (!goesOn) {
      this.inFlight.clear();
      this.seen.beginTerm();
      // Accepted and not appended: their senders find out by the next term's first entry (P3).
      this.accepted = [];
      this.acceptedBytes = 0;
      this.takeBackChanges();
      this.dropUnsentOfOtherTerms(soft);
    }
    this.parts.wake();
  }

  /** An entry was applied here: answers our own commands in it, and settles those of earlier terms (P3). */
  onEntryApplied(entry: { readonly index: number; readonly term: Term }, results: readonly Applied[]): void {
    this.inFlight.delete(entry.index);
    this.changes.onEntryApplied(entry.index);
    for (const applied of results) {
      if (applied.id.member !== this.parts.self || applied.id.boot !== this.parts.boot) continue;
      this.settle(applied.id.number, { ok: true, value: applied });
    }
    if (this.highestAppliedTerm < entry.term) {
      this.highestAppliedTerm = entry.term;
      this.sendLostAgain(entry.term);
    }
    if (this.waiting.length > 0 || this.accepted.length > 0 || this.changes.isWaiting) this.parts.wake();
  }

  /**
   * A snapshot whose last entry is of this term replaced entries we never saw: commands sent up to that term have an
   * unknown outcome. Those of a later term are not in it.
   */
  onSnapshotInstalled(term: Term): void {
    this.highestAppliedTerm = Math.max(this.highestAppliedTerm, term);
    for (const [number, { sentTerm }] of [...this.pending]) {
      if (sentTerm !== null && sentTerm <= term) this.settle(number, { ok: false, error: 'timeout' });
    }
  }

  /** The others have removed this member, so whoever asked for just that here is told that it is done. */
  onRemoved(): void {
    for (const [number, { proposal }] of [...this.pending]) {
      if (!removes(proposal, this.parts.self)) continue;
      const id = { member: this.parts.self, boot: this.parts.boot, number };
      this.settle(number, { ok: true, value: { id, result: { type: 'done' }, revision: 0 } });
    }
  }

  /** Sends what the turn has gathered. Nothing for a term that is known to be over: P3 has passed it already. */
  flush(): void {
    if (this.stopped || this.soft === null || this.soft.term < this.highestAppliedTerm) return;
    if (this.soft.role === 'leader') this.flushToLog(this.soft.term);
    else if (this.soft.leader !== null) this.flushToLeader(this.soft.leader, this.soft.term);
  }

  stop(): void {
    this.stopped = true;
    this.sweep?.cancel();
    for (const number of [...this.pending.keys()]) this.settle(number, { ok: false, error: 'stopped' });
    this.waiting = [];
    this.forwards.clear();
  }

  private take(proposal: Proposal, onlyTerm: Term | null, done: ServingReply<Applied>): void {
    const error = this.refusalOf(proposal);
    if (error !== null) {
      this.parts.clock.atTurnEnd(() => done({ ok: false, error }));
      return;
    }
    const deadlineMs = this.parts.clock.monotonicMs() + this.parts.timeoutMs;
    this.enqueue({ proposal, done, deadlineMs, onlyTerm, sentTerm: null });
    this.armSweep();
    this.parts.wake();
  }

  private refusalOf({ payload }: Proposal): ServingError | null {
    if (this.stopped) return 'stopped';
    if (payload.length > COMMAND_BYTES_MAX) return 'request-too-large';
    const full = this.pending.size >= PENDING_COMMANDS_MAX || this.pendingBytes >= PENDING_BYTES_MAX;
    return full ? 'too-many-requests' : null;
  }

  private enqueue(command: Pending): void {
    const number = this.nextNumber++;
    this.pending.set(number, command);
    this.pendingBytes += command.proposal.payload.length;
    if (isChange(command)) this.pendingChanges++;
    this.waiting.push(number);
  }

  private remove(number: number): Pending | null {
    const command = this.pending.get(number);
    if (command === undefined) return null;
    this.pending.delete(number);
    this.pendingBytes -= command.proposal.payload.length;
    if (isChange(command)) this.pendingChanges--;
    return command;
  }

  /** P1: whoever is answered is pending no more. */
  private settle(number: number, reply: Parameters<ServingReply<Applied>>[0]): void {
    this.remove(number)?.done(reply);
  }

  /** P5. What was sent already is settled by the entries that come. */
  private dropUnsentOfOtherTerms(soft: SoftState): void {
    for (const [number, { onlyTerm, sentTerm }] of [...this.pending]) {
      const over = onlyTerm !== null && (soft.role !== 'leader' || onlyTerm !== soft.term);
      if (over && sentTerm === null) this.settle(number, { ok: false, error: 'leader-changed' });
    }
  }

  private sendLostAgain(term: Term): void {
    for (const [number, command] of [...this.pending]) {
      if (command.sentTerm === null || command.sentTerm >= term) continue;
      if (command.onlyTerm !== null) {
        this.settle(number, { ok: false, error: 'leader-changed' });
        continue;
      }
      this.remove(number);
      command.sentTerm = null;
      this.enqueue(command);
      this.parts.wake();
    }
    for (const [sequence, forward] of this.forwards)
      if (forward.frame.term < term) this.forwards.delete(sequence);
  }

  private flushToLog(term: Term): void {
    this.flushChanges(term);
    while (this.inFlight.size < ENTRIES_IN_FLIGHT_MAX) {
      if (this.accepted.length === 0 && this.waiting.length === 0) return;
      const time = this.parts.batchTime();
      if (time === null) return;
      const { wallMs, unstamped } = time;
      const { items, numbers } = this.nextBatch(term);
      if (items.length === 0) return;
      const data = encodeBatch(wallMs, items, unstamped);
      const outcome = this.parts.step({ type: 'propose', entries: [{ type: 'command', data }] });
      if (outcome.type !== 'proposed') {
        this.takeBack(numbers, items);
        return;
      }
      this.inFlight.add(outcome.last.index);
    }
  }

  /** P6. */
  private flushChanges(term: Term): void {
    if (this.pendingChanges > 0) this.queueChanges();
    if (this.highestAppliedTerm < term) return;
    this.changes.keep((item) => !this.isOwn(item) || this.pending.has(item.id.number));
    for (const { item, outcome } of this.changes.flush()) {
      if (outcome.type === 'refused') this.refuse(item, outcome.reason);
      else if (this.isOwn(item)) this.noteSent(item.id.number, term);
    }
  }

  private queueChanges(): void {
    const others: number[] = [];
    for (const number of this.waiting) {
      const command = this.pending.get(number);
      if (command !== undefined && isChange(command)) this.changes.add(this.item(number, command));
      else others.push(number);
    }
    this.waiting = others;
  }

  /** The asker hears of it when the answer is applied, as of everything else; one of ours has no way to go. */
  private refuse({ id, user, authRevision }: BatchItem, reason: MembershipRefusal): void {
    if (this.isOwn({ id })) {
      const result = { type: 'refused', reason, detail: '' } as const;
      this.settle(id.number, { ok: true, value: { id, result, revision: 0 } });
      return;
    }
    const { kind, payload } = encodeCommand({ type: 'refuse-membership', reason });
    this.accept({ id, user, authRevision, kind: COMMAND_KINDS[kind], payload });
  }

  /** Those of others are dropped like everything accepted; ours wait for the next leader. */
  private takeBackChanges(): void {
    for (const item of this.changes.clear()) {
      if (this.isOwn(item) && this.pending.has(item.id.number)) this.waiting.push(item.id.number);
    }
  }

  private accept(item: BatchItem): void {
    this.accepted.push(item);
    this.acceptedBytes += item.payload.length;
  }

  private isOwn({ id }: Pick<BatchItem, 'id'>): boolean {
    return id.member === this.parts.self && id.boot === this.parts.boot;
  }

  private noteSent(number: number, term: Term): void {
    const command = this.pending.get(number);
    if (command !== undefined) command.sentTerm = term;
  }

  private nextBatch(term: Term): { items: BatchItem[]; numbers: number[] } {
    const items: BatchItem[] = [];
    const numbers: number[] = [];
    let bytes = 0;
    while (
      this.accepted.length > items.length &&
      items.length < BATCH_COMMANDS_MAX &&
      bytes < BATCH_BYTES_MAX
    ) {
      const item = this.accepted[items.length]!;
      items.push(item);
      bytes += item.payload.length;
    }
    this.accepted.splice(0, items.length);
    this.acceptedBytes -= bytes;
    let taken = 0;
    for (
      ;
      taken < this.waiting.length && items.length < BATCH_COMMANDS_MAX && bytes < BATCH_BYTES_MAX;
      taken++
    ) {
      const number = this.waiting[taken]!;
      const command = this.pending.get(number);
      if (command === undefined) continue;
      command.sentTerm = term;
      numbers.push(number);
      items.push(this.item(number, command));
      bytes += command.proposal.payload.length;
    }
    this.waiting.splice(0, taken);
    return { items, numbers };
  }

  private item(number: number, { proposal }: Pending): BatchItem {
    const id = { member: this.parts.self, boot: this.parts.boot, number };
    return {
      id,
      user: proposal.user,
      authRevision: 0,
      kind: COMMAND_KINDS[proposal.kind],
      payload: proposal.payload,
    };
  }

  /** The machine refused to append: what was gathered waits for the next turn or the next leader. */
  private takeBack(numbers: readonly number[], items: readonly BatchItem[]): void {
    for (const number of numbers) {
      const command = this.pending.get(number);
      if (command !== undefined) command.sentTerm = null;
    }
    this.waiting = [...numbers, ...this.waiting];
    const others = items.filter((item) => !this.isOwn(item));
    this.accepted = [...others, ...this.accepted];
    for (const { payload } of others) this.acceptedBytes += payload.length;
  }

  private flushToLeader(leader: MemberId, term: Term): void {
    while (this.waiting.length > 0) {
      const commands: ForwardedCommand[] = [];
      let bytes = 0;
      let taken = 0;
      for (
        ;
        taken < this.waiting.length && commands.length < BATCH_COMMANDS_MAX && bytes < BATCH_BYTES_MAX;
        taken++
      ) {
        const number = this.waiting[taken]!;
        const command = this.pending.get(number);
        if (command === undefined) continue;
        const { kind, payload, user } = command.proposal;
        commands.push({ number, user, authRevision: 0, kind: COMMAND_KINDS[kind], payload });
        bytes += payload.length;
      }
      const sequence = this.nextForward;
      const frame = { type: 'forward', term, boot: this.parts.boot, sequence, commands } as const;
      if (commands.length > 0) {
        if (!this.parts.send(leader, frame)) return;
        this.nextForward++;
        this.forwards.set(sequence, { leader, frame, sentMs: this.parts.clock.monotonicMs() });
      }
      this.waiting.splice(0, taken);
      for (const { number } of commands) this.noteSent(number, term);
    }
  }

  private armSweep(): void {
    this.sweep ??= this.parts.clock.after(SWEEP_MS, () => {
      this.sweep = null;
      this.expire();
      this.repeatForwards();
      if (this.pending.size > 0) this.armSweep();
    });
  }

  private expire(): void {
    const now = this.parts.clock.monotonicMs();
    const hasLeader = this.soft !== null && this.soft.leader !== null;
    for (const [number, { deadlineMs, sentTerm }] of [...this.pending]) {
      if (deadlineMs > now) continue;
      this.settle(number, { ok: false, error: sentTerm === null && !hasLeader ? 'no-leader' : 'timeout' });
    }
    if (this.pending.size > 0) this.parts.wake();
    this.waiting = this.waiting.filter((number) => this.pending.has(number));
  }

  /** Safe within the term (P2); in a later term the frame is refused or settled by P3. */
  private repeatForwards(): void {
    const now = this.parts.clock.monotonicMs();
    for (const [sequence, forward] of this.forwards) {
      if (!forward.frame.commands.some(({ number }) => this.pending.has(number))) {
        this.forwards.delete(sequence);
      } else if (
        now - forward.sentMs >= REPEAT_FORWARD_MS &&
        this.parts.send(forward.leader, forward.frame)
      ) {
        forward.sentMs = now;
      }
    }
  }
}

const isChange = ({ proposal }: Pending): boolean => proposal.kind === 'change-membership';

function removes({ kind, payload }: Proposal, member: MemberId): boolean {
  if (kind !== 'change-membership') return false;
  const command = decodeCommand(COMMAND_KINDS[kind], payload);
  return command.type === kind && command.change.type === 'remove' && command.change.id === member;
}
