import { expect } from 'chai';
import { STREAM_OVERRUN_BYTES_MAX } from '../../../src/node/serving/watches-stream.ts';
import { bytes, lines, PROGRESS_MS, put, watchOf, worldWithPast, WatchWorld } from './watches-world.ts';

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
