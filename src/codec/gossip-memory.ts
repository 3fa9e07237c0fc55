/**
 * What a data folder remembers of gossip, in one file:
 *
 *   [format u8: 1][CRC-32C u32 of what follows][id 8][u48 ms at which its name was claimed][LAN: bytes][WAN: bytes]
 *
 * with both pools as `encodeRemembered` writes them.
 */
import { crc32c } from '../core/base/crc32c.ts';
import type { Remembered } from '../core/gossip/rejoin.ts';
import type { NodeId } from '../core/gossip/types.ts';
import { ByteReader, ByteWriter } from './binary.ts';
import { decodeRemembered, encodeRemembered } from './gossip-frame.ts';
import { readId, writeId } from './gossip-info.ts';

const MEMORY_FORMAT = 1;
const HEADER_BYTES = 5;

export interface GossipMemory {
  readonly id: NodeId;
  readonly claimedMs: number;
  readonly lan: Remembered;
  readonly wan: Remembered;
}

export function encodeMemory({ id, claimedMs, lan, wan }: GossipMemory): Uint8Array {
  const writer = new ByteWriter().u8(MEMORY_FORMAT).u32(0);
  writeId(writer, id);
  writer.u48(claimedMs).bytes(encodeRemembered(lan)).bytes(encodeRemembered(wan));
  return writer.patchU32(1, crc32c(writer.view(HEADER_BYTES))).finish();
}

/** Throws a `FormatError`. */
export function decodeMemory(bytes: Uint8Array): GossipMemory {
  const reader = new ByteReader(bytes, 'gossip memory');
  reader.format(MEMORY_FORMAT);
  if (reader.u32() !== crc32c(bytes.subarray(HEADER_BYTES))) reader.fail('its checksum is wrong');
  const id = readId(reader);
  const claimedMs = reader.u48();
  const memory = {
    ...{ id, claimedMs },
    lan: decodeRemembered(reader.bytes()),
    wan: decodeRemembered(reader.bytes()),
  };
  reader.end();
  return memory;
}
