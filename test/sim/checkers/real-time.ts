/**
 * The real-time half of linearizability: nothing may take effect before an operation that had ended when it began.
 * Revisions are the order of effect, so one sweep over the calls in time is enough.
 *
 * Whatever showed a revision is a witness: an answer of any kind, or a watch event. A linearizable call that begins
 * after a witness has ended stands at that revision or later; if it changed something, later.
 */
import { describeOperation, type Operation, type Violation } from '../history.ts';
import type { Owner } from './replay.ts';
import type { RegionLog } from './region-log.ts';

export interface RealTimeInput {
  readonly log: RegionLog;
  readonly operations: readonly Operation[];
  readonly owners: ReadonlyMap<number, Owner>;
}

interface Witness {
  readonly endedUs: number;
  readonly revision: number;
  readonly who: () => string;
}

interface Call {
  readonly operation: Operation;
  /** The least revision it may stand at is one more than what was witnessed. */
  readonly changed: boolean;
  readonly revision: number;
}

export function checkRealTime({ log, operations, owners }: RealTimeInput): readonly Violation[] {
  const violations: Violation[] = [];
  const witnesses = witnessesOf(log, operations).sort((left, right) => left.endedUs - right.endedUs);
  const calls = callsOf(operations, owners).sort(
    (left, right) => left.operation.calledUs - right.operation.calledUs,
  );
  let next = 0;
  let latest: Witness = { endedUs: 0, revision: 0, who: () => 'nobody' };
  for (const { operation, changed, revision } of calls) {
    for (let witness = witnesses[next]; witness !== undefined && witness.endedUs < operation.calledUs;) {
      if (witness.revision > latest.revision) latest = witness;
      next += 1;
      witness = witnesses[next];
    }
    const least = changed ? latest.revision + 1 : latest.revision;
    if (revision >= least) continue;
    violations.push({
      checker: 'real time',
      what:
        `${log.region}: it stands at revision ${revision}, but revision ${latest.revision} had been seen before it began\n` +
        `    ${describeOperation(operation)}\n    seen by ${latest.who()}`,
    });
  }
  return violations;
}

function witnessesOf(log: RegionLog, operations: readonly Operation[]): Witness[] {
  const witnesses: Witness[] = log.records.map(({ revision, seenUs }) => ({
    endedUs: seenUs,
    revision,
    who: () => `the observer at ${(seenUs / 1e6).toFixed(6)}`,
  }));
  for (const operation of operations) {
    const { outcome, returnedUs } = operation;
    if (outcome.type !== 'acked') continue;
    witnesses.push({
      endedUs: returnedUs,
      revision: outcome.revision,
      who: () => describeOperation(operation),
    });
  }
  return witnesses;
}

function callsOf(operations: readonly Operation[], owners: ReadonlyMap<number, Owner>): Call[] {
  const calls: Call[] = [];
  const owning = new Set<Operation>();
  for (const [revision, owner] of owners) {
    if (owner.type !== 'operation') continue;
    owning.add(owner.operation);
    calls.push({ operation: owner.operation, changed: true, revision });
  }
  for (const operation of operations) {
    const { outcome, request } = operation;
    if (outcome.type !== 'acked' || owning.has(operation) || !isLinearizable(request)) continue;
    calls.push({ operation, changed: false, revision: outcome.revision });
  }
  return calls;
}

/** A keep-alive is the leader's own affair and goes through no log; its header may lag. */
function isLinearizable(request: Operation['request']): boolean {
  return !(request.type === 'range' && request.serializable) && request.type !== 'keep-alive';
}
