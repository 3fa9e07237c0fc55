/** Entries of a leader that could not trust its clock. */
import { expect } from 'chai';
import type { Command, CommandResult } from '../../../src/core/apply/types.ts';
import { prefixRange, singleKey } from '../../../src/core/base/bytes.ts';
import { leaseId } from '../../../src/core/base/brands.ts';
import type { Op } from '../../../src/core/mvcc/types.ts';
import { put } from '../mvcc/requests.ts';
import { Rig } from './rig.ts';

const RULE = { prefix: 'g/', policy: 'lww', cas: 'refuse' } as const;

function covered(): Rig {
  const rig = new Rig();
  rig.apply({ type: 'init-region', region: 'eu', incarnation: 5n, level: 2 });
  rig.apply({ type: 'set-rule', rule: RULE });
  rig.apply({ type: 'put', request: put('g/a', '1') });
  rig.unstamped = true;
  return rig;
}

const reasonOf = (result: CommandResult): string => (result.type === 'refused' ? result.reason : result.type);
const txn = (...success: Op[]): Command => ({
  type: 'txn',
  request: { compares: [], success, failure: [] },
});
const deleteOf = (prefix: string): Command => ({
  type: 'delete',
  request: { range: prefixRange(prefix), prevKv: false },
});

describe('an entry without a stamp', () => {
  it('refuses what becomes a transaction of this region, and changes nothing by it', () => {
    const rig = covered();
    const before = rig.originated.length;
    const refusals = [
      rig.apply({ type: 'put', request: put('g/a', '2') }),
      rig.apply(deleteOf('')),
      rig.apply(txn({ type: 'put', request: put('r', '1') }, { type: 'put', request: put('g/b', '1') })),
      rig.apply({ type: 'set-rule', rule: { ...RULE, prefix: 'h/' } }),
      rig.apply({ type: 'remove-rule', prefix: 'g/' }),
      rig.apply({ type: 'adopt', prefix: 'g/', from: 'g/', absent: null }),
    ];
    expect(refusals.map(({ result }) => reasonOf(result))).to.eql(Array(6).fill('clock-apart'));
    expect(refusals.flatMap(({ writes, changes }) => [...writes, ...changes])).to.eql([]);
    expect(rig.originated).to.have.length(before);
    expect(rig.contents()).to.eql({ 'g/a': '1' });
  });

  it('takes everything that stays in the region', () => {
    const rig = covered();
    const taken = [
      rig.apply({ type: 'put', request: put('r', '1') }),
      rig.apply(txn({ type: 'put', request: put('s', '1') })),
      rig.apply({ type: 'lease-grant', id: leaseId(7n), ttl: 60 }),
      rig.apply({ type: 'delete', request: { range: singleKey('r'), prevKv: false } }),
    ];
    expect(taken.map(({ result }) => result.type)).to.not.include('refused');
    expect(rig.contents()).to.eql({ 'g/a': '1', s: '1' });
  });
});
