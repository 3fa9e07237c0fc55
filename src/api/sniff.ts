/**
 * Tells HTTP/2 from HTTP/1 by a connection's first bytes, so that gRPC, probes and metrics share one port as they do in
 * etcd. Only a plain connection needs this; on TLS the protocol is negotiated.
 *
 * N1. A connection that has not said enough within `FIRST_BYTES_MS` is closed, and no more than the preface is held.
 * N2. Every byte read is put back before the connection is handed on.
 */
import type { Socket } from 'node:net';

export type Protocol = 'http1' | 'http2';

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1');
const FIRST_BYTES_MS = 10_000;

export function sniff(socket: Socket, handOn: (protocol: Protocol) => void): void {
  let seen: Buffer = Buffer.alloc(0);
  const timer = setTimeout(() => socket.destroy(), FIRST_BYTES_MS);
  const giveUp = (): void => {
    clearTimeout(timer);
    socket.destroy();
  };

  function onData(chunk: Buffer): void {
    seen = seen.length === 0 ? chunk : Buffer.concat([seen, chunk]);
    const protocol = protocolOf(seen);
    if (protocol === null) return;
    clearTimeout(timer);
    socket.off('data', onData).off('error', giveUp).off('close', giveUp);
    socket.pause();
    socket.unshift(seen);
    handOn(protocol);
  }

  socket.on('data', onData).on('error', giveUp).on('close', giveUp);
}

/** `null`: not enough to tell. */
function protocolOf(seen: Buffer): Protocol | null {
  const length = Math.min(seen.length, PREFACE.length);
  if (seen.compare(PREFACE, 0, length, 0, length) !== 0) return 'http1';
  return length === PREFACE.length ? 'http2' : null;
}
