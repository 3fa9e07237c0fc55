import { expect } from 'chai';
import { prefixRange } from '../../../src/core/base/bytes.ts';
import { RESPONSE_BYTES_MAX } from '../../../src/node/serving/watches-responses.ts';
import { bytes, del, everything, FRAGMENT_BYTES, lines, put, watchOf, WatchWorld } from './watches-world.ts';

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
