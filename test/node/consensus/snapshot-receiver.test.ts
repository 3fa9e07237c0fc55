import { expect } from 'chai';
import type { PeerFrame } from '../../../src/codec/peer-frame.ts';
import { chunkSum, encodeSnapshotChunk } from '../../../src/codec/snapshot-chunk.ts';
import { logIndex, memberId, term } from '../../../src/core/base/brands.ts';
import { createMachine } from '../../../src/core/apply/machine.ts';
import type { SnapshotId } from '../../../src/core/raft/types.ts';
import type { OpenedState } from '../../../src/node/boot.ts';
import {
  PARTIAL_KEPT_MS,
  SENDER_SILENT_MS,
  SnapshotReceiver,
} from '../../../src/node/consensus/snapshot-receiver.ts';
import { DONE, failed, succeeded, type Done, type Outcome } from '../../../src/ports/outcome.ts';
import type { Store, StoreBatch } from '../../../src/ports/store.ts';
import { createStateStore } from '../../../src/storage/open-state.ts';
import { createStats } from '../../../src/storage/table-stats.ts';
import { TurnClock } from '../support/turn-clock.ts';

type Ack = PeerFrame & { readonly type: 'snapshot-ack' };

const FROM = memberId(2n);
const SNAPSHOT: SnapshotId = {
  ...{ index: logIndex(9), term: term(3) },
  conf: { voters: [FROM], votersOutgoing: [], learners: [], learnersNext: [], autoLeave: false },
};

/** One store of the fake host; its operations end when the test says so. */
class FakeStore {
  readonly written: StoreBatch[] = [];
  closed = false;
  private busy = false;

  constructor(desk: Desk) {
    this.port = {
      get: () => desk.content,
      scan: () => expect.fail('not read here'),
      view: () => expect.fail('not read here'),
      shelf: () => expect.fail('not read here'),
      sizeBytes: () => 1,
      flushAfterBytes: 1,
      defragment: () => expect.fail('not tidied here'),
      scrub: () => expect.fail('not checked here'),
      write: (writes, done) => {
        this.written.push(writes);
        this.work(desk, 'write', done);
      },
      flush: (done) => this.work(desk, 'flush', done),
      close: (done) => {
        expect(this.busy, 'nothing is under way in a store that is closed').to.equal(false);
        this.closed = true;
        done(DONE);
      },
    };
  }

  readonly port: Store;

  private work(desk: Desk, what: string, done: Done): void {
    this.busy = true;
    desk.later(what, (outcome) => {
      this.busy = false;
      done(outcome);
    });
  }
}

class Desk {
  readonly clock = new TurnClock();
  readonly sent: Ack[] = [];
  readonly stores = new Map<string, FakeStore>();
  readonly removed: string[] = [];
  readonly installs: string[] = [];
  pending: { readonly what: string; readonly run: (ok: boolean) => void }[] = [];
  accepts = true;
  wanted = true;
  /** What the store's stats say, and what is announced of them. */
  content = Uint8Array.of(1, 2);
  announced = Uint8Array.of(1, 2);
  applied = { index: SNAPSHOT.index, term: SNAPSHOT.term };
  private made = 0;
  readonly receiver = new SnapshotReceiver({
    clock: this.clock,
    log: () => undefined,
    stores: {
      open: (name, done) => {
        const store = new FakeStore(this);
        this.laterWith('open', done, () => {
          this.stores.set(name, store);
          return store.port;
        });
      },
      remove: (name, done) => {
        this.removed.push(name);
        done(DONE);
      },
      setAside: () => expect.fail('not set aside here'),
      condemn: () => expect.fail('not condemned here'),
      list: () => expect.fail('not listed here'),
    },
    send: (_, frame) => {
      if (frame.type === 'snapshot-ack') this.sent.push(frame);
      return true;
    },
    newStoreName: () => `state-${++this.made}`,
    read: (store, done) => this.laterWith('read', done, () => this.opened(store)),
    install: (_, storeName) => {
      this.installs.push(storeName);
      return this.accepts;
    },
    isWanted: () => this.wanted,
  });

  begin(transfer = 1n, acknowledged = 0, { snapshot = SNAPSHOT, from = FROM } = {}): void {
    const content = this.announced;
    this.receiver.onBegin(from, { type: 'snapshot-begin', transfer, snapshot, content, acknowledged });
  }

  chunk(number: number, last = false, transfer = 1n, key = `${number}`): void {
    const bytes = encodeSnapshotChunk([{ key, value: Uint8Array.of(number) }]);
    const sum = chunkSum(number, bytes);
    this.receiver.onChunk(FROM, { type: 'snapshot-chunk', transfer, number, last, sum, bytes });
  }

  later(what: string, done: Done): void {
    this.laterWith(what, done, () => undefined);
  }

  /** Ends the oldest operation under way, which is of this kind. */
  end(what: string, ok = true): void {
    const [operation] = this.pending.splice(0, 1);
    expect(operation?.what).to.equal(what);
    operation?.run(ok);
  }

  /** Answers since the last call. */
  answers(): string[] {
    return this.sent.splice(0).map(({ transfer, received, state }) => `${transfer}: ${received} ${state}`);
  }

  private laterWith<T>(what: string, done: Done<T>, value: () => T): void {
    const run = (ok: boolean): void =>
      done(ok ? succeeded(value()) : (failed('io', `no ${what}`) as Outcome<T>));
    this.pending.push({ what, run });
  }

  private opened(store: Store): OpenedState {
    const { clock, applied } = this;
    return {
      machine: createMachine(),
      applied: { ...applied, level: 1 },
      store: createStateStore(store, createStats(), applied.index, clock),
    };
  }
}

/** One whole chunk is there and written; its store is being read. */
function readied(): Desk {
  const desk = new Desk();
  desk.begin();
  desk.end('open');
  desk.chunk(0, true);
  desk.end('write');
  desk.end('flush');
  return desk;
}

describe('node/consensus/snapshot-receiver', () => {
  it('writes chunks in their order, and answers how far it is', () => {
    const desk = new Desk();
    desk.begin();
    desk.chunk(0);
    desk.chunk(1);
    desk.end('open');
    desk.end('write');
    desk.end('write');
    expect(desk.answers()).to.eql(['1: 0 receiving', '1: 1 receiving', '1: 2 receiving']);
    expect(desk.stores.get('state-1')?.written.flatMap((batch) => [...batch.keys()])).to.eql(['0', '1']);
  });

  it('takes nothing out of order or twice, and says so', () => {
    const desk = new Desk();
    desk.begin();
    desk.end('open');
    desk.chunk(1);
    desk.chunk(0);
    desk.end('write');
    desk.chunk(0);
    expect(desk.answers()).to.eql(['1: 0', '1: 0', '1: 1', '1: 1'].map((each) => `${each} receiving`));
    expect(desk.stores.get('state-1')?.written).to.have.length(1);
  });

  it('holds a bounded number of chunks that are not written', () => {
    const desk = new Desk();
    desk.begin();
    for (let i = 0; i < 20; i++) desk.chunk(i);
    expect(desk.answers()).to.eql(Array.from({ length: 5 }, () => '1: 0 receiving'));
  });

  it('asks whether it is wanted only when it is whole, durable and read', () => {
    const desk = new Desk();
    desk.begin();
    desk.end('open');
    desk.chunk(0, true);
    desk.end('write');
    expect(desk.installs).to.eql([]);
    desk.end('flush');
    expect(desk.installs).to.eql([]);
    desk.end('read');
    expect(desk.installs).to.eql(['state-1']);
    expect(desk.answers()).to.eql(['1: 0 receiving', '1: 1 receiving', '1: 1 installed']);
    expect([desk.stores.get('state-1')?.closed, desk.removed]).to.eql([false, []]);
  });

  it('removes what is not wanted any more, what is damaged, and what is not what was announced', () => {
    const unwanted = readied();
    unwanted.accepts = false;
    unwanted.end('read');
    const damaged = readied();
    damaged.end('read', false);
    const other = readied();
    other.applied = { index: logIndex(8), term: SNAPSHOT.term };
    other.end('read');
    const otherTerm = readied();
    otherTerm.applied = { index: SNAPSHOT.index, term: term(2) };
    otherTerm.end('read');
    const otherTables = new Desk();
    otherTables.announced = Uint8Array.of(1, 3);
    otherTables.begin();
    otherTables.end('open');
    otherTables.chunk(0, true);
    otherTables.end('write');
    otherTables.end('flush');
    for (const desk of [unwanted, damaged, other, otherTerm, otherTables]) {
      expect(desk.answers().at(-1)).to.equal('1: 1 refused');
      expect([desk.stores.get('state-1')?.closed, desk.removed]).to.eql([true, ['state-1']]);
    }
    expect([damaged.installs, other.installs, otherTerm.installs, otherTables.installs]).to.eql([
      [],
      [],
      [],
      [],
    ]);
  });

  it('refuses when its store cannot be opened, written or flushed', () => {
    for (const failing of ['open', 'write', 'flush']) {
      const desk = new Desk();
      desk.begin();
      desk.chunk(0, true);
      for (const what of ['open', 'write', 'flush']) {
        desk.end(what, what !== failing);
        if (what === failing) break;
      }
      expect(desk.answers().at(-1)).to.match(/refused$/);
      expect(desk.removed).to.eql(failing === 'open' ? [] : ['state-1']);
      expect(desk.pending).to.eql([]);
    }
  });

  it('refuses a chunk that it cannot decode', () => {
    const desk = new Desk();
    desk.begin();
    desk.end('open');
    const bytes = Uint8Array.of(9, 9, 9);
    const sum = chunkSum(0, bytes);
    desk.receiver.onChunk(FROM, { type: 'snapshot-chunk', transfer: 1n, number: 0, last: false, sum, bytes });
    expect(desk.answers()).to.eql(['1: 0 receiving', '1: 0 refused']);
    expect(desk.removed).to.eql(['state-1']);
  });

  it('asks again for a chunk that came damaged, or under another number', () => {
    const desk = new Desk();
    desk.begin();
    desk.end('open');
    desk.answers();
    const bytes = encodeSnapshotChunk([{ key: 'a', value: Uint8Array.of(1) }]);
    for (const sum of [chunkSum(0, bytes) ^ 1, chunkSum(1, bytes)]) {
      const frame = { type: 'snapshot-chunk', transfer: 1n, number: 0, last: false, bytes } as const;
      desk.receiver.onChunk(FROM, { ...frame, sum: sum >>> 0 });
    }
    expect([desk.answers(), desk.pending]).to.eql([['1: 0 receiving', '1: 0 receiving'], []]);
    desk.chunk(0);
    desk.end('write');
    expect(desk.answers()).to.eql(['1: 1 receiving']);
  });

  describe('a transfer that is broken off', () => {
    function broken(): Desk {
      const desk = new Desk();
      desk.begin(1n);
      desk.end('open');
      desk.chunk(0, false, 1n, 'a');
      desk.end('write');
      desk.clock.advance(5 * SENDER_SILENT_MS);
      expect(desk.removed).to.eql([]);
      desk.sent.length = 0;
      return desk;
    }
    const position = (desk: Desk): string | undefined => desk.sent.at(-1)?.position;

    it('is gone on with by the next one of the same state, from whatever member', () => {
      const desk = broken();
      desk.begin(2n, 0, { from: memberId(3n) });
      expect(position(desk)).to.equal('a\0');
      expect(desk.answers()).to.eql(['1: 1 refused', '2: 0 receiving']);
      desk.chunk(0, true, 2n, 'b');
      desk.end('write');
      desk.end('flush');
      desk.end('read');
      expect(desk.answers()).to.eql(['2: 1 receiving', '2: 1 installed']);
      expect(desk.stores.get('state-1')?.written.flatMap((batch) => [...batch.keys()])).to.eql(['a', 'b']);
    });

    it('leaves no chunk of its own to the next one', () => {
      const desk = broken();
      desk.chunk(1, false, 1n, 'b');
      desk.chunk(2, false, 1n, 'c');
      desk.answers();
      desk.begin(2n);
      expect(desk.answers()).to.eql(['1: 1 refused']);
      desk.end('write');
      expect(position(desk)).to.equal('b\0');
      expect(desk.answers()).to.eql(['2: 0 receiving']);
      desk.chunk(3, true, 1n, 'd');
      expect(desk.answers()).to.eql(['1: 0 refused']);
      expect(desk.pending).to.eql([]);
      desk.chunk(0, true, 2n, 'c');
      desk.end('write');
      desk.end('flush');
      expect(desk.stores.get('state-1')?.written.flatMap((batch) => [...batch.keys()])).to.eql([
        'a',
        'b',
        'c',
      ]);
    });

    it('is begun anew by one of another entry, term or content', () => {
      const others = [
        { snapshot: { ...SNAPSHOT, index: logIndex(10) } },
        { snapshot: { ...SNAPSHOT, term: term(4) } },
        { announced: Uint8Array.of(9) },
      ];
      for (const { snapshot, announced } of others) {
        const desk = broken();
        desk.announced = announced ?? desk.announced;
        desk.begin(2n, 0, snapshot === undefined ? {} : { snapshot });
        expect([desk.removed, position(desk)]).to.eql([['state-1'], '']);
      }
    });

    it('is removed when nobody goes on with it, or its state has come by the log', () => {
      const forgotten = broken();
      forgotten.clock.advance(PARTIAL_KEPT_MS);
      const useless = broken();
      useless.wanted = false;
      useless.clock.advance(2 * SENDER_SILENT_MS);
      for (const desk of [forgotten, useless])
        expect([desk.removed, desk.clock.armed]).to.eql([['state-1'], 0]);
    });
  });

  it('gives way to a transfer of another state, and never mixes their chunks', () => {
    const desk = new Desk();
    desk.begin(1n);
    desk.end('open');
    desk.chunk(0, false, 1n);
    desk.begin(2n, 0, { snapshot: { ...SNAPSHOT, index: logIndex(12) } });
    desk.end('write');
    expect(desk.removed).to.eql(['state-1']);
    desk.end('open');
    desk.chunk(0, false, 2n);
    desk.chunk(1, false, 1n);
    desk.end('write');
    expect(desk.answers()).to.eql([
      ...['1: 0 receiving', '1: 0 refused', '2: 0 receiving', '1: 0 refused', '2: 1 receiving'],
    ]);
    expect(desk.stores.get('state-2')?.written).to.have.length(1);
  });

  it('does not give way while it installs', () => {
    const desk = readied();
    desk.begin(2n);
    desk.chunk(0, false, 2n);
    desk.end('read');
    expect([desk.installs, desk.pending, desk.removed]).to.eql([['state-1'], [], []]);
  });

  it('lets an ended transfer rest, whatever the network repeats of it', () => {
    const desk = readied();
    desk.end('read');
    desk.begin(2n);
    desk.end('open');
    desk.answers();
    desk.begin(1n);
    desk.chunk(0, true, 1n);
    expect(desk.answers()).to.eql(['1: 0 installed', '1: 0 installed']);
    desk.chunk(0, false, 2n);
    desk.end('write');
    expect(desk.answers()).to.eql(['2: 1 receiving']);
  });

  it('refuses to go on with a transfer that an earlier life of it had begun', () => {
    const desk = new Desk();
    desk.begin(1n, 3);
    desk.chunk(3);
    desk.begin(1n, 0);
    expect(desk.answers()).to.eql(['1: 0 refused', '1: 0 refused', '1: 0 refused']);
    expect(desk.pending).to.eql([]);
  });

  it('answers a repeated announcement with how far it is', () => {
    const desk = new Desk();
    desk.begin();
    desk.end('open');
    desk.chunk(0);
    desk.end('write');
    desk.begin(1n, 1);
    expect(desk.answers()).to.eql(['1: 0 receiving', '1: 1 receiving', '1: 1 receiving']);
  });

  describe('a stop', () => {
    it('leaves nothing open and answers nobody, at whatever point it comes', () => {
      const steps = ['open', 'write', 'flush', 'read'];
      for (let at = 0; at <= steps.length; at++) {
        const desk = new Desk();
        desk.begin();
        desk.chunk(0, true);
        for (const what of steps.slice(0, at)) desk.end(what);
        desk.answers();
        desk.receiver.stop();
        for (const { what } of [...desk.pending]) desk.end(what);
        const isInstalled = at === steps.length;
        expect(
          [...desk.stores.values()].every(({ closed }) => closed),
          `after ${at} steps`,
        ).to.equal(!isInstalled);
        expect(desk.installs).to.have.length(isInstalled ? 1 : 0);
        desk.begin(2n);
        desk.chunk(0, true, 2n);
        expect([desk.answers(), desk.pending, desk.clock.armed]).to.eql([[], [], 0]);
      }
    });
  });
});
