/**
 * Commands on their way into the log. The commands of one turn become one entry; on a follower they travel to the
 * leader as one frame. Results find their way back by (member, boot, number) when the entry is applied here.
 *
 * P1. A command is answered exactly once: with its result, a refusal, or `timeout` when its outcome is unknown.
 * P2. A command is sent for one term. A leader decides once about a forwarded frame, by its (boot, sequence): copies,
 *     ours or the network's, change nothing. So an unanswered frame may be repeated as it is within its term.
 * P3. When an entry of a later term is applied here, no entry of the earlier term can commit any more (log matching),
 *     so a command sent for the earlier term and not yet seen was not applied and never will be: it is sent again,
 *     under a new number. A command whose fate is not known that surely is never sent again.
 * P4. At most `ENTRIES_IN_FLIGHT_MAX` entries of ours wait for commit; what arrives meanwhile makes the next batch larger.
 */
import { encodeBatch } from '../../codec/batch.ts';
import type { BatchItem } from '../../codec/batch.ts';
import { COMMAND_KINDS } from '../../codec/command.ts';
import type { ForwardedCommand, PeerFrame } from '../../codec/peer-frame.ts';
import type { MemberId, Term } from '../../core/base/brands.ts';
import type { Applied } from '../../core/apply/types.ts';
import type { RaftInput, SoftState, StepOutcome } from '../../core/raft/types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Proposal, ServingError, ServingReply } from './types.ts';

/** Commands that wait for a result on one member; beyond it new ones are refused (etcd: too many requests). */
export const PENDING_COMMANDS_MAX = 20_000;
const ENTRIES_IN_FLIGHT_MAX = 4;
/** One entry's payload; a single larger command still travels alone. */
const BATCH_BYTES_MAX = 1024 * 1024;
const BATCH_COMMANDS_MAX = 4096;
/** How many forwarded frames of one member the leader remembers to recognise repeats. */
const FORWARDS_REMEMBERED_MAX = 4096;
const SWEEP_MS = 250;
/** An unanswered frame is repeated after this long: its connection may have broken with the frame inside. */
const REPEAT_FORWARD_MS = 1000;

interface Pending {
  readonly proposal: Proposal;
  readonly done: ServingReply<Applied>;
  readonly deadlineMs: number;
  /** The term it was sent for; `null` while it waits to be sent. */
  sentTerm: Term | null;
}

interface Forward {
  readonly leader: MemberId;
  readonly frame: PeerFrame & { readonly type: 'forward' };
  sentMs: number;
}

interface SeenForwards {
  boot: bigint;
  readonly sequences: Set<number>;
  highest: number;
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
}

export class Proposer {
  private readonly parts: ProposerParts;
  private readonly pending = new Map<number, Pending>();
  /** Numbers not sent yet, in order of arrival. */
  private waiting: number[] = [];
  /** Other members' commands, accepted by us as leader and not yet in the log. */
  private accepted: BatchItem[] = [];
  /** Frames of ours that wait for an answer, by sequence. */
  private readonly forwards = new Map<number, Forward>();
  private readonly seen = new Map<MemberId, SeenForwards>();
  private readonly inFlight = new Set<number>();
  private nextNumber = 1;
  private nextForward = 1;
  private soft: SoftState | null = null;
  private highestAppliedTerm = 0;
  private sweep: Timer | null = null;
  private stopped = false;

  constructor(parts: ProposerParts) {
    this.parts = parts;
  }

  get waitingCount(): number {
    return this.pending.size;
  }

  propose(proposal: Proposal, done: ServingReply<Applied>): void {
    if (this.stopped || this.pending.size >= PENDING_COMMANDS_MAX) {
      const error: ServingError = this.stopped ? 'stopped' : 'too-many-requests';
      this.parts.clock.atTurnEnd(() => done({ ok: false, error }));
      return;
    }
    const deadlineMs = this.parts.clock.monotonicMs() + this.parts.timeoutMs;
    this.enqueue({ proposal, done, deadlineMs, sentTerm: null });
    this.armSweep();
    this.parts.wake();
  }

  /** A forwarded frame from a follower; ours to append if we lead exactly that term (P2). */
  onForward(from: MemberId, frame: PeerFrame & { type: 'forward' }): void {
    if (this.isRepeat(from, frame)) return;
    const leads = this.soft?.role === 'leader' && frame.term === this.soft.term;
    if (!leads || this.accepted.length >= PENDING_COMMANDS_MAX) {
      const { boot, sequence } = frame;
      this.parts.send(from, { type: 'forward-refused', boot, sequence, busy: leads });
      return;
    }
    for (const { number, user, authRevision, kind, payload } of frame.commands) {
      this.accepted.push({
        id: { member: from, boot: frame.boot, number },
        user,
        authRevision,
        kind,
        payload,
      });
    }
    this.parts.wake();
  }

  /** The leader did not append these: they may be sent again as they are. */
  onForwardRefused(frame: PeerFrame & { type: 'forward-refused' }): void {
    if (frame.boot !== this.parts.boot) return;
    const forward = this.forwards.get(frame.sequence);
    this.forwards.delete(frame.sequence);
    for (const { number } of forward?.frame.commands ?? []) {
      const command = this.pending.get(number);
      if (command === undefined) continue;
      this.pending.delete(number);
      if (frame.busy) command.done({ ok: false, error: 'too-many-requests' });
      else this.again(command);
    }
  }

  onSoftState(soft: SoftState): void {
    if (soft.role !== 'leader' || soft.term !== this.soft?.term) {
      this.inFlight.clear();
      // Accepted and not appended: their senders find out by the next term's first entry (P3).
      this.accepted = [];
    }
    this.soft = soft;
    this.parts.wake();
  }

  /** An entry was applied here: answers our own commands in it, and settles those of earlier terms (P3). */
  onEntryApplied(entry: { readonly index: number; readonly term: Term }, results: readonly Applied[]): void {
    this.inFlight.delete(entry.index);
    for (const applied of results) {
      if (applied.id.member !== this.parts.self || applied.id.boot !== this.parts.boot) continue;
      const command = this.pending.get(applied.id.number);
      if (command === undefined) continue;
      this.pending.delete(applied.id.number);
      command.done({ ok: true, value: applied });
    }
    if (this.highestAppliedTerm < entry.term) {
      this.highestAppliedTerm = entry.term;
      this.sendLostAgain(entry.term);
    }
    if (this.waiting.length > 0 || this.accepted.length > 0) this.parts.wake();
  }

  /** A snapshot replaced entries we never saw: commands sent before it have an unknown outcome. */
  onSnapshotInstalled(term: Term): void {
    this.highestAppliedTerm = Math.max(this.highestAppliedTerm, term);
    for (const [number, command] of this.pending) {
      if (command.sentTerm === null) continue;
      this.pending.delete(number);
      command.done({ ok: false, error: 'timeout' });
    }
  }

  /** Sends what the turn has gathered. */
  flush(): void {
    if (this.stopped || this.soft === null) return;
    if (this.soft.role === 'leader') this.flushToLog(this.soft.term);
    else if (this.soft.leader !== null) this.flushToLeader(this.soft.leader, this.soft.term);
  }

  stop(): void {
    this.stopped = true;
    this.sweep?.cancel();
    for (const command of this.pending.values()) command.done({ ok: false, error: 'stopped' });
    this.pending.clear();
    this.waiting = [];
  }

  private enqueue(command: Pending): void {
    const number = this.nextNumber++;
    this.pending.set(number, command);
    this.waiting.push(number);
  }

  private again(command: Pending): void {
    command.sentTerm = null;
    this.enqueue(command);
    this.parts.wake();
  }

  private sendLostAgain(term: Term): void {
    for (const [number, command] of [...this.pending]) {
      if (command.sentTerm === null || command.sentTerm >= term) continue;
      this.pending.delete(number);
      this.again(command);
    }
    for (const [sequence, forward] of this.forwards)
      if (forward.frame.term < term) this.forwards.delete(sequence);
  }

  private flushToLog(term: Term): void {
    while (this.inFlight.size < ENTRIES_IN_FLIGHT_MAX) {
      const { items, numbers } = this.nextBatch(term);
      if (items.length === 0) return;
      const data = encodeBatch(this.parts.clock.wallMs(), items);
      const outcome = this.parts.step({ type: 'propose', entries: [{ type: 'command', data }] });
      if (outcome.type !== 'proposed') {
        this.takeBack(numbers, items);
        return;
      }
      this.inFlight.add(outcome.last.index);
    }
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
    const others = items.filter(
      (item) => item.id.member !== this.parts.self || item.id.boot !== this.parts.boot,
    );
    this.accepted = [...others, ...this.accepted];
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
      for (const { number } of commands) {
        const command = this.pending.get(number);
        if (command !== undefined) command.sentTerm = term;
      }
    }
  }

  private isRepeat(from: MemberId, frame: { readonly boot: bigint; readonly sequence: number }): boolean {
    let seen = this.seen.get(from);
    if (seen?.boot !== frame.boot) {
      seen = { boot: frame.boot, sequences: new Set(), highest: 0 };
      this.seen.set(from, seen);
    }
    if (frame.sequence <= seen.highest - FORWARDS_REMEMBERED_MAX || seen.sequences.has(frame.sequence))
      return true;
    seen.sequences.add(frame.sequence);
    seen.highest = Math.max(seen.highest, frame.sequence);
    seen.sequences.delete(seen.highest - FORWARDS_REMEMBERED_MAX);
    return false;
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
    for (const [number, command] of this.pending) {
      if (command.deadlineMs > now) continue;
      this.pending.delete(number);
      command.done({ ok: false, error: command.sentTerm === null && !hasLeader ? 'no-leader' : 'timeout' });
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
