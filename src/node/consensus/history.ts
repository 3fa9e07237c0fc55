/**
 * The past, read from the index table in revision order: for watchers that catch up and for the keyspace's hash. Both
 * wait until the store holds everything applied so far, and keep compaction from deleting what they still have to see.
 *
 * H1. A reader is answered once, whatever becomes of the store it reads: a snapshot can put another in its place, the
 *     member can stop. From that moment on its store is not touched.
 * H2. Damage that is met stops the member; it is never taken for a past that cannot be read just now.
 */
import { decodeIndexRecord, revisionTableKey } from '../../codec/state-mvcc.ts';
import { hashAbandon, hashBegin, hashEnd, hashSlice } from '../../core/mvcc/hash.ts';
import { changesBetween } from '../../core/mvcc/history.ts';
import type { PastChange } from '../../core/mvcc/history.ts';
import { pinRevision, unpinRevision } from '../../core/mvcc/keyspace.ts';
import type { IndexRecord } from '../../core/mvcc/types.ts';
import type { Outcome, PortFailure } from '../../ports/outcome.ts';
import type { StateStore } from '../../storage/state-store.ts';
import type { KeyspaceHash, ServingReply } from '../serving/types.ts';
import type { HistoryAnswer, HistoryRequest } from '../serving/watches-types.ts';
import type { MvccRefusal } from '../../core/mvcc/types.ts';
import type { Replica } from './replica.ts';

/** Of a record of the store; see machine-reader. */
type OnDamage = (reason: string) => void;

export function readHistory(
  replica: Replica,
  request: HistoryRequest,
  done: (answer: HistoryAnswer) => void,
  onDamage: OnDamage,
): void {
  const { machine, store, reader } = replica;
  const { keyspace } = machine;
  const from = Math.max(request.from, keyspace.compactRevision);
  pinRevision(keyspace, from);
  const changes: PastChange[] = [];
  let bytes = 0;
  let through = request.through;
  const take = (record: IndexRecord): boolean => {
    const { main } = record.revision;
    // A revision is answered whole or not at all, so the bound is looked at between two.
    const last = changes.at(-1)?.revision.main ?? from;
    if (main > request.through) return false;
    if (bytes >= request.bytesMax && main > last) {
      through = main - 1;
      return false;
    }
    for (const change of changesBetween([record], { ...request, from }, reader.readValue)) {
      changes.push(change);
      bytes += change.key.length + (change.record?.value.length ?? 0);
    }
    return true;
  };
  scanPast(replica, store, revisionTableKey({ main: from, sub: 0 }), take, (outcome) => {
    unpinRevision(keyspace, from);
    if (outcome === null) {
      done({ ok: false, reason: 'another store has taken the place of the one that was read' });
      return;
    }
    if (outcome.ok) done({ ok: true, changes, through });
    else {
      reportDamage(outcome.error, onDamage);
      done({ ok: false, reason: outcome.error.message });
    }
  });
}

export function hashKeyspace(
  replica: Replica,
  revision: number,
  done: ServingReply<KeyspaceHash | { readonly refusal: MvccRefusal }>,
  onDamage: OnDamage,
): void {
  const { machine, store, reader } = replica;
  const { keyspace } = machine;
  const begun = hashBegin(keyspace, revision);
  if (!begun.ok) {
    store.settled(() => done({ ok: true, value: { refusal: begun.refusal } }));
    return;
  }
  const { scan } = begun;
  const take = (record: IndexRecord): boolean => {
    hashSlice(keyspace, scan, [record], reader.readValue);
    return true;
  };
  scanPast(replica, store, '', take, (outcome) => {
    if (outcome?.ok === true) {
      const { hash, revision: hashRevision, compactRevision } = hashEnd(keyspace, scan);
      done({ ok: true, value: { hash, hashRevision, compactRevision } });
      return;
    }
    hashAbandon(keyspace, scan);
    if (outcome === null && !replica.serves(replica.store)) done({ ok: false, error: 'stopped' });
    else if (outcome === null) hashKeyspace(replica, revision, done, onDamage);
    else {
      reportDamage(outcome.error, onDamage);
      done({ ok: false, error: 'stopped' });
    }
  });
}

/** The index table from `from` on, once everything applied is in it; `null` when the store serves no more (H1). */
function scanPast(
  replica: Replica,
  store: StateStore,
  from: string,
  take: (record: IndexRecord) => boolean,
  done: (outcome: Outcome<void> | null) => void,
): void {
  store.settled(() => {
    if (!replica.serves(store)) {
      done(null);
      return;
    }
    store.scan(
      'kv-index',
      from,
      (records) => {
        if (!replica.serves(store)) return false;
        for (const { key, payload } of records) if (!take(decodeIndexRecord(key, payload))) return false;
        return true;
      },
      (outcome) => done(replica.serves(store) ? outcome : null),
    );
  });
}

/** H2. Anything else than damage may pass, as a shortage of file handles does. */
function reportDamage({ kind, message }: PortFailure, onDamage: OnDamage): void {
  if (kind === 'damaged') onDamage(message);
}
