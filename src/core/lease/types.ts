/** The vocabulary of leases. The lessor is replicated; deadlines are the leader's own (core/lease/deadlines). */
import type { LeaseId } from '../base/brands.ts';

export interface LeaseRecord {
  readonly id: LeaseId;
  /** As granted, in seconds. */
  readonly ttl: number;
  /**
   * Seconds left at the last checkpoint, `null` before the first: a new leader starts its deadline from here, so that a
   * change of leaders does not prolong a lease for ever (etcd #9395).
   */
  readonly remaining: number | null;
}

export type LeaseRefusal = 'lease-exists' | 'lease-not-found' | 'ttl-too-large';

export type LeaseWrite =
  | { readonly type: 'put-lease'; readonly lease: LeaseRecord }
  | { readonly type: 'delete-lease'; readonly id: LeaseId };
