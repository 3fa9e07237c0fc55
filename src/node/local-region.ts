/** What the federation's driver reads of the member it runs in (node/federation/parts). */
import { decodeOriginTransaction, originLogKey, parseSetKey, setKey } from '../codec/state-federation.ts';
import { hasKey } from '../core/base/ordered-map.ts';
import type { LocalRegion } from './federation/parts.ts';
import { readConflict } from './consensus/machine-reader.ts';
import type { Replica } from './consensus/replica.ts';

export function localRegion(replica: Replica, leaderName: () => string): LocalRegion {
  return {
    state: () => replica.machine.federation,
    leader: leaderName,
    readTransaction: (dot) => {
      const payload = replica.store.get('origin-log', originLogKey(dot));
      return payload === undefined ? undefined : decodeOriginTransaction(payload);
    },
    readConflict: (id) => readConflict(replica.store, id),
    absentKeys: (prefix, from, limit, done) => findAbsent(replica, { prefix, from, limit }, done),
  };
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
): void {
  const { store, machine } = replica;
  const keys: string[] = [];
  let next: string | null = null;
  store.settled(() => {
    store.scan(
      'set',
      setKey('key', from),
      (records) => {
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
      },
      // A scan that failed is tried again by the driver from where it stood.
      (outcome) => done({ keys, next: outcome.ok ? next : (keys.at(-1) ?? from) }),
    );
  });
}
