import { expect } from 'chai';
import fc from 'fast-check';
import { toPutRequest } from '../../src/codec/etcd-request.ts';
import { longOf } from '../../src/codec/etcd-scalars.ts';
import { decodePlainPut } from '../../src/codec/plain-put.ts';
import { etcdserverpb } from '../../src/gen/etcd.js';

const { PutRequest } = etcdserverpb;
const bytes = fc.uint8Array({ maxLength: 300 });

/** As every member would have it from the generated decoder; `null` if that refuses the bytes. */
function generated(payload: Uint8Array): unknown {
  try {
    return toPutRequest(PutRequest.decode(payload));
  } catch {
    return null;
  }
}

describe('a put of a key and a value, read from its bytes', () => {
  it('is what the generated decoder makes of it', () => {
    fc.assert(
      fc.property(bytes, bytes, (key, value) => {
        const payload = PutRequest.encode({ key, value }).finish();
        const put = decodePlainPut(payload);
        expect(put).to.deep.equal(generated(payload));
        expect(put?.key).to.equal(String.fromCharCode(...key));
      }),
      { seed: 5 },
    );
  });

  it('keeps nothing of the bytes it came in', () => {
    const payload = PutRequest.encode({ key: Uint8Array.of(1), value: Uint8Array.of(7, 8) }).finish();
    const put = decodePlainPut(payload);
    payload.fill(0);
    expect([...(put?.value ?? [])]).to.eql([7, 8]);
  });

  it('is left to the generated decoder when it carries anything else', () => {
    const key = Uint8Array.of(1);
    const others = [{ lease: longOf(5) }, { prev_kv: true }, { ignore_value: true }, { ignore_lease: true }];
    for (const other of others)
      expect(decodePlainPut(PutRequest.encode({ key, ...other } as never).finish())).to.equal(null);
    expect(decodePlainPut(Uint8Array.of(0x0a, 1, 65, 0x3a, 0))).to.equal(null);
  });

  it('never differs from the generated decoder, whatever the bytes are', () => {
    const wire = fc.uint8Array({ maxLength: 40 });
    const likely = fc
      .array(fc.tuple(fc.constantFrom(0x0a, 0x12, 0x18), fc.uint8Array({ maxLength: 9 })), { maxLength: 4 })
      .map((fields) => Uint8Array.from(fields.flatMap(([tag, data]) => [tag, data.length, ...data])));
    fc.assert(
      fc.property(fc.oneof(wire, likely), fc.nat(40), (whole, cut) => {
        const payload = whole.subarray(0, Math.max(0, whole.length - (cut % 4)));
        const put = decodePlainPut(payload);
        if (put !== null) expect(put).to.deep.equal(generated(payload));
      }),
      { seed: 6, numRuns: 5_000 },
    );
  });
});
