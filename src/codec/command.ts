/**
 * Commands as they stand in the log. What a client asked for stands there in the request's own protobuf bytes; what
 * servers make themselves has formats of ours (command-own.ts).
 *
 * C1. A kind's number is on disks and between members of different releases: never renumber, never reuse.
 * C2. Decoding depends on the payload alone, so every member makes the same command of it.
 */
import { leaseId, memberId } from '../core/base/brands.ts';
import type { Alarm, Command, CommandType } from '../core/apply/types.ts';
import { etcdserverpb } from '../gen/etcd.js';
import { FormatError, NewerFormat } from './binary.ts';
import { decodeOwn, encodeOwn } from './command-own.ts';
import { decodeDelete, decodePut } from './kv-request.ts';
import { decodeTxn, knownTxn } from './txn-request.ts';
import { counterOf, idOf, longOf, longOfId, unsignedLongOfId } from './etcd-scalars.ts';

/** Gaps are room for kinds to come: from 1 on etcd's keyspace and leases, from 16 the region's members, from 32 federation. */
export const COMMAND_KINDS: Readonly<Record<CommandType, number>> = {
  put: 1,
  delete: 2,
  txn: 3,
  compact: 4,
  'lease-grant': 5,
  'lease-revoke': 6,
  'lease-checkpoint': 7,
  alarm: 16,
  'publish-member': 17,
  'update-member': 18,
  'change-membership': 19,
  'refuse-membership': 20,
  'raise-level': 21,
  'init-region': 32,
  'set-rule': 33,
  'remove-rule': 34,
  adopt: 35,
  'remote-transactions': 36,
  'region-report': 37,
  'federation-free': 38,
};

const TYPES_BY_KIND: ReadonlyMap<number, CommandType> = new Map(
  (Object.entries(COMMAND_KINDS) as [CommandType, number][]).map(([type, kind]) => [kind, type]),
);

/** What servers propose of their own accord; clients' puts, deletes and transactions travel as they came. */
export type ServerCommand = Exclude<Command, { readonly type: 'put' | 'delete' | 'txn' }>;

export interface EncodedCommand {
  readonly kind: CommandType;
  readonly payload: Uint8Array;
}

export function commandTypeOf(kind: number): CommandType {
  const type = TYPES_BY_KIND.get(kind);
  if (type !== undefined) return type;
  throw new NewerFormat(
    `log: command of unknown kind ${kind}: a newer release wrote it; start this member with that release`,
  );
}

export function encodeCommand(command: ServerCommand): EncodedCommand {
  return { kind: command.type, payload: encodePayload(command) };
}

function encodePayload(command: ServerCommand): Uint8Array {
  switch (command.type) {
    case 'compact':
      return etcdserverpb.CompactionRequest.encode({ revision: longOf(command.revision) }).finish();
    case 'lease-grant': {
      const { id, ttl } = command;
      return etcdserverpb.LeaseGrantRequest.encode({ ID: longOfId(id), TTL: longOf(ttl) }).finish();
    }
    case 'lease-revoke':
      return etcdserverpb.LeaseRevokeRequest.encode({ ID: longOfId(command.id) }).finish();
    case 'alarm':
      return encodeAlarm(command);
    default:
      return encodeOwn(command);
  }
}

/** Throws a `FormatError` on a kind or payload that this release does not know, or that is damaged. */
export function decodeCommand(kind: number, payload: Uint8Array): Command {
  const type = commandTypeOf(kind);
  try {
    return decodePayload(type, payload);
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw new FormatError(`log: damaged ${type} command: ${String(error)}`);
  }
}

function decodePayload(type: CommandType, payload: Uint8Array): Command {
  switch (type) {
    case 'put':
      return { type, request: decodePut(payload, 'copied') };
    case 'delete':
      return { type, request: decodeDelete(payload) };
    case 'txn':
      return { type, request: knownTxn(decodeTxn(payload, 'copied')) };
    case 'compact':
      return { type, revision: counterOf(etcdserverpb.CompactionRequest.decode(payload).revision) };
    case 'lease-grant': {
      const { ID, TTL } = etcdserverpb.LeaseGrantRequest.decode(payload);
      return { type, id: leaseId(idOf(ID)), ttl: counterOf(TTL) };
    }
    case 'lease-revoke':
      return { type, id: leaseId(idOf(etcdserverpb.LeaseRevokeRequest.decode(payload).ID)) };
    case 'alarm':
      return decodeAlarm(payload);
    default:
      return decodeOwn(type, payload);
  }
}

const { AlarmAction } = etcdserverpb.AlarmRequest;
/** By etcd's numbers; `null`: none in particular. */
const ALARMS: readonly (Alarm | null)[] = [null, 'nospace', 'corrupt'];

function encodeAlarm({ action, member, alarm }: Command & { readonly type: 'alarm' }): Uint8Array {
  return etcdserverpb.AlarmRequest.encode({
    action: action === 'activate' ? AlarmAction.ACTIVATE : AlarmAction.DEACTIVATE,
    memberID: unsignedLongOfId(member ?? 0n),
    alarm: ALARMS.indexOf(alarm),
  }).finish();
}

function decodeAlarm(payload: Uint8Array): Command {
  const { action, memberID, alarm: number } = etcdserverpb.AlarmRequest.decode(payload);
  const alarm = ALARMS[number];
  if (alarm === undefined) throw new FormatError(`log: unknown alarm ${number}`);
  const id = idOf(memberID);
  const member = id === 0n ? null : memberId(id);
  switch (action) {
    case AlarmAction.ACTIVATE:
      return { type: 'alarm', action: 'activate', member, alarm };
    case AlarmAction.DEACTIVATE:
      return { type: 'alarm', action: 'deactivate', member, alarm };
    default:
      throw new FormatError(`log: alarm action ${action} is not a command`);
  }
}
