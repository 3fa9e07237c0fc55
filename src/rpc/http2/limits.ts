/**
 * What one connection may cost. Each bound answers a known way to hurt an HTTP/2 server; a client that works against
 * etcd stays far below every one of them.
 */

/** A refilling allowance: `burst` at once, `perSecond` in the long run. */
export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** Open calls; etcd has no bound, but a client with this many open calls does not wait for its answers. */
export const STREAMS_MAX = 10_000;
/** Decoded request headers as §6.5.2 counts them; a token of several kilobytes fits. */
export const HEADER_LIST_BYTES_MAX = 64 * 1024;
/** Undecoded, over all CONTINUATION frames of a block (CVE-2024-27983). */
export const HEADER_BLOCK_BYTES_MAX = 64 * 1024;
export const CONTINUATIONS_MAX = 16;
/** What a client may send on one call before it hears that it was read. */
export const STREAM_WINDOW_BYTES = 256 * 1024;
export const CONNECTION_WINDOW_BYTES = 4 * 1024 * 1024;
/** Parts of messages and messages of paused calls, over all calls. */
export const UNREAD_BYTES_MAX = 64 * 1024 * 1024;
/** Frames that wait for the socket; beyond it neither answers are framed nor requests read. */
export const OUTPUT_BYTES_MAX = 1024 * 1024;
/** Answers that wait for the client's window; beyond it no further call is taken. */
export const QUEUED_BYTES_MAX = 64 * 1024 * 1024;
/** Over all connections of a server: what is above, and open calls as `STREAM_BYTES` each (held.ts). */
export const HELD_BYTES_MAX = 512 * 1024 * 1024;
/** What each connection may hold even then. */
export const HELD_BYTES_FAIR = 1024 * 1024;
/** About what an open call takes besides its messages; the fuzzer measures that it is not less. */
export const STREAM_BYTES = 2 * 1024;
/** A call whose handler is told to hold back. */
export const STREAM_QUEUE_BYTES_HIGH = 64 * 1024;
/** Ended streams that are remembered, so that late frames are told from wrong ones. */
export const CLOSED_STREAMS_REMEMBERED = 256;

/** Calls reset before they were answered (CVE-2023-44487), and calls we had to reset (CVE-2025-8671). */
export const RESETS: Allowance = { burst: 1_000, perSecond: 100 };
/**
 * Requests that are none, or whose headers are too large: no client that works sends one, and each may be a thousand fields
 * that had to be read for the table's sake before it is turned away (CVE-2019-9516).
 */
export const BAD_REQUESTS: Allowance = { burst: 20, perSecond: 2 };
/** Clients of grpc-go measure the way with one PING per round trip while data flows. */
export const PINGS: Allowance = { burst: 10_000, perSecond: 10_000 };
export const SETTINGS_FRAMES: Allowance = { burst: 100, perSecond: 10 };
export const EMPTY_DATA: Allowance = { burst: 1_000, perSecond: 100 };
/** Besides `WINDOW_UPDATES_PER_DATA` for each frame of data that was sent. */
export const WINDOW_UPDATES: Allowance = { burst: 20_000, perSecond: 2_000 };
export const WINDOW_UPDATES_PER_DATA = 4;
export const PRIORITIES: Allowance = { burst: 1_000, perSecond: 100 };
/** Frames of unknown types (§5.5), and known ones for streams that have ended. */
export const IGNORED_FRAMES: Allowance = { burst: 10_000, perSecond: 1_000 };

/** The time bounds, which tests shorten and an operator may one day set. */
export interface Timings {
  /** From a request's first byte to its last, for calls with one request; also from a frame's first byte to its last. */
  readonly requestMs: number;
  /** §6.5.3: until our settings are acknowledged. */
  readonly settingsMs: number;
  /** A client that has said nothing for so long is asked whether it is still there, and how long it may think. */
  readonly keepAliveMs: number;
  readonly keepAliveTimeoutMs: number;
  /** Pings of a client closer than this, with nothing sent in between, are strikes; as in grpc-go. */
  readonly pingIntervalMs: number;
  /** The same for a client without open calls. */
  readonly idlePingIntervalMs: number;
  /** While answers wait, this long without progress (`STALL_BYTES_MIN`) ends the connection or the call. */
  readonly outputStallMs: number;
  /** An old connection is asked to end so that load spreads over members, and ended when the grace has passed too. */
  readonly ageMs: number;
  readonly ageGraceMs: number;
  /** Between the two GOAWAY frames of a graceful end, at most. */
  readonly drainMs: number;
}

export const PING_STRIKES_MAX = 2;
/** Of a whole answer, to be taken in `outputStallMs`: an octet now and then is no progress (CVE-2019-9511, -9517). */
export const STALL_BYTES_MIN = 64 * 1024;

/** Keep-alive and ping bounds are etcd's defaults; like etcd, connections may grow as old as they like. */
export const TIMINGS: Timings = {
  requestMs: 30_000,
  settingsMs: 30_000,
  keepAliveMs: 2 * 60 * 60 * 1000,
  keepAliveTimeoutMs: 20_000,
  pingIntervalMs: 5_000,
  idlePingIntervalMs: 2 * 60 * 60 * 1000,
  outputStallMs: 60_000,
  ageMs: Infinity,
  ageGraceMs: Infinity,
  drainMs: 1_000,
};
