import { expect } from 'chai';
import { prefixRange, singleKey } from '../../../src/core/base/bytes.ts';
import { createOrderedMap, setKey } from '../../../src/core/base/ordered-map.ts';
import {
  checkCoveredDeletes,
  checkCoveredPut,
  checkCoveredTxn,
  COVERED_DELETES_BYTES_MAX,
} from '../../../src/core/federation/refusals.ts';
import type { CoveredOp, CoveredTxn } from '../../../src/core/federation/refusals.ts';
import { decodeRuleValue, encodeRuleValue } from '../../../src/core/federation/rule-value.ts';
import { createRuleTable, deleteRule, ruleFor, rulesTouching } from '../../../src/core/federation/rules.ts';
import { bytesOf, rule } from './kit.ts';

describe('rule table', () => {
  it('lets the longest prefix govern a key', () => {
    const table = createRuleTable([rule('/a/'), rule('/a/b/', 'local')]);
    expect(ruleFor(table, '/a/x')?.prefix).to.equal('/a/');
    expect(ruleFor(table, '/a/b/x')?.prefix).to.equal('/a/b/');
    expect(ruleFor(table, '/c')).to.equal(null);
    expect(ruleFor(table, '/a')).to.equal(null);
  });

  it('covers every key with the empty prefix', () => {
    expect(ruleFor(createRuleTable([rule('')]), '')?.prefix).to.equal('');
  });

  it('falls back to the shorter rule when the longer one goes', () => {
    const table = createRuleTable([rule('/a/'), rule('/a/b/'), rule('/z/b/')]);
    deleteRule(table, '/a/b/');
    expect(ruleFor(table, '/a/b/x')?.prefix).to.equal('/a/');
    expect(ruleFor(table, '/z/b/x')?.prefix).to.equal('/z/b/');
    deleteRule(table, '/z/b/');
    expect(table.lengths).to.deep.equal([3]);
  });

  it('finds the rules that govern part of a range, and not those a longer one hides', () => {
    const table = createRuleTable([rule(''), rule('/a/'), rule('/a/b/'), rule('/q/')]);
    const touched = (from: string, to: string | null): string[] =>
      rulesTouching(table, { from, to }).map(({ prefix }) => prefix);
    expect(touched('/a/b/1', '/a/b/2')).to.deep.equal(['/a/b/']);
    expect(touched('/a/a', '/a/c')).to.deep.equal(['/a/', '/a/b/']);
    expect(touched('/b', '/c')).to.deep.equal(['']);
    expect(touched('', null)).to.deep.equal(['', '/a/', '/a/b/', '/q/']);
  });

  it('writes a rule as text and reads back what it understands', () => {
    expect(String.fromCharCode(...encodeRuleValue(rule('/a/', 'local')))).to.equal('1;lww;local');
    expect(decodeRuleValue('/a/', encodeRuleValue(rule('/a/', 'local')))).to.deep.equal(rule('/a/', 'local'));
    for (const unknown of ['2;lww;local', '1;first;local', '1;lww;always', '1;lww;local;more', '']) {
      expect(decodeRuleValue('/a/', bytesOf(unknown)), unknown).to.equal(null);
    }
  });
});

describe('refusals on covered keys', () => {
  const table = createRuleTable([rule('/f/'), rule('/f/l/', 'local')]);
  const put = (key: string, lease: bigint | null = null): CoveredOp => ({
    type: 'put',
    request: { key, lease },
  });
  const compare = (key: string) => ({ range: singleKey(key) });
  const txn = (parts: Partial<CoveredTxn>): CoveredTxn => ({
    compares: [],
    success: [],
    failure: [],
    ...parts,
  });

  it('refuses a lease on a covered key and names key, rule and way out', () => {
    const refusal = checkCoveredPut(table, { key: '/f/k', lease: 5n });
    expect(refusal?.reason).to.equal('lease-on-federated');
    expect(refusal?.detail).to.contain('"/f/k"').and.to.contain('"/f/"').and.to.contain('without a lease');
    expect(checkCoveredPut(table, { key: '/f/k', lease: null })).to.equal(null);
    expect(checkCoveredPut(table, { key: '/r/k', lease: 5n })).to.equal(null);
  });

  it('refuses a lease inside a transaction, in either branch and in nested ones', () => {
    const nested = txn({ failure: [{ type: 'txn', request: txn({ success: [put('/f/k', 5n)] }) }] });
    expect(checkCoveredTxn(table, nested)?.reason).to.equal('lease-on-federated');
    expect(checkCoveredTxn(table, txn({ success: [put('/r/k', 5n)] }))).to.equal(null);
  });

  it('refuses comparing a covered key, or a range that reaches one', () => {
    expect(checkCoveredTxn(table, txn({ compares: [compare('/f/k')] }))?.reason).to.equal(
      'compare-on-federated',
    );
    expect(checkCoveredTxn(table, txn({ compares: [{ range: prefixRange('/') }] }))?.detail).to.contain(
      '"/f/"',
    );
    expect(checkCoveredTxn(table, txn({ compares: [compare('/r/k')], success: [put('/r/k')] }))).to.equal(
      null,
    );
  });

  it('refuses a comparison anywhere that decides about a covered write', () => {
    const branches: Partial<CoveredTxn>[] = [
      { success: [put('/f/k')] },
      { failure: [put('/f/k')] },
      { failure: [{ type: 'delete', request: { range: prefixRange('/') } }] },
      { success: [{ type: 'txn', request: txn({ failure: [put('/f/k')] }) }] },
    ];
    for (const branch of branches) {
      const refusal = checkCoveredTxn(table, txn({ compares: [compare('/r/k')], ...branch }));
      expect(refusal?.reason, JSON.stringify(branch)).to.equal('compare-on-federated');
    }
    const inner = txn({
      success: [put('/f/k'), { type: 'txn', request: txn({ compares: [compare('/r/k')] }) }],
    });
    expect(checkCoveredTxn(table, inner)?.reason).to.equal('compare-on-federated');
  });

  it('lets covered writes through that nothing is compared for', () => {
    const deletes: CoveredOp = { type: 'delete', request: { range: prefixRange('/f/') } };
    expect(checkCoveredTxn(table, txn({ success: [put('/f/k'), put('/r/k'), deletes] }))).to.equal(null);
  });

  it('refuses deleting more covered keys than a transaction can carry, and counts no regional ones', () => {
    const live = createOrderedMap<true>();
    const fill = (prefix: string, bytes: number): void => {
      for (let key = 0, left = bytes; left > 0; key++, left -= 1_032) {
        setKey(live, `${prefix}${String(key).padEnd(1_000 - prefix.length, '.')}`, true);
      }
    };
    fill('/r/', 2 * COVERED_DELETES_BYTES_MAX);
    fill('/f/', COVERED_DELETES_BYTES_MAX * 0.6);
    const all: CoveredOp = { type: 'delete', request: { range: prefixRange('/') } };
    expect(checkCoveredDeletes(table, all, live)).to.equal(null);
    const inBoth: CoveredOp = { type: 'txn', request: txn({ success: [all], failure: [all] }) };
    expect(checkCoveredDeletes(table, inBoth, live)?.reason).to.equal('delete-too-large');
    fill('/f/l/', COVERED_DELETES_BYTES_MAX * 0.6);
    expect(checkCoveredDeletes(table, all, live)?.detail)
      .to.contain('8 MiB')
      .and.to.contain('"/"');
    const part: CoveredOp = { type: 'delete', request: { range: prefixRange('/f/l/') } };
    expect(checkCoveredDeletes(table, part, live)).to.equal(null);
    expect(checkCoveredDeletes(createRuleTable([]), all, live)).to.equal(null);
  });

  it('allows comparisons where every rule touched says they are local', () => {
    const local = txn({ compares: [compare('/f/l/k')], success: [put('/f/l/k'), put('/r/k')] });
    expect(checkCoveredTxn(table, local)).to.equal(null);
    const mixed = txn({ compares: [compare('/f/l/k')], success: [put('/f/k')] });
    expect(checkCoveredTxn(table, mixed)?.reason).to.equal('compare-on-federated');
  });
});
