/**
 * Payloads of the commands that only servers make. Each begins with its format, so that one kind can change without
 * the others.
 */
import { assertNever } from '../core/base/assert.ts';
import { leaseId, memberId } from '../core/base/brands.ts';
import { FIRST_LEVEL } from '../core/base/feature-level.ts';
import type { Command, MemberRecord, MembershipChange, MembershipRefusal } from '../core/apply/types.ts';
import type { Policy, Rule, VersionVector } from '../core/federation/types.ts';
import { ByteReader, ByteWriter } from './binary.ts';
import { decodeOriginTransaction, encodeOriginTransaction } from './state-federation.ts';

type EtcdType = 'put' | 'delete' | 'txn' | 'compact' | 'lease-grant' | 'lease-revoke' | 'alarm';
export type OwnCommand = Exclude<Command, { readonly type: EtcdType }>;
type OwnType = OwnCommand['type'];
type AdoptCommand = OwnCommand & { readonly type: 'adopt' };

const PAYLOAD_FORMAT = 1;
/** Of the change that replaces a member at once. */
const REPLACE_FORMAT = 2;

/** Of the command that begins a region above the first feature level. */
const FOUNDING_FORMAT = 2;

export function encodeOwn(command: OwnCommand): Uint8Array {
  const writer = new ByteWriter().u8(formatOf(command));
  writeOwn(writer, command);
  return writer.finish();
}

export function decodeOwn(type: OwnType, payload: Uint8Array): OwnCommand {
  const reader = new ByteReader(payload, `${type} command`);
  const command = type === 'init-region' ? readFounding(reader) : readCurrent(type, reader);
  reader.end();
  return command;
}

function formatOf(command: OwnCommand): number {
  if (command.type === 'init-region' && isAboveFirst(command)) return FOUNDING_FORMAT;
  const isReplacement = command.type === 'change-membership' && command.change.type === 'replace';
  return isReplacement ? REPLACE_FORMAT : PAYLOAD_FORMAT;
}

function readCurrent(type: Exclude<OwnType, 'init-region'>, reader: ByteReader): OwnCommand {
  if (type !== 'change-membership') {
    reader.format(PAYLOAD_FORMAT);
    return readOwn(type, reader);
  }
  const format = reader.formatUpTo(REPLACE_FORMAT);
  const change = readChange(reader);
  if ((format === REPLACE_FORMAT) !== (change.type === 'replace'))
    reader.fail(`no release has written a change of this kind in format ${format}`);
  return { type, change };
}

function readFounding(reader: ByteReader): OwnCommand {
  const format = reader.formatUpTo(FOUNDING_FORMAT);
  const [region, incarnation] = [reader.utf8(), reader.u64()];
  const founding = { type: 'init-region', region, incarnation } as const;
  return format === FOUNDING_FORMAT ? { ...founding, level: reader.varint() } : founding;
}

const isAboveFirst = (
  command: OwnCommand & { readonly type: 'init-region' },
): command is typeof command & { readonly level: number } =>
  command.level !== undefined && command.level > FIRST_LEVEL;

function writeOwn(writer: ByteWriter, command: OwnCommand): void {
  switch (command.type) {
    case 'lease-checkpoint':
      return writeList(writer, command.remaining, ({ id, seconds }) => writer.u64(id).varint(seconds));
    case 'publish-member':
      return writeMember(writer, command.member);
    case 'update-member':
      writer.u64(command.id);
      return writeList(writer, command.peerUrls, (url) => writer.utf8(url));
    case 'change-membership':
      return writeChange(writer, command.change);
    case 'refuse-membership':
      return void writer.u8(MEMBERSHIP_REFUSALS.indexOf(command.reason));
    case 'raise-level':
      writer.varint(command.level);
      return writeList(writer, command.members, (id) => writer.u64(id));
    case 'init-region':
      writer.utf8(command.region).u64(command.incarnation);
      if (isAboveFirst(command)) writer.varint(command.level);
      return;
    case 'set-rule':
      return writeRule(writer, command.rule);
    case 'remove-rule':
      return void writer.latin1(command.prefix);
    case 'adopt':
      return writeAdopt(writer, command);
    case 'remote-transactions':
      return writeList(writer, command.transactions, (each) => writer.bytes(encodeOriginTransaction(each)));
    case 'region-report':
      writer.utf8(command.region);
      return writeVector(writer, command.applied);
    case 'federation-free':
      writeList(writer, command.counted, (region) => writer.utf8(region));
      return void writer.varint(command.conflictsBefore);
    default:
      return assertNever(command);
  }
}

function readOwn(
  type: Exclude<OwnType, 'init-region' | 'change-membership'>,
  reader: ByteReader,
): OwnCommand {
  switch (type) {
    case 'lease-checkpoint': {
      const remaining = readList(reader, () => ({ id: leaseId(reader.u64()), seconds: reader.varint() }));
      return { type, remaining };
    }
    case 'publish-member':
      return { type, member: readMember(reader) };
    case 'update-member':
      return { type, id: memberId(reader.u64()), peerUrls: readList(reader, () => reader.utf8()) };
    case 'refuse-membership':
      return { type, reason: MEMBERSHIP_REFUSALS[reader.u8()] ?? reader.fail('an unknown refusal') };
    case 'raise-level': {
      const level = reader.varint();
      return { type, level, members: readList(reader, () => memberId(reader.u64())) };
    }
    case 'set-rule':
      return { type, rule: readRule(reader) };
    case 'remove-rule':
      return { type, prefix: reader.latin1() };
    case 'adopt':
      return readAdopt(reader);
    case 'remote-transactions':
      return { type, transactions: readList(reader, () => decodeOriginTransaction(reader.bytes())) };
    case 'region-report':
      return { type, region: reader.utf8(), applied: readVector(reader) };
    case 'federation-free': {
      const counted = readList(reader, () => reader.utf8());
      return { type, counted, conflictsBefore: reader.varint() };
    }
    default:
      return assertNever(type);
  }
}

function writeAdopt(writer: ByteWriter, { prefix, from, absent }: AdoptCommand): void {
  writer
    .latin1(prefix)
    .latin1(from)
    .boolean(absent !== null);
  if (absent === null) return;
  writeList(writer, absent.keys, (key) => writer.latin1(key));
  writer.boolean(absent.next !== null);
  if (absent.next !== null) writer.latin1(absent.next);
}

function readAdopt(reader: ByteReader): AdoptCommand {
  const prefix = reader.latin1();
  const from = reader.latin1();
  if (!reader.boolean()) return { type: 'adopt', prefix, from, absent: null };
  const keys = readList(reader, () => reader.latin1());
  const next = reader.boolean() ? reader.latin1() : null;
  return { type: 'adopt', prefix, from, absent: { keys, next } };
}

function writeMember(writer: ByteWriter, member: MemberRecord): void {
  writer.u64(member.id).utf8(member.name);
  writeList(writer, member.peerUrls, (url) => writer.utf8(url));
  writeList(writer, member.clientUrls, (url) => writer.utf8(url));
  writer.boolean(member.learner);
}

function readMember(reader: ByteReader): MemberRecord {
  const id = memberId(reader.u64());
  const name = reader.utf8();
  const peerUrls = readList(reader, () => reader.utf8());
  const clientUrls = readList(reader, () => reader.utf8());
  return { id, name, peerUrls, clientUrls, learner: reader.boolean() };
}

/** By number, as they stand in the log: append only. */
const CHANGES: readonly MembershipChange['type'][] = ['add', 'remove', 'promote', 'replace'];
const MEMBERSHIP_REFUSALS: readonly MembershipRefusal[] = [
  'member-not-found',
  'member-exists',
  'peer-urls-exist',
  'not-a-learner',
  'too-many-learners',
  'learner-not-ready',
  'not-enough-started',
  'unhealthy',
  'member-active',
];

function writeChange(writer: ByteWriter, change: MembershipChange): void {
  writer.u8(CHANGES.indexOf(change.type));
  if (change.type !== 'add') writer.u64(change.id);
  if (change.type === 'add' || change.type === 'replace') writeMember(writer, change.member);
}

function readChange(reader: ByteReader): MembershipChange {
  const type = CHANGES[reader.u8()] ?? reader.fail('a membership change this release does not know');
  if (type === 'add') return { type, member: readMember(reader) };
  const id = memberId(reader.u64());
  // Whom it replaces is what the change says, and not said twice.
  return type === 'replace' ? { type, id, member: { ...readMember(reader), replaces: id } } : { type, id };
}

/** By number, as they stand in the log: append only. */
const POLICIES: readonly Policy[] = ['lww'];
const CAS: readonly Rule['cas'][] = ['refuse', 'local'];

function writeRule(writer: ByteWriter, { prefix, policy, cas }: Rule): void {
  writer.latin1(prefix).u8(POLICIES.indexOf(policy)).u8(CAS.indexOf(cas));
}

function readRule(reader: ByteReader): Rule {
  const prefix = reader.latin1();
  const policy = POLICIES[reader.u8()] ?? reader.fail('a policy this release does not know');
  const cas = CAS[reader.u8()] ?? reader.fail('a compare mode this release does not know');
  return { prefix, policy, cas };
}

function writeVector(writer: ByteWriter, vector: VersionVector): void {
  writeList(writer, [...vector], ([origin, sequence]) => writer.utf8(origin).varint(sequence));
}

function readVector(reader: ByteReader): VersionVector {
  return new Map(readList(reader, () => [reader.utf8(), reader.varint()] as const));
}

function writeList<T>(writer: ByteWriter, items: readonly T[], write: (item: T) => unknown): void {
  writer.varint(items.length);
  for (const item of items) write(item);
}

function readList<T>(reader: ByteReader, read: () => T): T[] {
  return Array.from({ length: reader.count() }, read);
}
