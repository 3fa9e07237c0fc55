import { expect } from 'chai';
import { leaseId } from '../../../src/core/base/brands.ts';
import { prefixRange, singleKey } from '../../../src/core/base/bytes.ts';
import { readOnly } from '../../../src/core/mvcc/txn-scan.ts';
import type { Compare, OpResult, TxnResult } from '../../../src/core/mvcc/types.ts';
import {
  compare,
  compareValue,
  del,
  delOp,
  EVERYTHING,
  get,
  getOp,
  put,
  putOp,
  text,
  txn,
  txnOp,
  withLease,
} from './requests.ts';
import { Rig } from './rig.ts';

describe('a transaction', () => {
  it('runs the success branch when every compare holds, else the failure branch', () => {
    const rig = new Rig();
    rig.put(put('a'));
    const swap = (revision: number): TxnResult =>
      rig.txn(
        txn({
          compares: [compare('a', 'mod', 'equal', revision)],
          success: [putOp('a', 'new')],
          failure: [getOp('a')],
        }),
      );
    expect(swap(2)).to.deep.equal({ succeeded: true, results: [{ type: 'put', prevKv: null }] });
    const lost = swap(2);
    expect(lost.succeeded).to.equal(false);
    expect(valuesOf(lost.results[0])).to.deep.equal(['new']);
    expect(rig.revision).to.equal(3);
  });

  it('is one revision whose writes count up its sub-revisions', () => {
    const rig = new Rig();
    rig.put(put('x'));
    rig.txn(txn({ success: [putOp('a'), delOp('x'), txnOp({ success: [putOp('b')] }), putOp('c')] }));
    expect(rig.revision).to.equal(3);
    expect(rig.changes.map(({ key, revision }) => `${revision.main}.${revision.sub} ${key}`)).to.deep.equal([
      '3.0 a',
      '3.1 x',
      '3.2 b',
      '3.3 c',
    ]);
    expect(rig.range(get('c')).kvs[0]).to.include({ createRevision: 3, modRevision: 3 });
  });

  it('does not move the revision when it changes nothing', () => {
    const rig = new Rig();
    rig.put(put('a'));
    rig.txn(txn({ success: [getOp('a'), delOp('missing'), txnOp({})] }));
    rig.txn(txn({}));
    expect(rig.revision).to.equal(2);
  });

  it('lets later operations see the writes of earlier ones, before the store has them', () => {
    const rig = new Rig();
    rig.put(put('a', 'old'));
    const { results } = rig.txn(
      txn({
        success: [
          getOp('a'),
          putOp('a', 'new'),
          getOp('a'),
          putOp('b', 'beside'),
          getOp(EVERYTHING),
          getOp('a', { revision: 2 }),
          txnOp({ success: [getOp('b'), delOp('b', true)] }),
          getOp(EVERYTHING, { countOnly: true }),
        ],
      }),
    );
    expect([0, 2, 4, 5].map((at) => valuesOf(results[at]))).to.deep.equal([
      ['old'],
      ['new'],
      ['new', 'beside'],
      ['old'],
    ]);
    const nested = results[6];
    expect(nested?.type === 'txn' && valuesOf(nested.result.results[0])).to.deep.equal(['beside']);
    expect(nested?.type === 'txn' && nested.result.results[1]).to.deep.include({ deleted: 1 });
    expect(results[7]).to.deep.include({ result: { kvs: [], more: false, count: 1 } });
  });

  it('sorts and filters what it has just written like anything else', () => {
    const rig = new Rig();
    rig.put(put('a', '2'));
    const { results } = rig.txn(
      txn({
        success: [
          putOp('b', '1'),
          getOp(EVERYTHING, { sortTarget: 'value', sortOrder: 'ascend' }),
          getOp(EVERYTHING, { minModRevision: 3 }),
        ],
      }),
    );
    expect([valuesOf(results[1]), valuesOf(results[2])]).to.deep.equal([['1', '2'], ['1']]);
  });

  it('decides every nested branch by the state before the transaction', () => {
    const rig = new Rig();
    const created = [compare('a', 'version', 'greater', 0)];
    const { results } = rig.txn(
      txn({
        success: [
          putOp('a'),
          txnOp({ compares: created, success: [putOp('seen')], failure: [putOp('unseen')] }),
        ],
      }),
    );
    expect(results[1]).to.deep.include({
      type: 'txn',
      result: { succeeded: false, results: [{ type: 'put', prevKv: null }] },
    });
    expect(rig.range(get(EVERYTHING)).kvs.map((kv) => kv.key)).to.deep.equal(['a', 'unseen']);
  });

  it('is refused whole when its branch cannot run, and writes nothing', () => {
    const rig = new Rig();
    for (let i = 0; i < 5; i++) rig.put(put('a'));
    rig.compact(4);
    for (const [op, refusal] of [
      [putOp('b', 'v', withLease(9)), 'lease-not-found'],
      [putOp('b', '', { ignoreValue: true }), 'key-not-found'],
      [putOp('b', 'v', { ignoreLease: true }), 'key-not-found'],
      [getOp('a', { revision: 3 }), 'compacted'],
      [getOp('a', { revision: 7 }), 'future-revision'],
      [txnOp({ success: [getOp('a', { revision: -1 })] }), 'compacted'],
    ] as const) {
      const outcome = rig.tryTxn(txn({ success: [putOp('first'), op] }));
      expect(outcome).to.deep.equal({ ok: false, refusal });
    }
    expect(rig.revision).to.equal(6);
    expect(rig.range(get('first')).count).to.equal(0);
  });

  it('is not refused for what stands in the branch not taken', () => {
    const rig = new Rig();
    for (let i = 0; i < 5; i++) rig.put(put('a'));
    rig.compact(4);
    const impossible = [putOp('b', 'v', withLease(9)), getOp('a', { revision: 3 })];
    const outcome = rig.txn(
      txn({ success: [txnOp({ success: [putOp('c')], failure: impossible })], failure: impossible }),
    );
    expect(outcome.succeeded).to.equal(true);
    expect(rig.revision).to.equal(7);
  });

  it('reads the past alike on members that have deleted what is compacted and on those that have not yet', () => {
    for (const revision of [2, 3, 4, 5, 6]) {
      const outcomes = [true, false].map((deleted) => {
        const rig = new Rig();
        for (let i = 0; i < 5; i++) rig.put(put('a', `v${i}`));
        rig.compact(4, deleted);
        const outcome = rig.tryTxn(txn({ success: [putOp('b'), getOp('a', { revision })] }));
        return [outcome, rig.revision];
      });
      expect(outcomes[0], `revision ${revision}`).to.deep.equal(outcomes[1]);
    }
  });

  it('may read at a negative revision, which is the newest, while nothing is compacted', () => {
    const rig = new Rig();
    rig.put(put('a', 'v'));
    expect(
      valuesOf(rig.txn(txn({ success: [delOp('x'), getOp('a', { revision: -1 })] })).results[1]),
    ).to.deep.equal(['v']);
  });

  it('may put and then delete a key over nested branches: nothing is left but the events', () => {
    const rig = new Rig();
    rig.txn(txn({ success: [txnOp({ success: [putOp('a')] }), txnOp({ success: [delOp('a')] })] }));
    expect(rig.changes.map((change) => change.type)).to.deep.equal(['put', 'delete']);
    expect(rig.range(get('a')).count).to.equal(0);
    rig.compact(2);
    expect([...rig.records.values()].map(({ revision }) => revision.sub)).to.deep.equal([1]);
  });
});

describe('a compare', () => {
  const rig = new Rig();
  rig.leases.add(leaseId(7n));
  rig.put(put('p/a', 'b', withLease(7)));
  rig.put(put('p/c', 'b'));
  rig.put(put('p/c', 'd'));
  const holds = (...compares: Compare[]): boolean => rig.txn(txn({ compares })).succeeded;

  it('of a missing key is 0 for every number and lease', () => {
    for (const target of ['version', 'create', 'mod'] as const) {
      expect(holds(compare('x', target, 'equal', 0))).to.equal(true);
      expect(holds(compare('x', target, 'not-equal', 0))).to.equal(false);
      expect(holds(compare('x', target, 'less', 1))).to.equal(true);
      expect(holds(compare('x', target, 'greater', -1))).to.equal(true);
    }
    expect(holds({ range: singleKey('x'), target: 'lease', result: 'equal', operand: 0n })).to.equal(true);
    expect(holds({ range: singleKey('x'), target: 'lease', result: 'less', operand: 0n })).to.equal(false);
  });

  it('of the value of a missing key never holds, not even "not equal"', () => {
    for (const result of ['equal', 'not-equal', 'greater', 'less'] as const) {
      expect(holds(compareValue('x', result, ''))).to.equal(false);
      expect(holds(compareValue({ from: 'x', to: null }, result, 'y'))).to.equal(false);
    }
  });

  it('over a range holds when it does for every key there', () => {
    const range = prefixRange('p/');
    expect(holds({ range, target: 'version', result: 'greater', operand: 0 })).to.equal(true);
    expect(holds({ range, target: 'version', result: 'equal', operand: 1 })).to.equal(false);
    expect(holds({ range, target: 'create', result: 'less', operand: 4 })).to.equal(true);
    expect(holds(compareValue(range, 'greater', 'a'))).to.equal(true);
    expect(holds(compareValue(range, 'equal', 'b'))).to.equal(false);
    expect(holds({ range: prefixRange('q/'), target: 'version', result: 'equal', operand: 0 })).to.equal(
      true,
    );
  });

  it('tells each target and result apart', () => {
    expect(holds(compare('p/c', 'version', 'equal', 2), compare('p/c', 'create', 'equal', 3))).to.equal(true);
    expect(holds(compare('p/c', 'mod', 'equal', 4), compare('p/c', 'mod', 'less', 4))).to.equal(false);
    expect(holds(compareValue('p/c', 'equal', 'd'), compareValue('p/c', 'less', 'da'))).to.equal(true);
    expect(holds(compareValue('p/c', 'not-equal', 'd'))).to.equal(false);
    expect(holds({ range: singleKey('p/a'), target: 'lease', result: 'equal', operand: 7n })).to.equal(true);
    expect(holds({ range: singleKey('p/c'), target: 'lease', result: 'equal', operand: 7n })).to.equal(false);
  });
});

describe('a read-only transaction', () => {
  it('is one with ranges alone on both branches; without any operation it is one too', () => {
    expect(readOnly(txn({}))).to.equal(true);
    expect(readOnly(txn({ success: [getOp('a')], failure: [getOp('b')] }))).to.equal(true);
    expect(readOnly(txn({ success: [getOp('a')], failure: [delOp('b')] }))).to.equal(false);
    expect(readOnly(txn({ success: [txnOp({})] }))).to.equal(false);
  });

  it('reads the present outside the log', () => {
    const rig = new Rig();
    rig.put(put('a', 'v'));
    rig.delete(del('a'));
    const request = txn({
      compares: [compare('a', 'version', 'equal', 0)],
      success: [getOp('a', { revision: 2 }), getOp('a')],
    });
    const outcome = rig.readTxn(request);
    expect(outcome.ok && outcome.result.results.map(valuesOf)).to.deep.equal([['v'], []]);
    const late = txn({ success: [getOp('a', { revision: 4 })] });
    expect(rig.readTxn(late)).to.deep.equal({
      ok: false,
      refusal: 'future-revision',
    });
  });
});

function valuesOf(result: OpResult | undefined): string[] {
  if (result?.type !== 'range') throw new Error(`not a range: ${result?.type}`);
  return result.result.kvs.map((kv) => text(kv.value));
}
