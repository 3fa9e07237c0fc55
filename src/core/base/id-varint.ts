/**
 * A 64-bit id as protobuf's varint: seven bits a byte, the lowest first, all but the last marked.
 *
 * By its halves, as numbers. V8 11.3 (Node 20) ends the process when it optimises code in which a BigInt of 64 bits may come
 * from one of several places, a loop's last turn among them ("RepresentationChangerError: … Phi of kRepTagged
 * (UnsignedBigInt64) cannot be changed to kRepWord64"): a server did so while it granted leases. Arithmetic on BigInts costs an
 * object for each step besides. So ids are taken apart and put together by a `DataView`, in one step.
 */
export const ID_VARINT_BYTES_MAX = 10;

const whole = new DataView(new ArrayBuffer(8));

export function idVarintBytes(id: bigint): number {
  whole.setBigUint64(0, id);
  let high = whole.getUint32(0);
  let low = whole.getUint32(4);
  let bytes = 1;
  for (; high !== 0 || low >= 0x80; bytes++) {
    low = ((low >>> 7) | (high << 25)) >>> 0;
    high >>>= 7;
  }
  return bytes;
}

/** Returns the place behind it; ids below 0 stand for the unsigned number with the same bits. */
export function writeIdVarint(bytes: Uint8Array, at: number, id: bigint): number {
  whole.setBigUint64(0, id);
  let high = whole.getUint32(0);
  let low = whole.getUint32(4);
  let end = at;
  while (high !== 0 || low >= 0x80) {
    bytes[end++] = (low & 0x7f) | 0x80;
    low = ((low >>> 7) | (high << 25)) >>> 0;
    high >>>= 7;
  }
  bytes[end++] = low;
  return end;
}
