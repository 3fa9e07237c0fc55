import { expect } from 'chai';
import { prefixRange } from '../../../src/core/base/bytes.ts';
import { PASS_WATCHERS_MAX, SCAN_REVISIONS_MAX } from '../../../src/core/mvcc/watch-catch-up.ts';
import { RECENT_CHANGES_MAX } from '../../../src/core/mvcc/watch-recent.ts';
import { del, everything, lines, put, watchOf, worldWithPast, WatchWorld } from './watches-world.ts';

describe('watches: the past', () => {
  it('delivers from the start revision on, after the creation, and then goes on live', () => {
    const world = worldWithPast(5);
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 3 }));
    expect(lines(client)).to.deep.equal(['#0 @6 created']);
    world.settle();
    expect(lines(client)).to.deep.equal(['#0 @6 +a:3 +a:4 +a:5 +a:6']);
    world.write(put('a'));
    expect(lines(client)).to.deep.equal(['#0 @7 +a:7']);
  });

  it('neither loses nor repeats what is written while the past is read', () => {
    const world = worldWithPast(3);
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 2 }));
    world.clock.run();
    world.write(put('a'));
    world.answerReads();
    world.write(put('a'));
    world.settle();
    world.write(put('a'));
    expect(lines(client).slice(1)).to.deep.equal(['#0 @4 +a:2 +a:3 +a:4', '#0 @6 +a:5 +a:6', '#0 @7 +a:7']);
  });

  it('starts at the compact revision: the tombstone there is not lost', () => {
    const world = new WatchWorld(1, (keyspace) => {
      keyspace.write([put('a')]);
      keyspace.write([del('a')]);
      keyspace.compact(3);
    });
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 3 }));
    world.settle();
    expect(lines(client)).to.deep.equal(['#0 @3 created', '#0 @3 -a:3']);
  });

  it('answers a start below the compact revision with created, then canceled, and lets the id go', () => {
    const world = worldWithPast(5);
    world.compact(4);
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 3, watchId: 9n }));
    stream.create(watchOf('a', { watchId: 9n }));
    expect(lines(client)).to.deep.equal(['#9 @6 created', '#9 @0 canceled compact=4', '#9 @6 created']);
  });

  it('cancels a watcher that compaction overtakes while it is caught up', () => {
    const world = worldWithPast(5);
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 3 }));
    stream.create(watchOf('a', { startRevision: 4 }));
    world.clock.run();
    world.compact(4);
    world.settle();
    expect(lines(client).slice(2)).to.deep.equal(['#0 @0 canceled compact=4', '#1 @6 +a:4 +a:5 +a:6']);
  });

  it('does not cancel a watcher that has seen everything, however long it has seen nothing', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('quiet'));
    for (let i = 0; i < 5; i++) world.write(put('a'));
    world.compact(6);
    world.write(put('quiet'));
    expect(lines(client)).to.deep.equal(['#0 @1 created', '#0 @7 +quiet:7']);
  });

  it('serves all who lag from one read', () => {
    const world = worldWithPast(5);
    const clients = [2, 3, 4, 6].map((startRevision) => {
      const { client, stream } = world.join();
      stream.create(watchOf('a', { startRevision }));
      return client;
    });
    world.settle();
    expect(world.answered.map(({ from, through }) => [from, through])).to.deep.equal([[2, 6]]);
    expect(clients.map((client) => lines(client)[1])).to.deep.equal([
      '#0 @6 +a:2 +a:3 +a:4 +a:5 +a:6',
      '#0 @6 +a:3 +a:4 +a:5 +a:6',
      '#0 @6 +a:4 +a:5 +a:6',
      '#0 @6 +a:6',
    ]);
  });

  it('reads values only of keys that someone lags for', () => {
    const world = worldWithPast(3);
    const { stream } = world.join();
    stream.create(watchOf('a', { startRevision: 2 }));
    stream.create(watchOf('', { startRevision: 2, range: prefixRange('p/') }));
    world.clock.run();
    const wanted = world.reads[0]?.request.wanted;
    expect(['a', 'b', 'p/', 'p/x', 'q'].map((key) => wanted?.(key))).to.deep.equal([
      true,
      false,
      true,
      true,
      false,
    ]);
  });

  it('reads a long past in bounded windows, and each response says how far it is complete', () => {
    const world = worldWithPast(2 * SCAN_REVISIONS_MAX + 10);
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 2 }));
    world.settle();
    const [, ...responses] = client.take();
    expect(responses.map(({ revision, events }) => [revision, events.length])).to.deep.equal([
      [SCAN_REVISIONS_MAX + 1, SCAN_REVISIONS_MAX],
      [2 * SCAN_REVISIONS_MAX + 1, SCAN_REVISIONS_MAX],
      [2 * SCAN_REVISIONS_MAX + 11, 10],
    ]);
  });

  it('goes on where an answer ended early', () => {
    const world = worldWithPast(5);
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 2 }));
    stream.create(watchOf('a', { startRevision: 5 }));
    world.clock.run();
    world.answerReads(2);
    world.settle();
    expect(lines(client).slice(2)).to.deep.equal([
      '#0 @3 +a:2 +a:3',
      '#0 @6 +a:4 +a:5 +a:6',
      '#1 @6 +a:5 +a:6',
    ]);
  });

  it('lets a newcomer from long ago wait for the next sweep instead of sending the others back', () => {
    const world = worldWithPast(3 * SCAN_REVISIONS_MAX);
    const late = world.join();
    late.stream.create(watchOf('a', { startRevision: SCAN_REVISIONS_MAX + 2 }));
    world.clock.run();
    world.join().stream.create(watchOf('a', { startRevision: 2 }));
    world.settle();
    expect(world.answered.slice(0, 3).map(({ from }) => from)).to.deep.equal([
      SCAN_REVISIONS_MAX + 2,
      2 * SCAN_REVISIONS_MAX + 2,
      2,
    ]);
  });

  it('takes up a read that failed again after a while', () => {
    const world = worldWithPast(3);
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 2 }));
    world.clock.run();
    world.failReads();
    world.clock.run(1);
    expect(world.reads).to.have.length(0);
    world.clock.run(1000);
    world.settle();
    expect(lines(client).slice(1)).to.deep.equal(['#0 @4 +a:2 +a:3 +a:4']);
  });

  it('catches up from memory with what was written lately, without a read', () => {
    const world = new WatchWorld();
    for (let i = 0; i < 5; i++) world.write(put('a'));
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 3 }));
    world.clock.run();
    expect(lines(client)).to.deep.equal(['#0 @6 created', '#0 @6 +a:3 +a:4 +a:5 +a:6']);
    expect(world.reads).to.have.length(0);
  });

  it('does not let a read of long ago hold up who is only a little behind', () => {
    const world = worldWithPast(5);
    for (let i = 0; i < 5; i++) world.write(put('a'));
    const old = world.join();
    old.stream.create(watchOf('a', { startRevision: 2 }));
    const young = world.join();
    young.stream.create(watchOf('a', { startRevision: 9 }));
    world.clock.run();
    expect(world.reads).to.have.length(1);
    expect(lines(young.client).slice(1)).to.deep.equal(['#0 @11 +a:9 +a:10 +a:11']);
    expect(lines(old.client)).to.have.length(1);
  });

  it('reads from the store what memory has let go', () => {
    const world = new WatchWorld();
    const transactions = Array.from({ length: RECENT_CHANGES_MAX }, () => [put('a')]);
    world.write(put('first'));
    world.entry(transactions);
    const { client, stream } = world.join();
    stream.create(watchOf('first', { startRevision: 2 }));
    world.settle();
    expect(world.answered.map(({ from }) => from)).to.deep.equal([2]);
    expect(lines(client).slice(1)).to.deep.equal([`#0 @${SCAN_REVISIONS_MAX + 1} +first:2`]);
    world.write(put('first'));
    expect(lines(client)).to.have.length(1);
  });

  it('keeps revisions whole when a step ends among them', () => {
    const world = new WatchWorld();
    const transaction = [put('a'), put('b'), put('c')];
    world.entry(Array.from({ length: 400 }, () => transaction));
    world.entry(Array.from({ length: 400 }, () => transaction));
    const { client, stream } = world.join();
    stream.create(watchOf('', { range: everything, startRevision: 3 }));
    world.settle();
    const [, ...responses] = client.take();
    expect(responses.length).to.be.above(3);
    const counts = responses.map(({ events }) => events.length % 3);
    expect(counts.every((rest) => rest === 0)).to.equal(true);
    expect(responses.flatMap(({ events }) => events)).to.have.length(799 * 3);
  });

  it('serves many who come back at once in bounded steps, and all of them', () => {
    const world = new WatchWorld();
    for (let i = 0; i < 3; i++) world.write(put('a'));
    const many = 2 * PASS_WATCHERS_MAX + 1;
    const { client, stream } = world.join();
    for (let i = 0; i < many; i++) stream.create(watchOf('a', { startRevision: 2 }));
    client.take();
    world.clock.run(0);
    const counts = [client.take().length];
    for (let step = 0; step < 3; step++) {
      world.clock.run(0);
      counts.push(client.take().length);
    }
    expect(counts.reduce((sum, count) => sum + count)).to.equal(many);
    expect(world.watches.stats().slowWatchers).to.equal(0);
  });
});

describe('watches: starts that lie ahead', () => {
  it('delivers nothing before the start', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 4 }));
    for (let i = 0; i < 4; i++) world.write(put('a'));
    world.settle();
    expect(lines(client)).to.deep.equal(['#0 @1 created', '#0 @4 +a:4', '#0 @5 +a:5']);
  });

  it('finds its start in the middle of an entry', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 3 }));
    world.entry([[put('a')], [put('a')], [put('a')]]);
    world.settle();
    expect(lines(client)).to.deep.equal(['#0 @1 created', '#0 @4 +a:3 +a:4']);
  });

  it('delivers live when the start is what comes next', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 2 }));
    world.write(put('a'));
    expect(lines(client)).to.deep.equal(['#0 @1 created', '#0 @2 +a:2']);
  });

  it('takes the greatest revision there is as a start', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: Number.MAX_SAFE_INTEGER }));
    world.write(put('a'));
    world.installSnapshot([[put('a')]]);
    world.settle();
    expect(lines(client)).to.deep.equal(['#0 @1 created']);
    stream.cancel(0n);
    expect(world.watches.stats().watchers).to.equal(0);
  });
});

describe('watches: an installed snapshot', () => {
  it('catches everyone up with what was jumped, from the store', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a'));
    world.write(put('a'));
    world.installSnapshot([[put('a')], [put('b')], [put('a')]]);
    world.settle();
    world.write(put('a'));
    expect(lines(client)).to.deep.equal(['#0 @1 created', '#0 @2 +a:2', '#0 @5 +a:3 +a:5', '#0 @6 +a:6']);
  });

  it('does not send a quiet watcher back in time (etcd #15271)', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a'));
    for (let i = 0; i < 3; i++) world.write(put('b'));
    world.compact(4);
    world.installSnapshot([[put('a')]]);
    world.settle();
    expect(lines(client)).to.deep.equal(['#0 @1 created', '#0 @5 +a:5']);
  });

  it('cancels who cannot be caught up, and keeps who can', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a'));
    stream.create(watchOf('a', { startRevision: 5 }));
    world.write(put('a'));
    world.installSnapshot([[put('a')], [put('a')], [put('a')]], 4);
    world.settle();
    expect(lines(client).slice(2)).to.deep.equal(['#0 @2 +a:2', '#0 @0 canceled compact=4', '#1 @5 +a:5']);
  });

  it('ignores the answer of a read that was under way', () => {
    const world = worldWithPast(3);
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 2 }));
    world.clock.run();
    const [old] = world.reads.splice(0);
    world.installSnapshot([[put('a')]]);
    old?.done({ ok: true, through: 4, changes: [] });
    world.settle();
    expect(lines(client).slice(1)).to.deep.equal(['#0 @5 +a:2 +a:3 +a:4 +a:5']);
  });

  it('keeps a start that lies ahead of the snapshot', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 4 }));
    world.installSnapshot([[put('a')]]);
    world.write(put('a'));
    world.write(put('a'));
    world.settle();
    expect(lines(client)).to.deep.equal(['#0 @1 created', '#0 @4 +a:4']);
  });
});
