import { expect } from 'chai';
import fc from 'fast-check';
import { ID_VARINT_BYTES_MAX, idVarintBytes, writeIdVarint } from '../../../src/core/base/id-varint.ts';

/** Base 128 as the definition has it. */
function varintOf(id: bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, id);
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return [...bytes, Number(rest)];
}

describe("an id as protobuf's varint", () => {
  it('is seven bits a byte, the lowest first, for every 64 bits', () => {
    const edge = fc.integer({ min: 0, max: 63 }).map((bit) => 1n << BigInt(bit));
    const id = fc.oneof(
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
      edge,
      edge.map((each) => each - 1n),
    );
    fc.assert(
      fc.property(id, fc.nat(5), (each, from) => {
        const bytes = new Uint8Array(from + ID_VARINT_BYTES_MAX);
        const end = writeIdVarint(bytes, from, each);
        expect([...bytes.subarray(from, end)]).to.deep.equal(varintOf(each));
        expect(idVarintBytes(each)).to.equal(end - from);
      }),
      { seed: 11, numRuns: 2_000 },
    );
  });
});
