/**
 * What commands and answers read beside the machine's memory: records of the state store, with everything staged before
 * in sight. A record the index knows and the store does not return is damage, never "not found" (DESIGN §4).
 */
import { FormatError, NewerFormat } from '../../codec/binary.ts';
import {
  conflictKey,
  decodeConflict,
  decodeOriginTransaction,
  decodeSet,
  originLogKey,
  setKey,
} from '../../codec/state-federation.ts';
import { decodeValueRecord, revisionTableKey } from '../../codec/state-mvcc.ts';
import type { Machine, MachineReader } from '../../core/apply/machine.ts';
import type { ConflictRecord } from '../../core/federation/types.ts';
import { hasLease } from '../../core/lease/lessor.ts';
import { newestOf } from '../../core/mvcc/range.ts';
import type { StateStore } from '../../storage/state-store.ts';
import { cachedValues } from './value-cache.ts';

const NO_VERSIONS: ReturnType<typeof decodeSet> = [];

export function machineReader(machine: Machine, store: Pick<StateStore, 'get'>): MachineReader {
  const readValue = cachedValues((revision) => {
    const payload = store.get('kv-value', revisionTableKey(revision), 'once');
    if (payload === undefined) {
      throw new FormatError(
        `the value of revision ${revision.main}.${revision.sub} is missing from the store`,
      );
    }
    return decodeValueRecord(payload);
  });
  return {
    readValue,
    leaseExists: (id) => hasLease(machine.lessor, id),
    federation: {
      readSet: (space, key) => {
        const payload = store.get('set', setKey(space, key));
        return payload === undefined ? NO_VERSIONS : decodeSet(payload);
      },
      readTransaction: (dot) => {
        const payload = store.get('origin-log', originLogKey(dot));
        return payload === undefined ? undefined : decodeOriginTransaction(payload);
      },
      readCurrent: (key) => {
        const current = newestOf(machine.keyspace, key, readValue);
        return current === null ? null : { value: current.value, leased: current.lease !== null };
      },
    },
  };
}

/** What the operator is told when a record of the store is missing or not what was written. */
export function describeDamage(reason: string): string {
  return (
    `${reason}: the store is damaged. Start this member again: it sets the store aside and takes the state from its ` +
    'region’s leader (a region of one member is restored from a snapshot)'
  );
}

/** Thrown to whoever asked a member that has just ended, and has said why: there is nothing to answer with. */
export class NoAnswer extends Error {
  constructor(reason: string) {
    super(`no answer, since the member ends: ${reason}`);
    this.name = 'NoAnswer';
  }
}

/** A read for someone outside the log's way: damage that it meets is reported, and ends the member. */
export function reporting<T>(onDamage: (reason: string) => void, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FormatError) || error instanceof NewerFormat) throw error;
    onDamage(error.message);
    throw new NoAnswer(error.message);
  }
}

export function readConflict(store: Pick<StateStore, 'get'>, id: number): ConflictRecord | undefined {
  const payload = store.get('conflict', conflictKey(id));
  return payload === undefined ? undefined : decodeConflict(payload);
}
