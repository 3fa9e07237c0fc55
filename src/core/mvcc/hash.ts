/**
 * HashKV: CRC-32C over the bucket name and every record up to a revision, in revision order, as etcd 3.6 computes it
 * (server/storage/mvcc/hash.go), so that members agree, and an etcd with the same history agrees too. What is covered:
 * - above the compact revision every record, tombstones included;
 * - at or below it only the records a reader at the hashed revision still sees: superseded ones may or may not have
 *   been deleted yet, and a tombstone at the compact revision counts as absent because older etcds deleted it;
 * - if that leaves nothing to see at the hashed revision, etcd stops skipping, and every record that compaction keeps
 *   is covered.
 *
 * It runs over the index table in slices: the revision is pinned from `hashBegin` to `hashEnd` or `hashAbandon`.
 */
import { crc32c } from '../base/crc32c.ts';
import { existsAt, revisionAt } from './key-index.ts';
import { keyValueBytes, revisionKey } from './key-value-wire.ts';
import { nextStep, walkAll } from './key-walk.ts';
import { entryOf, pinRevision, refuseRevision, unpinRevision, type Keyspace } from './keyspace.ts';
import type { IndexRecord, MvccRefusal, ReadValue } from './types.ts';

/** The name of etcd's key bucket opens the hash. */
const BUCKET = Uint8Array.of(0x6b, 0x65, 0x79);

export interface HashScan {
  readonly revision: number;
  /** As etcd shows it: -1 when never compacted. */
  readonly compactRevision: number;
  /** The revision at which a record at or below the compact revision must be visible to be covered. */
  readonly keptAt: number;
  crc: number;
}

export interface KeyspaceHash {
  readonly hash: number;
  readonly revision: number;
  readonly compactRevision: number;
}

/** 0 hashes up to the current revision. */
export function hashBegin(
  keyspace: Keyspace,
  requested: number,
): { readonly ok: true; readonly scan: HashScan } | { readonly ok: false; readonly refusal: MvccRefusal } {
  const refusal = refuseRevision(keyspace, requested);
  if (refusal !== null) return { ok: false, refusal };
  const revision = requested === 0 ? keyspace.currentRevision : requested;
  const keptAt = anythingAt(keyspace, revision) ? revision : keyspace.compactRevision;
  const compactRevision = keyspace.compactRevision === 0 ? -1 : keyspace.compactRevision;
  pinRevision(keyspace, revision);
  return { ok: true, scan: { revision, compactRevision, keptAt, crc: crc32c(BUCKET) } };
}

/** The next records of the index table, in revision order; records above the hashed revision are passed over. */
export function hashSlice(
  keyspace: Keyspace,
  scan: HashScan,
  records: Iterable<IndexRecord>,
  readValue: ReadValue,
): void {
  for (const record of records) if (covers(keyspace, scan, record)) hashRecord(scan, record, readValue);
}

export function hashEnd(keyspace: Keyspace, scan: HashScan): KeyspaceHash {
  unpinRevision(keyspace, scan.revision);
  return { hash: scan.crc, revision: scan.revision, compactRevision: scan.compactRevision };
}

export function hashAbandon(keyspace: Keyspace, scan: HashScan): void {
  unpinRevision(keyspace, scan.revision);
}

function hashRecord(scan: HashScan, { key, revision, put }: IndexRecord, readValue: ReadValue): void {
  scan.crc = crc32c(revisionKey(revision, put === null), scan.crc);
  scan.crc = crc32c(keyValueBytes(key, revision, put === null ? null : readValue(revision)), scan.crc);
}

function covers(keyspace: Keyspace, scan: HashScan, { key, revision }: IndexRecord): boolean {
  if (revision.main > scan.revision) return false;
  if (revision.main > scan.compactRevision) return true;
  const entry = entryOf(keyspace, key);
  const kept = entry === undefined ? null : revisionAt(entry, scan.keptAt);
  return kept !== null && kept.main === revision.main && kept.sub === revision.sub;
}

function anythingAt(keyspace: Keyspace, revision: number): boolean {
  if (revision === keyspace.currentRevision) return keyspace.live.size > 0;
  const walk = walkAll(keyspace, '');
  for (let step = nextStep(walk); step !== null; step = nextStep(walk))
    if (existsAt(step.entry, revision)) return true;
  return false;
}
