/** Every write of the state machine as records of the store's tables. */
import type { StateWrite } from '../core/apply/types.ts';
import { applyTableWrite } from './state-apply.ts';
import type { ApplyTableWrite } from './state-apply.ts';
import { federationTableWrites } from './state-federation.ts';
import type { FederationTableWrite } from './state-federation.ts';
import { leaseTableWrite } from './state-lease.ts';
import type { LeaseTableWrite } from './state-lease.ts';
import { mvccTableWrites } from './state-mvcc.ts';
import type { MvccTableWrite } from './state-mvcc.ts';

export type StateTableWrite = ApplyTableWrite | FederationTableWrite | LeaseTableWrite | MvccTableWrite;

export function encodeStateWrite(write: StateWrite): StateTableWrite[] {
  switch (write.type) {
    case 'put-revision':
    case 'put-tombstone':
    case 'delete-revision':
    case 'put-marks':
      return mvccTableWrites(write);
    case 'put-lease':
    case 'delete-lease':
      return [leaseTableWrite(write)];
    case 'put-applied':
    case 'put-member':
    case 'delete-member':
    case 'put-configuration':
    case 'put-removed-member':
    case 'put-alarms':
      return [applyTableWrite(write)];
    default:
      return federationTableWrites(write);
  }
}
