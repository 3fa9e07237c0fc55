import { expect } from 'chai';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';
import { longOf } from '../../../src/codec/etcd-scalars.ts';
import { MAX_REQUEST_BYTES } from '../../../src/api/limits.ts';
import { answered, failed, Kit } from '../support/kit.ts';
import type { Metadata, Outcome } from '../support/kit.ts';
import { member, SELF } from '../support/fake-serving.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const text = (value: Uint8Array | null | undefined): string => Buffer.from(value ?? []).toString('latin1');

type RangeFields = pb.RangeRequest.$Properties;
type TxnFields = pb.TxnRequest.$Properties;

function range(kit: Kit, fields: RangeFields, metadata: Metadata = {}): Outcome<pb.RangeResponse> {
  return kit.call(
    '/etcdserverpb.KV/Range',
    pb.RangeRequest.encode(fields).finish(),
    pb.RangeResponse,
    metadata,
  );
}
function put(kit: Kit, fields: pb.PutRequest.$Properties): Outcome<pb.PutResponse> {
  return kit.call('/etcdserverpb.KV/Put', pb.PutRequest.encode(fields).finish(), pb.PutResponse);
}
function deleteRange(kit: Kit, fields: pb.DeleteRangeRequest.$Properties): Outcome<pb.DeleteRangeResponse> {
  const request = pb.DeleteRangeRequest.encode(fields).finish();
  return kit.call('/etcdserverpb.KV/DeleteRange', request, pb.DeleteRangeResponse);
}
function txn(kit: Kit, fields: TxnFields): Outcome<pb.TxnResponse> {
  return kit.call('/etcdserverpb.KV/Txn', pb.TxnRequest.encode(fields).finish(), pb.TxnResponse);
}
function compact(kit: Kit, fields: pb.CompactionRequest.$Properties): Outcome<pb.CompactionResponse> {
  const request = pb.CompactionRequest.encode(fields).finish();
  return kit.call('/etcdserverpb.KV/Compact', request, pb.CompactionResponse);
}

describe('api/etcd/kv', () => {
  let kit: Kit;
  beforeEach(() => {
    kit = new Kit();
  });

  describe('Range', () => {
    it('asks whether local state is current before it reads', () => {
      kit.serving.seed('a', '1');
      const answer = answered(range(kit, { key: bytes('a') }));
      expect(kit.serving.asked).to.deep.equal(['linearize', 'range']);
      expect(text(answer.kvs[0]?.value)).to.equal('1');
      expect(answer.count.toNumber()).to.equal(1);
    });

    it('reads at once when serializable', () => {
      answered(range(kit, { key: bytes('a'), serializable: true }));
      expect(kit.serving.asked).to.deep.equal(['range']);
    });

    it('fills the header with cluster, member, newest revision and term', () => {
      kit.serving.seed('a', '1');
      const { header } = answered(range(kit, { key: bytes('none'), serializable: true }));
      expect(header?.cluster_id?.toString()).to.equal(String(0xc1a5));
      expect(header?.member_id?.toString()).to.equal(String(SELF));
      expect(header?.revision?.toNumber()).to.equal(2);
      expect(header?.raft_term?.toNumber()).to.equal(7);
    });

    it('answers every field of a key', () => {
      kit.serving.seed('k', 'old');
      kit.serving.seed('k', 'new');
      const [kv] = answered(range(kit, { key: bytes('k') })).kvs;
      expect(text(kv?.key)).to.equal('k');
      expect(kv?.create_revision?.toNumber()).to.equal(2);
      expect(kv?.mod_revision?.toNumber()).to.equal(3);
      expect(kv?.version?.toNumber()).to.equal(2);
      expect(kv?.lease?.toNumber()).to.equal(0);
    });

    it('takes an end of one zero byte for everything from the key on', () => {
      for (const key of ['a', 'b', '\xff\xff']) kit.serving.seed(key, '1');
      const answer = answered(range(kit, { key: bytes('b'), range_end: bytes('\0') }));
      expect(answer.kvs.map((kv) => text(kv.key))).to.deep.equal(['b', '\xff\xff']);
    });

    it('keeps keys of arbitrary bytes as they are', () => {
      kit.serving.seed('\x00\x80\xff', '1');
      const answer = answered(range(kit, { key: bytes('\x00\x80\xff') }));
      expect(text(answer.kvs[0]?.key)).to.equal('\x00\x80\xff');
    });

    it('refuses an empty key and unknown sort options with the texts of etcd', () => {
      expect(failed(range(kit, {}))).to.equal('INVALID_ARGUMENT: etcdserver: key is not provided');
      const sort = 'INVALID_ARGUMENT: etcdserver: invalid sort option';
      expect(failed(range(kit, { key: bytes('a'), sort_order: 7 as pb.RangeRequest.SortOrder }))).to.equal(
        sort,
      );
      expect(failed(range(kit, { key: bytes('a'), sort_target: 5 as pb.RangeRequest.SortTarget }))).to.equal(
        sort,
      );
      expect(kit.serving.asked).to.deep.equal([]);
    });

    it('takes a revision beyond every number for a future one, and a negative one for the newest', () => {
      kit.serving.seed('a', '1');
      const future = 'OUT_OF_RANGE: etcdserver: mvcc: required revision is a future revision';
      const beyond = longOf(1).shiftLeft(62);
      expect(failed(range(kit, { key: bytes('a'), revision: beyond }))).to.equal(future);
      expect(failed(range(kit, { key: bytes('a'), revision: longOf(3) }))).to.equal(future);
      expect(answered(range(kit, { key: bytes('a'), revision: beyond.negate() })).kvs).to.have.length(1);
    });

    it('takes a negative limit for none', () => {
      kit.serving.seed('a', '1');
      kit.serving.seed('b', '1');
      const answer = answered(range(kit, { key: bytes('a'), range_end: bytes('\0'), limit: longOf(-1) }));
      expect(answer.kvs).to.have.length(2);
    });

    it('says compacted below the compacted revision', () => {
      kit.serving.seed('a', '1');
      kit.serving.seed('a', '2');
      kit.serving.compacted = 3;
      expect(failed(range(kit, { key: bytes('a'), revision: longOf(2) }))).to.equal(
        'OUT_OF_RANGE: etcdserver: mvcc: required revision has been compacted',
      );
    });

    it('passes on why local state cannot be known to be current', () => {
      kit.serving.linearizeError = 'no-leader';
      expect(failed(range(kit, { key: bytes('a') }))).to.equal('UNAVAILABLE: etcdserver: no leader');
      kit.serving.linearizeError = 'timeout';
      expect(failed(range(kit, { key: bytes('a') }))).to.equal('UNAVAILABLE: etcdserver: request timed out');
    });

    it('reads nothing while damage is known', () => {
      kit.serving.alarmList = [{ member: SELF, alarm: 'corrupt' }];
      expect(failed(range(kit, { key: bytes('a'), serializable: true }))).to.equal(
        'DATA_LOSS: etcdserver: corrupt cluster',
      );
    });

    it('reads on while space is short', () => {
      kit.serving.alarmList = [{ member: SELF, alarm: 'nospace' }];
      answered(range(kit, { key: bytes('a') }));
    });

    it('serves only serializable reads on a learner', () => {
      kit.serving.memberList = [member(SELF, 'm1', true)];
      answered(range(kit, { key: bytes('a'), serializable: true }));
      expect(failed(range(kit, { key: bytes('a') }))).to.equal(
        'FAILED_PRECONDITION: etcdserver: rpc not supported for learner',
      );
    });

    it('refuses bytes that are no message', () => {
      const broken = kit.start('/etcdserverpb.KV/Range', Uint8Array.of(0x0a, 0xff));
      expect(broken.status?.code).to.equal(13);
    });
  });

  describe('Put', () => {
    it('proposes the request in its own bytes and answers with the revision it made', () => {
      const request = pb.PutRequest.encode({ key: bytes('k'), value: bytes('v') }).finish();
      const { header } = answered(kit.call('/etcdserverpb.KV/Put', request, pb.PutResponse));
      expect(header?.revision?.toNumber()).to.equal(2);
      expect(kit.serving.proposed[0]?.proposal.kind).to.equal('put');
      expect(Buffer.from(kit.serving.proposed[0]?.proposal.payload ?? [])).to.deep.equal(
        Buffer.from(request),
      );
    });

    it('keeps fields it does not know in what goes into the log', () => {
      const known = pb.PutRequest.encode({ key: bytes('k') }).finish();
      const unknown = Uint8Array.of(0xf8, 0x07, 0x01);
      answered(kit.call('/etcdserverpb.KV/Put', Buffer.concat([known, unknown]), pb.PutResponse));
      expect(kit.serving.proposed[0]?.proposal.payload.length).to.equal(known.length + unknown.length);
    });

    it('answers the previous value when asked', () => {
      kit.serving.seed('k', 'old');
      expect(text(answered(put(kit, { key: bytes('k'), prev_kv: true })).prev_kv?.value)).to.equal('old');
      expect(answered(put(kit, { key: bytes('k') })).prev_kv).to.equal(null);
    });

    it('refuses what contradicts itself, with the texts of etcd', () => {
      const invalid = (why: string): string => `INVALID_ARGUMENT: etcdserver: ${why}`;
      expect(failed(put(kit, { value: bytes('v') }))).to.equal(invalid('key is not provided'));
      const key = bytes('k');
      expect(failed(put(kit, { key, value: bytes('v'), ignore_value: true }))).to.equal(
        invalid('value is provided'),
      );
      expect(failed(put(kit, { key, lease: longOf(1), ignore_lease: true }))).to.equal(
        invalid('lease is provided'),
      );
      expect(kit.serving.proposed).to.deep.equal([]);
    });

    it('refuses a request beyond the bound and takes one at the bound', () => {
      const overhead = put(kit, { key: bytes('k'), value: new Uint8Array(MAX_REQUEST_BYTES) });
      expect(failed(overhead)).to.equal('INVALID_ARGUMENT: etcdserver: request is too large');
      const frame = pb.PutRequest.encode({
        key: bytes('k'),
        value: new Uint8Array(MAX_REQUEST_BYTES),
      }).finish();
      const fitting = MAX_REQUEST_BYTES - (frame.length - MAX_REQUEST_BYTES);
      answered(put(kit, { key: bytes('k'), value: new Uint8Array(fitting) }));
      expect(kit.serving.proposed).to.have.length(1);
    });

    it('passes on what the state machine and the node refuse', () => {
      const cases = [
        ['no-space', 'RESOURCE_EXHAUSTED: etcdserver: mvcc: database space exceeded'],
        ['corrupt', 'DATA_LOSS: etcdserver: corrupt cluster'],
        ['lease-not-found', 'NOT_FOUND: etcdserver: requested lease not found'],
        ['key-not-found', 'INVALID_ARGUMENT: etcdserver: key not found'],
      ] as const;
      for (const [reason, expected] of cases) {
        kit.serving.answer = () => ({ type: 'refused', reason, detail: '' });
        expect(failed(put(kit, { key: bytes('k') }))).to.equal(expected);
      }
      kit.serving.answer = () => 'leader-changed';
      expect(failed(put(kit, { key: bytes('k') }))).to.equal('UNAVAILABLE: etcdserver: leader changed');
    });

    it('names the key and the way out when a lease meets a replicated key', () => {
      kit.serving.answer = () => ({
        type: 'refused',
        reason: 'lease-on-federated',
        detail: 'key "cfg/a", rule "cfg/"',
      });
      const message = failed(put(kit, { key: bytes('cfg/a'), lease: longOf(5) }));
      expect(message).to.match(/^FAILED_PRECONDITION: atoll: /);
      expect(message).to.contain('key "cfg/a", rule "cfg/"').and.to.contain('without a lease');
    });
  });

  describe('DeleteRange', () => {
    it('counts what it deleted and hands it back when asked', () => {
      for (const key of ['a', 'b', 'c']) kit.serving.seed(key, key);
      const answer = answered(deleteRange(kit, { key: bytes('a'), range_end: bytes('c'), prev_kv: true }));
      expect(answer.deleted.toNumber()).to.equal(2);
      expect(answer.prev_kvs.map((kv) => text(kv.value))).to.deep.equal(['a', 'b']);
    });

    it('makes no revision when nothing matches', () => {
      expect(answered(deleteRange(kit, { key: bytes('x') })).header?.revision?.toNumber()).to.equal(1);
    });

    it('refuses an empty key', () => {
      expect(failed(deleteRange(kit, {}))).to.equal('INVALID_ARGUMENT: etcdserver: key is not provided');
    });
  });

  describe('Txn', () => {
    const getOp = (key: string, more: RangeFields = {}) => ({ request_range: { key: bytes(key), ...more } });
    const putOp = (key: string) => ({ request_put: { key: bytes(key), value: bytes('v') } });
    const deleteOp = (key: string) => ({ request_delete_range: { key: bytes(key) } });

    it('goes through the log as soon as one branch writes', () => {
      answered(txn(kit, { success: [getOp('a')], failure: [putOp('a')] }));
      expect(kit.serving.proposed.map(({ command }) => command.type)).to.deep.equal(['txn']);
      expect(kit.serving.asked).to.deep.equal([]);
    });

    it('goes through the log when it holds another transaction, even one that only reads', () => {
      answered(txn(kit, { success: [{ request_txn: { success: [getOp('a')] } }] }));
      expect(kit.serving.proposed).to.have.length(1);
    });

    it('is served like a range when it only reads', () => {
      kit.serving.seed('a', '1');
      const answer = answered(txn(kit, { success: [getOp('a')], failure: [getOp('b')] }));
      expect(kit.serving.asked).to.deep.equal(['linearize', 'readTxn']);
      expect(kit.serving.proposed).to.deep.equal([]);
      expect(text(answer.responses[0]?.response_range?.kvs?.[0]?.value)).to.equal('1');
      expect(answer.header?.revision?.toNumber()).to.equal(2);
    });

    it('skips asking for current state when all its ranges are serializable, or when it has none', () => {
      answered(txn(kit, { success: [getOp('a', { serializable: true })] }));
      answered(txn(kit, {}));
      expect(kit.serving.asked).to.deep.equal(['readTxn', 'readTxn']);
      answered(txn(kit, { success: [getOp('a', { serializable: true })], failure: [getOp('a')] }));
      expect(kit.serving.asked.slice(2)).to.deep.equal(['linearize', 'readTxn']);
    });

    it('gives operations the revision they see: the next one from the first write on', () => {
      kit.serving.seed('a', '1');
      const ops = [getOp('a'), deleteOp('none'), putOp('b'), getOp('b'), deleteOp('none')];
      const { responses, header } = answered(txn(kit, { success: ops }));
      const revisions = responses.map((op) => {
        const answer = op.response_range ?? op.response_put ?? op.response_delete_range;
        return answer?.header?.revision?.toNumber();
      });
      expect(revisions).to.deep.equal([2, 2, 3, 3, 3]);
      expect(header?.revision?.toNumber()).to.equal(3);
      expect(responses[0]?.response_range?.header?.cluster_id?.toNumber()).to.equal(0);
    });

    it('gives a nested transaction an empty header', () => {
      const { responses } = answered(txn(kit, { success: [{ request_txn: { success: [putOp('a')] } }] }));
      const nested = responses[0]?.response_txn;
      expect(nested?.header?.revision?.toNumber()).to.equal(0);
      expect(nested?.responses?.[0]?.response_put?.header?.revision?.toNumber()).to.equal(2);
    });

    it('says what a range in it is refused for', () => {
      expect(failed(txn(kit, { success: [getOp('a', { revision: longOf(99) })] }))).to.equal(
        'OUT_OF_RANGE: etcdserver: mvcc: required revision is a future revision',
      );
    });
  });

  describe('Compact', () => {
    it('answers as soon as the compaction is agreed on', () => {
      kit.serving.seed('a', '1');
      answered(compact(kit, { revision: longOf(2) }));
      expect(kit.serving.asked).to.deep.equal([]);
      expect(kit.serving.compacted).to.equal(2);
    });

    it('waits for the records to be gone when asked to', () => {
      kit.serving.seed('a', '1');
      answered(compact(kit, { revision: longOf(2), physical: true }));
      expect(kit.serving.asked).to.deep.equal(['compactionDone 2']);
    });

    it('passes on refusals', () => {
      kit.serving.answer = () => ({ type: 'refused', reason: 'compacted', detail: '' });
      expect(failed(compact(kit, { revision: longOf(1), physical: true }))).to.equal(
        'OUT_OF_RANGE: etcdserver: mvcc: required revision has been compacted',
      );
      expect(kit.serving.asked).to.deep.equal([]);
    });
  });
});
