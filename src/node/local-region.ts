/** What the federation's driver reads of the member it runs in (node/federation/parts). */
import { decodeOriginTransaction, originLogKey, parseSetKey, setKey } from '../codec/state-federation.ts';
import { hasKey } from '../core/base/ordered-map.ts';
import type { LocalRegion } from './federation/parts.ts';
import { readConflict, reporting } from './consensus/machine-reader.ts';
import type { Replica } from './consensus/replica.ts';
import type { Dot, OriginTransaction } from '../core/federation/types.ts';
import type { Outcome } from '../ports/outcome.ts';
import type { TableRecord } from '../storage/state-store.ts';

export function localRegion(
  replica: Replica,
  leaderName: () => string,
  onDamage: (reason: string) => void,
): LocalRegion {
  return {
    state: () => replica.machine.federation,
    leader: leaderName,
    readTransaction: (dot) => reporting(onDamage, () => readTransaction(replica, dot)),
    readConflict: (id) => reporting(onDamage, () => readConflict(replica.store, id)),
    absentKeys: (prefix, from, limit, done) => findAbsent(replica, { prefix, from, limit }, done, onDamage),
  };
}

function readTransaction(replica: Replica, dot: Dot): OriginTransaction | undefined {
  const payload = replica.store.get('origin-log', originLogKey(dot));
  return payload === undefined ? undefined : decodeOriginTransaction(payload);
}

interface AbsentRequest {
  readonly prefix: string;
  readonly from: string;
  readonly limit: number;
}

/** Walks the version sets from `from` on, once the store holds everything applied so far. */
function findAbsent(
  replica: Replica,
  { prefix, from, limit }: AbsentRequest,
  done: Parameters<LocalRegion['absentKeys']>[3],
  onDamage: (reason: string) => void,
): void {
  const { store, machine } = replica;
  const keys: string[] = [];
  let next: string | null = null;
  const take = (records: readonly TableRecord[]): boolean => {
    if (!replica.serves(store)) return false;
    for (const record of records) {
      const parsed = parseSetKey(record.key);
      if (parsed?.space !== 'key' || !parsed.key.startsWith(prefix)) return false;
      if (hasKey(machine.keyspace.live, parsed.key)) continue;
      if (keys.length === limit) {
        next = parsed.key;
        return false;
      }
      keys.push(parsed.key);
    }
    return true;
  };
  const finish = (outcome: Outcome<void>): void => {
    const whole = outcome.ok && replica.serves(store);
    if (!outcome.ok && outcome.error.kind === 'damaged') onDamage(outcome.error.message);
    // What could not be read is looked at again, from the last key that was.
    done({ keys, next: whole ? next : (keys.at(-1) ?? from) });
  };
  store.settled(() => {
    if (replica.serves(store)) store.scan('set', setKey('key', from), take, finish);
    else done({ keys, next: from });
  });
}
