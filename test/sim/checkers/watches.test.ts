import { expect } from 'chai';
import { prefixRange } from '../../../src/core/base/bytes.ts';
import type { Delivery, Opening, WatchedChange } from '../client/sim-watcher.ts';
import { changedKey, type KeyChange, type Kv, type Violation } from '../history.ts';
import { RegionLog } from './region-log.ts';
import {
  checkWatch,
  stillMissing,
  WATCH_VALIDATORS,
  type WatchPromise,
  type WatchRecord,
} from './watches.ts';

const kv = (key: string, mod: number, create = mod, version = 1) => ({
  ...{ key, value: `v${mod}`, create, mod, version, lease: 0n },
});

/** Revisions 2 to 6; revision 4 changes two keys, revision 5 one that the watch does not want. */
function sampleLog(): RegionLog {
  const log = new RegionLog('a');
  log.add([{ type: 'put', kv: kv('r/a', 2) }], 1);
  log.add([{ type: 'put', kv: kv('r/a', 3, 2, 2) }], 2);
  log.add(
    [
      { type: 'delete', key: 'r/a', mod: 4 },
      { type: 'put', kv: kv('r/b', 4) },
    ],
    3,
  );
  log.add([{ type: 'put', kv: kv('other', 5) }], 4);
  log.add([{ type: 'put', kv: kv('r/b', 6, 4, 2) }], 5);
  return log;
}

function changesOf(log: RegionLog, revision: number, prevKv = false): WatchedChange[] {
  const wanted = (log.record(revision)?.changes ?? []).filter((change) =>
    changedKey(change).startsWith('r/'),
  );
  return wanted.map((change) => ({
    change,
    previous: prevKv ? log.model.at(changedKey(change), revision - 1) : null,
  }));
}

const events = (changes: readonly WatchedChange[], headerRevision = 6): Delivery => ({
  seenUs: 1,
  headerRevision,
  changes,
});
const notice = (headerRevision: number): Delivery => ({ seenUs: 1, headerRevision, changes: [] });

function recordOf(
  deliveries: readonly Delivery[],
  prevKv = false,
  openings: readonly Opening[] = [{ revision: 2, position: 0 }],
): WatchRecord {
  return {
    options: {
      ...{ name: 'w', region: 'a', range: prefixRange('r/'), startRevision: 2, prevKv },
      ...{ progressNotify: true, roomMessages: 1 },
    },
    deliveries: [...deliveries],
    openings: [...openings],
    firstRevision: 2,
  };
}

const log = sampleLog();
const told = (watch: WatchRecord, compacted = 0): readonly Violation[] => checkWatch(log, watch, compacted);

/** What one validator says; the others may say something too. */
function found(promise: WatchPromise, watch: WatchRecord, compacted = 0): string {
  return told(watch, compacted)
    .filter(({ checker }) => checker === `watch: ${promise}`)
    .map(({ what }) => what)
    .join('\n');
}

describe('the watch validators', () => {
  const all = [2, 3, 4, 6].map((revision) => changesOf(log, revision));
  const [second, third, fourth, sixth] = all as [
    WatchedChange[],
    WatchedChange[],
    WatchedChange[],
    WatchedChange[],
  ];
  const wrong = (changes: readonly WatchedChange[], change: Partial<Kv>): WatchedChange[] =>
    changes.map((each) => ({
      previous: each.previous,
      change:
        each.change.type === 'put' ? { type: 'put', kv: { ...each.change.kv, ...change } } : each.change,
    }));

  it('are nine', () => {
    expect(Object.keys(WATCH_VALIDATORS)).to.have.length(9);
  });

  it('accept events in order, in one response or many, with true notices and new streams between', () => {
    expect(told(recordOf(all.map((changes) => events(changes))))).to.deep.equal([]);
    expect(told(recordOf([events(all.flat())]))).to.deep.equal([]);
    const noticed = [events([...second, ...third]), notice(3), events(fourth), notice(5), notice(5)];
    expect(told(recordOf(noticed))).to.deep.equal([]);
    const openings = [
      { revision: 2, position: 0 },
      { revision: 5, position: 2 },
    ];
    expect(
      told(recordOf([events([...second, ...third]), events(fourth), events(sixth)], false, openings)),
    ).to.eql([]);
  });

  it('filter: find an event outside the range', () => {
    const foreign: WatchedChange[] = [{ change: log.record(5)?.changes[0] as KeyChange, previous: null }];
    expect(found('filter', recordOf([events(all.slice(0, 3).flat()), events(foreign)]))).to.match(
      /other.* is outside its range/,
    );
  });

  it('ordered: find an event that comes after a later one', () => {
    expect(found('ordered', recordOf([events(third), events(second)]))).to.match(
      /mod 2.* came after .*mod 3/,
    );
  });

  it('unique: find an event that came twice', () => {
    expect(found('unique', recordOf([events(second), events(second)]))).to.match(/mod 2.* came twice/);
  });

  it('atomic: find a revision that came in parts', () => {
    const [first, rest] = [fourth.slice(0, 1), fourth.slice(1)];
    const parts = [events([...second, ...third, ...first]), events(rest)];
    expect(found('atomic', recordOf(parts))).to.match(/revision 4 came in two responses/);
  });

  it('bookmarkable: find a notice that runs ahead of events, and events under an older header', () => {
    const early = [events(second), notice(3), events(third)];
    expect(found('bookmarkable', recordOf(early))).to.match(/progress notice of 3 came before/);
    expect(found('bookmarkable', recordOf([events(second, 1)]))).to.match(/under header revision 1/);
  });

  it('resumable: find a stream that begins late', () => {
    const openings = [
      { revision: 2, position: 0 },
      { revision: 3, position: 1 },
    ];
    expect(found('resumable', recordOf([events(second), events(fourth)], false, openings))).to.match(
      /opened at revision 3 it began with .*, and 3 was its first/,
    );
  });

  it('isCreate: find a put that says wrongly whether it made its key', () => {
    const made = [events(second), events(wrong(third, { create: 3, version: 1 }))];
    expect(found('isCreate', recordOf(made))).to.match(/the key was there before/);
    const changed = [events(wrong(second, { create: 1, version: 2 }))];
    expect(found('isCreate', recordOf(changed))).to.match(/the key was not there before/);
  });

  it('reliable: find a missing event, a changed one, and a notice of what never came', () => {
    expect(found('reliable', recordOf([events(second), events(fourth)]))).to.match(/mod 3.* never came, but/);
    expect(found('reliable', recordOf([events(wrong(second, { value: 'wrong' }))]))).to.match(
      /revision 2 came as r\/a=wrong/,
    );
    expect(found('reliable', recordOf([events(second), notice(3)]))).to.match(/never came, but a progress/);
  });

  it('prevKV: find a wrong or missing previous value, but for what was compacted', () => {
    const right = [2, 3, 4, 6].map((revision) => events(changesOf(log, revision, true)));
    expect(told(recordOf(right, true))).to.deep.equal([]);
    const untold = recordOf([events(second), events(third)], true);
    expect(found('prevKV', untold)).to.match(/previous value none/);
    expect(found('prevKV', untold, 3)).to.equal('');
    const other = third.map(({ change }) => ({ change, previous: kv('r/a', 1) }));
    expect(found('prevKV', recordOf([events(second), events(other)], true), 3)).to.match(
      /previous value r\/a=v1/,
    );
  });

  it('say what a watcher at rest has not been given', () => {
    expect(stillMissing(log, recordOf([]), 4)).to.equal(4);
    expect(stillMissing(log, recordOf([]), 7)).to.equal(null);
  });
});
