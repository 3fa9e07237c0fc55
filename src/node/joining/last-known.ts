/**
 * Whom a member's store knew when the member's log cannot be read any more. Which store served is written in the log; the
 * newest one is as good, since the answer only says whom to ask. Where nothing can be read, the flags have to do.
 */
import { FormatError } from '../../codec/binary.ts';
import { CONFIGURATION_KEY, decodeConfiguration, decodeMemberRecord } from '../../codec/state-apply.ts';
import type { MemberRecord } from '../../core/apply/types.ts';
import type { ConfState } from '../../core/raft/types.ts';
import { StoreDamage } from '../../ports/store.ts';
import type { Store, StoreHost } from '../../ports/store.ts';
import { storeKey, tableRange, unwrapRecord } from '../../storage/tables.ts';
import { storesByAge } from '../repair.ts';

export interface LastKnown {
  readonly members: readonly MemberRecord[];
  /** `null`: the store did not say. */
  readonly conf: ConfState | null;
}

const NOBODY: LastKnown = { members: [], conf: null };

export function lastKnown(stores: StoreHost, done: (known: LastKnown) => void): void {
  stores.list((listed) => {
    const [newest] = listed.ok ? storesByAge(listed.value) : [];
    if (newest === undefined) {
      done(NOBODY);
      return;
    }
    stores.open(newest, (opened) => {
      if (opened.ok) readKnown(opened.value, (known) => opened.value.close(() => done(known)));
      else done(NOBODY);
    });
  });
}

function readKnown(store: Store, done: (known: LastKnown) => void): void {
  const members: MemberRecord[] = [];
  const conf = readable(() => {
    const at = storeKey('meta', CONFIGURATION_KEY);
    const record = store.get(at);
    return record === undefined ? null : decodeConfiguration(unwrapRecord(at, record));
  });
  store.scan(
    tableRange('member'),
    (records) => {
      for (const { key, value } of records) {
        const member = readable(() => decodeMemberRecord(unwrapRecord(key, value)));
        if (member !== null) members.push(member);
      }
      return true;
    },
    () => done({ members, conf }),
  );
}

/** `null`: damaged, too. */
function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof FormatError || error instanceof StoreDamage) return null;
    throw error;
  }
}
