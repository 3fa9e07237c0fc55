/**
 * Virtual time: one heap of events, taken in order of time and, at one instant, in the order they were asked for.
 *
 * S1. Time never goes back, and nothing runs before its time.
 * S2. An event of a process that has ended never runs; one of a paused process runs when it resumes: first what came from
 *     outside, in order, then its timers. So it is with an event loop that stood in its poll: it reads its sockets before
 *     it looks at the clock, and answers before it knows how late it is.
 * S3. No event runs inside the call that scheduled it.
 */
import { assert } from '../../../src/core/base/assert.ts';
import { EventQueue } from './event-queue.ts';
import { Transcript } from './transcript.ts';

/** What timers of a process's clock are called. */
export const TIMER = 'timer';
/** S2. */
const TIMERS_LATER_US = 1_000;

/** One life of a server process: a restart is a new one. */
export class SimProcess {
  readonly name: string;
  alive = true;
  paused = false;
  /** The end of its turn is planned: only then does anything of this turn leave it. */
  inTurn = false;
  /** What came while it was paused (S2). */
  readonly deferred: SimEvent[] = [];

  constructor(name: string) {
    this.name = name;
  }
}

export interface SimEvent {
  timeUs: number;
  readonly sequence: number;
  readonly owner: SimProcess | null;
  readonly what: string;
  /** Goes into the transcript. */
  readonly detail: number;
  readonly run: () => void;
  cancelled: boolean;
}

export interface EventOptions {
  /** `null`: the world itself. */
  readonly owner: SimProcess | null;
  readonly what: string;
  readonly detail?: number;
}

/** What a process did when an event made it throw; the world decides whether that is a failure or a crash. */
export type OnThrow = (process: SimProcess, error: unknown) => void;

export class Scheduler {
  readonly transcript: Transcript;
  readonly #queue = new EventQueue<SimEvent>();
  #nowUs = 0;
  #sequence = 0;
  #onThrow: OnThrow | null = null;
  #look: ((process: SimProcess) => void) | null = null;

  constructor(transcript: Transcript = new Transcript()) {
    this.transcript = transcript;
  }

  get nowUs(): number {
    return this.#nowUs;
  }

  /**
   * Called after each event of a process, but for those that its turn has yet to follow: until then nothing that they
   * changed can have left it, and if it ends before, nothing ever will have.
   */
  afterEvents(look: (process: SimProcess) => void): void {
    this.#look = look;
  }

  /** Without one, errors go to the caller of `step`. */
  onThrow(handler: OnThrow): void {
    this.#onThrow = handler;
  }

  at(timeUs: number, { owner, what, detail = 0 }: EventOptions, run: () => void): SimEvent {
    assert(timeUs >= this.#nowUs, () => `${what} was scheduled for the past`);
    this.#sequence += 1;
    const event: SimEvent = {
      timeUs: Math.ceil(timeUs),
      sequence: this.#sequence,
      owner,
      what,
      detail,
      run,
      cancelled: false,
    };
    this.#queue.push(event);
    return event;
  }

  after(delayUs: number, options: EventOptions, run: () => void): SimEvent {
    return this.at(this.#nowUs + delayUs, options, run);
  }

  /** Runs the next event; false when there is none. */
  step(): boolean {
    for (;;) {
      const event = this.#queue.pop();
      if (event === undefined) return false;
      if (event.cancelled || event.owner?.alive === false) continue;
      if (event.owner?.paused === true) {
        event.owner.deferred.push(event);
        continue;
      }
      this.#nowUs = event.timeUs;
      this.transcript.note(event.timeUs, event.owner?.name ?? 'world', event.what, event.detail);
      this.#run(event);
      if (event.owner !== null && !event.owner.inTurn) this.#look?.(event.owner);
      return true;
    }
  }

  /** Runs everything up to and including `timeUs`, and stands there. */
  runUntil(timeUs: number): void {
    for (let next = this.#queue.head; next !== undefined && next.timeUs <= timeUs; next = this.#queue.head) {
      // A cancelled head is dropped here, so that `step` does not go on to an event after `timeUs`.
      if (next.cancelled || next.owner?.alive === false) this.#queue.pop();
      else if (next.owner?.paused === true) this.#defer(next.owner);
      else this.step();
    }
    this.#nowUs = Math.max(this.#nowUs, timeUs);
  }

  pause(process: SimProcess): void {
    process.paused = true;
  }

  resume(process: SimProcess): void {
    process.paused = false;
    for (const event of process.deferred.splice(0)) {
      const least = event.what === TIMER ? this.#nowUs + TIMERS_LATER_US : this.#nowUs;
      event.timeUs = Math.max(event.timeUs, least);
      this.#queue.push(event);
    }
  }

  #defer(owner: SimProcess): void {
    const event = this.#queue.pop();
    if (event !== undefined) owner.deferred.push(event);
  }

  #run(event: SimEvent): void {
    if (this.#onThrow === null || event.owner === null) {
      event.run();
      return;
    }
    try {
      event.run();
    } catch (error) {
      this.#onThrow(event.owner, error);
    }
  }
}
