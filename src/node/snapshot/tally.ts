/**
 * Checks the records of a snapshot file as they come: each against its own checksum, each table against the counts and
 * hashes the file's header has from the live state, and the record of the last entry against the header's.
 */
import { FormatError } from '../../codec/binary.ts';
import type { ChunkRecord } from '../../codec/snapshot-chunk.ts';
import type { SnapshotFileHeader } from '../../codec/snapshot-file.ts';
import { APPLIED_KEY, decodeApplied } from '../../codec/state-apply.ts';
import { addRecord, createStats, decodeStats, describeDifference } from '../../storage/table-stats.ts';
import type { TableStats } from '../../storage/table-stats.ts';
import { describeStoreKey, parseStoreKey, storeKey, TABLES, unwrapRecord } from '../../storage/tables.ts';
import type { Table } from '../../storage/tables.ts';

export interface TalliedRecord {
  readonly table: Table;
  readonly key: string;
  readonly payload: Uint8Array;
  /** As it stands in the store. */
  readonly record: Uint8Array;
}

export class SnapshotTally {
  private readonly header: SnapshotFileHeader;
  private readonly expected: TableStats;
  private readonly found = createStats();
  private last = '';
  private hasApplied = false;

  constructor(header: SnapshotFileHeader) {
    this.header = header;
    this.expected = decodeStats(header.stats);
  }

  get records(): number {
    return this.found.counts.reduce((sum, count) => sum + count, 0);
  }

  countOf(table: Table): number {
    return this.found.counts[TABLES.indexOf(table)] ?? 0;
  }

  /** Throws a `FormatError`. */
  take({ key, value }: ChunkRecord): TalliedRecord {
    const parsed = parseStoreKey(key);
    if (parsed === null) throw new FormatError(`${describeStoreKey(key)}: a table unknown to this release`);
    if (key <= this.last) throw new FormatError(`${describeStoreKey(key)}: it stands out of order`);
    this.last = key;
    const payload = unwrapRecord(key, value);
    addRecord(this.found, parsed.table, value);
    if (key === APPLIED_AT) this.compareApplied(payload);
    return { ...parsed, payload, record: value };
  }

  /** All records were taken. */
  finish(): void {
    const difference = describeDifference(this.expected, this.found, TABLES);
    if (difference !== null) throw new FormatError(`${difference} of the state it was taken from`);
    if (!this.hasApplied) throw new FormatError('it does not say which log entry it stands at');
  }

  private compareApplied(payload: Uint8Array): void {
    const { index, term } = decodeApplied(payload);
    const { snapshot } = this.header;
    if (index !== snapshot.index || term !== snapshot.term) {
      throw new FormatError(
        `it stands at entry ${index} of term ${term}, and its header says ${snapshot.index} of ${snapshot.term}`,
      );
    }
    this.hasApplied = true;
  }
}

const APPLIED_AT = storeKey('meta', APPLIED_KEY);
