/**
 * Memory for output that is used again and again. A connection that is silent holds none.
 *
 * B1. A buffer is given back by the one who has it, once, after its last reader (the socket) is done.
 * B2. No more than `POOLED_BYTES_MAX` of each size are kept.
 */

const SMALLEST_BYTES = 4 * 1024;
/** Larger ones are not kept. */
export const LARGEST_BYTES = 1024 * 1024;
const POOLED_BYTES_MAX = 4 * 1024 * 1024;

export class BufferPool {
  private readonly free = new Map<number, Uint8Array[]>();

  take(bytesMin: number): Uint8Array {
    const size = sizeFor(bytesMin);
    return this.free.get(size)?.pop() ?? new Uint8Array(size);
  }

  giveBack(buffer: Uint8Array): void {
    const size = buffer.length;
    if (size > LARGEST_BYTES) return;
    const sameSize = this.free.get(size);
    if (sameSize === undefined) this.free.set(size, [buffer]);
    else if ((sameSize.length + 1) * size <= POOLED_BYTES_MAX) sameSize.push(buffer);
  }
}

function sizeFor(bytes: number): number {
  let size = SMALLEST_BYTES;
  while (size < bytes) size *= 2;
  return size;
}
