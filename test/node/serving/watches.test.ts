import { expect } from 'chai';
import { prefixRange } from '../../../src/core/base/bytes.ts';
import { PASS_WATCHERS_MAX, SCAN_REVISIONS_MAX } from '../../../src/core/mvcc/watch-catch-up.ts';
import { RECENT_CHANGES_MAX } from '../../../src/core/mvcc/watch-recent.ts';
import { RESPONSE_BYTES_MAX } from '../../../src/node/serving/watches-responses.ts';
import { STREAM_OVERRUN_BYTES_MAX } from '../../../src/node/serving/watches-stream.ts';
import { del, FRAGMENT_BYTES, lines, PROGRESS_MS, put, watchOf, WatchWorld } from './watches-world.ts';

const everything = { from: '\0', to: null };
const bytes = (count: number): Uint8Array => new Uint8Array(count).fill(7);

/** A world whose revisions 2 to 2 + count - 1 were written before the member started: only a scan finds them. */
function worldWithPast(count: number, key = 'a'): WatchWorld {
  return new WatchWorld(1, (keyspace) => {
    for (let i = 0; i < count; i++) keyspace.write([put(key)]);
  });
}

describe('watches: creating and cancelling', () => {
  it('counts ids from 0 on each stream and passes over those that the client chose', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a'));
    stream.create(watchOf('a', { watchId: 1n }));
    stream.create(watchOf('a'));
    expect(lines(client)).to.deep.equal(['#0 @1 created', '#1 @1 created', '#2 @1 created']);
    const other = world.join();
    other.stream.create(watchOf('a'));
    expect(lines(other.client)).to.deep.equal(['#0 @1 created']);
  });

  it('does not use an id twice after it was cancelled', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a'));
    stream.cancel(0n);
    stream.create(watchOf('a'));
    expect(lines(client)).to.deep.equal(['#0 @1 created', '#0 @1 canceled', '#1 @1 created']);
  });

  it('keeps all 64 bits of an id that the client chose', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a', { watchId: 0x8000_0000_0000_0001n }));
    world.write(put('a'));
    expect(client.seen.map(({ id }) => id)).to.deep.equal([0x8000_0000_0000_0001n, 0x8000_0000_0000_0001n]);
  });

  it('refuses a duplicate id and goes on with the first watcher of that id', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a', { watchId: 5n }));
    stream.create(watchOf('b', { watchId: 5n }));
    world.write(put('a'), put('b'));
    expect(lines(client)).to.deep.equal([
      '#5 @1 created',
      '#-1 @1 created canceled mvcc: duplicate watch ID provided on the WatchStream',
      '#5 @2 +a:2',
    ]);
  });

  it('refuses a range whose end is not behind its start', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a', { range: { from: 'b', to: 'b' } }));
    stream.create(watchOf('a', { range: { from: 'b', to: 'a' } }));
    const refused = '#-1 @1 created canceled mvcc: watcher range is empty';
    expect(lines(client)).to.deep.equal([refused, refused]);
  });

  it('answers a negative start as compacted, before it looks at the range', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: -1, range: { from: 'b', to: 'a' } }));
    expect(lines(client)).to.deep.equal([
      '#-1 @1 created canceled etcdserver: mvcc: required revision has been compacted',
    ]);
  });

  it('says nothing to a cancel of an id that is not watched', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.cancel(3n);
    expect(client.seen).to.deep.equal([]);
  });

  it('delivers nothing after a cancel', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a'));
    stream.cancel(0n);
    world.write(put('a'));
    expect(lines(client)).to.deep.equal(['#0 @1 created', '#0 @1 canceled']);
    expect(world.watches.stats().watchers).to.equal(0);
  });

  it('forgets the watchers of a stream whose client has gone', () => {
    const world = worldWithPast(3);
    const { client, stream } = world.join();
    for (const startRevision of [0, 2, 99]) stream.create(watchOf('a', { startRevision }));
    expect(world.watches.stats()).to.include({ streams: 1, watchers: 3 });
    world.clock.run();
    stream.close();
    world.settle();
    world.write(put('a'));
    expect(client.take()).to.have.length(3);
    expect(world.watches.stats()).to.include({ streams: 0, watchers: 0, slowWatchers: 0 });
  });

  it('ends every stream when the member shuts down, and those that come later at once', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a'));
    world.watches.stop();
    expect(client.stoppedByServer).to.equal(true);
    expect(world.join().client.stoppedByServer).to.equal(true);
    expect(world.watches.stats()).to.include({ streams: 0, watchers: 0 });
  });
});

describe('watches: live events', () => {
  it('sends what was written after the creation, with the revision in the header', () => {
    const world = new WatchWorld();
    world.write(put('a'));
    const { client, stream } = world.join();
    stream.create(watchOf('a'));
    world.write(put('a'));
    world.write(put('b'));
    world.write(del('a'));
    expect(lines(client)).to.deep.equal(['#0 @2 created', '#0 @3 +a:3', '#0 @5 -a:5']);
  });

  it('gives a delete event its key and revision and nothing else', () => {
    const world = new WatchWorld();
    world.write(put('a', bytes(4)));
    const { client, stream } = world.join();
    stream.create(watchOf('a'));
    world.write(del('a'));
    const [event] = client.seen[1]?.events ?? [];
    expect(event).to.deep.equal({
      type: 'delete',
      kv: { key: 'a', createRevision: 0, modRevision: 3, version: 0, value: event?.kv.value },
      prevKv: null,
    });
    expect(event?.kv.value).to.have.length(0);
  });

  it('keeps the writes of one revision together, in their order, and only those of the range', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('', { range: prefixRange('p/') }));
    world.write(put('p/2'), put('q'), put('p/1'), put('p/0'));
    expect(lines(client).slice(1)).to.deep.equal(['#0 @2 +p/2:2 +p/1:2 +p/0:2']);
  });

  it('joins the revisions of one entry into one response', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a'));
    world.entry([[put('a')], [put('b')], [put('a')], [put('b')]]);
    expect(lines(client).slice(1)).to.deep.equal(['#0 @5 +a:2 +a:4']);
  });

  it('leaves out what the filters name, and sends nothing when nothing is left', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a', { noPut: true }));
    stream.create(watchOf('a', { noDelete: true }));
    stream.create(watchOf('a', { noPut: true, noDelete: true }));
    world.write(put('a'));
    world.write(del('a'));
    expect(lines(client).slice(3)).to.deep.equal(['#1 @2 +a:2', '#0 @3 -a:3']);
  });

  it('tells watchers of the same key on many streams the same, each under its own id', () => {
    const world = new WatchWorld();
    const clients = Array.from({ length: 5 }, (_, i) => {
      const { client, stream } = world.join();
      stream.create(watchOf('a', { watchId: BigInt(i * 100) }));
      return client;
    });
    world.write(put('a'));
    expect(clients.map((client) => lines(client)[1])).to.deep.equal(
      [0, 100, 200, 300, 400].map((id) => `#${id} @2 +a:2`),
    );
  });

  it('writes the same bytes to all who watch the same under the same id', () => {
    const world = new WatchWorld();
    const written: Uint8Array[] = [];
    for (let i = 0; i < 3; i++) {
      const sink = { write: (message: Uint8Array) => written.push(message) > 0, stopped: () => undefined };
      world.watches.open(sink).create(watchOf('a'));
    }
    written.length = 0;
    world.write(put('a'));
    expect(written).to.have.length(3);
    expect(written.every((message) => message === written[0])).to.equal(true);
  });
});

describe('watches: previous values', () => {
  it('gives the value before a put or a delete, and none for a creation', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a', { prevKv: true }));
    world.write(put('a'));
    world.write(put('a'));
    world.write(del('a'));
    world.write(put('a'));
    expect(lines(client).slice(1)).to.deep.equal([
      '#0 @2 +a:2',
      '#0 @3 +a:3(was 2)',
      '#0 @4 -a:4(was 3)',
      '#0 @5 +a:5',
    ]);
  });

  it('leaves it out when it is compacted', () => {
    const world = new WatchWorld(1, (keyspace) => {
      for (let i = 0; i < 4; i++) keyspace.write([put('a')]);
      keyspace.compact(4);
    });
    const { client, stream } = world.join();
    stream.create(watchOf('a', { prevKv: true, startRevision: 4 }));
    world.settle();
    expect(lines(client)).to.deep.equal(['#0 @5 created', '#0 @5 +a:4 +a:5(was 4)']);
  });

  it('reads it once for all watchers of an event', () => {
    const world = new WatchWorld();
    world.write(put('a'));
    const { stream } = world.join();
    for (let i = 0; i < 10; i++) stream.create(watchOf('a', { prevKv: true }));
    stream.create(watchOf('a', { prevKv: true, range: everything }));
    world.write(put('a'));
    expect(world.keyReads).to.equal(1);
  });
});

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

describe('watches: progress', () => {
  it('answers a request once, for all watchers of the stream', () => {
    const world = new WatchWorld();
    world.write(put('a'));
    const { client, stream } = world.join();
    stream.create(watchOf('a'));
    stream.create(watchOf('b'));
    client.take();
    stream.requestProgress();
    expect(lines(client)).to.deep.equal(['#-1 @2']);
  });

  it('says nothing on a stream without watchers', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.requestProgress();
    expect(client.seen).to.deep.equal([]);
  });

  it('says nothing while a watcher of the stream lags', () => {
    const world = worldWithPast(3);
    const { client, stream } = world.join();
    stream.create(watchOf('b'));
    stream.create(watchOf('a', { startRevision: 2 }));
    client.take();
    stream.requestProgress();
    expect(client.seen).to.deep.equal([]);
    world.settle();
    stream.requestProgress();
    expect(lines(client)).to.deep.equal(['#1 @4 +a:2 +a:3 +a:4', '#-1 @4']);
  });

  it('says nothing before the start of a watcher has come, not even when it is the next revision', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 2, progressNotify: true }));
    client.take();
    stream.requestProgress();
    world.clock.run(2 * PROGRESS_MS);
    expect(client.seen).to.deep.equal([]);
    world.write(put('b'));
    stream.requestProgress();
    expect(lines(client)).to.deep.equal(['#-1 @2']);
  });

  it('follows the events that came before it', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a'));
    world.write(put('a'));
    stream.requestProgress();
    world.write(put('a'));
    expect(lines(client).slice(1)).to.deep.equal(['#0 @2 +a:2', '#-1 @2', '#0 @3 +a:3']);
  });

  it('is not ahead of an entry that is readable already but not yet delivered', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a'));
    client.take();
    const changes = world.keyspace.write([put('a')]);
    stream.requestProgress();
    world.watches.onApplied(changes, world.keyspace.currentRevision);
    expect(lines(client)).to.deep.equal(['#-1 @1', '#0 @2 +a:2']);
  });

  it('says nothing when a full stream made a watcher miss something', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a'));
    client.room = 1;
    world.write(put('a', bytes(STREAM_OVERRUN_BYTES_MAX)));
    world.write(put('a', bytes(STREAM_OVERRUN_BYTES_MAX)));
    world.write(put('a'));
    client.take();
    stream.requestProgress();
    expect(client.seen).to.deep.equal([]);
    client.read();
    world.settle();
    client.read();
    world.settle();
    stream.requestProgress();
    expect(lines(client).at(-1)).to.equal('#-1 @4');
  });

  it('comes by itself to those who asked, after the interval and at most a tenth more', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a', { progressNotify: true }));
    stream.create(watchOf('a'));
    client.take();
    world.clock.run(PROGRESS_MS - 1);
    expect(client.seen).to.deep.equal([]);
    world.clock.run(PROGRESS_MS * 0.1 + 1);
    expect(lines(client)).to.deep.equal(['#0 @1']);
    world.clock.run(PROGRESS_MS * 1.1);
    expect(lines(client)).to.deep.equal(['#0 @1']);
  });

  it('comes at different times on different streams', () => {
    const world = new WatchWorld();
    const clients = Array.from({ length: 50 }, () => {
      const { client, stream } = world.join();
      stream.create(watchOf('a', { progressNotify: true }));
      return client;
    });
    world.clock.run(PROGRESS_MS * 1.05);
    const told = clients.filter((client) => client.seen.length === 2).length;
    expect(told).to.be.within(5, 45);
  });

  it('is left out once after an event', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('a', { progressNotify: true }));
    world.write(put('a'));
    client.take();
    world.clock.run(PROGRESS_MS * 1.1);
    expect(client.seen).to.deep.equal([]);
    world.clock.run(PROGRESS_MS * 1.1);
    expect(lines(client)).to.deep.equal(['#0 @2']);
  });

  it('does not come to a watcher that lags', () => {
    const world = worldWithPast(3);
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 2, progressNotify: true }));
    world.clock.run(2 * PROGRESS_MS);
    expect(lines(client)).to.deep.equal(['#0 @4 created']);
  });
});

describe('watches: slow streams', () => {
  /** A stream whose client took the first response and reads no more. */
  function stuck(world: WatchWorld): ReturnType<WatchWorld['join']> {
    const joined = world.join();
    joined.stream.create(watchOf('a'));
    joined.client.room = 1;
    return joined;
  }

  it('holds a bounded number of bytes for a client that does not read', () => {
    const world = new WatchWorld();
    const { client } = stuck(world);
    for (let i = 0; i < 1000; i++) world.write(put('a', bytes(1000)));
    expect(client.waitingBytes).to.be.within(STREAM_OVERRUN_BYTES_MAX, STREAM_OVERRUN_BYTES_MAX + 3000);
    expect(world.watches.stats().slowWatchers).to.equal(1);
  });

  it('gives it everything once it reads again: in order, whole, once', () => {
    const world = new WatchWorld();
    const { client } = stuck(world);
    for (let i = 0; i < 1000; i++) world.write(put('a', bytes(1000)));
    for (let round = 0; round < 100; round++) {
      client.read();
      world.settle();
    }
    const revisions = client.seen.flatMap(({ events }) => events.map(({ kv }) => kv.modRevision));
    expect(revisions).to.deep.equal(Array.from({ length: 1000 }, (_, i) => i + 2));
    expect(world.watches.stats().slowWatchers).to.equal(0);
  });

  it('does not read the past for it while it does not read itself', () => {
    const world = new WatchWorld();
    const { client } = stuck(world);
    for (let i = 0; i < 100; i++) world.write(put('a', bytes(100_000)));
    world.settle();
    expect(world.answered).to.have.length(0);
    client.room = Number.POSITIVE_INFINITY;
    client.read();
    world.settle();
    expect(world.answered).to.have.length(1);
    const revisions = client.seen.flatMap(({ events }) => events.map(({ kv }) => kv.modRevision));
    expect(revisions).to.deep.equal(Array.from({ length: 100 }, (_, i) => i + 2));
  });

  it('does not hold up other streams', () => {
    const world = new WatchWorld();
    stuck(world);
    const { client, stream } = world.join();
    stream.create(watchOf('a'));
    for (let i = 0; i < 100; i++) world.write(put('a', bytes(10_000)));
    expect(client.seen).to.have.length(101);
  });

  it('leaves alone its watchers that miss nothing', () => {
    const world = new WatchWorld();
    const { client, stream } = stuck(world);
    stream.create(watchOf('quiet'));
    for (let i = 0; i < 20; i++) world.write(put('a', bytes(10_000)));
    expect(world.watches.stats().slowWatchers).to.equal(1);
    client.read();
    world.settle();
    client.room = Number.POSITIVE_INFINITY;
    client.read();
    world.settle();
    world.write(put('quiet'));
    expect(lines(client).at(-1)).to.equal('#1 @22 +quiet:22');
  });

  it('cancels what compaction overtakes while the client does not read', () => {
    const world = new WatchWorld();
    const { client } = stuck(world);
    for (let i = 0; i < 20; i++) world.write(put('a', bytes(10_000)));
    world.compact(21);
    const { compactRevision, canceled, revision } = client.seen.at(-1) ?? {};
    expect({ compactRevision, canceled, revision }).to.deep.equal({
      compactRevision: 21,
      canceled: true,
      revision: 0,
    });
    client.read();
    world.settle();
    expect(world.watches.stats()).to.include({ watchers: 0, slowWatchers: 0 });
  });

  it('parks a watcher that is full in the middle of its catching up, and resumes it there', () => {
    const world = new WatchWorld();
    for (let i = 0; i < 30; i++) world.write(put('a', bytes(200_000)));
    const { client, stream } = world.join();
    client.room = 2;
    stream.create(watchOf('a', { startRevision: 2 }));
    for (let round = 0; round < 30; round++) {
      world.settle();
      client.read();
    }
    const revisions = client.seen.flatMap(({ events }) => events.map(({ kv }) => kv.modRevision));
    expect(revisions).to.deep.equal(Array.from({ length: 30 }, (_, i) => i + 2));
  });
});

describe('watches: large responses', () => {
  it('ends a response at a revision before it grows too large, with a header that promises no more', () => {
    const world = new WatchWorld();
    for (let i = 0; i < 6; i++) world.write(put('a', bytes(RESPONSE_BYTES_MAX / 2 - 1000)));
    const { client, stream } = world.join();
    stream.create(watchOf('a', { startRevision: 2 }));
    world.settle();
    expect(lines(client).slice(1)).to.deep.equal(['#0 @3 +a:2 +a:3', '#0 @5 +a:4 +a:5', '#0 @7 +a:6 +a:7']);
  });

  it('never splits a revision for a watcher that did not ask for fragments', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('', { range: everything }));
    world.write(...Array.from({ length: 5 }, (_, i) => put(`k${i}`, bytes(RESPONSE_BYTES_MAX / 2))));
    expect(lines(client).slice(1)).to.deep.equal(['#0 @2 +k0:2 +k1:2 +k2:2 +k3:2 +k4:2']);
  });

  it('does not split a revision to fill up a response', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('', { range: everything }));
    world.entry([
      [put('a')],
      Array.from({ length: 4 }, (_, i) => put(`k${i}`, bytes(RESPONSE_BYTES_MAX / 2))),
    ]);
    expect(lines(client).slice(1)).to.deep.equal(['#0 @2 +a:2', '#0 @3 +k0:3 +k1:3 +k2:3 +k3:3']);
  });

  it('cuts a revision into fragments below the limit, the last of which is not marked', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('', { range: everything, fragment: true, watchId: 300n }));
    world.write(...Array.from({ length: 7 }, (_, i) => put(`k${i}`, bytes(FRAGMENT_BYTES * 0.4))));
    const [, ...fragments] = client.seen;
    expect(fragments.every((fragment) => fragment.bytes < FRAGMENT_BYTES)).to.equal(true);
    expect(lines(client).slice(1)).to.deep.equal([
      '#300 @2 fragment +k0:2 +k1:2',
      '#300 @2 fragment +k2:2 +k3:2',
      '#300 @2 fragment +k4:2 +k5:2',
      '#300 @2 +k6:2',
    ]);
  });

  it('sends one event that is larger than the limit whole', () => {
    const world = new WatchWorld();
    const { client, stream } = world.join();
    stream.create(watchOf('', { range: everything, fragment: true }));
    world.write(put('a', bytes(2 * FRAGMENT_BYTES)));
    world.write(put('a', bytes(2 * FRAGMENT_BYTES)), put('b'));
    expect(lines(client).slice(1)).to.deep.equal(['#0 @2 +a:2', '#0 @3 fragment +a:3', '#0 @3 +b:3']);
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
