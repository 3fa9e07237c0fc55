/**
 * What the tables of two members must agree on when both stand at the same entry: counts and hashes of all tables that
 * entries alone decide about.
 *
 * G1. Compacted records are deleted by each member in its own time, so the keyspace's tables are compared only where
 *     both have nothing left to delete: then what they hold depends on the history alone.
 * G2. `meta` holds marks of a member's own progress and is never compared; the revisions in it are.
 */
import type { StateDigest } from '../codec/state-digest.ts';
import type { TableStats } from './table-stats.ts';
import { TABLE_NUMBERS, TABLES, type Table } from './tables.ts';

const OWN_PROGRESS: ReadonlySet<Table> = new Set<Table>(['meta']);
const COMPACTED: ReadonlySet<number> = new Set<number>([
  TABLE_NUMBERS['kv-index'],
  TABLE_NUMBERS['kv-value'],
]);

export function digestOf(
  { counts, hashes }: TableStats,
  keyspace: { readonly revision: number; readonly compactRevision: number; readonly compacted: boolean },
): StateDigest {
  const tables = TABLES.flatMap((table, at) =>
    OWN_PROGRESS.has(table)
      ? []
      : [{ number: TABLE_NUMBERS[table], count: counts[at] ?? 0, hash: hashes[at] ?? 0 }],
  );
  return { ...keyspace, tables };
}

/** In words; `null` when they agree as far as they can be compared. */
export function describeDisagreement(left: StateDigest, right: StateDigest): string | null {
  if (left.revision !== right.revision) return `revision ${left.revision} and ${right.revision}`;
  if (left.compactRevision !== right.compactRevision)
    return `compacted at ${left.compactRevision} and ${right.compactRevision}`;
  const comparable = left.compacted && right.compacted;
  for (const { number, count, hash } of left.tables) {
    if (!comparable && COMPACTED.has(number)) continue;
    const other = right.tables.find((each) => each.number === number);
    // A table that only one of two releases knows.
    if (other === undefined) continue;
    const name = TABLES.find((table) => TABLE_NUMBERS[table] === number) ?? String(number);
    if (other.count !== count) return `table ${name} with ${count} and ${other.count} records`;
    if (other.hash !== hash) return `table ${name} with different records`;
  }
  return null;
}
