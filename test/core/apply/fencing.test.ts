/**
 * A lock that hangs on a lease cannot keep two holders apart: who is paused does not know that its lease has ended
 * (Jepsen, etcd 3.4.3). What does is a fencing token: the lock key's creation revision, compared in the same transaction
 * as the write, or handed to whatever else the lock guards.
 */
import { expect } from 'chai';
import type { CommandResult } from '../../../src/core/apply/types.ts';
import { leaseId } from '../../../src/core/base/brands.ts';
import { compare, getOp, put, putOp, txn, withLease } from '../mvcc/requests.ts';
import { Rig } from './rig.ts';

const [OLD, NEW] = [leaseId(7n), leaseId(8n)];

/** Takes the lock if nobody has it; the token, or `null`. */
function lock(rig: Rig, lease: bigint): number | null {
  const request = txn({
    compares: [compare('lock', 'create', 'equal', 0)],
    success: [putOp('lock', 'held', withLease(Number(lease)))],
  });
  const { result, revision } = rig.apply({ type: 'txn', request });
  return succeeded(result) ? revision : null;
}

function writeUnder(rig: Rig, token: number, value: string): boolean {
  const request = txn({
    compares: [compare('lock', 'create', 'equal', token)],
    success: [putOp('guarded', value)],
    failure: [getOp('lock')],
  });
  return succeeded(rig.apply({ type: 'txn', request }).result);
}

function succeeded(result: CommandResult): boolean {
  return result.type === 'op' && result.result.type === 'txn' && result.result.result.succeeded;
}

describe('a lock', () => {
  const taken = (): { readonly rig: Rig; readonly old: number; readonly now: number } => {
    const rig = new Rig();
    rig.apply({ type: 'lease-grant', id: OLD, ttl: 10 });
    rig.apply({ type: 'lease-grant', id: NEW, ttl: 10 });
    const old = lock(rig, OLD);
    expect(old).to.not.equal(null);
    expect(lock(rig, NEW), 'while it is held').to.equal(null);
    expect(writeUnder(rig, old ?? 0, 'by the first')).to.equal(true);
    rig.apply({ type: 'lease-revoke', id: OLD });
    const now = lock(rig, NEW);
    return { rig, old: old ?? 0, now: now ?? 0 };
  };

  it('gives each holder a token greater than all before it', () => {
    const { old, now } = taken();
    expect(now).to.be.greaterThan(old);
  });

  it('whose holder was paused past its lease refuses its late write by the token', () => {
    const { rig, old, now } = taken();
    expect(writeUnder(rig, old, 'late')).to.equal(false);
    expect(writeUnder(rig, now, 'by the second')).to.equal(true);
  });

  it('does not keep a late write without the token away: that is why there is one', () => {
    const { rig } = taken();
    expect(rig.apply({ type: 'put', request: put('guarded', 'late') }).result.type).to.equal('op');
  });
});
