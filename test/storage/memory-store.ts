/** A store in memory whose completions, and the ends of whose turns, run when the test says so. */
import { compareStrings } from '../../src/core/base/bytes.ts';
import type { Clock } from '../../src/ports/clock.ts';
import {
  DONE,
  failed,
  succeeded,
  type Done,
  type Outcome,
  type PortFailure,
} from '../../src/ports/outcome.ts';
import {
  StoreDamage,
  type ScrubStep,
  type Store,
  type StoreRange,
  type StoreRecord,
  type StoreShelf,
  type StoreView,
  type StoreBatch,
} from '../../src/ports/store.ts';

const SLICE_RECORDS = 3;

/** Small enough for tests that fill it. */
export const FLUSH_AFTER_BYTES = 64 * 1024;

export class MemoryStore implements Store {
  readonly flushAfterBytes = FLUSH_AFTER_BYTES;
  records: Map<string, Uint8Array>;
  /** What a crash would leave. */
  flushed: Map<string, Uint8Array>;
  readonly batches: StoreBatch[] = [];
  flushes = 0;
  reads = 0;
  /** Records that scans gave. */
  scanned = 0;
  closed = false;
  /** Keys that cannot be read. */
  readonly unreadable = new Set<string>();
  private readonly turns: Turns;
  private fault: { readonly operation: 'write' | 'flush'; readonly kind: PortFailure['kind'] } | null = null;
  private writing = false;
  private flushing = false;

  constructor(turns: Turns, records: ReadonlyMap<string, Uint8Array> = new Map()) {
    this.turns = turns;
    this.records = new Map(records);
    this.flushed = new Map(records);
  }

  failOn(operation: 'write' | 'flush', kind: PortFailure['kind'] = 'io'): void {
    this.fault = { operation, kind };
  }

  get(key: string): Uint8Array | undefined {
    this.reads++;
    if (this.unreadable.has(key)) throw new StoreDamage('block 7 cannot be read');
    return this.records.get(key);
  }

  write(batch: StoreBatch, done: Done): void {
    if (this.writing) throw new Error('a second write at a time');
    this.writing = true;
    this.batches.push(new Map(batch));
    this.turns.later('store write', () => {
      this.writing = false;
      const outcome = this.outcome('write');
      if (outcome.ok) this.records = applied(this.records, batch);
      done(outcome);
    });
  }

  flush(done: Done): void {
    if (this.writing || this.flushing) throw new Error('a flush beside a write or another flush');
    this.flushing = true;
    const { records } = this;
    this.turns.later('store flush', () => {
      this.flushing = false;
      this.flushes++;
      const outcome = this.outcome('flush');
      if (outcome.ok) this.flushed = records;
      done(outcome);
    });
  }

  defragment(done: Done): void {
    this.turns.later('store defragmentation', () => done(this.closed ? failed('closed', 'closed') : DONE));
  }

  scan(range: StoreRange, onSlice: (records: readonly StoreRecord[]) => boolean, done: Done): void {
    this.scanRecords(this.records, range, onSlice, done);
  }

  view(): StoreView & { close(): void } {
    const { records } = this;
    return {
      get: (key) => records.get(key),
      scan: (range, onSlice, done) => this.scanRecords(records, range, onSlice, done),
      close: () => undefined,
    };
  }

  shelf(): StoreShelf {
    const { flushed } = this;
    return {
      scan: (range, onSlice, done) => this.scanRecords(flushed, range, onSlice, done),
      close: () => undefined,
    };
  }

  scrub(_bytesMax: number, done: Done<ScrubStep>): void {
    this.turns.later('store scrub', () => done(succeeded({ bytes: this.sizeBytes(), passed: true })));
  }

  sizeBytes(): number {
    return 1;
  }

  close(done: Done): void {
    if (this.writing || this.flushing) throw new Error('closed with work under way');
    this.closed = true;
    this.turns.later('store close', () => done(DONE));
  }

  private outcome(operation: 'write' | 'flush'): Outcome<void> {
    return this.fault?.operation === operation ? failed(this.fault.kind, `the ${operation} failed`) : DONE;
  }

  private scanRecords(
    of: ReadonlyMap<string, Uint8Array>,
    { from, to }: StoreRange,
    onSlice: (records: readonly StoreRecord[]) => boolean,
    done: Done,
  ): void {
    const found = [...of]
      .filter(([key]) => key >= from && (to === null || key < to))
      .sort(([left], [right]) => compareStrings(left, right))
      .map(([key, value]) => ({ key, value }));
    const give = (at: number): void =>
      this.turns.later('store scan', () => {
        this.scanned += Math.min(SLICE_RECORDS, Math.max(0, found.length - at));
        if (at >= found.length || !onSlice(found.slice(at, at + SLICE_RECORDS))) done(DONE);
        else give(at + SLICE_RECORDS);
      });
    give(0);
  }
}

function applied(records: ReadonlyMap<string, Uint8Array>, batch: StoreBatch): Map<string, Uint8Array> {
  const next = new Map(records);
  for (const [key, value] of batch) {
    if (value === null) next.delete(key);
    else next.set(key, value);
  }
  return next;
}

/** Turns of a loop, one at a time; time passes when the test says so, or when nothing else is left to happen. */
export class Turns {
  private readonly queue: { readonly what: string; readonly run: () => void }[] = [];
  private endings: (() => void)[] = [];
  private readonly timers = new Set<() => void>();

  readonly clock: Clock = {
    monotonicMs: () => 0,
    wallMs: () => 0,
    after: (_delayMs, fire) => {
      const timer = (): void => fire();
      this.timers.add(timer);
      return { cancel: () => this.timers.delete(timer) };
    },
    atTurnEnd: (task) => this.endings.push(task),
  };

  later(what: string, run: () => void): void {
    this.queue.push({ what, run });
  }

  /** What waits to be completed. */
  waiting(): string[] {
    return this.queue.map(({ what }) => what);
  }

  /** Runs one completion and ends the turn; false when none waits. */
  step(): boolean {
    this.endTurn();
    if (this.queue.length === 0) this.pass();
    const next = this.queue.shift();
    next?.run();
    this.endTurn();
    return next !== undefined;
  }

  settle(): void {
    while (this.step());
  }

  /** Long enough for every timer. */
  pass(): void {
    this.endTurn();
    for (const timer of this.timers) {
      this.timers.delete(timer);
      timer();
    }
    this.endTurn();
  }

  endTurn(): void {
    for (let rounds = 0; this.endings.length > 0; rounds++) {
      if (rounds > 1000) throw new Error('the turn does not end');
      const tasks = this.endings;
      this.endings = [];
      for (const task of tasks) task();
    }
  }

  run<T>(start: (done: (result: T) => void) => void): T {
    const results: T[] = [];
    start((result) => results.push(result));
    this.settle();
    if (results.length !== 1) throw new Error(`it completed ${results.length} times`);
    return results[0]!;
  }
}
