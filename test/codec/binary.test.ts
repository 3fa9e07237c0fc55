import { expect } from 'chai';
import fc from 'fast-check';
import { InvariantError } from '../../src/core/base/assert.ts';
import { crc32c } from '../../src/core/base/crc32c.ts';
import { ByteReader, ByteWriter, FormatError } from '../../src/codec/binary.ts';

describe('binary', () => {
  it('gives every kind of field back as it was written', () => {
    const writer = new ByteWriter(1);
    writer
      .u8(255)
      .boolean(true)
      .u16(65_535)
      .u32(0xffff_ffff)
      .u48(2 ** 48 - 1)
      .u64(2n ** 64n - 1n)
      .f64(-0.5);
    writer
      .varint(0)
      .varint(127)
      .varint(128)
      .varint(2 ** 31)
      .varint(Number.MAX_SAFE_INTEGER);
    writer
      .latin1('k\0\xff')
      .latin1('\xe9'.repeat(100))
      .utf8('größe ✓')
      .bytes(Uint8Array.of(1, 2, 3))
      .zeros(2);
    const reader = new ByteReader(writer.finish());
    expect([
      reader.u8(),
      reader.boolean(),
      reader.u16(),
      reader.u32(),
      reader.u48(),
      reader.u64(),
      reader.f64(),
    ]).to.eql([255, true, 65_535, 0xffff_ffff, 2 ** 48 - 1, 2n ** 64n - 1n, -0.5]);
    const varints = [reader.varint(), reader.varint(), reader.varint(), reader.varint(), reader.varint()];
    expect(varints).to.eql([0, 127, 128, 2 ** 31, Number.MAX_SAFE_INTEGER]);
    expect([reader.latin1(), reader.latin1(), reader.utf8()]).to.eql([
      'k\0\xff',
      '\xe9'.repeat(100),
      'größe ✓',
    ]);
    expect(reader.bytes()).to.eql(Uint8Array.of(1, 2, 3));
    expect(reader.rest()).to.eql(Uint8Array.of(0, 0));
    reader.end();
  });

  it('writes numbers little-endian and counts as LEB128', () => {
    expect(new ByteWriter().u16(0x0102).u32(0x01020304).varint(300).finish()).to.eql(
      Uint8Array.of(2, 1, 4, 3, 2, 1, 0xac, 0x02),
    );
  });

  it('keeps every count exact', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        const bytes = new ByteWriter().varint(value).finish();
        expect(bytes.length).to.be.at.most(8);
        expect(new ByteReader(bytes).varint()).to.equal(value);
      }),
    );
  });

  it('refuses input that ends early, with the place and the name', () => {
    const short = () => new ByteReader(Uint8Array.of(1, 2, 3), 'lease record').u32();
    expect(short).to.throw(FormatError, 'lease record: ends early: 4 more bytes expected (at byte 0 of 3)');
    expect(() => new ByteReader(Uint8Array.of(5, 1)).latin1()).to.throw(FormatError);
    expect(() => new ByteReader(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x0f, 1)).bytes()).to.throw(
      FormatError,
    );
  });

  it('refuses a count larger than its input, superfluous bytes, odd booleans and what is left over', () => {
    expect(() => new ByteReader(Uint8Array.of(9, 1, 1)).count()).to.throw(FormatError, 'a count of 9');
    expect(() => new ByteReader(Uint8Array.of(0x80, 0)).varint()).to.throw(FormatError, 'superfluous');
    expect(() => new ByteReader(new Uint8Array(9).fill(0xff)).varint()).to.throw(FormatError, '2^53');
    expect(() => new ByteReader(Uint8Array.of(2)).boolean()).to.throw(FormatError);
    expect(() => new ByteReader(Uint8Array.of(2)).end()).to.throw(FormatError, '1 bytes left over');
  });

  it('ends in values or in a FormatError on any input', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const reader = new ByteReader(bytes);
        try {
          reader.latin1();
          for (let i = reader.count(2); i > 0; i--) reader.bytes();
          reader.u64();
          reader.end();
        } catch (error) {
          expect(error).to.be.instanceOf(FormatError);
        }
      }),
    );
  });

  it('asserts when a value does not fit its field', () => {
    const writer = new ByteWriter();
    expect(() => writer.u8(256)).to.throw(InvariantError);
    expect(() => writer.u32(-1)).to.throw(InvariantError);
    expect(() => writer.varint(2 ** 53)).to.throw(InvariantError);
    expect(() => writer.varint(1.5)).to.throw(InvariantError);
    expect(() => writer.u64(-1n)).to.throw(InvariantError);
    expect(() => writer.latin1('✓')).to.throw(InvariantError);
  });

  it('patches an earlier place and shows what was written without a copy', () => {
    const writer = new ByteWriter();
    writer.u32(0).latin1('abc').patchU32(0, 7);
    expect(writer.view()).to.eql(Uint8Array.of(7, 0, 0, 0, 3, 97, 98, 99));
    expect(writer.view(4)).to.eql(Uint8Array.of(3, 97, 98, 99));
    writer.reset();
    expect(writer.length).to.equal(0);
  });
});

describe('records cut from the room they were written to', () => {
  it('hold what was written, each its own, however large', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 40 }), (parts) => {
        const writer = new ByteWriter(64);
        const cuts = parts.map((part) => {
          writer.u32(0).raw(part);
          expect(writer.length).to.equal(4 + part.length);
          return writer.patchU32(0, part.length).cut();
        });
        for (const [i, cut] of cuts.entries()) {
          const reader = new ByteReader(cut);
          expect(reader.u32()).to.equal(parts[i]!.length);
          expect([...reader.rest()]).to.eql([...parts[i]!]);
        }
      }),
      { seed: 8 },
    );
  });

  it('drop what was begun and not finished', () => {
    const writer = new ByteWriter();
    writer.u8(1).cut();
    writer.u8(9).u8(9).reset();
    expect([...writer.u8(2).view()]).to.eql([2]);
    expect(writer.crc32c(0, 0)).to.equal(crc32c(Uint8Array.of(2)));
    expect(() => writer.finish()).to.throw('not both');
  });
});
