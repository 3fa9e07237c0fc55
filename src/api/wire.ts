/**
 * What a transport offers a call: its circumstances, and a way for bytes.
 *
 * W1. A call ends once: by `reply`, `end` or `fail`, or by cancellation. What is sent after that is dropped, so a late
 *     answer of the node needs no check.
 * W2. `onCancel` runs when the call ended other than by its handler, and never after the handler ended it.
 * W3. `write` takes every message, and answers false when the way is full: the handler holds back until `onDrain`.
 * W4. After `pause` no further message is handed in until `resume`.
 */
import type { Status } from './status.ts';

export interface Peer {
  /** For logs and the audit trail, never for decisions. */
  readonly address: string;
  /** The common name of a verified client certificate; `null` without one. */
  readonly certificateName: string | null;
}

export interface CallInfo {
  readonly path: string;
  /** How much longer the client waits; `null`: as long as it takes. */
  readonly timeoutMs: number | null;
  /**
   * The first value of a request header with this lower-case name; of one that ends in "-bin" the bytes it stands for,
   * as a binary string.
   */
  metadata(name: string): string | undefined;
  peer(): Peer;
}

/** A call with one answer. */
export interface UnaryWire extends CallInfo {
  /** `taken` is told when nobody needs the message's memory any more. A transport that does not know never tells. */
  reply(message: Uint8Array, taken?: () => void): void;
  fail(status: Status): void;
  onCancel(listener: () => void): void;
}

/** A call with any number of answers. */
export interface StreamWire extends CallInfo {
  write(message: Uint8Array): boolean;
  onDrain(listener: () => void): void;
  end(): void;
  fail(status: Status): void;
  onCancel(listener: () => void): void;
  pause(): void;
  resume(): void;
}

/** The client's side of a bidirectional call. */
export interface Inbound {
  message(bytes: Uint8Array): void;
  /** The client will say no more; it still listens. */
  halfClose(): void;
}
