/**
 * A binary heap of things that are due at a time. An item knows its own place, so that it can leave or be moved: a heap
 * that only ever sheds what comes to its top would keep every revoked lease until the time it would have ended.
 *
 * Invariants:
 * Q1. No item is due before its parent.
 * Q2. `items[i].place` is i.
 */
import { assert } from '../base/assert.ts';

export interface Due<T> {
  readonly item: T;
  dueMs: number;
  /** -1 while it is in no queue. */
  place: number;
}

export interface DueQueue<T> {
  readonly items: Due<T>[];
}

export function createDueQueue<T>(): DueQueue<T> {
  return { items: [] };
}

export function createDue<T>(item: T): Due<T> {
  return { item, dueMs: 0, place: -1 };
}

/** Enters an item, or moves it if it is there. */
export function schedule<T>(queue: DueQueue<T>, due: Due<T>, dueMs: number): void {
  due.dueMs = dueMs;
  if (due.place === -1) {
    due.place = queue.items.length;
    queue.items.push(due);
  }
  rise(queue, due);
  sink(queue, due);
}

export function unschedule<T>(queue: DueQueue<T>, due: Due<T>): void {
  if (due.place === -1) return;
  const last = queue.items.pop()!;
  if (last !== due) {
    put(queue, last, due.place);
    rise(queue, last);
    sink(queue, last);
  }
  due.place = -1;
}

/** The item that is due first, if that is by now. */
export function firstDue<T>(queue: DueQueue<T>, nowMs: number): Due<T> | null {
  const first = queue.items[0];
  return first !== undefined && first.dueMs <= nowMs ? first : null;
}

/** Checks Q1 and Q2; for tests. */
export function checkDueQueue<T>({ items }: DueQueue<T>): void {
  for (const [place, due] of items.entries()) {
    assert(due.place === place, 'Q2: an item knows its place');
    assert(place === 0 || items[(place - 1) >> 1]!.dueMs <= due.dueMs, 'Q1: parents are due first');
  }
}

function rise<T>(queue: DueQueue<T>, due: Due<T>): void {
  while (due.place > 0) {
    const parent = queue.items[(due.place - 1) >> 1]!;
    if (parent.dueMs <= due.dueMs) return;
    swap(queue, parent, due);
  }
}

function sink<T>(queue: DueQueue<T>, due: Due<T>): void {
  for (;;) {
    const left = queue.items[due.place * 2 + 1];
    const right = queue.items[due.place * 2 + 2];
    const child = left !== undefined && right !== undefined && right.dueMs < left.dueMs ? right : left;
    if (child === undefined || due.dueMs <= child.dueMs) return;
    swap(queue, due, child);
  }
}

function swap<T>(queue: DueQueue<T>, upper: Due<T>, lower: Due<T>): void {
  const place = upper.place;
  put(queue, upper, lower.place);
  put(queue, lower, place);
}

function put<T>(queue: DueQueue<T>, due: Due<T>, place: number): void {
  queue.items[place] = due;
  due.place = place;
}
