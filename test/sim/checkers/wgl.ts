/**
 * Linearizability of a black-box history: is there an order of its operations, each between its call and its return, in
 * which a sequential model gives the same answers? The search of Wing and Gong with the cache of Lowe: depth first, and
 * never twice from the same set of linearized operations in the same state.
 *
 * The set is kept by its window: everything before the first definite operation that is not linearized, and the few
 * beyond it; so a long history with few clients costs little a step.
 *
 * G1. An operation without an answer may take effect at any time after its call, or never.
 * G2. The search is bounded: beyond `stepsMax` the verdict is `unknown`, which is no violation.
 */

export interface Model<S, I, O> {
  /** Several when the beginning is not known. */
  readonly init: () => readonly S[];
  /** The states it may lead to; none when the model would not answer like this. `null`: nobody heard the answer. */
  readonly step: (state: S, input: I, output: O | null) => readonly S[];
  readonly equal: (left: S, right: S) => boolean;
  /** Equal states have equal hashes. */
  readonly hash: (state: S) => string;
  /** Histories that can be looked at one by one (P-compositionality); all of it when absent. */
  readonly partition?: (history: readonly Call<I, O>[]) => readonly (readonly Call<I, O>[])[];
}

export interface Call<I, O> {
  readonly input: I;
  readonly output: O | null;
  readonly calledUs: number;
  /** Infinite without an answer. */
  readonly returnedUs: number;
}

export type Verdict<I, O> =
  | { readonly type: 'linearizable' }
  /** The longest order that was found, and what could not follow it. */
  | {
      readonly type: 'not-linearizable';
      readonly order: readonly Call<I, O>[];
      readonly stuck: readonly Call<I, O>[];
    }
  | { readonly type: 'unknown' };

export const STEPS_MAX = 200_000;

export function checkLinearizable<S, I, O>(
  model: Model<S, I, O>,
  history: readonly Call<I, O>[],
  stepsMax = STEPS_MAX,
): Verdict<I, O> {
  let verdict: Verdict<I, O> = { type: 'linearizable' };
  for (const part of model.partition?.(history) ?? [history]) {
    const found = new Search(model, part, stepsMax).run();
    if (found.type === 'not-linearizable') return found;
    if (found.type === 'unknown') verdict = found;
  }
  return verdict;
}

interface Operation<I, O> {
  readonly call: Call<I, O>;
  /** Place among the definite ones, by call; -1 without an answer. */
  readonly place: number;
  readonly id: number;
}

interface Choice<S> {
  readonly id: number;
  readonly states: readonly S[];
  next: number;
}

class Search<S, I, O> {
  readonly #model: Model<S, I, O>;
  readonly #operations: readonly Operation<I, O>[];
  readonly #stepsMax: number;
  readonly #done: boolean[];
  readonly #definite: number;
  readonly #cache = new Map<string, S[]>();
  #steps = 0;

  constructor(model: Model<S, I, O>, history: readonly Call<I, O>[], stepsMax: number) {
    this.#model = model;
    this.#stepsMax = stepsMax;
    let places = 0;
    this.#operations = [...history]
      .sort((left, right) => left.calledUs - right.calledUs)
      .map((call, id) => ({ call, id, place: call.output === null ? -1 : places++ }));
    this.#definite = places;
    this.#done = this.#operations.map(() => false);
  }

  run(): Verdict<I, O> {
    let longest: readonly number[] = [];
    for (const state of this.#model.init()) {
      const found = this.#from(state);
      if (found === 'linearizable' || found === 'unknown') return { type: found };
      if (found.length > longest.length) longest = found;
    }
    if (this.#definite === 0) return { type: 'linearizable' };
    const inOrder = new Set(longest);
    const stuck = this.#operations.filter(({ id, place }) => place >= 0 && !inOrder.has(id));
    const callOf = (id: number): Call<I, O>[] => this.#operations.slice(id, id + 1).map(({ call }) => call);
    return {
      type: 'not-linearizable',
      order: longest.flatMap(callOf),
      stuck: stuck.map(({ call }) => call),
    };
  }

  /** Depth first with a stack of its own: histories are longer than call stacks. The longest order if there is none. */
  #from(first: S): 'linearizable' | 'unknown' | readonly number[] {
    const order: Choice<S>[] = [];
    let longest: readonly number[] = [];
    let state = first;
    let definite = 0;
    let candidates = this.#candidates();
    let at = 0;
    const waiting: { readonly candidates: readonly number[]; readonly at: number; readonly state: S }[] = [];
    for (;;) {
      if (definite === this.#definite) return 'linearizable';
      if (this.#steps++ > this.#stepsMax) return 'unknown';
      const id = candidates[at];
      if (id === undefined) {
        const undone = this.#backtrack(order, waiting);
        if (undone === null) return longest;
        ({ candidates, at, state } = undone);
        if (undone.wasDefinite) definite -= 1;
        continue;
      }
      const operation = this.#operations[id];
      if (operation === undefined) return longest;
      const follow = this.#firstFresh(
        operation,
        this.#model.step(state, operation.call.input, operation.call.output),
      );
      if (follow === null) {
        at += 1;
        continue;
      }
      waiting.push({ candidates, at, state });
      order.push(follow.choice);
      this.#done[id] = true;
      if (operation.place >= 0) definite += 1;
      if (order.length > longest.length) longest = order.map((choice) => choice.id);
      state = follow.state;
      candidates = this.#candidates();
      at = 0;
    }
  }

  /** The next state of an operation that was not tried with this set; remembers that it is now. */
  #firstFresh({ id }: Operation<I, O>, states: readonly S[]): { choice: Choice<S>; state: S } | null {
    if (states.length === 0) return null;
    this.#done[id] = true;
    const window = this.#window();
    this.#done[id] = false;
    for (const [next, state] of states.entries()) {
      if (this.#isNew(window, state)) return { choice: { id, states, next: next + 1 }, state };
    }
    return null;
  }

  #backtrack(
    order: Choice<S>[],
    waiting: { readonly candidates: readonly number[]; readonly at: number; readonly state: S }[],
  ): {
    readonly candidates: readonly number[];
    readonly at: number;
    readonly state: S;
    readonly wasDefinite: boolean;
  } | null {
    const last = order.pop();
    const before = waiting.pop();
    if (last === undefined || before === undefined) return null;
    this.#done[last.id] = false;
    const wasDefinite = (this.#operations[last.id]?.place ?? -1) >= 0;
    // Its other outcomes come next: the cache knows which were tried, so the same candidate is looked at again.
    const again = last.next < last.states.length;
    return {
      candidates: before.candidates,
      at: again ? before.at : before.at + 1,
      state: before.state,
      wasDefinite,
    };
  }

  /** What may come next: called before the first return of all that is not linearized. */
  #candidates(): readonly number[] {
    let firstReturnUs = Infinity;
    const candidates: number[] = [];
    for (let id = 0; id < this.#operations.length; id++) {
      const operation = this.#operations[id];
      if (operation === undefined || this.#done[id] === true) continue;
      if (operation.call.calledUs > firstReturnUs) break;
      candidates.push(id);
      firstReturnUs = Math.min(firstReturnUs, operation.call.returnedUs);
    }
    // What nobody heard of comes last: most of it need not have happened.
    return candidates
      .filter((id) => (this.#operations[id]?.call.calledUs ?? 0) <= firstReturnUs)
      .sort((left, right) => this.#isOpen(left) - this.#isOpen(right) || left - right);
  }

  #isOpen(id: number): number {
    return (this.#operations[id]?.place ?? -1) < 0 ? 1 : 0;
  }

  /** The set of linearized operations: a frontier, what lies beyond it, and the open ones. */
  #window(): string {
    let frontier = 0;
    while (
      frontier < this.#operations.length &&
      (this.#done[frontier] === true || this.#isOpen(frontier) === 1)
    ) {
      frontier += 1;
    }
    const beyond: number[] = [];
    for (let id = 0; id < this.#operations.length; id++) {
      if (this.#done[id] !== true) continue;
      if (id > frontier || this.#isOpen(id) === 1) beyond.push(id);
    }
    return `${frontier}:${beyond.join()}`;
  }

  #isNew(window: string, state: S): boolean {
    const at = `${window}|${this.#model.hash(state)}`;
    const known = this.#cache.get(at);
    if (known === undefined) this.#cache.set(at, [state]);
    else if (known.some((each) => this.#model.equal(each, state))) return false;
    else known.push(state);
    return true;
  }
}
