/**
 * Whether a transaction of another origin may be applied now (COPS: after everything it depends on). The answer is the
 * same on every member, because it only looks at the replicated state and the transaction.
 *
 * D1. `ready` means: next of its origin, everything its vector names applied, chain value right, content understood.
 * D2. `duplicate` and `not-ready` are normal (streams overlap, batches are retried); `refused` is not: something is
 *     broken at the sender or here, and applying or skipping it would make regions differ.
 */
import { printableKey } from '../base/bytes.ts';
import { chainValue } from './canonical.ts';
import type { RegionState } from './region.ts';
import { decodeRuleValue } from './rule-value.ts';
import type { Dot, OriginTransaction, OriginWrite } from './types.ts';
import { describeDot, firstMissing, sequenceAt } from './version-vector.ts';

export type RemoteRefusal = 'own-origin' | 'chain-mismatch' | 'malformed';

export type Readiness =
  | { readonly type: 'ready' }
  | { readonly type: 'duplicate' }
  | { readonly type: 'not-ready'; readonly missing: Dot }
  | { readonly type: 'refused'; readonly reason: RemoteRefusal; readonly detail: string };

const READY: Readiness = { type: 'ready' };

export function readinessOf(state: RegionState, transaction: OriginTransaction): Readiness {
  const { origin, sequence } = transaction;
  const applied = sequenceAt(state.applied, origin);
  if (sequence <= applied) return { type: 'duplicate' };
  if (origin === state.key) return refuse('own-origin', transaction, ownOriginDetail(applied));
  if (sequence > applied + 1) return { type: 'not-ready', missing: { origin, sequence: applied + 1 } };
  const flaw = flawOf(transaction);
  if (flaw !== null) return refuse('malformed', transaction, flaw);
  const missing = firstMissing(state.applied, transaction.vector);
  if (missing !== null) return { type: 'not-ready', missing };
  const expected = chainValue(state.chains.get(origin) ?? 0, transaction);
  if (expected !== transaction.chain) {
    return refuse('chain-mismatch', transaction, 'it does not continue the log that was applied here');
  }
  return READY;
}

/** What no correct origin sends; `null` when there is nothing. */
export function flawOf(transaction: OriginTransaction): string | null {
  if (sequenceAt(transaction.vector, transaction.origin) !== transaction.sequence - 1) {
    return 'its vector does not stand just before it';
  }
  if (transaction.writes.length === 0) return 'it writes nothing';
  const twice = transaction.writes.length > 1 ? writtenTwice(transaction.writes) : null;
  if (twice !== null) return `it writes "${printableKey(twice)}" twice`;
  for (const write of transaction.writes) {
    if (write.space === 'rule' && write.value !== null && decodeRuleValue(write.key, write.value) === null) {
      return `its rule for "${printableKey(write.key)}" is not understood by this release; upgrade this region`;
    }
  }
  return null;
}

function writtenTwice(writes: readonly OriginWrite[]): string | null {
  const seen = new Set<string>();
  for (const { space, key } of writes) {
    const name = `${space}:${key}`;
    if (seen.has(name)) return key;
    seen.add(name);
  }
  return null;
}

function ownOriginDetail(applied: number): string {
  return (
    `other regions hold writes of this region that it does not have (its own log ends at ${applied}): ` +
    'its disks were rolled back; restore it under a new incarnation'
  );
}

function refuse(reason: RemoteRefusal, transaction: OriginTransaction, detail: string): Readiness {
  return { type: 'refused', reason, detail: `${describeDot(transaction)}: ${detail}` };
}
