/**
 * The loop around every target.
 *
 * R1. A conversation is drawn from the run's seed and its own number: a failure is repeated alone, from these two.
 * R2. An input that took long is tried again in the same conversation, and counts with the processor time of its quickest
 *     try: what else the machine does is not its fault. It fails above `INPUT_MS_MAX`.
 * R3. Every so many conversations the subjects of a cohort are kept to its end and their memory is taken, after a
 *     collection: on average they may take what they themselves say is their bound. At the end no more memory is in use
 *     than after the first cohort, but for `HEAP_GROWTH_MAX`.
 */
import { createRandom, type Random } from '../../src/core/base/random.ts';
import { bytesInUse } from './memory.ts';
import { STEPS_MAX, Tally, type Conversation, type Feed, type Target } from './target.ts';

export const INPUT_MS_MAX = 50;
/** Quicker ones are not looked into. */
const LOOKED_INTO_MS = 10;
const TRIES = 3;
const COHORT = 64;
const COHORT_EVERY = 4_096;
const HEAP_GROWTH_MAX = 8 * 1024 * 1024;

export interface Plan {
  readonly target: Target;
  readonly seed: number;
  readonly inputs: number;
  /** Told now and then. */
  readonly onProgress?: (inputs: number) => void;
}

export interface Outcome {
  readonly inputs: number;
  readonly conversations: number;
  readonly tally: Tally;
  /** R2: of the quickest try. */
  readonly slowestMs: number;
  readonly memory: Taken;
}

/** R3: of one subject, the average of the largest cohort, and what it was allowed. */
export interface Taken {
  readonly bytes: number;
  readonly bytesMax: number;
}

export class FuzzFailure extends Error {
  override readonly name = 'FuzzFailure';
  readonly conversation: number;
  readonly fed: readonly Uint8Array[];

  constructor(cause: unknown, conversation: number, fed: readonly Uint8Array[]) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.conversation = conversation;
    this.fed = fed;
  }
}

const NOBODY: Feed = () => undefined;

export function fuzz({ target, seed, inputs, onProgress }: Plan): Outcome {
  const tally = new Tally();
  const told = { inputs: 0, conversations: 0, slowestMs: 0 };
  let memory: Taken = { bytes: 0, bytesMax: 0 };
  let firstUse: number | null = null;
  while (told.inputs < inputs) {
    if (told.conversations % COHORT_EVERY === 0) {
      const taken = cohort(told.conversations);
      firstUse ??= bytesInUse();
      if (taken.bytes > memory.bytes) memory = taken;
      onProgress?.(told.inputs);
    } else one(told.conversations).end();
  }
  if (firstUse !== null) expectNoGrowth(firstUse, bytesInUse());
  return { ...told, tally, memory };

  function one(nth: number): Conversation {
    told.conversations += 1;
    const conversation = target.begin(randomOf(seed, nth), tally, NOBODY);
    try {
      for (let step = 1; step <= STEPS_MAX; step++) {
        told.inputs += 1;
        const began = performance.now();
        const goesOn = conversation.step();
        const ms = performance.now() - began;
        if (ms > Math.max(LOOKED_INTO_MS, told.slowestMs))
          told.slowestMs = Math.max(told.slowestMs, settledMs(nth, step));
        if (!goesOn) break;
      }
    } catch (error) {
      throw new FuzzFailure(error, nth, fedTo(nth));
    }
    return conversation;
  }

  /** R2. */
  function settledMs(nth: number, step: number): number {
    const ms = Math.min(...Array.from({ length: TRIES }, () => processorMs(nth, step)));
    if (ms > INPUT_MS_MAX) throw new Error(`input ${step} takes ${ms.toFixed(0)} ms, each time`);
    return ms;
  }

  function processorMs(nth: number, steps: number): number {
    const conversation = target.begin(randomOf(seed, nth), new Tally(), NOBODY);
    for (let step = 1; step < steps; step++) conversation.step();
    const before = process.cpuUsage();
    conversation.step();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  }

  /** R3. */
  function cohort(from: number): Taken {
    const before = bytesInUse();
    const subjects: object[] = [];
    let bytesMax = 0;
    for (let nth = from; nth < from + COHORT; nth++) {
      const { subject, bytesMax: itsMax } = one(nth);
      subjects.push(subject);
      bytesMax += itsMax / COHORT;
    }
    const bytes = Math.max(0, bytesInUse() - before) / subjects.length;
    if (bytes <= bytesMax) return { bytes, bytesMax };
    const what = `${Math.round(bytes)} bytes each, more than the ${Math.round(bytesMax)} they may take`;
    throw new FuzzFailure(`conversations ${from} to ${from + COHORT - 1} hold ${what}`, from, []);
  }

  function fedTo(nth: number): Uint8Array[] {
    const fed: Uint8Array[] = [];
    try {
      const feed: Feed = (input) => void fed.push(Uint8Array.from(input));
      const conversation = target.begin(randomOf(seed, nth), new Tally(), feed);
      for (let step = 0; step < STEPS_MAX && conversation.step(); step++);
    } catch {
      // The same again, this time to hear what was said.
    }
    return fed;
  }
}

/** R1: one conversation again, aloud. */
export function repeat(target: Target, seed: number, nth: number, onFeed: Feed): void {
  const conversation = target.begin(randomOf(seed, nth), new Tally(), onFeed);
  for (let step = 0; step < STEPS_MAX && conversation.step(); step++);
  conversation.end();
}

/** The two numbers spread over 32 bits (Knuth's multiplicative hash), so that runs of near seeds share nothing. */
function randomOf(seed: number, nth: number): Random {
  return createRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(nth + 1, 0x85ebca6b));
}

function expectNoGrowth(before: number, after: number): void {
  if (after - before <= HEAP_GROWTH_MAX) return;
  throw new FuzzFailure(`memory in use grew from ${before} to ${after} bytes over the run`, 0, []);
}
