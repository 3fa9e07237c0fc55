/**
 * Where a publisher stands with one origin on one stream: what was sent, what the other region has applied of it, and
 * the window between. Each origin has its own window, so that transactions which wait for another origin's there can
 * never keep exactly those from being sent.
 *
 * Y1. `acked ≤ sent`; `flying` holds what lies between, in order.
 * Y2. Nothing is sent while the window is full; one transaction of any size may always be in it.
 */
import type { OriginKey, OriginTransaction } from '../../core/federation/types.ts';
import { transactionBytes } from './origin-log-reader.ts';

/** What may be on its way or waiting to be applied, per origin: bandwidth times delay of a fast, far link. */
export const WINDOW_BYTES_MAX = 8 * 1024 * 1024;
export const WINDOW_TRANSACTIONS_MAX = 8192;

interface Flying {
  readonly sequence: number;
  readonly bytes: number;
}

export interface Cursor {
  readonly origin: OriginKey;
  sent: number;
  acked: number;
  flying: Flying[];
  flyingBytes: number;
  /** The log does not reach back to what is wanted; nothing can be sent until the want changes. */
  freed: boolean;
  /** A large transaction that is part of the way out. */
  fragment: { readonly sequence: number; readonly bytes: Uint8Array; offset: number } | null;
}

export function createCursor(origin: OriginKey, after: number): Cursor {
  return { origin, sent: after, acked: after, flying: [], flyingBytes: 0, freed: false, fragment: null };
}

/** Bytes that may be sent now; 0 when the window is full. */
export function windowLeft(cursor: Cursor): number {
  if (cursor.flying.length === 0) return WINDOW_BYTES_MAX;
  if (cursor.flying.length >= WINDOW_TRANSACTIONS_MAX) return 0;
  return Math.max(0, WINDOW_BYTES_MAX - cursor.flyingBytes);
}

export function noteSent(cursor: Cursor, transactions: readonly OriginTransaction[]): void {
  for (const transaction of transactions) {
    const bytes = transactionBytes(transaction);
    cursor.flying.push({ sequence: transaction.sequence, bytes });
    cursor.flyingBytes += bytes;
    cursor.sent = transaction.sequence;
  }
}

/** The other region has applied this much, by this stream or another. */
export function noteApplied(cursor: Cursor, sequence: number): void {
  if (sequence <= cursor.acked) return;
  cursor.acked = sequence;
  let gone = 0;
  for (const { sequence: flying, bytes } of cursor.flying) {
    if (flying > sequence) break;
    cursor.flyingBytes -= bytes;
    gone++;
  }
  cursor.flying = cursor.flying.slice(gone);
  if (cursor.sent >= sequence) return;
  cursor.sent = sequence;
  cursor.freed = false;
  if (cursor.fragment !== null && cursor.fragment.sequence <= sequence) cursor.fragment = null;
}
