import { expect } from 'chai';
import fc from 'fast-check';
import Long from 'long';
import { longOf } from '../../src/codec/etcd-scalars.ts';
import { decodeDelete, decodePut, decodeRange, keyRangeOf } from '../../src/codec/kv-request.ts';
import type { AskedRange } from '../../src/codec/kv-request.ts';
import { WireError } from '../../src/codec/wire-reader.ts';
import { etcdserverpb as pb } from '../../src/gen/etcd.js';
import { toDeleteRequest, toPutRequest, toRangeRequest } from './support/generated-request.ts';
import { DELETE, PUT, RANGE, received } from './support/wire-arbitrary.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const range = (fields: pb.RangeRequest.$Properties): AskedRange =>
  decodeRange(pb.RangeRequest.encode({ key: bytes('k'), ...fields }).finish());
const asked = (fields: pb.RangeRequest.$Properties): unknown => {
  const { op } = range(fields);
  return op.type === 'range' && op.request;
};

const REFUSED = 'refused';

/** `REFUSED` if the bytes are no message. */
function attempt(decode: () => unknown): unknown {
  try {
    return decode();
  } catch {
    return REFUSED;
  }
}

describe('codec/kv-request', () => {
  it('takes no end for the key alone, a zero byte for no end, and anything else for the end', () => {
    expect(keyRangeOf('a', '')).to.deep.equal({ from: 'a', to: 'a\0' });
    expect(keyRangeOf('a', '\0')).to.deep.equal({ from: 'a', to: null });
    expect(keyRangeOf('a', '\0\0')).to.deep.equal({ from: 'a', to: '\0\0' });
    expect(keyRangeOf('a', 'b')).to.deep.equal({ from: 'a', to: 'b' });
  });

  it('carries every field of a range', () => {
    const { SortOrder, SortTarget } = pb.RangeRequest;
    const request = asked({
      limit: longOf(3),
      revision: longOf(9),
      sort_order: SortOrder.DESCEND,
      sort_target: SortTarget.MOD,
      keys_only: true,
      min_mod_revision: longOf(1),
      max_mod_revision: longOf(2),
      min_create_revision: longOf(-3),
      max_create_revision: longOf(4),
    });
    expect(request).to.deep.equal({
      range: { from: 'k', to: 'k\0' },
      limit: 3,
      revision: 9,
      sortOrder: 'descend',
      sortTarget: 'mod',
      keysOnly: true,
      countOnly: false,
      minModRevision: 1,
      maxModRevision: 2,
      minCreateRevision: -3,
      maxCreateRevision: 4,
    });
    expect([range({}).serializable, range({ serializable: true }).serializable]).to.eql([false, true]);
  });

  it('reads the newest for a negative revision, and takes an absurd one for the greatest there is', () => {
    expect(asked({ revision: longOf(-1) })).to.have.property('revision', 0);
    expect(asked({ revision: Long.MAX_VALUE })).to.have.property('revision', Number.MAX_SAFE_INTEGER);
  });

  it('tells of an order that this release does not know, with the key', () => {
    const { op } = range({ sort_order: 9 as pb.RangeRequest.SortOrder, sort_target: 1 });
    expect(op).to.include({ type: 'unknown', what: 'sort', key: 'k' });
    expect(op).to.have.property('numbers').that.eqls([9, 1]);
  });

  it('copies values that are kept, and only those', () => {
    const frame = pb.PutRequest.encode({ key: bytes('k'), value: bytes('value') }).finish();
    const kept = decodePut(frame, 'copied');
    const viewed = decodePut(frame, 'viewed');
    frame.fill(0);
    expect(Buffer.from(kept.value).toString()).to.equal('value');
    expect(viewed.value).to.eql(new Uint8Array(5));
  });

  it('keeps all bits of a lease, and knows none from one', () => {
    const lease = (value: Long): unknown =>
      decodePut(pb.PutRequest.encode({ key: bytes('k'), lease: value }).finish(), 'copied').lease;
    expect(lease(longOf(0))).to.equal(null);
    expect(lease(Long.MAX_VALUE)).to.equal((1n << 63n) - 1n);
    expect(lease(longOf(-1))).to.equal((1n << 64n) - 1n);
  });

  it('refuses bytes that are no message', () => {
    expect(() => decodePut(Uint8Array.of(0x0a, 0x7f), 'copied')).to.throw(WireError, /127 bytes expected/);
    expect(() => decodeDelete(Uint8Array.of(0x0f))).to.throw(WireError, /wire type/);
  });

  describe('makes of any bytes what the generated decoder makes of them:', () => {
    const same = (whole: fc.Arbitrary<number[]>, ours: Decoder, generated: Decoder): void =>
      fc.assert(
        fc.property(fc.oneof(received(whole), fc.uint8Array({ maxLength: 40 })), (payload) => {
          expect(attempt(() => ours(payload))).to.deep.equal(attempt(() => generated(payload)));
        }),
        { seed: 6, numRuns: 5_000 },
      );

    it('ranges', () => {
      same(RANGE, knownRange, (payload) => toRangeRequest(pb.RangeRequest.decode(payload)));
    });

    it('puts', () => {
      const ours = (payload: Uint8Array): unknown => decodePut(payload, 'copied');
      same(PUT, ours, (payload) => toPutRequest(pb.PutRequest.decode(payload)));
    });

    it('deletes', () => {
      same(DELETE, decodeDelete, (payload) => toDeleteRequest(pb.DeleteRangeRequest.decode(payload)));
    });
  });
});

type Decoder = (payload: Uint8Array) => unknown;

function knownRange(payload: Uint8Array): unknown {
  const { op } = decodeRange(payload);
  if (op.type === 'unknown') throw new Error('unknown');
  return op.request;
}
