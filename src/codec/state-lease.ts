/**
 * The lessor's records: table 'lease', one record a lease. Which keys hang on it stands in the keyspace's index.
 *
 * R1. Every record begins with its format; one this release does not know stops the member with what to do.
 */
import { leaseId } from '../core/base/brands.ts';
import type { LeaseRecord, LeaseWrite } from '../core/lease/types.ts';
import { ByteReader, ByteWriter } from './binary.ts';

const RECORD_FORMAT = 1;

export interface LeaseTableWrite {
  readonly table: 'lease';
  readonly key: string;
  readonly value: Uint8Array | null;
}

export function leaseTableWrite(write: LeaseWrite): LeaseTableWrite {
  const id = write.type === 'put-lease' ? write.lease.id : write.id;
  const value = write.type === 'put-lease' ? encodeLeaseRecord(write.lease) : null;
  return { table: 'lease', key: id.toString(16).padStart(16, '0'), value };
}

function encodeLeaseRecord({ id, ttl, remaining }: LeaseRecord): Uint8Array {
  const writer = new ByteWriter()
    .u8(RECORD_FORMAT)
    .u64(id)
    .varint(ttl)
    .boolean(remaining !== null);
  return (remaining === null ? writer : writer.varint(remaining)).finish();
}

export function decodeLeaseRecord(bytes: Uint8Array): LeaseRecord {
  const reader = new ByteReader(bytes, 'lease record');
  reader.format(RECORD_FORMAT);
  const id = leaseId(reader.u64());
  const ttl = reader.varint();
  const remaining = reader.boolean() ? reader.varint() : null;
  reader.end();
  return { id, ttl, remaining };
}
