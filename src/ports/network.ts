/**
 * Frames between servers. Connections are cheap hints, not promises: a frame may be lost, delivered twice, or overtake
 * another, and a broken link may be noticed late or by one side only. Whoever needs order or completeness numbers its
 * frames. (TCP gives more; the simulator gives exactly this, so nobody may rely on more.)
 */
import type { Done } from './outcome.ts';

export interface Network {
  /** Accepts connections on this server's own peer address. */
  listen(onConnection: (connection: Connection) => void, done: Done): void;
  /** Returns at once; frames sent before it is open are kept up to the bound below. */
  connect(address: string): Connection;
  close(done: Done): void;
}

export interface Connection {
  /** Where it leads, for logs. */
  readonly address: string;
  /** Set once by the owner, before the turn ends in which the connection was handed out. */
  handle(events: ConnectionEvents): void;
  /** False when more than `SEND_QUEUE_BYTES_MAX` wait: the frame is dropped and the owner should slow down. */
  send(frame: Uint8Array): boolean;
  /**
   * Whoever has it notices silence by what it says itself: the connection may be kept alive at a tenth of the effort, and
   * its silence be noticed as late. To be said at both ends.
   */
  relax(): void;
  /** Bytes accepted and not yet handed to the system. */
  queuedBytes(): number;
  close(): void;
}

export interface ConnectionEvents {
  onOpen(): void;
  onFrame(frame: Uint8Array): void;
  /** Once; also after a failed attempt. */
  onClose(reason: string): void;
  /** The send queue has emptied. */
  onDrain(): void;
}

/** More than one snapshot chunk and a full pipeline of appends; beyond it a peer is not keeping up. */
export const SEND_QUEUE_BYTES_MAX = 32 * 1024 * 1024;
/** Larger frames are refused on both sides: a length field is damaged or the peer is not one of ours. */
export const FRAME_BYTES_MAX = 16 * 1024 * 1024;
