import { expect } from 'chai';
import type { PeerFrame } from '../../../src/codec/peer-frame.ts';
import { chunkSum, decodeSnapshotChunk } from '../../../src/codec/snapshot-chunk.ts';
import { logIndex, memberId, term } from '../../../src/core/base/brands.ts';
import type { RaftInput, SnapshotId } from '../../../src/core/raft/types.ts';
import {
  KEPT_MS,
  SNAPSHOT_BYTES_PER_SECOND_DEFAULT,
  SnapshotSender,
  STALLED_MS,
  type SnapshotView,
} from '../../../src/node/consensus/snapshot-sender.ts';
import { DONE, failed, type Outcome } from '../../../src/ports/outcome.ts';
import type { StoreRecord } from '../../../src/ports/store.ts';
import { TurnClock } from '../support/turn-clock.ts';

type Ack = PeerFrame & { readonly type: 'snapshot-ack' };
type Chunk = PeerFrame & { readonly type: 'snapshot-chunk' };

const TO = memberId(2n);
const SNAPSHOT: SnapshotId = {
  ...{ index: logIndex(9), term: term(3) },
  conf: { voters: [memberId(1n), TO], votersOutgoing: [], learners: [], learnersNext: [], autoLeave: false },
};
const CONTENT = Uint8Array.of(4, 2);
const WINDOW = 8;
/** A record fills a chunk. */
const CHUNK = 256 * 1024;

class Desk {
  readonly clock = new TurnClock();
  snapshot = SNAPSHOT;
  readonly sent: PeerFrame[] = [];
  readonly steps: RaftInput[] = [];
  readonly sender: SnapshotSender;
  records: StoreRecord[] = [];
  opened = 0;
  closed = 0;
  scanning = 0;
  outcome: Outcome<void> = DONE;
  /** The store has not come as far as it is asked for. */
  behind = false;
  private transfers = 0n;

  constructor(chunks: number, bytesPerSecond = 100 * SNAPSHOT_BYTES_PER_SECOND_DEFAULT) {
    this.records = Array.from({ length: chunks }, (_, i) => ({
      key: String(i).padStart(4, '0'),
      value: new Uint8Array(CHUNK),
    }));
    this.sender = new SnapshotSender({
      clock: this.clock,
      bytesPerSecond,
      entropy: { uint32: () => 0, uint64: () => ++this.transfers },
      log: () => undefined,
      step: (input) => {
        this.steps.push(input);
        return { type: 'ok' };
      },
      send: (_, frame) => {
        this.sent.push(frame);
        return true;
      },
      open: () => (this.behind ? null : this.view()),
    });
  }

  request(atLeast = 5): void {
    this.sender.onRequest({ to: TO, atLeast: logIndex(atLeast) });
    this.clock.advance(0);
  }

  /** Asked, and answered with where the receiver stands. */
  requested(position = ''): void {
    this.request();
    this.ack(0, 'receiving', this.transfers, position);
  }

  /** The window is as wide as it gets, and empty. */
  wide(): void {
    this.requested();
    for (let received = 1; received <= WINDOW; received++) this.ack(received);
    this.sent.length = 0;
  }

  ack(received: number, state: Ack['state'] = 'receiving', transfer = this.transfers, position = ''): void {
    this.sender.onAck(TO, { type: 'snapshot-ack', transfer, received, position, state });
    this.clock.advance(0);
  }

  /** Chunk numbers since the last call. */
  chunks(): number[] {
    const numbers = this.sent
      .filter((frame): frame is Chunk => frame.type === 'snapshot-chunk')
      .map(({ number }) => number);
    this.sent.length = 0;
    return numbers;
  }

  private view(): SnapshotView {
    this.opened++;
    const { records } = this;
    return {
      snapshot: this.snapshot,
      content: CONTENT,
      view: {
        get: () => undefined,
        close: () => this.closed++,
        scan: ({ from }, onSlice, done) => {
          this.scanning++;
          const wanted = records.filter(({ key }) => key >= from);
          const give = (at: number): void =>
            void this.clock.after(0, () => {
              if (at < wanted.length && onSlice(wanted.slice(at, at + 3))) give(at + 3);
              else {
                this.scanning--;
                done(this.outcome);
              }
            });
          give(0);
        },
      },
    };
  }
}

describe('node/consensus/snapshot-sender', () => {
  it('announces the transfer, and reads nothing before it is told where to begin', () => {
    const desk = new Desk(20);
    desk.request();
    expect(desk.sent).to.eql([
      {
        ...{ type: 'snapshot-begin', transfer: 1n, snapshot: SNAPSHOT, content: CONTENT, acknowledged: 0 },
      },
    ]);
    expect(desk.scanning).to.equal(0);
    desk.ack(0);
    expect(desk.chunks()).to.eql([0, 1]);
  });

  it('begins behind what the receiver has already', () => {
    const desk = new Desk(4);
    desk.requested('0001\0');
    const carried = desk.sent.flatMap((frame) => {
      if (frame.type !== 'snapshot-chunk') return [];
      expect(frame.sum).to.equal(chunkSum(frame.number, frame.bytes));
      return decodeSnapshotChunk(frame.bytes).map(({ key }) => key);
    });
    expect(carried).to.eql(['0002', '0003']);
  });

  it('widens its window as long as answers come soon, within a bound, and narrows it when they do not', () => {
    const desk = new Desk(200);
    desk.requested();
    for (let acked = 0; acked < 40; acked++) desk.ack(acked + 1);
    const sentSoFar = 40 + WINDOW;
    desk.sent.length = 0;
    desk.clock.advance(900);
    desk.ack(sentSoFar);
    expect(desk.chunks(), 'half of the window').to.have.length(WINDOW / 2);
    for (let i = 1; i <= 3; i++) {
      desk.clock.advance(900);
      desk.ack(sentSoFar + [4, 6, 7][i - 1]!);
    }
    desk.sent.length = 0;
    desk.clock.advance(900);
    desk.ack(sentSoFar + 8);
    expect(desk.chunks(), 'one at least').to.have.length(1);
  });

  it('carries every record once, and marks the end, also of nothing', () => {
    for (const count of [0, 1, WINDOW, WINDOW + 1, 20]) {
      const desk = new Desk(count);
      const carried: string[] = [];
      let last = -1;
      desk.requested();
      for (let received = 0; last < 0; received++) {
        for (const frame of desk.sent.splice(0)) {
          if (frame.type !== 'snapshot-chunk') continue;
          carried.push(...decodeSnapshotChunk(frame.bytes).map(({ key }) => key));
          if (frame.last) last = frame.number;
        }
        desk.ack(received);
      }
      expect(carried).to.eql(desk.records.map(({ key }) => key));
      desk.ack(last + 1);
      expect(desk.chunks()).to.eql([]);
    }
  });

  it('takes no more than its rate, whatever its window', () => {
    const perSecond = 10;
    const desk = new Desk(100, perSecond * CHUNK);
    desk.requested();
    let sent = desk.chunks().length;
    for (let ms = 0; ms < 3_000; ms += 10) {
      desk.ack(sent);
      desk.clock.advance(10);
      sent += desk.chunks().length;
    }
    expect(sent).to.be.within(3 * perSecond - 1, 3 * perSecond + 2);
  });

  it('repeats what is unanswered, from the first missing chunk on, and says how far the other side was', () => {
    const desk = new Desk(20);
    desk.wide();
    desk.ack(WINDOW + 2);
    desk.sent.length = 0;
    desk.clock.advance(1_500);
    expect(desk.sent[0]).to.include({ type: 'snapshot-begin', acknowledged: WINDOW + 2 });
    expect(desk.chunks()).to.eql([10, 11, 12, 13, 14, 15, 16, 17]);
  });

  it('takes no notice of answers that are old, repeated, of another transfer, or of chunks it never sent', () => {
    const desk = new Desk(20);
    desk.requested();
    desk.ack(2);
    desk.sent.length = 0;
    desk.ack(2);
    desk.ack(1);
    desk.ack(3, 'receiving', 99n);
    desk.ack(3, 'installed', 99n);
    desk.ack(1_000);
    expect([desk.sent, desk.steps]).to.eql([[], []]);
  });

  it('tells the machine how the transfer ended, and lets the view go', () => {
    for (const state of ['installed', 'refused'] as const) {
      const desk = new Desk(20);
      desk.requested();
      desk.ack(0, state);
      expect(desk.steps).to.eql([{ type: 'snapshot-sent', to: TO, ok: state === 'installed' }]);
      expect([desk.opened, desk.closed]).to.eql([1, 1]);
      desk.sent.length = 0;
      desk.clock.advance(60_000);
      expect([desk.sent, desk.clock.armed]).to.eql([[], 0]);
    }
  });

  it('runs one transfer per follower', () => {
    const desk = new Desk(20);
    desk.request();
    desk.request();
    expect(desk.opened).to.equal(1);
    desk.ack(0, 'refused');
    desk.request();
    expect(desk.opened).to.equal(2);
  });

  describe('a silent follower', () => {
    function givenUp(): Desk {
      const desk = new Desk(20);
      desk.requested();
      desk.ack(1);
      desk.clock.advance(STALLED_MS + 2_000);
      expect(desk.steps).to.eql([{ type: 'snapshot-sent', to: TO, ok: false }]);
      return desk;
    }

    it('is given up, and gets the same state when it is heard of again', () => {
      const desk = givenUp();
      desk.sent.length = 0;
      desk.request();
      expect(desk.sent[0]).to.include({ type: 'snapshot-begin', transfer: 2n, acknowledged: 0 });
      desk.ack(0, 'receiving', 2n, '0000\0');
      const [first] = desk.sent.filter((frame): frame is Chunk => frame.type === 'snapshot-chunk');
      expect(decodeSnapshotChunk(first!.bytes).map(({ key }) => key)).to.eql(['0001']);
      expect([desk.opened, desk.closed]).to.eql([1, 0]);
      desk.ack(0, 'installed', 2n);
      expect([desk.closed, desk.clock.armed]).to.eql([1, 0]);
    });

    it('gets a younger one when the log has gone on beyond it', () => {
      const desk = givenUp();
      desk.request(SNAPSHOT.index + 1);
      expect([desk.opened, desk.closed]).to.eql([2, 1]);
    });

    it('is not waited for beyond a bound, nor beyond the life of the store', () => {
      const late = givenUp();
      late.clock.advance(KEPT_MS);
      const replaced = givenUp();
      replaced.sender.dropKept();
      const stopped = givenUp();
      stopped.sender.stop();
      for (const desk of [late, replaced, stopped]) expect([desk.closed, desk.clock.armed]).to.eql([1, 0]);
    });
  });

  it('gives up a follower that answers and gets no further', () => {
    const desk = new Desk(20);
    desk.requested();
    for (let i = 0; i < STALLED_MS / 1_000 + 2; i++) {
      desk.ack(0);
      desk.clock.advance(1_000);
    }
    expect(desk.steps).to.have.length(1);
  });

  it('waits for one that has everything and is busy with it, as long as it answers', () => {
    const desk = new Desk(2);
    desk.requested();
    desk.ack(2);
    desk.ack(3);
    for (let i = 0; i < (3 * STALLED_MS) / 1_000; i++) {
      desk.ack(3);
      desk.clock.advance(1_000);
    }
    expect(desk.steps).to.eql([]);
    desk.ack(3, 'installed');
    expect(desk.steps).to.eql([{ type: 'snapshot-sent', to: TO, ok: true }]);
  });

  it('ends the transfer when the store cannot be read', () => {
    const desk = new Desk(2);
    desk.outcome = failed('io', 'no');
    desk.requested();
    expect(desk.steps).to.eql([{ type: 'snapshot-sent', to: TO, ok: false }]);
    expect(desk.closed).to.equal(1);
  });

  it('waits for a store that has not come as far as asked for', () => {
    const desk = new Desk(2);
    desk.behind = true;
    desk.request();
    desk.request();
    expect([desk.opened, desk.clock.armed]).to.eql([0, 1]);
    desk.behind = false;
    desk.clock.advance(100);
    expect(desk.opened).to.equal(1);
  });

  it('stops with every view closed and no timer left, also in the middle of reading', () => {
    const desk = new Desk(20);
    desk.request();
    desk.sender.onAck(TO, {
      ...{ type: 'snapshot-ack', transfer: 1n, received: 0, position: '', state: 'receiving' },
    });
    expect(desk.scanning).to.equal(1);
    desk.sender.stop();
    expect(desk.closed).to.equal(0);
    desk.clock.advance(60_000);
    expect([desk.closed, desk.scanning, desk.clock.armed, desk.steps]).to.eql([1, 0, 0, []]);
    desk.request();
    expect(desk.opened).to.equal(1);

    const waiting = new Desk(1);
    waiting.behind = true;
    waiting.request();
    waiting.sender.stop();
    expect(waiting.clock.armed).to.equal(0);
  });
});
