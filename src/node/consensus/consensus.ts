/**
 * Drives the Raft machine: the one place that orders persist, send and apply. Inputs of a turn are stepped as they
 * come; at the turn's end everything they caused is taken at once, so one write to the log, one frame per member and
 * one run of the state machine serve all of them.
 *
 * D1. `messagesAfterAppend` leave only after the write they name, and every write before it, is durable.
 * D2. Ready after Ready reaches the log in order; the log's callbacks come back in that order.
 * D3. A failed write stops the process: what is on the disk is unknown from then on.
 * D4. Committed entries reach the replica in order and only once.
 * D5. A turn that could not apply all of its backlog gives the event loop its turn before the next: tasks of a turn's
 *     end run in the same ending, so without that a long backlog would keep heartbeats and clients out.
 * D6. Which store serves is recorded behind every snapshot install, also when the log holds the snapshot's entry and
 *     goes on as it was; until then the replaced store stays.
 * D7. After `stop` nothing is persisted, sent or applied, not even the rest of the turn that made it necessary.
 */
import type { LogIndex, MemberId } from '../../core/base/brands.ts';
import { describeReady } from '../../core/raft/describe.ts';
import { hasReady, takeReady } from '../../core/raft/ready.ts';
import { step } from '../../core/raft/step.ts';
import type { Raft } from '../../core/raft/raft.ts';
import type {
  Envelope,
  RaftInput,
  ReadState,
  Ready,
  SnapshotId,
  SnapshotRequest,
  SoftState,
  StepOutcome,
} from '../../core/raft/types.ts';
import type { Clock } from '../../ports/clock.ts';
import type { WalBatch, WriteAheadLog } from '../../storage/wal-types.ts';
import type { Peers } from './peers.ts';
import type { Replica } from './replica.ts';

/** No turn begins another entry after this long. */
const APPLY_MS_MAX = 5;

export interface ConsensusParts {
  readonly self: MemberId;
  readonly raft: Raft;
  readonly wal: Pick<WriteAheadLog, 'append' | 'noteCommit'>;
  readonly replica: Pick<Replica, 'enqueue' | 'applySlice' | 'hasBacklog'>;
  readonly peers: Pick<Peers, 'gather' | 'flush'>;
  readonly clock: Clock;
  /** Told of every turn's effects; `null` outside simulation and debugging, where describing them would cost. */
  readonly trace: ((describe: () => string) => void) | null;
  /** Name of the store a snapshot install has filled, recorded with the log's new beginning. */
  storeName(): string;
}

export interface ConsensusEvents {
  /** Before a turn's effects are taken: gathered proposals enter the machine here. */
  onTurn(): void;
  onSoftState(soft: SoftState): void;
  onReadState(state: ReadState): void;
  onSnapshotRequest(request: SnapshotRequest): void;
  /** The log now names this store, which a snapshot install has filled (D6). */
  onStoreRecorded(storeName: string): void;
  /** The others go on without this member. */
  onRemoved(): void;
  onFatal(reason: string): void;
}

export class Consensus {
  private readonly parts: ConsensusParts;
  private events: ConsensusEvents | null = null;
  private turnScheduled = false;
  private inTurn = false;
  private stopped = false;
  /** Installed and not yet recorded (D6). */
  private installed: SnapshotId | null = null;
  /** Writes handed to the log and not yet durable. */
  private writesUnderWay = 0;
  /** Promises waiting for the write under way that was started last (D1). */
  private readonly afterWrite = new Map<number, Envelope[]>();
  private lastWrite = 0;

  constructor(parts: ConsensusParts) {
    this.parts = parts;
  }

  start(events: ConsensusEvents): void {
    this.events = events;
    this.wake();
  }

  stop(): void {
    this.stopped = true;
  }

  step(input: RaftInput): StepOutcome {
    const outcome = step(this.parts.raft, input);
    // A refusal changes nothing. Who tries again in every turn must not cause the next turn by it. Most answers (those
    // that come when a quorum has answered already) have no effects either; those who wait for something in the driver
    // get their turn at the next tick.
    const isWorthATurn = input.type === 'tick' || hasReady(this.parts.raft);
    if (outcome.type !== 'refused' && isWorthATurn) this.wake();
    return outcome;
  }

  /** The state machine stands at the accepted snapshot now. */
  snapshotInstalled(snapshot: SnapshotId): void {
    this.installed = snapshot;
    this.step({ type: 'snapshot-installed', snapshot });
  }

  wake(): void {
    if (this.turnScheduled || this.stopped) return;
    this.turnScheduled = true;
    // What a turn itself makes necessary is looked at when it is through (D5).
    if (!this.inTurn) this.parts.clock.atTurnEnd(() => this.turn());
  }

  private turn(): void {
    this.turnScheduled = false;
    if (this.stopped) return;
    this.inTurn = true;
    this.work();
    this.inTurn = false;
    if (this.stopped) return;
    if (this.parts.replica.hasBacklog()) {
      this.turnScheduled = true;
      this.parts.clock.after(0, () => this.turn());
    } else if (this.turnScheduled || hasReady(this.parts.raft)) {
      this.turnScheduled = true;
      this.parts.clock.atTurnEnd(() => this.turn());
    }
  }

  private work(): void {
    this.events?.onTurn();
    if (hasReady(this.parts.raft)) this.handle(takeReady(this.parts.raft));
    if (this.stopped) return;
    const applied = this.applySlice();
    if (this.stopped) return;
    if (applied !== null) step(this.parts.raft, { type: 'applied', index: applied });
    this.parts.peers.flush();
  }

  private applySlice(): LogIndex | null {
    const { clock, replica } = this.parts;
    const since = clock.monotonicMs();
    return replica.applySlice(() => clock.monotonicMs() - since >= APPLY_MS_MAX);
  }

  private handle(ready: Ready): void {
    this.parts.trace?.(() => describeReady(this.parts.self, ready));
    if (ready.softState !== undefined) this.events?.onSoftState(ready.softState);
    this.parts.peers.gather(ready.messages);
    this.persist(ready);
    this.recordInstalled(ready);
    this.parts.replica.enqueue(ready.committed);
    if (ready.removed === true) this.events?.onRemoved();
    for (const state of ready.readStates) this.events?.onReadState(state);
    for (const request of ready.snapshotsToSend) this.events?.onSnapshotRequest(request);
  }

  private persist(ready: Ready): void {
    if (ready.mustSync) {
      this.write(ready);
    } else if (this.writesUnderWay === 0) {
      this.parts.peers.gather(ready.messagesAfterAppend);
    } else {
      this.waitFor(this.lastWrite, ready.messagesAfterAppend);
    }
    // Not worth a sync of its own, but recovery should know of it once something is written.
    if (!ready.mustSync && ready.hardState !== undefined) this.parts.wal.noteCommit(ready.hardState.commit);
  }

  private write(ready: Ready): void {
    this.writesUnderWay++;
    this.lastWrite = ready.write;
    this.waitFor(ready.write, ready.messagesAfterAppend);
    const storeName = this.parts.storeName();
    const batch: { -readonly [Part in keyof WalBatch]: WalBatch[Part] } = { entries: ready.entries };
    if (ready.logReset !== undefined) batch.snapshot = { ...ready.logReset, storeName };
    if (ready.hardState !== undefined) batch.hardState = ready.hardState;
    this.append(batch, () => {
      this.writesUnderWay--;
      if (ready.logReset !== undefined) this.events?.onStoreRecorded(storeName);
      const messages = this.afterWrite.get(ready.write) ?? [];
      this.afterWrite.delete(ready.write);
      this.parts.peers.gather(messages);
      if (messages.length > 0) this.wake();
      this.step({ type: 'appended', write: ready.write });
    });
  }

  /** Behind everything the log in memory held at the install: this Ready took the last of it. */
  private recordInstalled({ logReset }: Ready): void {
    const snapshot = this.installed;
    this.installed = null;
    if (snapshot === null || logReset !== undefined) return;
    const storeName = this.parts.storeName();
    this.append({ snapshot: { ...snapshot, storeName } }, () => this.events?.onStoreRecorded(storeName));
  }

  private append(batch: WalBatch, done: () => void): void {
    this.parts.wal.append(batch, (outcome) => {
      if (this.stopped) return;
      if (outcome.ok) done();
      else this.events?.onFatal(outcome.error.message);
    });
  }

  private waitFor(write: number, messages: readonly Envelope[]): void {
    const waiting = this.afterWrite.get(write);
    if (waiting === undefined) this.afterWrite.set(write, [...messages]);
    else waiting.push(...messages);
  }
}
