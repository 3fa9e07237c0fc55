import { expect } from 'chai';
import { RangeAnswer } from '../../../src/api/etcd/range-answer.ts';
import { rangeResponseBytes } from '../../../src/codec/range-response.ts';
import { headerField } from '../../../src/codec/response-header.ts';
import type { KeyValue } from '../../../src/core/mvcc/types.ts';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';
import { BufferPool } from '../../../src/rpc/http2/buffer-pool.ts';
import { FakeClock } from '../support/fake-clock.ts';

const HEADER = headerField({ clusterId: 1n, memberId: 2n, revision: 7, term: 3 });
const MEBIBYTE = 1024 * 1024;

const kv = (key: string, bytes: number): KeyValue => ({
  ...{ key, createRevision: 2, modRevision: 3, version: 2, lease: null },
  value: new Uint8Array(bytes).fill(7),
});

describe('api/etcd/range-answer', () => {
  let clock: FakeClock;
  let answer: RangeAnswer;
  let answers: Uint8Array[];

  beforeEach(() => {
    clock = new FakeClock();
    answer = new RangeAnswer(new BufferPool());
    answers = [];
    answer.begin(HEADER);
  });

  it('is what the whole would be encoded to, at once when it is short, however its keys came', () => {
    const kvs = ['a', 'b', 'c'].map((key) => kv(key, 10));
    for (const each of kvs) answer.take([each]);
    end(true, 9);
    const whole = rangeResponseBytes(HEADER, { kvs, more: true, count: 9 });
    answer.begin(HEADER);
    answer.take(kvs);
    end(true, 9);
    expect(answers.map(hexOf)).to.eql([hexOf(whole), hexOf(whole)]);
  });

  it('is laid together over some turns when it is long', () => {
    const kvs = Array.from({ length: 10 }, (_, i) => kv(`k${i}`, MEBIBYTE));
    for (const each of kvs) answer.take([each]);
    end(false, 10);
    expect(answers).to.have.length(0);
    clock.advance(1);
    const [bytes = new Uint8Array(0)] = answers;
    const decoded = pb.RangeResponse.decode(bytes);
    expect(answers).to.have.length(1);
    expect(decoded.kvs.map(({ value }) => value?.length)).to.eql(new Array(10).fill(MEBIBYTE));
  });

  it('uses the memory of an answer that is taken again, and never that of one that is not', () => {
    const memory: ArrayBufferLike[] = [];
    const takenBy: (() => void)[] = [];
    for (const isTaken of [false, true, false]) {
      answer.begin(HEADER);
      answer.take([kv('k', 10_000)]);
      answer.rangeEnd(false, 1);
      answer.end(clock, (whole, taken) => {
        memory.push(whole.buffer);
        if (taken !== undefined) takenBy.push(taken);
      });
      if (isTaken) takenBy.at(-1)?.();
    }
    const [first, second, third] = memory;
    expect([first === second, second === third]).to.eql([false, true]);
  });

  it('forgets what it had when it begins anew', () => {
    answer.take([kv('old', 1)]);
    answer.begin(HEADER);
    answer.take([kv('new', 1)]);
    end(false, 1);
    const keys = pb.RangeResponse.decode(answers[0] ?? new Uint8Array(0)).kvs.map(({ key }) =>
      String(Buffer.from(key ?? [])),
    );
    expect(keys).to.eql([String(Buffer.from('new'))]);
  });

  function end(more: boolean, count: number): void {
    answer.rangeEnd(more, count);
    answer.end(clock, (whole) => answers.push(whole));
  }
});

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
