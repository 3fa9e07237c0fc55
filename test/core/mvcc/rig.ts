/**
 * A keyspace with the store it needs: writes land in a plain map, reads of what is not there fail the test, and a
 * restart rebuilds the keyspace from what was written.
 */
import { expect } from 'chai';
import { assert } from '../../../src/core/base/assert.ts';
import type { LeaseId } from '../../../src/core/base/brands.ts';
import { checkKeyspace } from './check.ts';
import { acceptCompaction, compactSlice } from '../../../src/core/mvcc/compaction.ts';
import { hashBegin, hashEnd, hashSlice, type KeyspaceHash } from '../../../src/core/mvcc/hash.ts';
import { describeEntry } from '../../../src/core/mvcc/key-index.ts';
import { nextStep, walkAll } from '../../../src/core/mvcc/key-walk.ts';
import { createKeyspace, type Keyspace } from '../../../src/core/mvcc/keyspace.ts';
import { range } from '../../../src/core/mvcc/range.ts';
import { finishRange, rangeSlice } from '../../../src/core/mvcc/range-scan.ts';
import { beginReadTxn } from '../../../src/core/mvcc/txn-scan.ts';
import { restoreKeyspace } from '../../../src/core/mvcc/restore.ts';
import { executeDelete, executePut, executeTxn, type Execution } from '../../../src/core/mvcc/txn.ts';
import type { Written } from '../../../src/core/mvcc/write.ts';
import type {
  Change,
  DeleteRequest,
  IndexRecord,
  KeyspaceMarks,
  KeyValue,
  MvccRefusal,
  MvccWrite,
  OpResult,
  PutRequest,
  RangeRequest,
  RangeResult,
  Revision,
  TxnRequest,
  TxnResult,
  ValueRecord,
} from '../../../src/core/mvcc/types.ts';

const idOf = ({ main, sub }: Revision): number => main * 10_000 + sub;

interface Stored {
  readonly key: string;
  readonly revision: Revision;
  readonly record: ValueRecord | null;
}

export class Rig {
  keyspace: Keyspace = createKeyspace();
  readonly records = new Map<number, Stored>();
  marks: KeyspaceMarks | null = null;
  readonly leases = new Set<LeaseId>();
  changes: readonly Change[] = [];
  reads = 0;

  readonly readValue = (revision: Revision): ValueRecord => {
    this.reads++;
    const stored = this.records.get(idOf(revision));
    assert(stored !== undefined && stored.record !== null, `no record at ${revision.main}.${revision.sub}`);
    return stored.record;
  };

  get revision(): number {
    return this.keyspace.currentRevision;
  }

  put(request: PutRequest): KeyValue | null {
    const result = this.done(this.tryPut(request));
    assert(result.type === 'put', 'a put answers a put');
    return result.prevKv;
  }

  delete(request: DeleteRequest): OpResult & { type: 'delete' } {
    const result = this.done(this.settle(executeDelete(this.keyspace, request, this.context)));
    assert(result.type === 'delete', 'a delete answers a delete');
    return result;
  }

  txn(request: TxnRequest): TxnResult {
    const result = this.done(this.tryTxn(request));
    assert(result.type === 'txn', 'a transaction answers a transaction');
    return result.result;
  }

  tryPut(request: PutRequest): Execution {
    return this.settle(executePut(this.keyspace, request, this.context));
  }

  tryTxn(request: TxnRequest): Execution {
    return this.settle(executeTxn(this.keyspace, request, this.context));
  }

  /** A transaction that only reads, a small step at a time. */
  readTxn(
    request: TxnRequest,
  ):
    | { readonly ok: true; readonly result: TxnResult }
    | { readonly ok: false; readonly refusal: MvccRefusal } {
    const begun = beginReadTxn(this.keyspace, request, this.readValue);
    if (!begun.ok) return begun;
    const results = begun.scans.map((scan): OpResult => {
      while (!rangeSlice(this.keyspace, scan, 3, this.readValue));
      return { type: 'range', result: finishRange(this.keyspace, scan) };
    });
    return { ok: true, result: { succeeded: begun.succeeded, results } };
  }

  range(request: RangeRequest): RangeResult {
    const outcome = range(this.keyspace, request, this.readValue);
    assert(outcome.ok, `range was refused`);
    return outcome.result;
  }

  rangeRefusal(request: RangeRequest): MvccRefusal | null {
    const outcome = range(this.keyspace, request, this.readValue);
    return outcome.ok ? null : outcome.refusal;
  }

  /** Accepts and, unless told otherwise, deletes at once. */
  compact(revision: number, physically = true): MvccRefusal | null {
    const acceptance = acceptCompaction(this.keyspace, revision);
    if (!acceptance.ok) return acceptance.refusal;
    this.store(acceptance.writes);
    while (physically && !this.compactSlice(1_000));
    return null;
  }

  compactSlice(budget: number): boolean {
    const slice = compactSlice(this.keyspace, budget);
    this.store(slice.writes);
    return slice.done;
  }

  hash(revision = 0, sliceLength = 7): KeyspaceHash {
    const begun = hashBegin(this.keyspace, revision);
    assert(begun.ok, 'hash was refused');
    const records = this.indexRecords();
    for (let at = 0; at < records.length; at += sliceLength) {
      hashSlice(this.keyspace, begun.scan, records.slice(at, at + sliceLength), this.readValue);
    }
    return hashEnd(this.keyspace, begun.scan);
  }

  restart(): void {
    this.keyspace = restoreKeyspace(this.marks, this.indexRecords());
  }

  indexRecords(): IndexRecord[] {
    return [...this.records.values()]
      .sort((left, right) => idOf(left.revision) - idOf(right.revision))
      .map(({ key, revision, record }) => ({ key, revision, put: record === null ? null : metaOf(record) }));
  }

  settle(execution: Execution): Execution {
    if (execution.ok) this.take(execution);
    return execution;
  }

  take({ changes }: Written): void {
    this.changes = changes;
    this.store(changes);
  }

  /** Everything the index holds, one line a key. */
  dump(): string[] {
    checkKeyspace(this.keyspace);
    const lines: string[] = [];
    const walk = walkAll(this.keyspace, '');
    for (let step = nextStep(walk); step !== null; step = nextStep(walk)) {
      lines.push(`${step.key}: ${describeEntry(step.entry)} lease ${step.entry.lease}`);
    }
    return lines;
  }

  private readonly context = {
    readValue: this.readValue,
    leaseExists: (id: LeaseId): boolean => this.leases.has(id),
  };

  private done(execution: Execution): OpResult {
    assert(execution.ok, `refused: ${execution.ok ? '' : execution.refusal}`);
    return execution.result;
  }

  private store(writes: readonly MvccWrite[]): void {
    for (const write of writes) {
      if (write.type === 'put-marks') this.marks = write.marks;
      else if (write.type === 'delete-revision')
        expect(this.records.delete(idOf(write.revision))).to.equal(true);
      else {
        const record = write.record;
        expect(this.records.has(idOf(write.revision))).to.equal(false);
        this.records.set(idOf(write.revision), { key: write.key, revision: write.revision, record });
      }
    }
  }
}

function metaOf({ createRevision, version, lease }: ValueRecord): NonNullable<IndexRecord['put']> {
  return { createRevision, version, lease };
}
