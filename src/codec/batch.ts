/**
 * A log entry's data: the commands a leader gathered in one turn, under its wall clock.
 *
 *   [format u8: 2 without a stamp, else 1][wallMs u48][count varint] then each command:
 *   [member u64][boot u64][number varint][user utf8][auth revision varint][kind u8][payload]
 *
 * B1. Damage and formats of newer releases end in a `FormatError`: an entry is applied whole or the member stops.
 * B2. Nothing decoded is a view of the entry: it may be kept without keeping the entry.
 */
import { memberId } from '../core/base/brands.ts';
import type { Batch, BatchedCommand, CommandId } from '../core/apply/types.ts';
import { entryData } from '../core/base/slab.ts';
import { ByteReader, ByteWriter } from './binary.ts';
import { COMMAND_KINDS, decodeCommand } from './command.ts';

export const BATCH_FORMAT = 1;
/** Without a stamp: see `Batch`. From feature level 2 on. */
const UNSTAMPED_FORMAT = 2;
/** member, boot, number, user, authRevision, kind, payload: what an empty command takes at least. */
const COMMAND_BYTES_MIN = 8 + 8 + 1 + 1 + 1 + 1 + 1;
const COMMAND_BYTES_GUESS = 48;
/** Of member and boot. */
const ID_BYTES = 8 + 8;

export interface BatchItem {
  readonly id: CommandId;
  readonly user: string;
  readonly authRevision: number;
  /** Of `COMMAND_KINDS`. */
  readonly kind: number;
  readonly payload: Uint8Array;
}

export function encodeBatch(wallMs: number, items: readonly BatchItem[], unstamped = false): Uint8Array {
  let capacity = 16;
  for (const { payload } of items) capacity += COMMAND_BYTES_GUESS + payload.length;
  const writer = new ByteWriter(capacity).u8(unstamped ? UNSTAMPED_FORMAT : BATCH_FORMAT);
  writer.u48(wallMs).varint(items.length);
  let before: CommandId | null = null;
  let beforeAt = 0;
  for (const { id, user, authRevision, kind, payload } of items) {
    const at = writer.length;
    if (before !== null && id.member === before.member && id.boot === before.boot)
      writer.repeat(beforeAt, ID_BYTES);
    else writer.u64(id.member).u64(id.boot);
    before = id;
    beforeAt = at;
    writer.varint(id.number).utf8(user).varint(authRevision).u8(kind).bytes(payload);
  }
  return writer.finish(entryData);
}

export function decodeBatch(bytes: Uint8Array): Batch {
  const reader = new ByteReader(bytes, 'log entry');
  const format = reader.formatUpTo(UNSTAMPED_FORMAT);
  const wallMs = reader.u48();
  const commands: BatchedCommand[] = [];
  const ids = new IdReader();
  for (let left = reader.count(COMMAND_BYTES_MIN); left > 0; left--) commands.push(readCommand(reader, ids));
  reader.end();
  return format === UNSTAMPED_FORMAT ? { wallMs, commands, unstamped: true } : { wallMs, commands };
}

/** Commands of one member stand together: two 64-bit numbers for each would be most of what reading a batch costs. */
class IdReader {
  private member = memberId(0n);
  private boot = 0n;
  /** Where the last pair stood that was read; negative: nowhere. */
  private at = -1;

  read(reader: ByteReader): CommandId {
    const { offset } = reader;
    if (this.at < 0 || !reader.skipRepeated(this.at, ID_BYTES)) {
      this.member = memberId(reader.u64());
      this.boot = reader.u64();
      this.at = offset;
    }
    return { member: this.member, boot: this.boot, number: reader.varint() };
  }
}

function readCommand(reader: ByteReader, ids: IdReader): BatchedCommand {
  const id = ids.read(reader);
  const user = reader.utf8();
  const authRevision = reader.varint();
  const kind = reader.u8();
  if (kind === COMMAND_KINDS['change-membership'])
    reader.fail('a membership change stands in an entry of its own');
  return { id, user, authRevision, command: decodeCommand(kind, reader.bytes()) };
}
