/**
 * Timers that wait for long and come in company: once its time has come, each fires with the next timer that fires anyway.
 * Most of an idle server's processor time is being woken, and its Raft ticks wake it ten times a second.
 *
 * W1. None fires before its time, and those of one wake fire in the order of their times.
 * W2. Each is in one slot until it leaves or fires; slots before `#first` are empty.
 */

const SLOT_MS = 100;

interface Waiting {
  readonly dueMs: number;
  readonly fire: () => void;
}

export class TimerCompany {
  readonly #slots = new Map<number, Set<Waiting>>();
  #first = 0;

  /** Returns how to leave it without having fired here. */
  add(dueMs: number, fire: () => void): () => void {
    const waiting: Waiting = { dueMs, fire };
    const slot = Math.floor(dueMs / SLOT_MS);
    const others = this.#slots.get(slot);
    if (others === undefined) this.#slots.set(slot, new Set([waiting]));
    else others.add(waiting);
    return () => this.#remove(waiting);
  }

  /** Whether it was still waiting. */
  #remove(waiting: Waiting): boolean {
    const slot = Math.floor(waiting.dueMs / SLOT_MS);
    const others = this.#slots.get(slot);
    if (others?.delete(waiting) !== true) return false;
    if (others.size === 0) this.#slots.delete(slot);
    return true;
  }

  /** Somebody was woken at this time. */
  fireDue(nowMs: number): void {
    // One that fires may have another leave.
    for (const waiting of this.#due(nowMs)) if (this.#remove(waiting)) waiting.fire();
  }

  #due(nowMs: number): readonly Waiting[] {
    const now = Math.floor(nowMs / SLOT_MS);
    let due: Waiting[] | null = null;
    for (let slot = this.#first; slot <= now; slot++) {
      const waiting = this.#slots.get(slot);
      if (waiting !== undefined) for (const each of waiting) if (each.dueMs <= nowMs) (due ??= []).push(each);
    }
    this.#first = now;
    return due === null ? NOBODY : due.sort((one, other) => one.dueMs - other.dueMs);
  }
}

const NOBODY: readonly Waiting[] = [];
