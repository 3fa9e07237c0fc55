/** Pieces of a long answer laid together, a part in each turn. */
import { present } from '../../core/base/assert.ts';
import type { Clock } from '../../ports/clock.ts';

/** Copied in one turn: about a millisecond. */
const JOINED_AT_ONCE_BYTES = 4 * 1024 * 1024;

/** At once if it is short, else over some turns. */
export function joined(pieces: readonly Uint8Array[], clock: Clock, done: (whole: Uint8Array) => void): void {
  // Not filled with zeros beforehand: memory comes as it is written to.
  const whole = Buffer.allocUnsafeSlow(bytesOf(pieces));
  let at = 0;
  let next = 0;
  const joinSome = (): void => {
    const pauseAt = at + JOINED_AT_ONCE_BYTES;
    for (; next < pieces.length && at < pauseAt; next++) {
      const piece = present(pieces[next], 'a piece of the answer');
      whole.set(piece, at);
      at += piece.length;
    }
    if (next === pieces.length) done(whole);
    else clock.after(0, joinSome);
  };
  joinSome();
}

export function bytesOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}
