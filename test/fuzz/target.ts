/** What a fuzzed part of the program looks like to the runner. */
import type { Random } from '../../src/core/base/random.ts';

/** How often each thing happened: a fuzzer that only ever meets one verdict tests little. */
export class Tally {
  readonly counts = new Map<string, number>();

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
}

/** One run of inputs that build on each other, all drawn from one seed. */
export interface Conversation {
  /** Feeds one input; throws what was wrong. Whether the conversation goes on. */
  step(): boolean;
  /** What must hold when it is over, or long enough. */
  end(): void;
  /** What was fought with, and only that: kept to measure what it takes. */
  readonly subject: object;
  /** Bytes it may take at most, as it is now. */
  readonly bytesMax: number;
}

export type Feed = (input: Uint8Array) => void;

export interface Target {
  /** What counts as one input. */
  readonly input: string;
  /** `onFeed` sees the bytes before they are fed. */
  begin(random: Random, tally: Tally, onFeed: Feed): Conversation;
}

/** Inputs of a conversation that nothing ends before. */
export const STEPS_MAX = 300;
