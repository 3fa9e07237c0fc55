/**
 * The leases of a region: replicated, changed by commands only. Time is not here: when a lease ends is the leader's
 * business (deadlines.ts), that it has ended is a command.
 *
 * Invariants:
 * L1. `attachments` holds key → lease exactly for the keys in some lease's `keys`; a key has at most one lease. Only in
 *     a restart a lease may come later than its keys, which wait for it as orphans.
 * L2. Attachments follow the keyspace: they are moved by the changes of each write, and rebuilt at a restart from the
 *     leases its index records name.
 */
import { assert, present } from '../base/assert.ts';
import type { LeaseId } from '../base/brands.ts';
import { compareStrings, printableKey } from '../base/bytes.ts';
import { hexId } from '../base/brands.ts';
import type { LeaseRecord, LeaseRefusal, LeaseWrite } from './types.ts';

/** etcd's bound, in seconds: some 285 years. */
export const LEASE_TTL_MAX = 9_000_000_000;
/**
 * One and a half of etcd's default election timeout, rounded up: a lease that ends sooner could end while a leader is
 * being elected. A constant, because members must agree on what was granted whatever their own settings.
 */
export const LEASE_TTL_MIN = 2;

export interface Lessor {
  readonly leases: Map<LeaseId, Lease>;
  readonly attachments: Map<string, LeaseId>;
  readonly orphans: Map<LeaseId, Set<string>>;
}

export interface Lease {
  record: LeaseRecord;
  readonly keys: Set<string>;
}

/** What a write did to one key; the keyspace's changes are of this shape. */
export interface AttachmentChange {
  readonly key: string;
  /** `null` for a delete. */
  readonly record: { readonly lease: LeaseId | null } | null;
  readonly previousLease: LeaseId | null;
}

/** One record of the key index, as a restart reads it. */
export interface AttachmentRecord {
  readonly key: string;
  /** `null` for a tombstone. */
  readonly put: { readonly lease: LeaseId | null } | null;
}

export type Grant =
  | { readonly ok: true; readonly lease: LeaseRecord; readonly writes: readonly LeaseWrite[] }
  | { readonly ok: false; readonly refusal: LeaseRefusal };

export type Revocation =
  | { readonly ok: true; readonly keys: readonly string[]; readonly writes: readonly LeaseWrite[] }
  | { readonly ok: false; readonly refusal: LeaseRefusal };

export function createLessor(): Lessor {
  return { leases: new Map(), attachments: new Map(), orphans: new Map() };
}

/**
 * `minTtl` lengthens shorter requests; whoever sets it sets it alike on all members. An id of 0 is a request for an id
 * and must have got one before it became a command.
 */
export function grantLease(
  lessor: Lessor,
  { id, ttl }: { readonly id: LeaseId; readonly ttl: number },
  { minTtl }: { readonly minTtl: number } = { minTtl: LEASE_TTL_MIN },
): Grant {
  if (id === 0n) return { ok: false, refusal: 'lease-not-found' };
  if (ttl > LEASE_TTL_MAX) return { ok: false, refusal: 'ttl-too-large' };
  if (lessor.leases.has(id)) return { ok: false, refusal: 'lease-exists' };
  const record: LeaseRecord = { id, ttl: Math.max(ttl, minTtl), remaining: null };
  lessor.leases.set(id, { record, keys: new Set() });
  return { ok: true, lease: record, writes: [{ type: 'put-lease', lease: record }] };
}

/**
 * Ends a lease and hands back its keys, sorted: the caller deletes them all in one revision, in this order on every
 * member.
 */
export function revokeLease(lessor: Lessor, id: LeaseId): Revocation {
  const lease = lessor.leases.get(id);
  if (lease === undefined) return { ok: false, refusal: 'lease-not-found' };
  const keys = keysOfLease(lessor, id);
  for (const key of keys) lessor.attachments.delete(key);
  lessor.leases.delete(id);
  return { ok: true, keys, writes: [{ type: 'delete-lease', id }] };
}

/**
 * Notes the seconds left as the leader counts them; 0 takes the note back, because the lease was renewed. Leases that
 * ended meanwhile are passed over.
 */
export function checkpointLeases(
  lessor: Lessor,
  remaining: readonly { readonly id: LeaseId; readonly seconds: number }[],
): LeaseWrite[] {
  const writes: LeaseWrite[] = [];
  for (const { id, seconds } of remaining) {
    const lease = lessor.leases.get(id);
    if (lease === undefined) continue;
    lease.record = { ...lease.record, remaining: seconds > 0 ? seconds : null };
    writes.push({ type: 'put-lease', lease: lease.record });
  }
  return writes;
}

/** Moves attachments as the changes of one write say. Every lease a change attaches is there: the write checked. */
export function attachChanges(lessor: Lessor, changes: Iterable<AttachmentChange>): void {
  for (const { key, record, previousLease } of changes) {
    const lease = record === null ? null : record.lease;
    if (lease === previousLease) continue;
    // Not so when the lease has just been revoked and this is one of its keys going.
    if (previousLease !== null && lessor.attachments.get(key) === previousLease)
      detach(lessor, key, previousLease);
    if (lease !== null)
      attach(
        lessor,
        key,
        present(lessor.leases.get(lease), () => `lease ${hexId(lease)}`),
      );
  }
}

export function hasLease(lessor: Lessor, id: LeaseId): boolean {
  return lessor.leases.has(id);
}

export function findLease(lessor: Lessor, id: LeaseId): LeaseRecord | null {
  return lessor.leases.get(id)?.record ?? null;
}

/** By id: the order is the same on every member. */
export function listLeases(lessor: Lessor): LeaseRecord[] {
  const records = Array.from(lessor.leases.values(), (lease) => lease.record);
  return records.sort((left, right) => (left.id < right.id ? -1 : 1));
}

/** Sorted; none when there is no such lease. */
export function keysOfLease(lessor: Lessor, id: LeaseId): string[] {
  return [...(lessor.leases.get(id)?.keys ?? [])].sort(compareStrings);
}

/** The restart: every lease, and every record of the key index in revision order; which of the two first does not matter. */
export function restoreLease(lessor: Lessor, record: LeaseRecord): void {
  assert(!lessor.leases.has(record.id), () => `lease ${hexId(record.id)} is restored once`);
  lessor.leases.set(record.id, { record, keys: lessor.orphans.get(record.id) ?? new Set() });
  lessor.orphans.delete(record.id);
}

/**
 * Takes the next records of the key index. Older records may name leases that have ended since: their keys were deleted
 * with them, so a later record of the same key follows and nothing stays orphaned.
 */
export function restoreAttachments(lessor: Lessor, records: Iterable<AttachmentRecord>): void {
  for (const { key, put } of records) {
    const before = lessor.attachments.get(key) ?? null;
    const lease = put === null ? null : put.lease;
    if (lease === before) continue;
    if (before !== null) detach(lessor, key, before);
    if (lease === null) continue;
    restoredKeys(lessor, lease).add(key);
    lessor.attachments.set(key, lease);
  }
}

/** Checks L1 throughout; for tests and the simulator's sweeps. */
export function checkLessor(lessor: Lessor): void {
  let attached = 0;
  for (const [id, lease] of lessor.leases) {
    assert(lease.record.id === id, 'a lease stands under its id');
    for (const key of lease.keys) {
      assert(lessor.attachments.get(key) === id, () => `L1: ${printableKey(key)} knows its lease`);
      attached++;
    }
  }
  assert(attached === lessor.attachments.size, 'L1: every attachment has its lease');
  assert(lessor.orphans.size === 0, 'L1: no key waits for a lease');
}

export function describeLease({ record, keys }: Lease): string {
  const left = record.remaining === null ? '' : `, ${record.remaining} s left at the last checkpoint`;
  return `lease ${hexId(record.id)}: ${record.ttl} s${left}, ${keys.size} keys`;
}

function attach(lessor: Lessor, key: string, lease: Lease): void {
  lease.keys.add(key);
  lessor.attachments.set(key, lease.record.id);
}

function detach(lessor: Lessor, key: string, id: LeaseId): void {
  lessor.attachments.delete(key);
  lessor.leases.get(id)?.keys.delete(key);
  const orphans = lessor.orphans.get(id);
  orphans?.delete(key);
  if (orphans?.size === 0) lessor.orphans.delete(id);
}

function restoredKeys(lessor: Lessor, id: LeaseId): Set<string> {
  const known = lessor.leases.get(id)?.keys ?? lessor.orphans.get(id);
  if (known !== undefined) return known;
  const orphans = new Set<string>();
  lessor.orphans.set(id, orphans);
  return orphans;
}
