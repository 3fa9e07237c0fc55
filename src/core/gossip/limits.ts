/**
 * Bounds of everything that others can make this member hold or send, and the size of what goes into a packet. Sizes are
 * upper bounds of what `codec/gossip-packet.ts` writes: a test holds the two together.
 */
import { assertNever } from '../base/assert.ts';
import type { NodeInfo, PacketBody, Rumour, UserEvent } from './types.ts';

/** Of a datagram before it is sealed: with the seal and UDP's header it passes an Ethernet, and most tunnels, whole. */
export const PACKET_BYTES_MAX = 1_340;
/** Sealed (io/gossip-seal.ts adds at most 60 bytes). */
export const DATAGRAM_BYTES_MAX = 1_400;
export const INFO_BYTES_MAX = 512;
/** Servers that found a region together: far more than a Raft group does well with. */
export const EXPECT_MAX = 15;
export const TEXT_BYTES_MAX = 255;
export const CLIENT_URLS_MAX = 4;
export const EVENT_NAME_BYTES_MAX = 64;
export const EVENT_PAYLOAD_BYTES_MAX = 512;
/** An incarnation is spent on each refutation: one a second lasts for 136 years. */
export const INCARNATION_MAX = 2 ** 32 - 1;
export const LAMPORT_MAX = 2 ** 32 - 1;

/** Members of all states that are kept; more are not taken up. */
export const MEMBERS_MAX = 20_000;
/** Rumours waiting to be passed on; beyond it those that were passed on most often go. */
export const QUEUE_MAX = 4_096;
/** Of a push-pull: 100 infos of full size stay well below a stream's frame. */
export const PAGE_STATES_MAX = 100;
/** Answered push-pulls within a second; who goes without tries another member later. */
export const SYNC_ANSWERS_PER_SECOND_MAX = 16;
/** Pings that are under way for others. */
export const RELAYS_MAX = 64;
/** Members told in one go that they are held for dead. */
export const ACCUSED_TOLD_MAX = 128;
/** Members about whom something was heard that is to be looked into before their turn. */
export const URGENT_PROBES_MAX = 256;
/** Events whose repetition is known. */
export const RECENT_EVENTS_MAX = 512;
/** Addresses a data folder remembers for the next start. */
export const REMEMBERED_MAX = 64;
/** Asked at once when this member has to find its pool. */
export const JOIN_ASKED_MAX = 3;

const HEADER_BYTES = 12;
const RUMOUR_HEADER_BYTES = 3;
const ID_BYTES = 8;
const U32_VARINT_BYTES = 5;

export function rumourBytes(rumour: Rumour): number {
  switch (rumour.type) {
    case 'alive':
      return RUMOUR_HEADER_BYTES + U32_VARINT_BYTES + infoBytes(rumour.info);
    case 'refute':
      return RUMOUR_HEADER_BYTES + ID_BYTES + 2 * U32_VARINT_BYTES;
    case 'suspect':
    case 'dead':
    case 'left':
      return RUMOUR_HEADER_BYTES + 2 * ID_BYTES + U32_VARINT_BYTES;
    case 'event':
      return RUMOUR_HEADER_BYTES + eventBytes(rumour);
    default:
      return assertNever(rumour);
  }
}

/** The smallest rumour: with less room left a packet is full. */
export const RUMOUR_BYTES_MIN = RUMOUR_HEADER_BYTES + ID_BYTES + 2 * U32_VARINT_BYTES;

export function infoBytes({ name, address, region, zone, clientUrls }: NodeInfo): number {
  let text = name.length + address.length + region.length + zone.length;
  for (const url of clientUrls) text += url.length + 2;
  // id, version, four texts' lengths, claimed, role, Raft id, leader's term, count of URLs, level, cluster, expected, length.
  return 2 + ID_BYTES + U32_VARINT_BYTES + 4 * 2 + 6 + 1 + 8 + 8 + 1 + U32_VARINT_BYTES + 8 + 1 + text;
}

function eventBytes({ name, payload }: UserEvent): number {
  return U32_VARINT_BYTES + ID_BYTES + 1 + name.length + 2 + payload.length;
}

/** What is left of a packet for rumours. */
export function roomBeside(body: PacketBody): number {
  switch (body.type) {
    case 'gossip':
      return PACKET_BYTES_MAX - HEADER_BYTES;
    case 'ack':
    case 'nack':
      return PACKET_BYTES_MAX - HEADER_BYTES - U32_VARINT_BYTES;
    case 'ping':
    case 'last-call':
    case 'concur':
      return PACKET_BYTES_MAX - HEADER_BYTES - U32_VARINT_BYTES - ID_BYTES;
    case 'ping-request':
      return PACKET_BYTES_MAX - HEADER_BYTES - 2 * U32_VARINT_BYTES - ID_BYTES;
    default:
      return assertNever(body);
  }
}

const PRINTABLE = /^[\x20-\x7e]*$/;
const isText = (text: string): boolean => text.length <= TEXT_BYTES_MAX && PRINTABLE.test(text);

/** Why an info cannot be told, for the operator who configured it; `null` when it can. */
export function infoProblem(info: NodeInfo): string | null {
  const { name, address, region, zone, clientUrls } = info;
  const wrong = [name, address, region, zone, ...clientUrls].find((text) => !isText(text));
  if (wrong !== undefined) return `"${wrong}" must be at most ${TEXT_BYTES_MAX} printable ASCII characters`;
  if (name === '' || address === '') return 'a member needs a name and an address';
  if (info.expect > EXPECT_MAX) return `at most ${EXPECT_MAX} servers found a region together`;
  if (clientUrls.length > CLIENT_URLS_MAX) return `name at most ${CLIENT_URLS_MAX} client URLs`;
  const bytes = infoBytes(info);
  return bytes > INFO_BYTES_MAX
    ? `what a member tells of itself takes ${bytes} bytes, ${INFO_BYTES_MAX} are allowed: shorten names or URLs`
    : null;
}
