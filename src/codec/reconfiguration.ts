/**
 * A `configuration` entry's data: one membership change, who asked for it, and the configuration it was made for.
 *
 *   [format u8][wallMs u48][member u64][boot u64][number varint][base configuration][change: payload of a command]
 */
import { memberId } from '../core/base/brands.ts';
import type { CommandId, Reconfiguration } from '../core/apply/types.ts';
import type { ConfState } from '../core/raft/types.ts';
import { ByteReader, ByteWriter } from './binary.ts';
import { COMMAND_KINDS, decodeCommand } from './command.ts';
import { readConfState, writeConfState } from './conf-state.ts';

export const RECONFIGURATION_FORMAT = 1;

export interface ReconfigurationItem {
  readonly id: CommandId;
  readonly base: ConfState;
  /** Of a `change-membership` command, as whoever asked sent it. */
  readonly payload: Uint8Array;
}

export function encodeReconfiguration(
  wallMs: number,
  { id, base, payload }: ReconfigurationItem,
): Uint8Array {
  const writer = new ByteWriter().u8(RECONFIGURATION_FORMAT).u48(wallMs);
  writer.u64(id.member).u64(id.boot).varint(id.number);
  writeConfState(writer, base);
  return writer.bytes(payload).finish();
}

export function decodeReconfiguration(bytes: Uint8Array): Reconfiguration {
  const reader = new ByteReader(bytes, 'configuration entry');
  const format = reader.u8();
  if (format !== RECONFIGURATION_FORMAT) {
    reader.fail(
      `format ${format} is not known to this release; start this member with the release that wrote it`,
    );
  }
  const wallMs = reader.u48();
  const id = { member: memberId(reader.u64()), boot: reader.u64(), number: reader.varint() };
  const base = readConfState(reader);
  const command = decodeCommand(COMMAND_KINDS['change-membership'], reader.bytes());
  if (command.type !== 'change-membership') return reader.fail('no membership change');
  reader.end();
  return { wallMs, id, base, change: command.change };
}
