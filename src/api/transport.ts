/** What serves HTTP/2 on connections that the client port has taken: one of two, with the same handlers behind it. */
import type { Socket } from 'node:net';

export const TRANSPORTS = ['rpc', 'grpc-js'] as const;

/** `rpc`: our own machine (src/rpc), the default. `grpc-js`: the package of that name, to fall back on. */
export type Transport = (typeof TRANSPORTS)[number];

export interface Http2Side {
  take(socket: Socket): void;
  /** No further calls; those under way may end. */
  drain(graceMs: number): void;
  /** All connections are gone. */
  stop(): void;
}
