import { expect } from 'chai';
import { prefixRange } from '../../../src/core/base/bytes.ts';
import type { Delivery, WatchedChange } from '../client/sim-watcher.ts';
import { changedKey, changeRevision, type KeyChange } from '../history.ts';
import { RegionLog } from './region-log.ts';
import { checkWatch, stillMissing, type WatchRecord } from './watches.ts';

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

function recordOf(deliveries: readonly Delivery[], prevKv = false): WatchRecord {
  return {
    options: {
      ...{ name: 'w', region: 'a', range: prefixRange('r/'), startRevision: 2, prevKv },
      ...{ progressNotify: true, roomMessages: 1 },
    },
    deliveries: [...deliveries],
    firstRevision: 2,
  };
}

function complaints(log: RegionLog, deliveries: readonly Delivery[], prevKv = false, compacted = 0): string {
  return checkWatch(log, recordOf(deliveries, prevKv), compacted)
    .map(({ what }) => what)
    .join('\n');
}

describe('the watch validators', () => {
  const log = sampleLog();
  const all = [2, 3, 4, 6].map((revision) => changesOf(log, revision));
  const [second, third, fourth] = all as [WatchedChange[], WatchedChange[], WatchedChange[]];

  it('accept events in order, in one response or many, with true notices between', () => {
    expect(
      complaints(
        log,
        all.map((changes) => events(changes)),
      ),
    ).to.equal('');
    expect(complaints(log, [events(all.flat())])).to.equal('');
    expect(
      complaints(log, [events([...second, ...third]), notice(3), events(fourth), notice(5), notice(5)]),
    ).to.equal('');
  });

  it('find a missing event', () => {
    expect(complaints(log, [events(second), events(fourth)])).to.match(/never came/);
  });

  it('say what a watcher at rest has not been given', () => {
    expect(stillMissing(log, recordOf([events(second), events(third)]), 4)).to.equal(4);
    expect(stillMissing(log, recordOf(all.map((changes) => events(changes))), 7)).to.equal(null);
  });

  it('find an event twice, and one out of order', () => {
    expect(complaints(log, [events(second), events(second)])).to.match(/again or out of order/);
    expect(complaints(log, [events(third), events(second)])).to.match(/again or out of order/);
  });

  it('find a revision that came in parts', () => {
    const [first, rest] = [fourth.slice(0, 1), fourth.slice(1)];
    expect(complaints(log, [events([...second, ...third, ...first]), events(rest)])).to.match(
      /revision 4 came as/,
    );
  });

  it('find an event outside the range', () => {
    const foreign: WatchedChange[] = [{ change: log.record(5)?.changes[0] as KeyChange, previous: null }];
    expect(complaints(log, [events([...second, ...third, ...fourth]), events(foreign)])).to.match(
      /revision 5 came as/,
    );
  });

  it('find a notice that runs ahead of events', () => {
    expect(complaints(log, [events(second), notice(3), events(third)])).to.match(
      /progress notice of 3 came before/,
    );
  });

  it('find events under an older header', () => {
    expect(complaints(log, [events(second, 1)])).to.match(/under header revision 1/);
  });

  it('find a changed event', () => {
    const wrong = second.map(({ change }) => ({
      change: { type: 'put', kv: { ...kv('r/a', changeRevision(change)), value: 'wrong' } } as const,
      previous: null,
    }));
    expect(complaints(log, [events(wrong)])).to.match(/revision 2 came as/);
  });

  it('find a wrong or missing previous value, but for what was compacted', () => {
    const told = [2, 3, 4, 6].map((revision) => events(changesOf(log, revision, true)));
    expect(complaints(log, told, true)).to.equal('');
    const untold = [events(second), events(third)];
    expect(complaints(log, untold, true)).to.match(/previous value none/);
    expect(complaints(log, untold, true, 3)).to.equal('');
    const wrong = third.map(({ change }) => ({ change, previous: kv('r/a', 1) }));
    expect(complaints(log, [events(second), events(wrong)], true, 3)).to.match(/previous value r\/a=v1/);
  });
});
