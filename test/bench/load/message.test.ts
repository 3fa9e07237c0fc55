import { expect } from 'chai';
import { longOf } from '../../../src/codec/etcd-scalars.ts';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';
import { digitsAt, keyBytes, revisionOf, Template, termOf, varintField } from './message.ts';

describe('Messages of the load generator', () => {
  it('a template writes the number into every place that names the key, and nowhere else', () => {
    const key = keyBytes('a/');
    const template = new Template(
      pb.TxnRequest.encode({
        compare: [{ key, value: new Uint8Array([0x30, 0x30]) }],
        success: [{ request_put: { key, value: Buffer.from('000000') } }],
      }).finish(),
      'a/',
    );
    const message = template.withKey(90_210);
    expect(Buffer.from(message).readUInt32BE(1)).to.equal(message.length - 5);
    const { compare, success } = pb.TxnRequest.decode(message.subarray(5));
    expect(text(compare[0]?.key)).to.equal('a/000000090210');
    expect(text(success[0]?.request_put?.key)).to.equal('a/000000090210');
    expect(text(success[0]?.request_put?.value)).to.equal('000000');
  });

  it('a template gives the last number no trace of the one before', () => {
    const template = new Template(pb.PutRequest.encode({ key: keyBytes('k') }).finish(), 'k');
    template.withKey(999_999);
    expect(text(pb.PutRequest.decode(template.withKey(7).subarray(5)).key)).to.equal('k000000000007');
  });

  it('a template of many keys numbers them in their order', () => {
    const put = { request_put: { key: keyBytes('k') } };
    const template = new Template(pb.TxnRequest.encode({ success: [put, put, put] }).finish(), 'k');
    const { success } = pb.TxnRequest.decode(template.withKeysFrom(98).subarray(5));
    expect(success.map((each) => text(each.request_put?.key))).to.deep.equal([
      'k000000000098',
      'k000000000099',
      'k000000000100',
    ]);
  });

  it('a number is read back from where it was written', () => {
    expect(digitsAt(keyBytes('put ', 123_456), 4)).to.equal(123_456);
  });

  it("finds a reply's revision and fields among those it does not know", () => {
    const header = { cluster_id: longOf(2 ** 52), revision: longOf(4_711), raft_term: longOf(9) };
    const kvs = [{ key: keyBytes('x'), value: new Uint8Array(300) }];
    const reply = pb.RangeResponse.encode({ header, kvs, count: longOf(1_000) }).finish();
    const bytes = Buffer.concat([Buffer.alloc(3, 0xff), reply, Buffer.alloc(3, 0xff)]);
    expect(revisionOf(bytes, 3, bytes.length - 3)).to.equal(4_711);
    expect(termOf(bytes, 3, bytes.length - 3)).to.equal(9);
    expect(varintField(bytes, 3, bytes.length - 3, 4)).to.equal(1_000);
    expect(varintField(bytes, 3, bytes.length - 3, 3), 'more').to.equal(0);
  });
});

function text(bytes: Uint8Array | null | undefined): string {
  return Buffer.from(bytes ?? []).toString('latin1');
}
