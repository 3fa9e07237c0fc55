/**
 * Transactions too large for one frame travel in parts and are put together here. One per origin at a time: the next
 * one the stream needs.
 *
 * X1. Parts may come twice and in any order; a transaction is complete when every byte came exactly once by offset.
 * X2. What is kept is bounded by the declared size, which is bounded.
 */
import { decodeOriginTransaction } from '../../codec/state-federation.ts';
import type { FederationFrame } from '../../codec/federation-frame.ts';
import type { OriginKey, OriginTransaction } from '../../core/federation/types.ts';
import { ownBytes } from '../../core/base/bytes.ts';

export type FragmentFrame = FederationFrame & { readonly type: 'fragment' };

/** Transactions beyond this size are sent in parts of this size. */
export const FRAGMENT_BYTES = 1024 * 1024;
/** One transaction: a range delete of a few million keys. */
const TRANSACTION_BYTES_MAX = 512 * 1024 * 1024;

interface Assembly {
  readonly sequence: number;
  readonly total: number;
  readonly parts: Map<number, Uint8Array>;
  bytes: number;
}

export class Fragments {
  private readonly assemblies = new Map<OriginKey, Assembly>();

  /** The transaction, when this part was the last one missing. Throws `FormatError` when the bytes are no transaction. */
  add(frame: FragmentFrame): OriginTransaction | null {
    const { origin, sequence, offset, total, bytes } = frame;
    if (total > TRANSACTION_BYTES_MAX || offset + bytes.length > total || offset % FRAGMENT_BYTES !== 0)
      return null;
    let assembly = this.assemblies.get(origin);
    if (assembly === undefined || assembly.sequence !== sequence || assembly.total !== total) {
      assembly = { sequence, total, parts: new Map(), bytes: 0 };
      this.assemblies.set(origin, assembly);
    }
    if (assembly.parts.has(offset)) return null;
    assembly.parts.set(offset, ownBytes(bytes));
    assembly.bytes += bytes.length;
    if (assembly.bytes < total) return null;
    this.assemblies.delete(origin);
    return decodeOriginTransaction(join(assembly));
  }

  drop(origin: OriginKey): void {
    this.assemblies.delete(origin);
  }
}

function join(assembly: Assembly): Uint8Array {
  const whole = new Uint8Array(assembly.total);
  for (const [offset, part] of assembly.parts) whole.set(part, offset);
  return whole;
}
