/**
 * Datagrams between servers, on the peer port's number. Each may be lost, doubled, late, overtaken by another, or come
 * from somebody who is no server of ours: whoever receives one believes only what it says itself, and proves.
 */
import type { Done } from './outcome.ts';

export interface Datagrams {
  /** Receives on this server's own peer address. */
  listen(events: DatagramEvents, done: Done): void;
  /** Returns at once. What is known to have failed is told by `onFailure`; most losses nobody hears of. */
  send(to: string, datagram: Uint8Array): void;
  close(done: Done): void;
}

export interface DatagramEvents {
  /** The bytes are the receiver's from here on. */
  onDatagram(datagram: Uint8Array): void;
  onFailure(to: string, cause: DatagramFailure): void;
}

/**
 * `too-long`: the way there takes no datagram of this size; `refused`: nothing listens there; `unreachable`: no route;
 * `unknown-host`: the name has no address; `queue-full`: more than `DATAGRAMS_UNSENT_MAX` wait for the system.
 */
export type DatagramFailure =
  'too-long' | 'refused' | 'unreachable' | 'unknown-host' | 'queue-full' | 'other';

/** A burst to a pool of thousands; beyond it the system takes nothing, and old news are worth nothing. */
export const DATAGRAMS_UNSENT_MAX = 512;
