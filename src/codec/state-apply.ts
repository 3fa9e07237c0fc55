/**
 * The state machine's own records: where it stands, the members, the alarms. Tables 'meta', 'member' and 'alarm'.
 *
 * R1. Every record begins with its format; one this release does not know stops the member with what to do.
 */
import { memberId, logIndex, term } from '../core/base/brands.ts';
import type { LogIndex, MemberId, Term } from '../core/base/brands.ts';
import { FIRST_LEVEL } from '../core/base/feature-level.ts';
import type { ActiveAlarm, Alarm, ApplyWrite, MemberRecord } from '../core/apply/types.ts';
import type { ConfState } from '../core/raft/types.ts';
import { ByteReader, ByteWriter } from './binary.ts';
import { readConfState, writeConfState } from './conf-state.ts';

const RECORD_FORMAT = 1;
/** Of the applied mark above the first feature level. */
const LEVELLED_FORMAT = 2;
/** Of a member that came in the place of one whose log was damaged. */
const REPLACEMENT_FORMAT = 2;
/** Keys of the tables' single records. */
export const APPLIED_KEY = 'applied';
export const ALARMS_KEY = 'all';
export const CONFIGURATION_KEY = 'configuration';
/** One record for each id that is spent. */
export const REMOVED_PREFIX = 'removed/';

/** By number, as they stand in records: append only. */
const ALARMS: readonly Alarm[] = ['nospace', 'corrupt'];

export interface ApplyTableWrite {
  readonly table: 'meta' | 'member' | 'alarm';
  readonly key: string;
  readonly value: Uint8Array | null;
}

export interface AppliedMark {
  readonly index: LogIndex;
  readonly term: Term;
  /** The region's feature level at this entry. */
  readonly level: number;
}

export function applyTableWrite(write: ApplyWrite): ApplyTableWrite {
  switch (write.type) {
    case 'put-applied':
      return {
        table: 'meta',
        key: APPLIED_KEY,
        value: encodeApplied(write),
      };
    case 'put-member':
      return { table: 'member', key: memberKey(write.member.id), value: encodeMemberRecord(write.member) };
    case 'delete-member':
      return { table: 'member', key: memberKey(write.id), value: null };
    case 'put-configuration':
      return { table: 'meta', key: CONFIGURATION_KEY, value: encodeConfiguration(write.conf) };
    case 'put-removed-member':
      return {
        table: 'meta',
        key: `${REMOVED_PREFIX}${memberKey(write.id)}`,
        value: begin().u64(write.id).finish(),
      };
    case 'put-alarms':
      return { table: 'alarm', key: ALARMS_KEY, value: encodeAlarms(write.alarms) };
  }
}

/** Above the first level a release that knows of none refuses the store by this mark: it is in every store. */
function encodeApplied({ index, term, level }: AppliedMark): Uint8Array {
  if (level === FIRST_LEVEL) return begin().varint(index).varint(term).finish();
  return new ByteWriter().u8(LEVELLED_FORMAT).varint(index).varint(term).varint(level).finish();
}

export function decodeApplied(bytes: Uint8Array): AppliedMark {
  const reader = new ByteReader(bytes, 'applied mark');
  const format = reader.formatUpTo(LEVELLED_FORMAT);
  const [index, inTerm] = [logIndex(reader.varint()), term(reader.varint())];
  const level = format === LEVELLED_FORMAT ? reader.varint() : FIRST_LEVEL;
  reader.end();
  return { index, term: inTerm, level };
}

export function encodeMemberRecord(member: MemberRecord): Uint8Array {
  const { replaces } = member;
  const format = replaces === undefined ? RECORD_FORMAT : REPLACEMENT_FORMAT;
  const writer = new ByteWriter().u8(format).u64(member.id).utf8(member.name);
  for (const urls of [member.peerUrls, member.clientUrls]) {
    writer.varint(urls.length);
    for (const url of urls) writer.utf8(url);
  }
  writer.boolean(member.learner);
  if (replaces !== undefined) writer.u64(replaces);
  return writer.finish();
}

export function decodeMemberRecord(bytes: Uint8Array): MemberRecord {
  const reader = new ByteReader(bytes, 'member record');
  const isReplacement = reader.formatUpTo(REPLACEMENT_FORMAT) === REPLACEMENT_FORMAT;
  const urls = (): string[] => Array.from({ length: reader.count() }, () => reader.utf8());
  const member = {
    id: memberId(reader.u64()),
    name: reader.utf8(),
    peerUrls: urls(),
    clientUrls: urls(),
    learner: reader.boolean(),
    ...(isReplacement ? { replaces: memberId(reader.u64()) } : {}),
  };
  reader.end();
  return member;
}

function encodeConfiguration(conf: ConfState): Uint8Array {
  const writer = begin();
  writeConfState(writer, conf);
  return writer.finish();
}

export function decodeConfiguration(bytes: Uint8Array): ConfState {
  const reader = open(bytes, 'configuration record');
  const conf = readConfState(reader);
  reader.end();
  return conf;
}

export function decodeRemovedMember(bytes: Uint8Array): MemberId {
  const reader = open(bytes, 'record of a removed member');
  const id = memberId(reader.u64());
  reader.end();
  return id;
}

function encodeAlarms(alarms: readonly ActiveAlarm[]): Uint8Array {
  const writer = begin().varint(alarms.length);
  for (const { member, alarm } of alarms) writer.u64(member).u8(ALARMS.indexOf(alarm));
  return writer.finish();
}

export function decodeAlarms(bytes: Uint8Array): ActiveAlarm[] {
  const reader = open(bytes, 'alarms record');
  const alarms = Array.from({ length: reader.count(9) }, () => ({
    member: memberId(reader.u64()),
    alarm: ALARMS[reader.u8()] ?? reader.fail('an alarm this release does not know'),
  }));
  reader.end();
  return alarms;
}

/** Members sort by id. */
function memberKey(id: bigint): string {
  return id.toString(16).padStart(16, '0');
}

const begin = (): ByteWriter => new ByteWriter().u8(RECORD_FORMAT);

function open(bytes: Uint8Array, what: string): ByteReader {
  const reader = new ByteReader(bytes, what);
  reader.format(RECORD_FORMAT);
  return reader;
}
