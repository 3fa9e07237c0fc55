/**
 * Reading origin logs for streams. Several regions read the same tail at about the same time, so what was read last is
 * kept for the next reader, within a bound.
 */
import type { Dot, OriginKey, OriginTransaction } from '../../core/federation/types.ts';
import { sequenceAt } from '../../core/federation/version-vector.ts';
import type { LocalRegion } from './parts.ts';

export interface OriginLogReader {
  /**
   * Transactions after a sequence, in order, about `maxBytes` of them but at least one if there is one; `freed` when
   * the log does not reach back that far.
   */
  read(origin: OriginKey, after: number, maxBytes: number): readonly OriginTransaction[] | 'freed';
}

const KEPT_BYTES_MAX = 4 * 1024 * 1024;
const TRANSACTION_OVERHEAD_BYTES = 128;
const WRITE_OVERHEAD_BYTES = 8;

/** About what a transaction takes in a frame, without encoding it. */
export function transactionBytes(transaction: OriginTransaction): number {
  let bytes = TRANSACTION_OVERHEAD_BYTES;
  for (const { key, value } of transaction.writes) {
    bytes += WRITE_OVERHEAD_BYTES + key.length + (value?.length ?? 0);
  }
  return bytes;
}

export function createOriginLogReader(
  region: Pick<LocalRegion, 'state' | 'readTransaction'>,
): OriginLogReader {
  const kept = new Map<string, OriginTransaction>();
  let keptBytes = 0;

  function readOne(dot: Dot): OriginTransaction | undefined {
    const name = `${dot.origin}:${dot.sequence}`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    const transaction = region.readTransaction(dot);
    if (transaction === undefined) return undefined;
    kept.set(name, transaction);
    keptBytes += transactionBytes(transaction);
    for (const [oldest, other] of kept) {
      if (keptBytes <= KEPT_BYTES_MAX) break;
      kept.delete(oldest);
      keptBytes -= transactionBytes(other);
    }
    return transaction;
  }

  return {
    read(origin, after, maxBytes) {
      const state = region.state();
      if (state === null) return [];
      if (after < sequenceAt(state.freed, origin)) return 'freed';
      const head = sequenceAt(state.applied, origin);
      const transactions: OriginTransaction[] = [];
      let bytes = 0;
      for (let sequence = after + 1; sequence <= head; sequence++) {
        const transaction = readOne({ origin, sequence });
        if (transaction === undefined) break;
        bytes += transactionBytes(transaction);
        if (transactions.length > 0 && bytes > maxBytes) break;
        transactions.push(transaction);
      }
      return transactions;
    },
  };
}
