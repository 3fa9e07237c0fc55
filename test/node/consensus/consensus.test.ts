import { expect } from 'chai';
import { logIndex, memberId, term } from '../../../src/core/base/brands.ts';
import type { MemberId } from '../../../src/core/base/brands.ts';
import { createRaft } from '../../../src/core/raft/raft.ts';
import type { Envelope, LogEntry, RaftMessage, SnapshotId } from '../../../src/core/raft/types.ts';
import { Consensus } from '../../../src/node/consensus/consensus.ts';
import { DONE, failed, type Done } from '../../../src/ports/outcome.ts';
import type { WalBatch } from '../../../src/storage/wal-types.ts';
import { TurnClock } from '../support/turn-clock.ts';

const SELF = memberId(1n);
const OTHERS = [memberId(2n), memberId(3n)];
const confOf = (voters: readonly MemberId[]): SnapshotId['conf'] => ({
  ...{ voters, votersOutgoing: [], learners: [], learnersNext: [], autoLeave: false },
});

const entry = (index: number, inTerm: number): LogEntry => ({
  ...{ index: logIndex(index), term: term(inTerm), type: 'command', data: Uint8Array.of(index) },
});
const idOf = (index: number, inTerm: number): { index: LogEntry['index']; term: LogEntry['term'] } => ({
  ...{ index: logIndex(index), term: term(inTerm) },
});

/** The Raft machine between a log that completes by hand and a replica that applies at once unless told otherwise. */
class Desk {
  readonly clock = new TurnClock();
  readonly raft;
  readonly consensus: Consensus;
  readonly writes: { readonly batch: WalBatch; readonly done: Done }[] = [];
  readonly notedCommits: number[] = [];
  readonly sent: string[] = [];
  readonly applied: number[] = [];
  readonly recorded: string[] = [];
  removed = false;
  readonly fatals: string[] = [];
  storeName = 'state-1';
  turns = 0;
  onTurn: () => void = () => undefined;
  /** How many entries a turn applies. */
  appliesAtOnce = Infinity;
  onApply: () => void = () => undefined;
  private gathered: Envelope[] = [];
  private backlog: LogEntry[] = [];

  constructor(others: readonly MemberId[] = OTHERS) {
    const conf = confOf([SELF, ...others]);
    this.raft = createRaft(
      {
        ...{ self: SELF, electionTicks: 10, heartbeatTicks: 1, appendBytesMax: 1e6 },
        ...{ inflightAppendsMax: 10, inflightBytesMax: 1e7, uncommittedBytesMax: 1e7, seed: 1 },
      },
      {
        hardState: { term: term(0), vote: null, commit: logIndex(0) },
        snapshot: { ...idOf(0, 0), conf },
        conf,
        entries: [],
        applied: logIndex(0),
      },
    );
    this.consensus = new Consensus({
      ...{ self: SELF, raft: this.raft, clock: this.clock, trace: null, storeName: () => this.storeName },
      wal: {
        append: (batch, done) => this.writes.push({ batch, done }),
        noteCommit: (commit) => this.notedCommits.push(commit),
      },
      replica: {
        enqueue: (entries) => this.backlog.push(...entries),
        hasBacklog: () => this.backlog.length > 0,
        applySlice: () => {
          const some = this.backlog.splice(0, this.appliesAtOnce);
          if (some.length > 0) this.onApply();
          this.applied.push(...some.map(({ index }) => index));
          return some.at(-1)?.index ?? null;
        },
      },
      peers: {
        gather: (envelopes) => this.gathered.push(...envelopes),
        flush: () => {
          this.sent.push(...this.gathered.map(({ to, message }) => `${to}: ${message.type}`));
          this.gathered = [];
        },
      },
    });
    this.consensus.start({
      onTurn: () => {
        this.turns++;
        this.onTurn();
      },
      onSoftState: () => undefined,
      onReadState: () => undefined,
      onSnapshotRequest: () => undefined,
      onStoreRecorded: (name) => this.recorded.push(name),
      onRemoved: () => (this.removed = true),
      onFatal: (reason) => {
        this.fatals.push(reason);
        this.consensus.stop();
      },
    });
  }

  endTurn(): void {
    this.clock.endTurn();
  }

  receive(message: RaftMessage, from: MemberId = OTHERS[0]!): void {
    this.consensus.step({ type: 'receive', from, message });
  }

  append(entries: readonly LogEntry[], commit: number, inTerm = 1): void {
    const previous = idOf((entries[0]?.index ?? 1) - 1, entries[0]?.index === 1 ? 0 : inTerm);
    this.receive({ type: 'append', term: term(inTerm), previous, commit: logIndex(commit), entries });
  }

  /** The oldest write under way has ended. */
  complete(ok = true): WalBatch {
    const write = this.writes.shift();
    if (write === undefined) throw new Error('no write is under way');
    write.done(ok ? DONE : failed('io', 'the disk is gone'));
    return write.batch;
  }

  takeSent(): string[] {
    return this.sent.splice(0);
  }
}

describe('node/consensus/consensus', () => {
  it('sends a promise only when the write it rests on is durable', () => {
    const desk = new Desk();
    desk.append([entry(1, 1)], 0);
    desk.endTurn();
    expect(desk.takeSent()).to.eql([]);
    desk.complete();
    desk.endTurn();
    expect(desk.takeSent()).to.eql(['2: append-reply']);
  });

  it('sends a promise that needs no write of its own behind those that are under way', () => {
    const desk = new Desk();
    desk.append([entry(1, 1)], 0);
    desk.endTurn();
    desk.append([entry(2, 1)], 0);
    desk.endTurn();
    desk.append([], 0);
    desk.endTurn();
    desk.complete();
    desk.endTurn();
    expect(desk.takeSent()).to.eql(['2: append-reply']);
    desk.complete();
    desk.endTurn();
    expect(desk.takeSent()).to.eql(['2: append-reply', '2: append-reply']);
  });

  it('sends what promises nothing beside the write', () => {
    const desk = new Desk();
    desk.receive({ type: 'heartbeat', term: term(3), commit: logIndex(0), readRound: 1 });
    desk.endTurn();
    expect(desk.takeSent()).to.eql(['2: heartbeat-reply']);
    expect(desk.writes.map(({ batch }) => batch.hardState?.term)).to.eql([3]);
  });

  it('gathers the inputs of a turn into one write', () => {
    const desk = new Desk();
    desk.append([entry(1, 1)], 0);
    desk.append([entry(2, 1)], 0);
    desk.endTurn();
    expect(desk.writes.map(({ batch }) => batch.entries?.length)).to.eql([2]);
  });

  it('applies what is committed and durable here, in order and once', () => {
    const desk = new Desk();
    desk.append([entry(1, 1), entry(2, 1), entry(3, 1)], 2);
    desk.endTurn();
    expect(desk.applied).to.eql([]);
    desk.complete();
    desk.endTurn();
    desk.append([], 3);
    desk.append([entry(2, 1), entry(3, 1)], 3);
    desk.endTurn();
    expect(desk.applied).to.eql([1, 2]);
    desk.receive({
      ...{ type: 'append', term: term(1), previous: idOf(3, 1), commit: logIndex(3), entries: [] },
    });
    desk.endTurn();
    expect(desk.applied).to.eql([1, 2, 3]);
  });

  it('lets the log know of a commit that was not worth a write', () => {
    const desk = new Desk();
    desk.append([entry(1, 1), entry(2, 1)], 0);
    desk.endTurn();
    desk.complete();
    desk.endTurn();
    desk.receive({ type: 'heartbeat', term: term(1), commit: logIndex(2), readRound: 0 });
    desk.endTurn();
    expect([desk.writes.length, desk.notedCommits]).to.eql([0, [2]]);
  });

  it('lets the loop come round between two pieces of a long backlog', () => {
    const desk = new Desk();
    desk.appliesAtOnce = 2;
    desk.append(
      [1, 2, 3, 4, 5].map((index) => entry(index, 1)),
      5,
    );
    desk.endTurn();
    desk.complete();
    desk.endTurn();
    expect(desk.applied).to.eql([1, 2]);
    desk.clock.advance(0);
    expect(desk.applied).to.eql([1, 2, 3, 4, 5]);
  });

  it('does not make the next turn by what it is refused in this one', () => {
    const desk = new Desk();
    desk.onTurn = () => {
      const proposed = { type: 'command', data: Uint8Array.of(1) } as const;
      expect(desk.consensus.step({ type: 'propose', entries: [proposed] }).type).to.equal('refused');
    };
    desk.endTurn();
    desk.endTurn();
    expect(desk.turns).to.equal(1);
    expect(desk.clock.armed).to.equal(0);
  });

  describe('a snapshot', () => {
    const snapshot: SnapshotId = { ...idOf(5, 1), conf: confOf([SELF, ...OTHERS]) };
    const install = (desk: Desk): void => {
      expect(desk.consensus.step({ type: 'snapshot-installing', snapshot }).type).to.equal('ok');
      desk.storeName = 'state-2';
      desk.consensus.snapshotInstalled(snapshot);
    };

    it('that replaces the log is recorded with its store before it is acknowledged', () => {
      const desk = new Desk();
      desk.append([entry(1, 1)], 1);
      desk.endTurn();
      desk.complete();
      desk.endTurn();
      desk.takeSent();
      install(desk);
      desk.endTurn();
      expect(desk.writes.map(({ batch }) => batch.snapshot)).to.eql([{ ...snapshot, storeName: 'state-2' }]);
      expect([desk.recorded, desk.takeSent()]).to.eql([[], []]);
      desk.complete();
      desk.endTurn();
      expect([desk.recorded, desk.takeSent()]).to.eql([['state-2'], ['2: append-reply']]);
    });

    it('that the log holds already has its store recorded too, behind the entries it is in', () => {
      const desk = new Desk();
      desk.append(
        [1, 2, 3, 4, 5, 6].map((index) => entry(index, 1)),
        0,
      );
      install(desk);
      desk.endTurn();
      expect(desk.writes.map(({ batch }) => batch.entries?.length ?? 'no entries')).to.eql([6, 'no entries']);
      expect(desk.writes[1]?.batch).to.eql({ snapshot: { ...snapshot, storeName: 'state-2' } });
      desk.complete();
      expect(desk.recorded).to.eql([]);
      desk.complete();
      expect(desk.recorded).to.eql(['state-2']);
    });

    it('names the store that was the newest when its record was written', () => {
      const desk = new Desk();
      desk.append([entry(1, 1)], 1);
      desk.endTurn();
      desk.complete();
      desk.endTurn();
      install(desk);
      desk.endTurn();
      desk.storeName = 'state-3';
      desk.complete();
      expect(desk.recorded).to.eql(['state-2']);
    });
  });

  describe('an end', () => {
    it('by a failed write is reported once, and nothing leaves after it', () => {
      const desk = new Desk();
      desk.append([entry(1, 1)], 0);
      desk.endTurn();
      desk.append([entry(2, 1)], 0);
      desk.endTurn();
      desk.complete(false);
      desk.complete(false);
      desk.endTurn();
      expect([desk.fatals, desk.sent, desk.clock.armed]).to.eql([['the disk is gone'], [], 0]);
    });

    it('in the middle of a turn ends the turn', () => {
      const desk = new Desk();
      desk.append([entry(1, 1), entry(2, 1)], 1);
      desk.endTurn();
      desk.complete();
      desk.receive({ type: 'heartbeat', term: term(1), commit: logIndex(2), readRound: 1 });
      desk.onApply = () => desk.consensus.stop();
      desk.endTurn();
      expect([desk.sent, desk.clock.armed]).to.eql([[], 0]);
    });

    it('leaves the completions of the log without effect', () => {
      const desk = new Desk();
      desk.append([entry(1, 1)], 1);
      desk.endTurn();
      desk.consensus.stop();
      desk.complete();
      desk.receive({ type: 'heartbeat', term: term(1), commit: logIndex(1), readRound: 1 });
      desk.endTurn();
      expect([desk.sent, desk.applied, desk.recorded, desk.clock.armed]).to.eql([[], [], [], 0]);
    });
  });
});
