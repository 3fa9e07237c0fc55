/** What serves HTTP/2 on connections that the client port has taken: one of two, with the same handlers behind it. */
import type { Socket } from 'node:net';

export const TRANSPORTS = ['grpc-js', 'rpc'] as const;

/** `rpc`: our own machine (src/rpc). `grpc-js`: the package of that name. */
export type Transport = (typeof TRANSPORTS)[number];

export interface Http2Side {
  take(socket: Socket): void;
  /** No further calls; those under way may end. */
  drain(graceMs: number): void;
  /** All connections are gone. */
  stop(): void;
}
