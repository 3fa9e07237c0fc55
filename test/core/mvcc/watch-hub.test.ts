import { expect } from 'chai';
import { InvariantError } from '../../../src/core/base/assert.ts';
import { prefixRange, singleKey } from '../../../src/core/base/bytes.ts';
import { catchUp, onScanned, onScanFailed, scanWants } from '../../../src/core/mvcc/watch-catch-up.ts';
import {
  addWatcher,
  createWatchHub,
  isCurrent,
  onApplied,
  onCompacted,
  parkWatcher,
  removeWatcher,
  unparkWatcher,
  watchHubStats,
  type WatchHub,
} from '../../../src/core/mvcc/watch-hub.ts';
import {
  createRecentChanges,
  RECENT_BYTES_MAX,
  RECENT_CHANGES_MAX,
  recentSlice,
  remember,
} from '../../../src/core/mvcc/watch-recent.ts';
import {
  describeWatcher,
  type Delivery,
  type WatchEvent,
  type Watcher,
  type WatchSpec,
} from '../../../src/core/mvcc/watch-types.ts';

const PLAIN: WatchSpec = {
  range: singleKey('a'),
  noPut: false,
  noDelete: false,
  prevKv: false,
  startRevision: 0,
};

function put(key: string, main: number, sub = 0, size = 0): WatchEvent {
  const record = { createRevision: main, version: 1, lease: null, value: new Uint8Array(size) };
  return { type: 'put', revision: { main, sub }, key, record };
}

function hubAt(currentRevision: number, compactRevision = 0): WatchHub<string> {
  return createWatchHub<string>({ currentRevision, compactRevision });
}

function add(hub: WatchHub<string>, owner: string, spec: Partial<WatchSpec> = {}): Watcher<string> {
  const watcher = addWatcher(hub, { ...PLAIN, ...spec }, owner);
  if (watcher === null) throw new Error(`${owner} was compacted away`);
  return watcher;
}

const summary = (deliveries: readonly Delivery<string>[]): string[] =>
  deliveries.map(({ events, first, through, watchers }) => {
    const given = events.slice(first).map(({ key, revision }) => `${key}:${revision.main}`);
    return `${watchers.map(({ owner }) => owner).join(',')} ← ${given.join(' ')} through ${through}`;
  });

describe('the hub of watchers', () => {
  it('makes one delivery for all watchers of one demand', () => {
    const hub = hubAt(1);
    for (let i = 0; i < 1000; i++) add(hub, `w${i}`);
    const [delivery, ...others] = onApplied(hub, [put('a', 2)], 2);
    expect(others).to.deep.equal([]);
    expect(delivery?.watchers).to.have.length(1000);
  });

  it('shares the change itself between watchers of different demands', () => {
    const hub = hubAt(1);
    add(hub, 'key');
    add(hub, 'previous', { prevKv: true });
    add(hub, 'prefix', { range: prefixRange('a') });
    add(hub, 'other', { range: prefixRange('b') });
    const change = put('a', 2);
    const deliveries = onApplied(hub, [change], 2);
    expect(deliveries.flatMap(({ watchers }) => watchers.map(({ owner }) => owner)).sort()).to.deep.equal([
      'key',
      'prefix',
      'previous',
    ]);
    expect(deliveries.every(({ events }) => events[0] === change)).to.equal(true);
  });

  it('takes a range of exactly one key for that key, however it was asked for', () => {
    const hub = hubAt(1);
    add(hub, 'exact', { range: singleKey('a') });
    add(hub, 'as range', { range: { from: 'a', to: 'a\0' } });
    expect(summary(onApplied(hub, [put('a', 2), put('a\0', 2, 1)], 2))).to.deep.equal([
      'exact,as range ← a:2 through 2',
    ]);
  });

  it('stops the process when an entry leaves a revision out or comes twice', () => {
    const hub = hubAt(5);
    expect(() => onApplied(hub, [put('a', 7)], 7)).to.throw(InvariantError);
    expect(() => onApplied(hub, [put('a', 5)], 5)).to.throw(InvariantError);
    expect(() => onApplied(hub, [], 6)).to.throw(InvariantError);
    expect(() => onApplied(hub, [put('a', 6)], 7)).to.throw(InvariantError);
  });

  it('delivers again from where a watcher was parked, and nothing while it is', () => {
    const hub = hubAt(1);
    const watcher = add(hub, 'w');
    onApplied(hub, [put('a', 2)], 2);
    parkWatcher(hub, watcher, 2);
    expect(summary(onApplied(hub, [put('a', 3)], 3))).to.deep.equal([]);
    expect(catchUp(hub)).to.deep.equal({ deliveries: [], scan: null, more: false });
    unparkWatcher(hub, watcher);
    expect(summary(catchUp(hub).deliveries)).to.deep.equal(['w ← a:2 a:3 through 3']);
    expect(isCurrent(hub, watcher)).to.equal(true);
  });

  it('does not park for what was never delivered', () => {
    const hub = hubAt(1);
    const watcher = add(hub, 'w');
    expect(() => parkWatcher(hub, watcher, 2)).to.throw(InvariantError);
  });

  it('groups those who lag by what they lack', () => {
    const hub = hubAt(1);
    onApplied(hub, [put('a', 2), put('b', 3), put('a', 4)], 4);
    for (const [owner, startRevision] of [
      ['x', 2],
      ['y', 2],
      ['z', 3],
      ['u', 4],
    ] as const) {
      add(hub, owner, { startRevision });
    }
    expect(summary(catchUp(hub).deliveries)).to.deep.equal([
      'x,y ← a:2 a:4 through 4',
      'z,u ← a:4 through 4',
    ]);
  });

  it('has one scan under way, for those who were there when it began', () => {
    const hub = hubAt(5);
    add(hub, 'w', { startRevision: 3 });
    const { scan } = catchUp(hub);
    expect(scan).to.deep.equal({ id: 1, from: 3, through: 5 });
    add(hub, 'late', { startRevision: 4, range: singleKey('b') });
    expect(catchUp(hub).scan).to.equal(null);
    expect([scanWants(hub, 'a'), scanWants(hub, 'b')]).to.deep.equal([true, false]);
    expect(summary(onScanned(hub, { id: 1, through: 5, changes: [put('a', 4)] }))).to.deep.equal([
      'w ← a:4 through 5',
    ]);
    expect(catchUp(hub).scan).to.deep.equal({ id: 2, from: 4, through: 5 });
  });

  it('forgets a watcher that is removed in any state', () => {
    const hub = hubAt(5);
    const scanned = add(hub, 'scanned', { startRevision: 2 });
    catchUp(hub);
    const others = [
      add(hub, 'synced'),
      add(hub, 'future', { startRevision: 9 }),
      add(hub, 'lagging', { startRevision: 3 }),
    ];
    const parked = add(hub, 'parked');
    onApplied(hub, [put('a', 6)], 6);
    parkWatcher(hub, parked, 6);
    const states = [scanned, ...others, parked].map(({ state }) => state);
    expect(states).to.deep.equal(['catching-up', 'synced', 'future', 'lagging', 'parked']);
    for (const watcher of [scanned, ...others, parked]) removeWatcher(hub, watcher);
    expect(watchHubStats(hub)).to.deep.equal({ watchers: 0, slow: 0 });
    expect(onScanned(hub, { id: 1, through: 5, changes: [put('a', 3)] })).to.deep.equal([]);
    expect(onApplied(hub, [put('a', 7)], 7)).to.deep.equal([]);
  });

  it('asks again for those whose scan failed', () => {
    const hub = hubAt(5);
    add(hub, 'w', { startRevision: 3 });
    catchUp(hub);
    onScanFailed(hub, 99);
    expect(catchUp(hub).scan).to.equal(null);
    onScanFailed(hub, 1);
    expect(catchUp(hub).scan).to.deep.equal({ id: 2, from: 3, through: 5 });
  });

  it('cancels whom a compaction overtakes, in every state but synced and future', () => {
    const hub = hubAt(5);
    add(hub, 'scanned', { startRevision: 2 });
    catchUp(hub);
    add(hub, 'lagging', { startRevision: 3 });
    add(hub, 'enough', { startRevision: 4 });
    add(hub, 'synced');
    add(hub, 'future', { startRevision: 9 });
    expect(onCompacted(hub, 4).map(({ owner }) => owner)).to.have.members(['scanned', 'lagging']);
    expect(addWatcher(hub, { ...PLAIN, startRevision: 3 }, 'late')).to.equal(null);
    expect(watchHubStats(hub)).to.deep.equal({ watchers: 3, slow: 1 });
  });

  it('describes a watcher in a line', () => {
    const hub = hubAt(5);
    const spec = { range: { from: 'a\0', to: null }, noPut: true, prevKv: true, startRevision: 3 };
    expect(describeWatcher(add(hub, 'w', spec))).to.equal('[a\\x00, ∞) noput prev lagging next 3');
  });
});

describe('the changes kept in memory', () => {
  it('are bounded in number, and go by whole entries', () => {
    const recent = createRecentChanges(1);
    for (let main = 2; main < 2 + 2 * RECENT_CHANGES_MAX; main += 2)
      remember(recent, [put('a', main), put('a', main + 1)]);
    expect(recent.changes).to.equal(RECENT_CHANGES_MAX);
    expect(recent.first).to.equal(2 + RECENT_CHANGES_MAX);
    const { changes } = recentSlice(recent, recent.first, 4);
    expect(changes.map(({ revision }) => revision.main - recent.first)).to.deep.equal([0, 1, 2, 3]);
  });

  it('are bounded in bytes, be it that nothing is left', () => {
    const recent = createRecentChanges(1);
    remember(recent, [put('a', 2, 0, RECENT_BYTES_MAX / 2)]);
    expect(recent.first).to.equal(2);
    remember(recent, [put('a', 3, 0, RECENT_BYTES_MAX / 2)]);
    expect(recent.first).to.equal(3);
    remember(recent, [put('a', 4, 0, RECENT_BYTES_MAX)]);
    expect(recent).to.deep.include({ first: 5, changes: 0, bytes: 0 });
  });

  it('are sliced between revisions only, but never into nothing', () => {
    const recent = createRecentChanges(1);
    remember(recent, [put('a', 2), put('b', 3), put('c', 3, 1), put('d', 3, 2), put('e', 4)]);
    const slice = (from: number, max: number): string => {
      const { changes, through } = recentSlice(recent, from, max);
      return `${changes.map(({ key }) => key).join('')} ${through}`;
    };
    expect([slice(2, 1), slice(2, 2), slice(3, 1), slice(3, 3), slice(4, 9)]).to.deep.equal([
      'a 2',
      'abcd 3',
      'bcd 3',
      'bcd 3',
      'e 4',
    ]);
  });
});
