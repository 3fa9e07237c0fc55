/**
 * The events to come: a heap with four children to a place, whose times and numbers lie in arrays of plain numbers. The
 * heap is hundreds of events deep in clients' patience, and most of a run's comparisons would each fetch two objects.
 *
 * Q1. Events leave by time and, at one instant, by sequence.
 * Q2. The first of them may stand in front of the heap instead of in it: every third event is the end of a turn, which
 *     leaves right after it came.
 */
import { present } from '../../../src/core/base/assert.ts';

export interface Queued {
  readonly timeUs: number;
  readonly sequence: number;
}

const CHILDREN = 4;
const ROOM_INITIAL = 1_024;

export class EventQueue<T extends Queued> {
  readonly #events: T[] = [];
  /** Q2; not behind anything in the heap. */
  #front: T | undefined = undefined;
  #times = new Float64Array(ROOM_INITIAL);
  #sequences = new Float64Array(ROOM_INITIAL);

  /** The next to leave. */
  get head(): T | undefined {
    return this.#front ?? this.#events[0];
  }

  push(event: T): void {
    const front = this.#front;
    if (front === undefined ? !this.#precedesHeap(event) : !precedes(event, front)) {
      this.#insert(event);
      return;
    }
    this.#front = event;
    if (front !== undefined) this.#insert(front);
  }

  pop(): T | undefined {
    const front = this.#front;
    if (front === undefined) return this.#popHeap();
    this.#front = undefined;
    return front;
  }

  #precedesHeap({ timeUs, sequence }: T): boolean {
    const first = this.#times[0] ?? 0;
    if (this.#events.length === 0 || timeUs < first) return true;
    return timeUs === first && sequence < (this.#sequences[0] ?? 0);
  }

  #insert(event: T): void {
    const hole = this.#events.length;
    this.#events.push(event);
    if (hole === this.#times.length) this.#grow();
    this.#place(this.#rise(hole, event.timeUs, event.sequence), event);
  }

  #popHeap(): T | undefined {
    const events = this.#events;
    const top = events[0];
    const last = events.pop();
    if (top === undefined || last === undefined || events.length === 0) return top;
    this.#place(this.#sink(last.timeUs, last.sequence), last);
    return top;
  }

  /** Makes way for an event on its way up from `hole`; returns where it belongs. */
  #rise(hole: number, timeUs: number, sequence: number): number {
    const times = this.#times;
    let at = hole;
    while (at > 0) {
      const parent = (at - 1) >> 2;
      const above = times[parent] ?? 0;
      if (above < timeUs || (above === timeUs && (this.#sequences[parent] ?? 0) < sequence)) break;
      this.#move(parent, at);
      at = parent;
    }
    return at;
  }

  /** The same from the top down. */
  #sink(timeUs: number, sequence: number): number {
    const times = this.#times;
    const sequences = this.#sequences;
    const { length } = this.#events;
    let at = 0;
    for (;;) {
      const first = CHILDREN * at + 1;
      if (first >= length) return at;
      const end = Math.min(first + CHILDREN, length);
      let least = first;
      let leastTime = times[first] ?? 0;
      for (let child = first + 1; child < end; child++) {
        const time = times[child] ?? 0;
        if (time > leastTime) continue;
        if (time === leastTime && (sequences[child] ?? 0) > (sequences[least] ?? 0)) continue;
        least = child;
        leastTime = time;
      }
      if (leastTime > timeUs || (leastTime === timeUs && (sequences[least] ?? 0) > sequence)) return at;
      this.#move(least, at);
      at = least;
    }
  }

  #move(from: number, to: number): void {
    this.#events[to] = present(this.#events[from], 'an event of the queue');
    this.#times[to] = this.#times[from] ?? 0;
    this.#sequences[to] = this.#sequences[from] ?? 0;
  }

  #place(at: number, event: T): void {
    this.#events[at] = event;
    this.#times[at] = event.timeUs;
    this.#sequences[at] = event.sequence;
  }

  #grow(): void {
    const [times, sequences] = [this.#times, this.#sequences];
    this.#times = new Float64Array(times.length * 2);
    this.#sequences = new Float64Array(times.length * 2);
    this.#times.set(times);
    this.#sequences.set(sequences);
  }
}

function precedes(one: Queued, other: Queued): boolean {
  return one.timeUs < other.timeUs || (one.timeUs === other.timeUs && one.sequence < other.sequence);
}
