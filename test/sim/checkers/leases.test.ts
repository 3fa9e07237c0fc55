import { expect } from 'chai';
import type { Operation, OpAnswer, OpRequest } from '../history.ts';
import { checkLeases } from './leases.ts';
import { RegionLog } from './region-log.ts';
import type { Owner } from './replay.ts';

const LEASE = 7n;
const SECOND = 1_000_000;

/** A key on a lease of 4 s, granted at second 1, that ran out at the given second. */
function complaints(endedAt: number, ...more: readonly Operation[]): string {
  const log = new RegionLog('a');
  log.add(
    [{ type: 'put', kv: { key: 'l', value: 'v', create: 2, mod: 2, version: 1, lease: LEASE } }],
    SECOND,
  );
  log.add([{ type: 'delete', key: 'l', mod: 3 }], endedAt * SECOND);
  const owners = new Map<number, Owner>([[3, { type: 'lease', lease: LEASE }]]);
  const grant = acked(
    1,
    { type: 'lease-grant', id: LEASE, ttl: 4 },
    { type: 'lease-grant', id: LEASE, ttl: 4 },
    1,
  );
  return checkLeases({ log, operations: [grant, ...more], owners })
    .map(({ what }) => what)
    .join('\n');
}

function acked(second: number, request: OpRequest, answer: OpAnswer, revision: number): Operation {
  return {
    ...{ id: second, client: 'c', region: 'a', member: 'a1', request },
    ...{ calledUs: second * SECOND, returnedUs: second * SECOND + 10 },
    outcome: { type: 'acked', revision, answer },
  };
}

const renewal = (second: number, ttl = 4): Operation =>
  acked(second, { type: 'keep-alive', id: LEASE }, { type: 'keep-alive', ttl }, 2);

describe('the check of leases', () => {
  it('accepts an end after the time that was given, and a renewal that was told it is too late', () => {
    expect(complaints(5.5)).to.equal('');
    expect(complaints(7.5, renewal(3))).to.equal('');
    expect(complaints(5.5, renewal(6, 0))).to.equal('');
  });

  it('finds an end before the time that a grant or a renewal gave', () => {
    expect(complaints(4)).to.match(/too early/);
    expect(complaints(5.5, renewal(3))).to.match(/too early/);
  });

  it('finds a renewal and an attachment after the end', () => {
    expect(complaints(5.5, renewal(6))).to.match(/renewed after/);
    const put: OpRequest = { type: 'put', key: 'l', value: 'w', padding: 0, lease: LEASE, prevKv: false };
    expect(complaints(5.5, acked(6, put, { type: 'put', previous: null }, 4))).to.match(/attached after/);
  });

  it('does not count a revocation as an early end', () => {
    const revoke = acked(2, { type: 'lease-revoke', id: LEASE }, { type: 'lease-revoke' }, 3);
    expect(
      complaints(3, { ...revoke, returnedUs: Infinity, outcome: { type: 'unknown', why: 'lost' } }),
    ).to.equal('');
  });
});
