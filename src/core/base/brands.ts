/**
 * Brands keep neighbours apart that are of one primitive type and would otherwise be swapped unnoticed.
 * Counters are `number` (the codec checks them against 2^53), opaque 64-bit ids are `bigint`.
 */
declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Raft term; 0 before the first election. */
export type Term = Brand<number, 'Term'>;
/** Position in the Raft log; the first entry has index 1. */
export type LogIndex = Brand<number, 'LogIndex'>;
/** A member of a region's Raft group: 64 bits, never reused, never 0. */
export type MemberId = Brand<bigint, 'MemberId'>;
/** An etcd lease: positive int63. */
export type LeaseId = Brand<bigint, 'LeaseId'>;

export const term = (value: number): Term => value as Term;
export const logIndex = (value: number): LogIndex => value as LogIndex;
export const memberId = (value: bigint): MemberId => value as MemberId;
export const leaseId = (value: bigint): LeaseId => value as LeaseId;

/** The way etcd prints ids: lower-case hexadecimal without leading zeros. */
export const hexId = (id: bigint): string => id.toString(16);
