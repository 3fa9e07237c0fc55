/** A server that answers wrongly must fail a run, whatever its rate. */
import { expect } from 'chai';
import { Recorder } from './recorder.ts';
import { putOperation, rangeOperation, txnOperation } from './kv.ts';
import { longOf } from '../../../src/codec/etcd-scalars.ts';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';
import type { Operation } from './lane.ts';

const header = (revision: number): { revision: ReturnType<typeof longOf> } => ({
  revision: longOf(revision),
});

describe('The checks of the load generator', () => {
  let recorder: Recorder;

  beforeEach(() => {
    recorder = new Recorder();
    recorder.beginAt(10);
  });

  it('M2: a put whose revision was acknowledged before it was sent fails the run', () => {
    const put = putOperation('k/', recorder);
    check(put, pb.PutResponse.encode({ header: header(11) }).finish());
    expect(recorder.fault).to.equal(null);
    check(put, pb.PutResponse.encode({ header: header(11) }).finish());
    expect(recorder.fault).to.contain('a write answered revision 11');
  });

  it('M3: a put that was acknowledged but made no revision of its own fails the run', () => {
    const put = putOperation('k/', recorder);
    const { floor } = recorder;
    const reply = pb.PutResponse.encode({ header: header(11) }).finish();
    for (let i = 0; i < 2; i++) put.check(reply, 0, reply.length, floor);
    expect(recorder.fault).to.equal(null);
    recorder.checkRevisions();
    expect(recorder.fault).to.contain('2 writes were acknowledged, but 1 revisions made');
  });

  it('M2: a linearizable read from before an acknowledged write fails the run, a serializable one does not', () => {
    recorder.wrote(11, 10);
    const stale = rangeReply(10, 1, 256);
    check(rangeOperation('k/', recorder, true), stale);
    expect(recorder.fault).to.equal(null);
    check(rangeOperation('k/', recorder, false), stale);
    expect(recorder.fault).to.contain('a read answered revision 10');
  });

  it('M1: a range without its key, or without the value, fails the run', () => {
    check(rangeOperation('k/', recorder, false), rangeReply(10, 0, 0));
    expect(recorder.fault).to.contain('0 keys instead of 1');
    recorder = new Recorder();
    check(rangeOperation('k/', recorder, false), rangeReply(10, 1, 10));
    expect(recorder.fault).to.contain('brought');
  });

  it('M1: a transaction whose comparison failed fails the run', () => {
    check(
      txnOperation('k/', recorder),
      pb.TxnResponse.encode({ header: header(11), succeeded: false }).finish(),
    );
    expect(recorder.fault).to.contain('a comparison with a new key failed');
  });

  it('counts and times only while it measures', () => {
    recorder.done(performance.now());
    recorder.isMeasuring = true;
    recorder.done(performance.now() - 5);
    expect(recorder.operations).to.equal(1);
    expect(recorder.latencies.percentile(0)).to.be.at.least(5_000);
  });

  function check(operation: Operation, reply: Uint8Array): void {
    operation.check(reply, 0, reply.length, recorder.floor);
  }
});

function rangeReply(revision: number, count: number, valueBytes: number): Uint8Array {
  const kvs = Array.from({ length: count }, () => ({ value: new Uint8Array(valueBytes) }));
  return pb.RangeResponse.encode({ header: header(revision), kvs, count: longOf(count) }).finish();
}
