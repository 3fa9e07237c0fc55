/**
 * When leases end: known to the leader alone, on its own monotonic clock, and lost with its leadership. A new leader
 * starts every lease from its last checkpoint, or afresh, so a lease lives at least as long as was promised and a change
 * of leaders does not prolong it for ever (etcd #9395). Nothing here ends a lease: what is overdue is proposed for
 * revocation, again and again until that is applied.
 *
 * Invariants:
 * D1. While leading, every lease has a deadline; otherwise there is none.
 * D2. A successor gives no lease less than was promised: a renewal of a lease of which a checkpoint speaks is not
 *     answered before a checkpoint of 0 for it is applied, or the successor would start from the old one.
 * D3. A lease whose deadline has passed is not renewed any more: its revocation may be on the way.
 */
import { hexId, type LeaseId } from '../base/brands.ts';
import {
  createDue,
  createDueQueue,
  firstDue,
  schedule,
  unschedule,
  type Due,
  type DueQueue,
} from './due-queue.ts';
import type { LeaseRecord } from './types.ts';

/** How often the time left of a long lease is put on record. */
export const CHECKPOINT_INTERVAL_MS = 300_000;
/** An overdue lease is proposed again after this time if its revocation was not applied. */
export const EXPIRY_RETRY_MS = 3_000;

/** Leases looked at in one round, renewed ones included: some milliseconds. The rest come in the next. */
const LOOKS_PER_ROUND_MAX = 50_000;
const SECOND_MS = 1_000;

export interface Deadlines {
  leading: boolean;
  readonly leases: Map<LeaseId, Deadline>;
  /** When to look at a lease, not later than its deadline: a renewal moves only that, and costs no more than a look-up. */
  readonly expiries: DueQueue<Deadline>;
  readonly checkpoints: DueQueue<Deadline>;
}

export interface Deadline {
  readonly id: LeaseId;
  readonly ttl: number;
  endsMs: number;
  /** A checkpoint of this lease may stand in the log. */
  checkpointed: boolean;
  /** Counts checkpoints handed out to be proposed (from 1), to tell whether a clearing came after the last. */
  handedOut: number;
  expiry: Due<Deadline> | null;
  checkpoint: Due<Deadline> | null;
}

export interface Renewal {
  /** Seconds, counted from now. */
  readonly ttl: number;
  /**
   * Unless `null`: have a checkpoint of 0 seconds applied, then call `checkpointCleared` with this, and only then answer
   * (D2).
   */
  readonly clear: number | null;
}

export function createDeadlines(): Deadlines {
  return { leading: false, leases: new Map(), expiries: createDueQueue(), checkpoints: createDueQueue() };
}

/**
 * This member leads. `extendMs` is added to every lease (etcd adds an election timeout): the old leader may have renewed
 * in its last moments, and clients need time to find the new one.
 */
export function promote(
  deadlines: Deadlines,
  leases: Iterable<LeaseRecord>,
  nowMs: number,
  extendMs = 0,
): void {
  demote(deadlines);
  deadlines.leading = true;
  for (const lease of leases) start(deadlines, lease, nowMs, extendMs);
}

export function demote(deadlines: Deadlines): void {
  deadlines.leading = false;
  deadlines.leases.clear();
  deadlines.expiries.items.length = 0;
  deadlines.checkpoints.items.length = 0;
}

/** A grant was applied. */
export function granted(deadlines: Deadlines, lease: LeaseRecord, nowMs: number): void {
  if (deadlines.leading) start(deadlines, lease, nowMs, 0);
}

/** A revocation was applied. */
export function forget(deadlines: Deadlines, id: LeaseId): void {
  const deadline = deadlines.leases.get(id);
  if (deadline === undefined) return;
  deadlines.leases.delete(id);
  if (deadline.expiry !== null) unschedule(deadlines.expiries, deadline.expiry);
  if (deadline.checkpoint !== null) unschedule(deadlines.checkpoints, deadline.checkpoint);
}

/** Gives a lease its full time again; `null` when there is no such lease, its time is over (D3), or we do not lead. */
export function renew(deadlines: Deadlines, id: LeaseId, nowMs: number): Renewal | null {
  const deadline = deadlines.leases.get(id);
  if (deadline === undefined || nowMs >= deadline.endsMs) return null;
  deadline.endsMs = nowMs + deadline.ttl * SECOND_MS;
  return { ttl: deadline.ttl, clear: deadline.checkpointed ? deadline.handedOut : null };
}

/** A checkpoint of 0 was applied, proposed because a renewal said `clear`. A later one may be on the way already. */
export function checkpointCleared(deadlines: Deadlines, id: LeaseId, clear: number): void {
  const deadline = deadlines.leases.get(id);
  if (deadline?.handedOut === clear) deadline.checkpointed = false;
}

/** At most `limit` leases whose time is over; each comes again after `EXPIRY_RETRY_MS` unless it is forgotten. */
export function expired(deadlines: Deadlines, nowMs: number, limit: number): LeaseId[] {
  const ids: LeaseId[] = [];
  for (let looks = 0; ids.length < limit && looks < LOOKS_PER_ROUND_MAX; looks++) {
    const due = firstDue(deadlines.expiries, nowMs);
    if (due === null) break;
    const { id, endsMs } = due.item;
    if (endsMs <= nowMs) ids.push(id);
    schedule(deadlines.expiries, due, endsMs <= nowMs ? nowMs + EXPIRY_RETRY_MS : endsMs);
  }
  return ids;
}

/**
 * At most `limit` checkpoints to propose: the seconds left of leases longer than the interval. A lease with its full time
 * left needs none, but for 0 to take back an old one.
 */
export function checkpointsDue(
  deadlines: Deadlines,
  nowMs: number,
  limit: number,
): { readonly id: LeaseId; readonly seconds: number }[] {
  const checkpoints: { id: LeaseId; seconds: number }[] = [];
  for (let looks = 0; checkpoints.length < limit && looks < LOOKS_PER_ROUND_MAX; looks++) {
    const due = firstDue(deadlines.checkpoints, nowMs);
    if (due === null) break;
    const seconds = takeCheckpoint(due.item, nowMs);
    if (seconds !== null) checkpoints.push({ id: due.item.id, seconds });
    schedule(deadlines.checkpoints, due, nowMs + CHECKPOINT_INTERVAL_MS);
  }
  return checkpoints;
}

/** Whole seconds left, as etcd tells them: negative once the time is over; `null` for an unknown lease. */
export function remainingSeconds(deadlines: Deadlines, id: LeaseId, nowMs: number): number | null {
  const deadline = deadlines.leases.get(id);
  return deadline === undefined ? null : Math.trunc((deadline.endsMs - nowMs) / SECOND_MS) + 0;
}

/** Soonest first, the order of a list of leases; those without a deadline (we do not lead) keep theirs at the end. */
export function byExpiry(deadlines: Deadlines, leases: readonly LeaseRecord[]): LeaseRecord[] {
  const endOf = ({ id }: LeaseRecord): number => deadlines.leases.get(id)?.endsMs ?? Infinity;
  return [...leases].sort((left, right) => {
    const difference = endOf(left) - endOf(right);
    return Number.isNaN(difference) ? 0 : difference;
  });
}

export function describeDeadline({ id, ttl, endsMs, checkpointed }: Deadline, nowMs: number): string {
  const note = checkpointed ? ', checkpointed' : '';
  return `lease ${hexId(id)}: ${Math.trunc((endsMs - nowMs) / SECOND_MS)} of ${ttl} s left${note}`;
}

function start(deadlines: Deadlines, lease: LeaseRecord, nowMs: number, extendMs: number): void {
  const { id, ttl, remaining } = lease;
  forget(deadlines, id);
  const endsMs = nowMs + extendMs + (remaining ?? ttl) * SECOND_MS;
  const deadline: Deadline = {
    id,
    ttl,
    endsMs,
    checkpointed: remaining !== null,
    handedOut: 1,
    expiry: null,
    checkpoint: null,
  };
  deadlines.leases.set(id, deadline);
  deadline.expiry = createDue(deadline);
  schedule(deadlines.expiries, deadline.expiry, endsMs);
  if (ttl * SECOND_MS <= CHECKPOINT_INTERVAL_MS) return;
  deadline.checkpoint = createDue(deadline);
  schedule(deadlines.checkpoints, deadline.checkpoint, nowMs + CHECKPOINT_INTERVAL_MS);
}

/** What to put on record for a lease now; `null` for nothing. */
function takeCheckpoint(deadline: Deadline, nowMs: number): number | null {
  const { ttl, endsMs, checkpointed } = deadline;
  if (endsMs <= nowMs) return null;
  const seconds = Math.ceil((endsMs - nowMs) / SECOND_MS);
  if (seconds >= ttl) return checkpointed ? 0 : null;
  deadline.checkpointed = true;
  deadline.handedOut++;
  return seconds;
}
