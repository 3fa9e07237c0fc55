import { expect } from 'chai';
import Long from 'long';
import { createSurface } from '../../../src/api/create-surface.ts';
import { watchMethods } from '../../../src/api/etcd/watch.ts';
import { describeStatus } from '../../../src/api/status.ts';
import type { Inbound } from '../../../src/api/surface.ts';
import { etcdserverpb } from '../../../src/gen/etcd.js';
import { FakeClient, line } from '../../node/serving/watches-client.ts';
import { bytes, del, IDENTITY, put, TERM, WatchWorld } from '../../node/serving/watches-world.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { FakeServing, SELF } from '../support/fake-serving.ts';
import { ELECTION_TIMEOUT_MS, TestStreamWire, type Metadata } from '../support/kit.ts';

const PATH = '/etcdserverpb.Watch/Watch';
const { FilterType } = etcdserverpb.WatchCreateRequest;
type Create = etcdserverpb.WatchCreateRequest.$Properties;

const key = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const request = (message: etcdserverpb.WatchRequest.$Properties): Uint8Array =>
  etcdserverpb.WatchRequest.encode(message).finish();
const create = (properties: Create): Uint8Array => request({ create_request: properties });
const cancel = (id: number): Uint8Array => request({ cancel_request: { watch_id: Long.fromNumber(id) } });
const PROGRESS = request({ progress_request: {} });

interface Opened {
  readonly wire: TestStreamWire;
  readonly inbound: Inbound;
  /** What came since the last look, a line for each response. */
  lines(): string[];
}

class Service {
  readonly world = new WatchWorld();
  readonly serving = new FakeServing();
  readonly clock = new FakeClock();
  private readonly surface = createSurface(this.serving, {
    clock: this.clock,
    entropy: { uint32: () => 4, uint64: () => 4n },
    electionTimeoutMs: ELECTION_TIMEOUT_MS,
    quotaBytes: 1,
    etcd: () => watchMethods(this.world.watches),
  });

  open(metadata: Metadata = {}): Opened {
    const method = this.surface.methods.get(PATH);
    if (method?.kind !== 'bidi') throw new Error('no Watch in the table');
    const wire = new TestStreamWire(PATH, metadata);
    const inbound = method.open(wire);
    let looked = 0;
    const lines = (): string[] => {
      const decoder = new FakeClient();
      for (const message of wire.messages.slice(looked)) decoder.write(message);
      looked = wire.messages.length;
      return decoder.take().map(line);
    };
    return { wire, inbound, lines };
  }
}

describe('api/etcd/watch', () => {
  let service: Service;
  let world: WatchWorld;
  beforeEach(() => {
    service = new Service();
    world = service.world;
  });

  it('creates, tells and cancels', () => {
    const { inbound, lines } = service.open();
    inbound.message(create({ key: key('a'), watch_id: Long.fromNumber(7) }));
    world.write(put('a'));
    inbound.message(cancel(7));
    world.write(put('a'));
    expect(lines()).to.deep.equal(['#7 @1 created', '#7 @2 +a:2', '#7 @2 canceled']);
  });

  it('fills the header like every other answer', () => {
    const { inbound, wire } = service.open();
    inbound.message(create({ key: key('a') }));
    const { header } = etcdserverpb.WatchResponse.decode(wire.messages[0] ?? new Uint8Array(0));
    expect(
      [header?.cluster_id, header?.member_id, header?.revision, header?.raft_term].map(String),
    ).to.deep.equal([String(IDENTITY.clusterId), String(IDENTITY.memberId), '1', String(TERM)]);
  });

  it('watches one key, a range, all from a key on, or everything', () => {
    const { inbound, lines } = service.open();
    const ranges: Create[] = [
      { key: key('b') },
      { key: key('a'), range_end: key('b') },
      { key: key('b'), range_end: key('\0') },
      { range_end: key('\0') },
      { key: key('\0'), range_end: key('\0') },
      {},
    ];
    for (const range of ranges) inbound.message(create(range));
    lines();
    world.write(put('\0'), put('a'), put('b'), put('c'));
    expect(lines().sort()).to.deep.equal([
      '#0 @2 +b:2',
      '#1 @2 +a:2',
      '#2 @2 +b:2 +c:2',
      '#3 @2 +\0:2 +a:2 +b:2 +c:2',
      '#4 @2 +\0:2 +a:2 +b:2 +c:2',
      '#5 @2 +\0:2',
    ]);
  });

  it('refuses an end that is not behind the key, an empty end meaning the key alone', () => {
    const { inbound, lines } = service.open();
    inbound.message(create({ key: key('b'), range_end: key('b') }));
    inbound.message(create({ key: key('b'), range_end: key('a') }));
    inbound.message(create({ key: key('b'), range_end: key('') }));
    const refused = '#-1 @1 created canceled mvcc: watcher range is empty';
    expect(lines()).to.deep.equal([refused, refused, '#0 @1 created']);
  });

  it('filters puts and deletes and ignores filters it does not know', () => {
    const { inbound, lines } = service.open();
    inbound.message(create({ key: key('a'), filters: [FilterType.NOPUT] }));
    inbound.message(create({ key: key('a'), filters: [FilterType.NODELETE, FilterType.NODELETE] }));
    inbound.message(Uint8Array.of(0x0a, 0x06, 0x0a, 0x01, 0x61, 0x2a, 0x01, 0x09));
    lines();
    world.write(put('a'));
    world.write(del('a'));
    expect(lines().sort()).to.deep.equal(['#0 @3 -a:3', '#1 @2 +a:2', '#2 @2 +a:2', '#2 @3 -a:3']);
  });

  it('gives previous values and fragments to who asks for them', () => {
    const { inbound, lines } = service.open();
    inbound.message(create({ key: key('a'), range_end: key('\0'), prev_kv: true, fragment: true }));
    world.write(put('a', bytes(1500)), put('b', bytes(1500)));
    world.write(put('a'));
    expect(lines().slice(1)).to.deep.equal(['#0 @2 fragment +a:2', '#0 @2 +b:2', '#0 @3 +a:3(was 2)']);
  });

  it('takes a start revision beyond every number there is, and a negative one as compacted', () => {
    const { inbound, lines } = service.open();
    inbound.message(create({ key: key('a'), start_revision: Long.MAX_VALUE }));
    inbound.message(create({ key: key('a'), start_revision: Long.fromNumber(-5) }));
    world.write(put('a'));
    expect(lines()).to.deep.equal([
      '#0 @1 created',
      '#-1 @1 created canceled etcdserver: mvcc: required revision has been compacted',
    ]);
  });

  it('answers a progress request, and by itself who asked for progress', () => {
    const { inbound, lines } = service.open();
    inbound.message(create({ key: key('a'), progress_notify: true }));
    inbound.message(PROGRESS);
    expect(lines()).to.deep.equal(['#0 @1 created', '#-1 @1']);
    world.clock.run(70_000);
    expect(lines()).to.deep.equal(['#0 @1']);
  });

  it('ignores a message that asks for nothing it knows', () => {
    const { inbound, wire, lines } = service.open();
    inbound.message(new Uint8Array(0));
    inbound.message(create({ key: key('a') }));
    expect(lines()).to.deep.equal(['#0 @1 created']);
    expect(wire.status).to.equal(null);
  });

  it('goes on telling a client that has said all it wants to say', () => {
    const { inbound, wire, lines } = service.open();
    inbound.message(create({ key: key('a') }));
    inbound.halfClose();
    world.write(put('a'));
    expect(lines()).to.deep.equal(['#0 @1 created', '#0 @2 +a:2']);
    expect(wire.status).to.equal(null);
  });

  it('reads no more from a client that does not read, until the way is free', () => {
    const { inbound, wire, lines } = service.open();
    wire.room = 2;
    inbound.message(create({ key: key('a') }));
    expect(wire.paused).to.equal(false);
    world.write(put('a', bytes(100_000)));
    expect(wire.paused).to.equal(true);
    for (let i = 0; i < 50; i++) world.write(put('a', bytes(10_000)));
    expect(wire.messages.length).to.be.below(10);
    wire.drain();
    expect(wire.paused).to.equal(false);
    world.settle();
    const revisions = lines().flatMap((text) =>
      [...text.matchAll(/\+a:(\d+)/g)].map((match) => Number(match[1])),
    );
    expect(revisions).to.deep.equal(Array.from({ length: 51 }, (_, i) => i + 2));
  });

  it('forgets everything about a client that has gone', () => {
    const { inbound, wire } = service.open();
    inbound.message(create({ key: key('a') }));
    wire.cancel();
    world.write(put('a'));
    expect(wire.messages).to.have.length(1);
    expect(world.watches.stats()).to.include({ streams: 0, watchers: 0 });
  });

  it('ends and forgets a stream whose client sends nonsense', () => {
    const { inbound, wire } = service.open();
    inbound.message(create({ key: key('a') }));
    inbound.message(Uint8Array.of(0x0a, 0xff));
    expect(wire.status).not.to.equal(null);
    expect(world.watches.stats()).to.include({ streams: 0, watchers: 0 });
  });

  it('ends with Unavailable when the member shuts down', () => {
    const { inbound, wire } = service.open();
    inbound.message(create({ key: key('a') }));
    world.watches.stop();
    expect(wire.status && describeStatus(wire.status)).to.equal('UNAVAILABLE: etcdserver: server stopped');
    expect(service.open().wire.status?.message).to.equal('etcdserver: server stopped');
  });

  it('ends after three election timeouts without a leader if the client wants one', () => {
    const careful = service.open({ hasleader: 'true' });
    const careless = service.open();
    for (const { inbound } of [careful, careless]) inbound.message(create({ key: key('a') }));
    service.serving.leader = null;
    service.clock.advance(3 * ELECTION_TIMEOUT_MS);
    expect(careful.wire.status && describeStatus(careful.wire.status)).to.equal(
      'UNAVAILABLE: etcdserver: no leader',
    );
    expect(careless.wire.status).to.equal(null);
    world.write(put('a'));
    expect(careless.lines()).to.deep.equal(['#0 @1 created', '#0 @2 +a:2']);
    expect(world.watches.stats()).to.include({ streams: 1, watchers: 1 });
  });

  it('is not for learners', () => {
    service.serving.memberList = service.serving.memberList.map((member) =>
      member.id === SELF ? { ...member, learner: true } : member,
    );
    expect(service.open().wire.status?.message).to.equal('etcdserver: rpc not supported for learner');
  });
});
