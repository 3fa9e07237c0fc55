import { expect } from 'chai';
import { STREAM_OVERRUN_BYTES_MAX } from '../../../src/node/serving/watches-stream.ts';
import { bytes, lines, put, watchOf, worldWithPast, WatchWorld } from './watches-world.ts';

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

  it('cancels what misses an entry that compacts itself away, whichever of the two it hears of first', () => {
    const world = new WatchWorld();
    const { client } = stuck(world);
    for (let i = 0; i < 3; i++) world.write(put('a', bytes(STREAM_OVERRUN_BYTES_MAX)));
    const { client: quick, stream } = world.join();
    stream.create(watchOf('a'));
    world.entryCompactingItself([[put('a')], [put('a')]]);
    expect(lines(client).at(-1)).to.equal('#0 @0 canceled compact=6');
    expect(lines(quick)).to.deep.equal(['#0 @4 created', '#0 @6 +a:5 +a:6']);
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
