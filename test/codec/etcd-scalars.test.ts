import { expect } from 'chai';
import fc from 'fast-check';
import Long from 'long';
import {
  bytesOfKey,
  counterOf,
  countOf,
  idOf,
  isZero,
  keyOf,
  longOf,
  longOfId,
  signedOf,
  unsignedLongOf,
  unsignedLongOfId,
} from '../../src/codec/etcd-scalars.ts';

const counters = fc.maxSafeInteger();
const ids = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });

describe('codec/etcd-scalars', () => {
  it('carries every counter a number can hold there and back', () => {
    fc.assert(
      fc.property(counters, (value) => {
        expect(counterOf(longOf(value))).to.equal(value);
        expect(longOf(value).toString()).to.equal(String(value));
      }),
      { seed: 1 },
    );
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(counterOf(unsignedLongOf(value))).to.equal(value);
        expect(unsignedLongOf(value).toString()).to.equal(String(value));
      }),
      { seed: 2 },
    );
  });

  it('turns a counter no number can hold into one beyond all others, on its own side', () => {
    const limit = Number.MAX_SAFE_INTEGER;
    const beyond = ['9007199254740992', '9223372036854775807', '-9007199254740992', '-9223372036854775808'];
    const clamped = beyond.map((text) => counterOf(Long.fromString(text)));
    expect(clamped).to.deep.equal([limit, limit, -limit, -limit]);
    expect(counterOf(Long.MAX_UNSIGNED_VALUE)).to.equal(limit);
  });

  it('has no counts below 0', () => {
    expect([longOf(-1), Long.MIN_VALUE, longOf(0), longOf(5)].map(countOf)).to.deep.equal([0, 0, 0, 5]);
  });

  it('carries all 64 bits of an id there and back, signed or not', () => {
    fc.assert(
      fc.property(ids, (id) => {
        expect(idOf(longOfId(id))).to.equal(id);
        expect(idOf(unsignedLongOfId(id))).to.equal(id);
        expect(unsignedLongOfId(id).toString()).to.equal(id.toString());
        expect(signedOf(longOfId(id)).toString()).to.equal(longOfId(id).toString());
      }),
      { seed: 3 },
    );
  });

  it('knows zero from a number whose low half is zero', () => {
    expect([longOf(0), longOf(2 ** 32), longOf(1)].map(isZero)).to.deep.equal([true, false, false]);
  });

  it('carries keys of arbitrary bytes there and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const key = keyOf(bytes);
        expect(key).to.have.length(bytes.length);
        expect(new Uint8Array(bytesOfKey(key))).to.deep.equal(bytes);
      }),
      { seed: 4 },
    );
  });

  it('reads a key out of the middle of a frame', () => {
    const frame = Uint8Array.of(1, 2, 0xff, 0x80, 3);
    expect(keyOf(frame.subarray(2, 4))).to.equal('\xff\x80');
  });
});
