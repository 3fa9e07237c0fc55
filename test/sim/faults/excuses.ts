/**
 * Why a member may stop by itself: a fault that was done to its machine, in the words in which it may complain of it. A
 * member that stops for any other reason, or gives another one, is a violation.
 *
 * E1. A machine whose data was damaged, and whose member has said so, is taken out: starting it again would not help.
 */
import type { Machine } from '../machine.ts';

export type Consequence = 'restart' | 'damage';

interface Excuse {
  readonly words: RegExp;
  readonly consequence: Consequence;
}

export class Excuses {
  readonly #excuses = new Map<Machine, Excuse[]>();

  add(machine: Machine, words: RegExp, consequence: Consequence = 'restart'): void {
    const known = this.#excuses.get(machine);
    if (known === undefined) this.#excuses.set(machine, [{ words, consequence }]);
    else known.push({ words, consequence });
  }

  /** `null`: there is none. */
  find(machine: Machine, reason: string): Consequence | null {
    return this.#excuses.get(machine)?.find(({ words }) => words.test(reason))?.consequence ?? null;
  }
}
