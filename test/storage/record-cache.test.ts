import { expect } from 'chai';
import { RecordCache } from '../../src/storage/record-cache.ts';

describe('record cache', () => {
  const record = (length: number): Uint8Array => new Uint8Array(length);
  const cacheOf = (bytesMax: number): RecordCache<string, Uint8Array> =>
    new RecordCache(bytesMax, (key, { length }) => key.length * 2 + length);

  it('keeps what is read again and again, however much else is read between', () => {
    const cache = cacheOf(10_000);
    cache.put('a', record(1000));
    for (let i = 0; i < 100; i++) {
      cache.put(`once ${i}`, record(1000));
      expect(cache.get('a')).to.have.length(1000);
    }
    expect(cache.get('once 0')).to.equal(undefined);
    expect(cache.get('once 99')).to.have.length(1000);
  });

  it('forgets a record that is not read while its whole bound is put', () => {
    const cache = cacheOf(10_000);
    cache.put('a', record(1000));
    for (let i = 0; i < 10; i++) cache.put(`${i}`, record(1000));
    expect(cache.get('a')).to.equal(undefined);
  });

  it('holds no more than its bound, whatever is put into it', () => {
    const cache = cacheOf(10_000);
    for (let i = 0; i < 1000; i++) cache.put(`${i % 37}`, record(i % 1500));
    const held = Array.from({ length: 37 }, (_, i) => cache.get(`${i}`)?.length ?? 0);
    expect(held.reduce((sum, length) => sum + length, 0)).to.be.at.most(10_000);
    expect(held.some((length) => length > 0)).to.equal(true);
  });

  it('does not keep a record that would push out most others', () => {
    const cache = cacheOf(10_000);
    cache.put('small', record(100));
    cache.put('large', record(5000));
    expect(cache.get('large')).to.equal(undefined);
    expect(cache.get('small')).not.to.equal(undefined);
  });

  it('drops what is told to go, and the older of two records of a key', () => {
    const cache = cacheOf(10_000);
    cache.put('a', record(1));
    cache.put('a', record(2));
    expect(cache.get('a')).to.have.length(2);
    cache.drop('a');
    cache.drop('a');
    expect(cache.get('a')).to.equal(undefined);
  });
});
