/**
 * The past, read from the index table in revision order: for watchers that catch up and for the keyspace's hash. Both
 * wait until the store holds everything applied so far, and keep compaction from deleting what they still have to see.
 */
import { decodeIndexRecord, revisionTableKey } from '../../codec/state-mvcc.ts';
import { hashAbandon, hashBegin, hashEnd, hashSlice } from '../../core/mvcc/hash.ts';
import { changesBetween } from '../../core/mvcc/history.ts';
import type { PastChange } from '../../core/mvcc/history.ts';
import { pinRevision, unpinRevision } from '../../core/mvcc/keyspace.ts';
import type { IndexRecord } from '../../core/mvcc/types.ts';
import type { TableRecord } from '../../storage/state-store.ts';
import type { KeyspaceHash, ServingReply } from '../serving/types.ts';
import type { HistoryAnswer, HistoryRequest } from '../serving/watches-types.ts';
import type { MvccRefusal } from '../../core/mvcc/types.ts';
import type { Replica } from './replica.ts';

const decodeAll = (records: readonly TableRecord[]): IndexRecord[] =>
  records.map(({ key, payload }) => decodeIndexRecord(key, payload));

export function readHistory(
  replica: Replica,
  request: HistoryRequest,
  done: (answer: HistoryAnswer) => void,
): void {
  const { machine, store, reader } = replica;
  const { keyspace } = machine;
  const from = Math.max(request.from, keyspace.compactRevision);
  pinRevision(keyspace, from);
  const changes: PastChange[] = [];
  let bytes = 0;
  let through = request.through;
  store.settled(() => {
    store.scan(
      'kv-index',
      revisionTableKey({ main: from, sub: 0 }),
      (records) => {
        for (const record of decodeAll(records)) {
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
        }
        return true;
      },
      (outcome) => {
        unpinRevision(keyspace, from);
        done(outcome.ok ? { ok: true, changes, through } : { ok: false, reason: outcome.error.message });
      },
    );
  });
}

export function hashKeyspace(
  replica: Replica,
  revision: number,
  done: ServingReply<KeyspaceHash | { readonly refusal: MvccRefusal }>,
  onDamage: (reason: string) => void,
): void {
  const { machine, store, reader } = replica;
  const begun = hashBegin(machine.keyspace, revision);
  if (!begun.ok) {
    store.settled(() => done({ ok: true, value: { refusal: begun.refusal } }));
    return;
  }
  const { scan } = begun;
  store.settled(() => {
    store.scan(
      'kv-index',
      '',
      (records) => {
        hashSlice(machine.keyspace, scan, decodeAll(records), reader.readValue);
        return true;
      },
      (outcome) => {
        if (!outcome.ok) {
          hashAbandon(machine.keyspace, scan);
          onDamage(outcome.error.message);
          done({ ok: false, error: 'stopped' });
          return;
        }
        const { hash, revision: hashRevision, compactRevision } = hashEnd(machine.keyspace, scan);
        done({ ok: true, value: { hash, hashRevision, compactRevision } });
      },
    );
  });
}
