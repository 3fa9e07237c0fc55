/**
 * The federation's records: what stands in the store beside etcd's keyspace, and the bytes of an origin transaction
 * inside them, in commands and in frames between regions.
 *
 * R1. Every record begins with its format. A format this release does not know stops it with what to do.
 * R2. Keys sort as they must be read: an origin's log by sequence, conflicts by feed position.
 * R3. What is decoded has buffers of its own: versions are kept, and must not pin a frame or a block of the store.
 */
import { assertNever } from '../core/base/assert.ts';
import { ownBytes } from '../core/base/bytes.ts';
import type { Hlc } from '../core/base/hlc.ts';
import { decodeRuleValue, encodeRuleValue } from '../core/federation/rule-value.ts';
import type {
  AdoptionMark,
  ConflictRecord,
  Dot,
  FederationWrite,
  OriginKey,
  OriginTransaction,
  OriginWrite,
  Policy,
  RegionRecord,
  Rule,
  Space,
  Version,
  VersionSet,
  VersionVector,
} from '../core/federation/types.ts';
import { sortedEntries } from '../core/federation/version-vector.ts';
import { ByteReader, ByteWriter } from './binary.ts';

export type FederationTable = 'region' | 'rule' | 'set' | 'origin-log' | 'conflict';

export interface FederationTableWrite {
  readonly table: FederationTable;
  readonly key: string;
  /** `null` deletes. */
  readonly value: Uint8Array | null;
}

const TRANSACTION_FORMAT = 1;
const RECORD_FORMAT = 1;
/** The region table's one record. */
export const REGION_KEY = 'self';

/** By number, as they stand in records: append only. */
const SPACES: readonly Space[] = ['key', 'rule'];
const POLICIES: readonly Policy[] = ['lww'];
const PHASES: readonly AdoptionMark['phase'][] = ['keys', 'absent'];

const SPACE_PREFIX: Readonly<Record<Space, string>> = { key: 'k', rule: 'r' };

/** What a write does to the tables; freeing and dropping name each record, so that no table scan is needed. */
export function federationTableWrites(write: FederationWrite): FederationTableWrite[] {
  switch (write.type) {
    case 'put-region':
      return [{ table: 'region', key: REGION_KEY, value: encodeRegionRecord(write.region) }];
    case 'put-rule':
      return [{ table: 'rule', key: write.rule.prefix, value: encodeRuleRecord(write.rule) }];
    case 'delete-rule':
      return [{ table: 'rule', key: write.prefix, value: null }];
    case 'put-set':
      return [{ table: 'set', key: setKey(write.space, write.key), value: encodeSet(write.set) }];
    case 'delete-set':
      return [{ table: 'set', key: setKey(write.space, write.key), value: null }];
    case 'append-origin': {
      const { transaction } = write;
      return [
        { table: 'origin-log', key: originLogKey(transaction), value: encodeOriginTransaction(transaction) },
      ];
    }
    case 'free-origin':
      return deletions('origin-log', write.from, write.through, (sequence) =>
        originLogKey({ origin: write.origin, sequence }),
      );
    case 'put-conflict':
      return [
        { table: 'conflict', key: conflictKey(write.conflict.id), value: encodeConflict(write.conflict) },
      ];
    case 'delete-conflicts':
      return deletions('conflict', write.from, write.through, conflictKey);
    default:
      return assertNever(write);
  }
}

function deletions(
  table: FederationTable,
  from: number,
  through: number,
  keyOf: (number: number) => string,
): FederationTableWrite[] {
  const writes: FederationTableWrite[] = [];
  for (let number = from; number <= through; number++)
    writes.push({ table, key: keyOf(number), value: null });
  return writes;
}

export function setKey(space: Space, key: string): string {
  return SPACE_PREFIX[space] + key;
}

/** The space and key a set record's key stands for; `null` if it has no such form. */
export function parseSetKey(key: string): { readonly space: Space; readonly key: string } | null {
  const space = SPACES.find((each) => key.startsWith(SPACE_PREFIX[each]));
  return space === undefined ? null : { space, key: key.slice(1) };
}

export function originLogKey(dot: Dot): string {
  return `${dot.origin}\0${bigEndian64(dot.sequence)}`;
}

export function conflictKey(id: number): string {
  return bigEndian64(id);
}

function bigEndian64(value: number): string {
  let key = '';
  for (let rest = value, i = 0; i < 8; i++, rest = Math.floor(rest / 256)) {
    key = String.fromCharCode(rest % 256) + key;
  }
  return key;
}

export function encodeRegionRecord(record: RegionRecord): Uint8Array {
  const writer = new ByteWriter().u8(RECORD_FORMAT);
  writer.utf8(record.self.region).u64(record.self.incarnation);
  writeHlc(writer, record.clock);
  writeVector(writer, record.applied);
  writeVector(writer, record.freed);
  writeVector(writer, record.chains);
  writer.varint(record.reported.size);
  for (const [region, vector] of record.reported) writeVector(writer.utf8(region), vector);
  writer.varint(record.adopting.size);
  for (const [prefix, mark] of record.adopting) {
    writer.latin1(prefix).u8(PHASES.indexOf(mark.phase)).latin1(mark.from);
  }
  return writer.varint(record.nextConflict).varint(record.conflictsDropped).finish();
}

export function decodeRegionRecord(bytes: Uint8Array): RegionRecord {
  const reader = open(bytes, 'region record');
  const record = {
    self: { region: reader.utf8(), incarnation: reader.u64() },
    clock: readHlc(reader),
    applied: readVector(reader),
    freed: readVector(reader),
    chains: readVector(reader),
    reported: new Map(readMany(reader, 2, () => [reader.utf8(), readVector(reader)] as const)),
    adopting: new Map(readMany(reader, 3, () => [reader.latin1(), readMark(reader)] as const)),
    nextConflict: reader.varint(),
    conflictsDropped: reader.varint(),
  };
  reader.end();
  return record;
}

function readMark(reader: ByteReader): AdoptionMark {
  return { phase: named(reader, PHASES, 'adoption phase'), from: reader.latin1() };
}

export function encodeRuleRecord(rule: Rule): Uint8Array {
  return new ByteWriter().u8(RECORD_FORMAT).bytes(encodeRuleValue(rule)).finish();
}

export function decodeRuleRecord(prefix: string, bytes: Uint8Array): Rule {
  const reader = open(bytes, 'rule record');
  const rule = decodeRuleValue(prefix, reader.bytes());
  reader.end();
  return rule ?? reader.fail('a rule this release does not know; start the release that wrote it');
}

export function encodeSet(set: VersionSet): Uint8Array {
  return encodeHot((writer) => {
    writer.u8(RECORD_FORMAT).varint(set.length);
    for (const version of set) writeVersion(writer, version);
  });
}

export function decodeSet(bytes: Uint8Array): VersionSet {
  const reader = open(bytes, 'version set');
  const set = readMany(reader, VERSION_BYTES_MIN, readVersion);
  reader.end();
  return set;
}

export function encodeConflict(conflict: ConflictRecord): Uint8Array {
  const { id, space, key, policy, winner, loser, revision, foundMs } = conflict;
  const writer = new ByteWriter().u8(RECORD_FORMAT).varint(id).u8(SPACES.indexOf(space)).latin1(key);
  writer.u8(POLICIES.indexOf(policy));
  writeVersion(writer, winner);
  writeVersion(writer, loser);
  return writer.varint(revision).u48(foundMs).finish();
}

export function decodeConflict(bytes: Uint8Array): ConflictRecord {
  const reader = open(bytes, 'conflict record');
  const conflict = {
    id: reader.varint(),
    space: named(reader, SPACES, 'space'),
    key: reader.latin1(),
    policy: named(reader, POLICIES, 'policy'),
    winner: readVersion(reader),
    loser: readVersion(reader),
    revision: reader.varint(),
    foundMs: reader.u48(),
  };
  reader.end();
  return conflict;
}

/** The bytes of a whole transaction, wherever it is kept or sent. */
export function encodeOriginTransaction(transaction: OriginTransaction): Uint8Array {
  return encodeHot((writer) => writeOriginTransaction(writer, transaction));
}

export function decodeOriginTransaction(bytes: Uint8Array): OriginTransaction {
  const reader = new ByteReader(bytes, 'origin transaction');
  const transaction = readOriginTransaction(reader);
  reader.end();
  return transaction;
}

export function writeOriginTransaction(writer: ByteWriter, transaction: OriginTransaction): void {
  writer.u8(TRANSACTION_FORMAT).latin1(transaction.origin).varint(transaction.sequence);
  writeHlc(writer, transaction.time);
  writer.utf8(transaction.actor).u32(transaction.chain);
  writeVector(writer, transaction.vector);
  writer.varint(transaction.writes.length);
  for (const write of transaction.writes) {
    writer.u8(SPACES.indexOf(write.space)).latin1(write.key);
    writeValue(writer, write.value);
  }
}

export function readOriginTransaction(reader: ByteReader): OriginTransaction {
  checkFormat(reader, TRANSACTION_FORMAT);
  const origin = reader.latin1();
  const sequence = reader.varint();
  const time = readHlc(reader);
  const actor = reader.utf8();
  const chain = reader.u32();
  const vector = readVector(reader);
  const writes = readMany(reader, WRITE_BYTES_MIN, readWrite);
  return { origin, sequence, time, vector, writes, actor, chain };
}

const WRITE_BYTES_MIN = 3;

function readWrite(reader: ByteReader): OriginWrite {
  return { space: named(reader, SPACES, 'space'), key: reader.latin1(), value: readValue(reader) };
}

/** Origin, sequence, time, value and actor at their shortest. */
const VERSION_BYTES_MIN = 12;

function writeVersion(writer: ByteWriter, version: Version): void {
  writer.latin1(version.origin).varint(version.sequence);
  writeHlc(writer, version.time);
  writeValue(writer, version.value);
  writer.utf8(version.actor);
}

function readVersion(reader: ByteReader): Version {
  return {
    origin: reader.latin1(),
    sequence: reader.varint(),
    time: readHlc(reader),
    value: readValue(reader),
    actor: reader.utf8(),
  };
}

function writeValue(writer: ByteWriter, value: Uint8Array | null): void {
  writer.boolean(value !== null);
  if (value !== null) writer.bytes(value);
}

function readValue(reader: ByteReader): Uint8Array | null {
  return reader.boolean() ? ownBytes(reader.bytes()) : null;
}

export function writeHlc(writer: ByteWriter, time: Hlc): void {
  writer.u48(time.ms).u16(time.counter);
}

export function readHlc(reader: ByteReader): Hlc {
  return { ms: reader.u48(), counter: reader.u16() };
}

/** In origin order, so that equal vectors have equal bytes. */
export function writeVector(writer: ByteWriter, vector: VersionVector): void {
  writer.varint(vector.size);
  for (const [origin, sequence] of sortedEntries(vector)) writer.latin1(origin).varint(sequence);
}

export function readVector(reader: ByteReader): Map<OriginKey, number> {
  return new Map(readMany(reader, 2, () => [reader.latin1(), reader.varint()] as const));
}

const HOT_BYTES_MAX = 64 * 1024;
let hot = new ByteWriter();

/**
 * One writer for what is encoded with every replicated write: making a buffer each time would cost more than filling
 * it. The result is a copy, and a buffer that grew large is not kept.
 */
function encodeHot(write: (writer: ByteWriter) => void): Uint8Array {
  hot.reset();
  write(hot);
  const bytes = hot.finish();
  if (bytes.length > HOT_BYTES_MAX) hot = new ByteWriter();
  return bytes;
}

function open(bytes: Uint8Array, what: string): ByteReader {
  const reader = new ByteReader(bytes, what);
  checkFormat(reader, RECORD_FORMAT);
  return reader;
}

function checkFormat(reader: ByteReader, known: number): void {
  reader.format(known);
}

function named<T extends string>(reader: ByteReader, names: readonly T[], what: string): T {
  const number = reader.u8();
  return names[number] ?? reader.fail(`${what} ${number} is not known to this release`);
}

export function readMany<T>(reader: ByteReader, bytesEach: number, read: (reader: ByteReader) => T): T[] {
  const count = reader.count(bytesEach);
  const items: T[] = [];
  for (let i = 0; i < count; i++) items.push(read(reader));
  return items;
}
