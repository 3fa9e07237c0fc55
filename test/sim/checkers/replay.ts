/**
 * Revision-ordered replay: every acknowledged answer of a region must be the model's answer as of its revision, and
 * every revision must have a cause.
 *
 * P1. An operation that changed something owns its revision alone.
 * P2. An operation that changed nothing answers from the state of the revision in its header.
 * P3. A refused operation left no trace. One of unknown outcome may own one revision.
 * P4. A revision nobody in this region owns is the end of a lease, or a transaction of another region.
 */
import {
  changedKey,
  describeAnswer,
  describeChange,
  describeOperation,
  type KeyChange,
  type KeyOp,
  type Operation,
  type OpRequest,
  type Violation,
} from '../history.ts';
import { execute, sameAnswer, sameChanges } from './model.ts';
import type { RegionLog, RevisionRecord } from './region-log.ts';

export interface ReplayInput {
  readonly log: RegionLog;
  /** Of this region. */
  readonly operations: readonly Operation[];
  /** Of all other regions. */
  readonly foreign: readonly Operation[];
  readonly isFederated: (key: string) => boolean;
}

export interface ReplayResult {
  readonly violations: readonly Violation[];
  /** Who caused a revision: an operation's id, `lease`, or `remote`. */
  readonly owners: ReadonlyMap<number, Owner>;
}

export type Owner =
  | { readonly type: 'operation'; readonly operation: Operation }
  | { readonly type: 'lease'; readonly lease: bigint }
  | { readonly type: 'remote' }
  /** A delete of another region, or one of this region whose outcome its client never learned. */
  | { readonly type: 'remote-or-own' };

export function replay(input: ReplayInput): ReplayResult {
  const run = new Replay(input);
  run.checkAcknowledged();
  run.explainTheRest();
  return { violations: run.violations, owners: run.owners };
}

class Replay {
  readonly violations: Violation[] = [];
  readonly owners = new Map<number, Owner>();
  readonly #input: ReplayInput;
  readonly #log: RegionLog;
  readonly #writers: ReadonlyMap<string, Operation>;
  readonly #foreignWriters: ReadonlyMap<string, Operation>;
  readonly #openDeletes: Operation[];
  /** Operations that own a revision. */
  readonly #owning = new Set<number>();

  constructor(input: ReplayInput) {
    this.#input = input;
    this.#log = input.log;
    this.#writers = writersByValue(input.operations);
    this.#foreignWriters = writersByValue(input.foreign);
    this.#openDeletes = input.operations.filter(
      ({ outcome, request }) => outcome.type === 'unknown' && mayDelete(request),
    );
  }

  checkAcknowledged(): void {
    for (const operation of this.#input.operations) {
      if (operation.outcome.type === 'acked') this.#checkAnswer(operation, operation.outcome);
    }
  }

  explainTheRest(): void {
    for (const record of this.#log.records) {
      if (this.owners.has(record.revision)) continue;
      const owner = this.#ownerOf(record);
      if (owner === null)
        this.#complain(`nobody caused revision ${record.revision}: ${describeChanges(record.changes)}`);
      else this.#own(record.revision, owner);
    }
  }

  #checkAnswer(operation: Operation, outcome: Operation['outcome'] & { type: 'acked' }): void {
    const { revision, answer } = outcome;
    if (revision > this.#log.revision) {
      this.#complain(`revision ${revision} was acknowledged and is gone: ${describeOperation(operation)}`);
      return;
    }
    const record = this.#log.record(revision);
    if (record !== undefined) {
      const changed = execute(this.#log.model, revision - 1, operation.request);
      if (
        changed.changes.length > 0 &&
        sameChanges(inKeyOrderIfLease(operation, record.changes), changed.changes)
      ) {
        if (sameAnswer(answer, changed.answer)) {
          this.#own(revision, { type: 'operation', operation });
          return;
        }
      }
    }
    const unchanged = execute(this.#log.model, revision, operation.request);
    if (unchanged.changes.length === 0 && sameAnswer(answer, unchanged.answer)) return;
    this.#complain(
      `${describeOperation(operation)}\n    the model says ${describeAnswer(unchanged.answer)}\n` +
        `    revision ${revision} holds ${describeChanges(record?.changes ?? [])}`,
    );
  }

  #ownerOf(record: RevisionRecord): Owner | null {
    const own = this.#unknownOwner(record);
    const remote = this.#remoteOwner(record);
    const deletesOnly = record.changes.every(({ type }) => type === 'delete');
    // A put names its writer, a delete does not: no open operation is taken for the cause of what may have another.
    if (!deletesOnly) return own ?? remote;
    return (
      this.#leaseOwner(record) ??
      (own !== null && remote !== null ? { type: 'remote-or-own' } : (own ?? remote))
    );
  }

  #unknownOwner({ revision, changes, seenUs }: RevisionRecord): Owner | null {
    const [put] = changes.filter((change) => change.type === 'put');
    const writer = put === undefined ? undefined : this.#writers.get(put.kv.value);
    if (writer?.outcome.type === 'refused') {
      this.#complain(`it was refused and still wrote revision ${revision}: ${describeOperation(writer)}`);
    }
    const candidates = writer === undefined ? this.#openDeletes : [writer];
    for (const operation of candidates) {
      if (operation.outcome.type === 'acked' || this.#owning.has(operation.id)) continue;
      if (operation.calledUs > seenUs) continue;
      const { changes: expected } = execute(this.#log.model, revision - 1, operation.request);
      if (expected.length > 0 && sameChanges(inKeyOrderIfLease(operation, changes), expected)) {
        return { type: 'operation', operation };
      }
    }
    return null;
  }

  #leaseOwner({ revision, changes }: RevisionRecord): Owner | null {
    const [first] = changes;
    if (first === undefined) return null;
    const lease = this.#log.model.at(changedKey(first), revision - 1)?.lease ?? 0n;
    if (lease === 0n) return null;
    const attached = this.#log.model.attachedTo(lease, revision - 1).map(({ key }) => key);
    const deleted = changes.map(changedKey).sort();
    return attached.join('\n') === deleted.join('\n') ? { type: 'lease', lease } : null;
  }

  /** Any part of one other region's transaction may have become visible here: the rest lost against later versions. */
  #remoteOwner({ changes, seenUs }: RevisionRecord): Owner | null {
    const explained = changes.every((change) => {
      const key = changedKey(change);
      if (!this.#input.isFederated(key)) return false;
      if (change.type === 'delete') return this.#mayBeForeignDelete(key, seenUs);
      const writer = this.#foreignWriters.get(change.kv.value);
      return writer !== undefined && writer.outcome.type !== 'refused' && writer.calledUs <= seenUs;
    });
    return explained ? { type: 'remote' } : null;
  }

  #own(revision: number, owner: Owner): void {
    const other = this.owners.get(revision);
    if (other?.type === 'operation' && owner.type === 'operation') {
      const both = [other.operation, owner.operation].map(describeOperation).join('\n    ');
      this.#complain(`two operations own revision ${revision}:\n    ${both}`);
    }
    this.owners.set(revision, owner);
    if (owner.type === 'operation') this.#owning.add(owner.operation.id);
  }

  #mayBeForeignDelete(key: string, seenUs: number): boolean {
    return this.#input.foreign.some(
      ({ request, outcome, calledUs }) =>
        outcome.type !== 'refused' && calledUs <= seenUs && mayDeleteKey(request, key),
    );
  }

  #complain(what: string): void {
    this.violations.push({ checker: 'replay', what: `${this.#log.region}: ${what}` });
  }
}

/** Every value is written by one operation only, so it names its writer. */
export function writersByValue(operations: readonly Operation[]): ReadonlyMap<string, Operation> {
  const writers = new Map<string, Operation>();
  for (const operation of operations) {
    for (const op of keyOps(operation.request)) if (op.type === 'put') writers.set(op.value, operation);
  }
  return writers;
}

export function keyOps(request: OpRequest): readonly KeyOp[] {
  if (request.type === 'txn') return [...request.success, ...request.failure];
  return request.type === 'put' || request.type === 'delete' || request.type === 'range' ? [request] : [];
}

function mayDelete(request: OpRequest): boolean {
  return request.type === 'lease-revoke' || keyOps(request).some(({ type }) => type === 'delete');
}

function mayDeleteKey(request: OpRequest, key: string): boolean {
  return keyOps(request).some(
    (op) => op.type === 'delete' && key >= op.range.from && (op.range.to === null || key < op.range.to),
  );
}

/** The keys of a lease go in one revision, in whatever order: the model lists them by key. */
function inKeyOrderIfLease({ request }: Operation, changes: readonly KeyChange[]): readonly KeyChange[] {
  if (request.type !== 'lease-revoke') return changes;
  return [...changes].sort((left, right) => (changedKey(left) < changedKey(right) ? -1 : 1));
}

function describeChanges(changes: readonly KeyChange[]): string {
  return changes.length === 0 ? 'nothing' : changes.map(describeChange).join(', ');
}
