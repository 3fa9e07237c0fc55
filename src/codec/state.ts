/** Every write of the state machine as records of the store's tables. */
import type { StateWrite } from '../core/apply/types.ts';
import { collectRecords, sinkRecord, type RecordSink, type TableRecordWrite } from './record-sink.ts';
import { applyTableWrite } from './state-apply.ts';
import type { ApplyTableWrite } from './state-apply.ts';
import { federationTableWrites } from './state-federation.ts';
import type { FederationTableWrite } from './state-federation.ts';
import { leaseTableWrite } from './state-lease.ts';
import type { LeaseTableWrite } from './state-lease.ts';
import { sinkMvccWrite } from './state-mvcc.ts';
import type { MvccTable } from './state-mvcc.ts';

export type StateTable = (ApplyTableWrite | FederationTableWrite | LeaseTableWrite)['table'] | MvccTable;

export function sinkStateWrite(sink: RecordSink<StateTable>, write: StateWrite): void {
  switch (write.type) {
    case 'put':
    case 'delete':
    case 'delete-revision':
    case 'put-marks':
      return sinkMvccWrite(sink, write);
    case 'put-lease':
    case 'delete-lease':
      return sinkRecord(sink, leaseTableWrite(write));
    case 'put-applied':
    case 'put-member':
    case 'delete-member':
    case 'put-configuration':
    case 'put-removed-member':
    case 'put-alarms':
      return sinkRecord(sink, applyTableWrite(write));
    default:
      for (const record of federationTableWrites(write)) sinkRecord(sink, record);
  }
}

export function encodeStateWrite(write: StateWrite): TableRecordWrite<StateTable>[] {
  return collectRecords((sink) => sinkStateWrite(sink, write));
}
