/**
 * Leases: whoever was told of a time to live had it.
 *
 * L1. A lease does not run out before the time that its grant or a renewal gave it, counted from the moment that was
 *     asked for. (Clocks of machines run at rates of their own, so a little less is no fault.)
 * L2. What has run out stays so: nothing is attached to it and it is not renewed afterwards.
 */
import { describeOperation, type Operation, type Violation } from '../history.ts';
import type { RegionLog } from './region-log.ts';
import { keyOps, type Owner } from './replay.ts';

const US_PER_SECOND = 1_000_000;
/** Of the time to live: a fast clock counts it shorter. */
const CLOCK_SLACK = 0.05;

export interface LeaseInput {
  readonly log: RegionLog;
  readonly operations: readonly Operation[];
  readonly owners: ReadonlyMap<number, Owner>;
}

interface End {
  readonly revision: number;
  readonly seenUs: number;
}

export function checkLeases({ log, operations, owners }: LeaseInput): readonly Violation[] {
  const ends = endsOf(log, owners);
  const revoked = openRevocations(operations);
  const violations: Violation[] = [];
  const complain = (what: string, operation: Operation, end: End): void => {
    const where = `revision ${end.revision}, seen at ${(end.seenUs / US_PER_SECOND).toFixed(6)}`;
    violations.push({
      checker: 'leases',
      what: `${log.region}: ${what} (${where}): ${describeOperation(operation)}`,
    });
  };
  for (const operation of operations) {
    const { request, outcome, calledUs } = operation;
    if (outcome.type !== 'acked') continue;
    for (const lease of leasesOf(request)) {
      const end = ends.get(lease);
      if (end === undefined) continue;
      if (request.type !== 'lease-grant' && request.type !== 'keep-alive') {
        if (outcome.revision > end.revision)
          complain('a key was attached after the lease had run out', operation, end);
        continue;
      }
      const ttl = 'ttl' in outcome.answer ? outcome.answer.ttl : 0;
      if (ttl === 0) continue;
      if (calledUs > end.seenUs) {
        complain('it was renewed after it had run out', operation, end);
        continue;
      }
      const leastUs = calledUs + ttl * (1 - CLOCK_SLACK) * US_PER_SECOND;
      if (end.seenUs < leastUs && !revoked.has(lease)) complain('it ran out too early', operation, end);
    }
  }
  return violations;
}

/** Only leases with keys leave a mark when they end. */
function endsOf(log: RegionLog, owners: ReadonlyMap<number, Owner>): ReadonlyMap<bigint, End> {
  const ends = new Map<bigint, End>();
  for (const [revision, owner] of owners) {
    if (owner.type === 'lease')
      ends.set(owner.lease, { revision, seenUs: log.record(revision)?.seenUs ?? 0 });
  }
  return ends;
}

/** An end may be a revocation that its client never heard of. */
function openRevocations(operations: readonly Operation[]): ReadonlySet<bigint> {
  const revoked = new Set<bigint>();
  for (const { request, outcome } of operations) {
    if (request.type === 'lease-revoke' && outcome.type !== 'refused') revoked.add(request.id);
  }
  return revoked;
}

function leasesOf(request: Operation['request']): readonly bigint[] {
  if (request.type === 'lease-grant' || request.type === 'keep-alive') return [request.id];
  return keyOps(request).flatMap((op) => (op.type === 'put' && op.lease !== 0n ? [op.lease] : []));
}
