import { expect } from 'chai';
import type { KeyState, Outcome } from '../support/member-client.ts';
import type { WatchEvent } from '../support/watch.ts';
import { explainHistory, missingEffects, wrongOrder } from './explain.ts';
import { GLOBAL_PREFIX, Ledger } from './ledger.ts';
import type { Operation, OperationKind } from './ledger.ts';
import { checkState, expectedState } from './state.ts';

const KEY = '/crash/k1';
const GLOBAL_KEY = `${GLOBAL_PREFIX}k1`;

const acknowledged = (revision: number): Outcome => ({ kind: 'acknowledged', revision, found: 1 });
const UNKNOWN: Outcome = { kind: 'unknown', why: 'the connection broke' };
const NOT_SENT: Outcome = { kind: 'not sent' };

describe('crash run: histories against the ledger', () => {
  let ledger: Ledger;

  beforeEach(() => {
    ledger = new Ledger('run 1');
  });

  function operation(kind: OperationKind, keys: readonly string[], outcome: Outcome): Operation {
    const begun = ledger.begin(kind, 'eu', keys);
    begun.outcome = outcome;
    return begun;
  }

  const put = (key: string, modRevision: number): WatchEvent => ({
    ...{ key, modRevision, createRevision: modRevision, version: 1, deleted: false },
    value: ledger.valueOf(key),
  });
  const deleted = (key: string, modRevision: number): WatchEvent => ({
    ...{ key, modRevision, createRevision: 0, version: 0, value: '', deleted: true },
  });

  function explain(events: readonly WatchEvent[], region: string = 'eu', after = 1): string[] {
    const upTo = Math.max(...events.map(({ modRevision }) => modRevision));
    return explainHistory(ledger, { region, after, upTo, events });
  }

  const missing = (region: string = 'eu'): string[] => missingEffects(ledger.operations, region);

  it('accepts what was acknowledged in its revision, unknown writes that happened once or never, and deletes', () => {
    operation('put', [KEY], acknowledged(2));
    operation('put', ['/crash/k2'], UNKNOWN);
    operation('put', ['/crash/k3'], UNKNOWN);
    operation('put several', ['/crash/a', '/crash/b'], acknowledged(4));
    operation('delete', [KEY], acknowledged(5));
    const events = [
      put(KEY, 2),
      put('/crash/k2', 3),
      put('/crash/a', 4),
      put('/crash/b', 4),
      deleted(KEY, 5),
    ];
    expect(explain(events)).to.deep.equal([]);
    expect(missing()).to.deep.equal([]);
  });

  it('misses an acknowledged write that left no trace', () => {
    operation('put', [KEY], acknowledged(2));
    expect(missing()).to.have.length(1);
  });

  it('complains of an acknowledged write in another revision than the one that was told', () => {
    operation('put', [KEY], acknowledged(2));
    operation('put', ['/crash/k2'], UNKNOWN);
    expect(explain([put('/crash/k2', 2), put(KEY, 3)])).to.have.length(1);
  });

  it('complains of a second effect, also in a later part of the history', () => {
    operation('put', [KEY], UNKNOWN);
    expect(explain([put(KEY, 2)])).to.deep.equal([]);
    expect(explain([put(KEY, 3)], 'eu', 2)[0]).to.match(/happened before, in revision 2/);
  });

  it('complains of a write that nobody asked for, that was never sent, and of half a transaction', () => {
    operation('put', ['/crash/k2'], NOT_SENT);
    operation('put several', ['/crash/a', '/crash/b'], UNKNOWN);
    const wrong = explain([put(KEY, 2), put('/crash/k2', 3), put('/crash/a', 4)]);
    expect(wrong[0]).to.match(/nobody asked for a put of \/crash\/k1/);
    expect(wrong[1]).to.match(/was never sent/);
    expect(wrong[2]).to.match(/changed \/crash\/a$/);
  });

  it('complains of a revision in which nothing happened', () => {
    operation('put', [KEY], acknowledged(3));
    expect(explain([put(KEY, 3)])).to.deep.equal(['eu revision 2: nothing happened in it']);
  });

  it('complains of another value and of a version above the first', () => {
    operation('put', [KEY], UNKNOWN);
    operation('put', ['/crash/k2'], UNKNOWN);
    const wrong = explain([
      { ...put(KEY, 2), value: 'torn' },
      { ...put('/crash/k2', 3), version: 2 },
    ]);
    expect(wrong).to.have.length(2);
  });

  it('lets a replicated write into other regions in any revision, and a regional one into none', () => {
    operation('put', [GLOBAL_KEY], acknowledged(3));
    operation('put', [KEY], acknowledged(2));
    expect(explain([put(KEY, 2), put(GLOBAL_KEY, 3)])).to.deep.equal([]);
    expect(missing('us')).to.have.length(1);
    expect(explain([put(GLOBAL_KEY, 2)], 'us')).to.deep.equal([]);
    expect(missing('us')).to.deep.equal([]);
    expect(explain([put(KEY, 3)], 'us', 2)[0]).to.match(/left its region/);
  });

  it('complains when replicated writes arrive in another order than they were made', () => {
    const other = `${GLOBAL_PREFIX}k2`;
    operation('put', [GLOBAL_KEY], acknowledged(2));
    operation('put', [other], acknowledged(3));
    explain([put(GLOBAL_KEY, 2), put(other, 3)]);
    explain([put(other, 2), put(GLOBAL_KEY, 3)], 'us');
    expect(wrongOrder(ledger.operations, 'us')).to.have.length(1);
    expect(wrongOrder(ledger.operations, 'eu')).to.deep.equal([]);
  });

  it('compares what a member answers with what the history left: nothing missing, nothing more', async () => {
    operation('put', [KEY], acknowledged(2));
    operation('put', ['/crash/gone'], acknowledged(3));
    operation('put', ['/crash/lost'], acknowledged(4));
    operation('delete', ['/crash/gone'], acknowledged(5));
    explain([put(KEY, 2), put('/crash/gone', 3), put('/crash/lost', 4), deleted('/crash/gone', 5)]);
    const expected = expectedState(ledger, 'eu', '/crash/');
    const check = async (states: readonly KeyState[]): Promise<readonly string[]> => {
      const client = { list: () => Promise.resolve(states) };
      const found = await checkState(ledger, expected, {
        member: 'eu-1',
        client,
        region: 'eu',
        prefix: '/crash/',
      });
      return found.wrong;
    };
    expect(await check([put(KEY, 2), put('/crash/lost', 4)])).to.deep.equal([]);
    expect((await check([put(KEY, 2)]))[0]).to.match(/does not have \/crash\/lost/);
    expect(await check([put(KEY, 2), put('/crash/lost', 4), put('/crash/gone', 3)])).to.have.length(1);
    expect(await check([{ ...put(KEY, 2), version: 2 }, put('/crash/lost', 4)])).to.have.length(1);
    expect(await check([put(KEY, 6), put('/crash/lost', 4)])).to.have.length(1);
  });
});
