/**
 * Drives the Raft machine: the one place that orders persist, send and apply. Inputs of a turn are stepped as they
 * come; at the turn's end everything they caused is taken at once, so one write to the log, one frame per member and
 * one run of the state machine serve all of them.
 *
 * D1. `messagesAfterAppend` leave only after the write they name, and every write before it, is durable.
 * D2. Ready after Ready reaches the log in order; the log's callbacks come back in that order.
 * D3. A failed write stops the process: what is on the disk is unknown from then on.
 * D4. Committed entries reach the replica in order and only once.
 */
import type { MemberId } from '../../core/base/brands.ts';
import { describeReady } from '../../core/raft/describe.ts';
import { hasReady, takeReady } from '../../core/raft/ready.ts';
import { step } from '../../core/raft/step.ts';
import type { Raft } from '../../core/raft/raft.ts';
import type {
  Envelope,
  RaftInput,
  ReadState,
  Ready,
  SnapshotRequest,
  SoftState,
  StepOutcome,
} from '../../core/raft/types.ts';
import type { Clock } from '../../ports/clock.ts';
import type { WriteAheadLog } from '../../storage/wal.ts';
import type { Peers } from './peers.ts';
import type { Replica } from './replica.ts';

export interface ConsensusParts {
  readonly self: MemberId;
  readonly raft: Raft;
  readonly wal: WriteAheadLog;
  readonly replica: Replica;
  readonly peers: Peers;
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
  /** The log has been written to where this says; for release and for the snapshot that replaces it. */
  onLogReset(): void;
  onFatal(reason: string): void;
}

export class Consensus {
  private readonly parts: ConsensusParts;
  private events: ConsensusEvents | null = null;
  private turnScheduled = false;
  private stopped = false;
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
    this.wake();
    return outcome;
  }

  wake(): void {
    if (this.turnScheduled || this.stopped) return;
    this.turnScheduled = true;
    this.parts.clock.atTurnEnd(() => {
      this.turnScheduled = false;
      if (!this.stopped) this.turn();
    });
  }

  private turn(): void {
    this.events?.onTurn();
    if (hasReady(this.parts.raft)) this.handle(takeReady(this.parts.raft));
    const applied = this.parts.replica.applySlice();
    if (applied !== null) step(this.parts.raft, { type: 'applied', index: applied });
    this.parts.peers.flush();
    if (hasReady(this.parts.raft) || this.parts.replica.hasBacklog()) this.wake();
  }

  private handle(ready: Ready): void {
    this.parts.trace?.(() => describeReady(this.parts.self, ready));
    if (ready.softState !== undefined) this.events?.onSoftState(ready.softState);
    this.parts.peers.gather(ready.messages);
    this.persist(ready);
    this.parts.replica.enqueue(ready.committed);
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
  }

  private write(ready: Ready): void {
    this.writesUnderWay++;
    this.lastWrite = ready.write;
    this.waitFor(ready.write, ready.messagesAfterAppend);
    const reset =
      ready.logReset === undefined
        ? {}
        : { snapshot: { ...ready.logReset, storeName: this.parts.storeName() } };
    const hardState = ready.hardState === undefined ? {} : { hardState: ready.hardState };
    this.parts.wal.append({ ...reset, ...hardState, entries: ready.entries }, (outcome) => {
      if (this.stopped) return;
      if (!outcome.ok) {
        this.events?.onFatal(outcome.error.message);
        return;
      }
      this.writesUnderWay--;
      const messages = this.afterWrite.get(ready.write) ?? [];
      this.afterWrite.delete(ready.write);
      this.parts.peers.gather(messages);
      if (ready.logReset !== undefined) this.events?.onLogReset();
      this.step({ type: 'appended', write: ready.write });
    });
  }

  private waitFor(write: number, messages: readonly Envelope[]): void {
    const waiting = this.afterWrite.get(write);
    if (waiting === undefined) this.afterWrite.set(write, [...messages]);
    else waiting.push(...messages);
  }
}
