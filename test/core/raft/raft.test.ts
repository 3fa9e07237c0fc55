/** What a transcript cannot show: bounds, shapes, sharing, and what stops the process. */
import { expect } from 'chai';
import { InvariantError } from '../../../src/core/base/assert.ts';
import { logIndex, memberId, term } from '../../../src/core/base/brands.ts';
import { describeInput, describeMessage, describeReady } from '../../../src/core/raft/describe.ts';
import { createRaft, type Raft } from '../../../src/core/raft/raft.ts';
import { hasReady, takeReady } from '../../../src/core/raft/ready.ts';
import { entriesBetween, raftStatus, termAt } from '../../../src/core/raft/status.ts';
import { step } from '../../../src/core/raft/step.ts';
import type {
  LogEntry,
  RaftInput,
  RaftMessage,
  RaftOptions,
  RaftRestore,
  Ready,
} from '../../../src/core/raft/types.ts';
import { votersOnly } from './support/disk.ts';

const ONE = memberId(1n);
const TWO = memberId(2n);
const THREE = memberId(3n);

const OPTIONS: RaftOptions = {
  self: ONE,
  electionTicks: 10,
  heartbeatTicks: 1,
  appendBytesMax: 1024 * 1024,
  inflightAppendsMax: 16,
  inflightBytesMax: 4 * 1024 * 1024,
  uncommittedBytesMax: 1024 ** 3,
  seed: 1,
};

function entry(index: number, entryTerm: number, more: Partial<LogEntry> = {}): LogEntry {
  return { index: logIndex(index), term: term(entryTerm), type: 'command', data: new Uint8Array(0), ...more };
}

function restored(more: Partial<RaftRestore> = {}, voters = [ONE, TWO, THREE]): RaftRestore {
  return {
    hardState: { term: term(0), vote: null, commit: logIndex(0) },
    snapshot: { index: logIndex(0), term: term(0), conf: votersOnly(voters) },
    conf: votersOnly(voters),
    entries: [],
    applied: logIndex(0),
    ...more,
  };
}

/** A disk that is done at once. */
function settle(raft: Raft): Ready[] {
  const readies: Ready[] = [];
  while (hasReady(raft)) {
    const ready = takeReady(raft);
    readies.push(ready);
    if (ready.mustSync) step(raft, { type: 'appended', write: ready.write });
    const last = ready.committed[ready.committed.length - 1];
    if (last !== undefined) step(raft, { type: 'applied', index: last.index });
  }
  return readies;
}

function lonelyLeader(options: Partial<RaftOptions> = {}): Raft {
  const raft = createRaft({ ...OPTIONS, ...options }, restored({}, [ONE]));
  step(raft, { type: 'campaign' });
  settle(raft);
  return raft;
}

function leaderOfThree(): Raft {
  const raft = createRaft(OPTIONS, restored());
  step(raft, { type: 'campaign' });
  step(raft, {
    type: 'receive',
    from: TWO,
    message: { type: 'pre-vote-reply', term: term(1), granted: true },
  });
  settle(raft);
  step(raft, { type: 'receive', from: TWO, message: { type: 'vote-reply', term: term(1), granted: true } });
  settle(raft);
  expect(raftStatus(raft).role).to.equal('leader');
  return raft;
}

function propose(raft: Raft, ...data: Uint8Array[]): void {
  const entries = data.map((bytes) => ({ type: 'command' as const, data: bytes }));
  expect(step(raft, { type: 'propose', entries }).type).to.equal('proposed');
}

describe('the raft machine', () => {
  it('is plain data: a copy goes on exactly like the original', () => {
    const raft = leaderOfThree();
    propose(raft, Uint8Array.of(1));
    step(raft, { type: 'read-index', request: 1 });
    const copy = structuredClone(raft);
    expect(takeReady(copy)).to.deep.equal(takeReady(raft));
    expect(copy).to.deep.equal(raft);
  });

  it('shares one object per entry between log, disk, messages and state machine', () => {
    const raft = leaderOfThree();
    for (const from of [TWO, THREE]) acknowledge(raft, from, 1);
    settle(raft);
    propose(raft, Uint8Array.of(1));
    const ready = takeReady(raft);
    const [persisted] = ready.entries;
    const sent = ready.messages.flatMap(({ message }) => (message.type === 'append' ? message.entries : []));
    expect(sent).to.have.length(2);
    for (const each of sent) expect(each).to.equal(persisted);
    step(raft, { type: 'appended', write: ready.write });
    acknowledge(raft, TWO, 2);
    expect(takeReady(raft).committed[0]).to.equal(persisted);
  });

  it('hands out a long backlog in bounded portions', () => {
    const raft = lonelyLeader();
    propose(raft, ...Array.from({ length: 10 }, () => new Uint8Array(300_000)));
    const portions = settle(raft).map(({ committed }) => committed.length);
    expect(portions.reduce((sum, count) => sum + count)).to.equal(10);
    expect(Math.max(...portions)).to.equal(3);
  });

  it('says nothing when there is nothing', () => {
    const raft = lonelyLeader();
    expect(hasReady(raft)).to.equal(false);
    expect(describeReady(ONE, takeReady(raft))).to.equal('nothing');
  });

  it('draws election timeouts between one and two times the configured one, and not always the same', () => {
    const raft = createRaft(OPTIONS, restored());
    const seen = new Set<number>();
    for (let i = 0; i < 500; i++) {
      step(raft, { type: 'campaign' });
      takeReady(raft);
      seen.add(raft.electionTimeout);
    }
    expect([...seen].sort((a, b) => a - b)).to.deep.equal([10, 11, 12, 13, 14, 15, 16, 17, 18, 19]);
  });

  it('does not campaign while a committed configuration change is unapplied', () => {
    const entries = [entry(1, 1), entry(2, 1, { type: 'configuration' })];
    const hardState = { term: term(1), vote: null, commit: logIndex(2) };
    const raft = createRaft(OPTIONS, restored({ entries, hardState }));
    step(raft, { type: 'campaign' });
    expect(raftStatus(raft).role).to.equal('follower');
    step(raft, { type: 'receive', from: TWO, message: { type: 'timeout-now', term: term(1) } });
    expect(raftStatus(raft).role).to.equal('follower');
    takeReady(raft);
    step(raft, {
      type: 'configuration-applied',
      index: logIndex(2),
      conf: votersOnly([ONE, TWO, THREE]),
    });
    step(raft, { type: 'campaign' });
    expect(raftStatus(raft).role).to.equal('pre-candidate');
  });

  it('does not let an answer from outside the group move its term', () => {
    const raft = leaderOfThree();
    const stranger = memberId(9n);
    const answers: RaftMessage[] = [
      {
        type: 'append-reply',
        term: term(7),
        index: logIndex(0),
        rejected: true,
        hint: { index: logIndex(0), term: term(0) },
      },
      { type: 'heartbeat-reply', term: term(7), readRound: 0 },
      { type: 'vote-reply', term: term(7), granted: false },
      { type: 'pre-vote-reply', term: term(7), granted: false },
    ];
    for (const message of answers) step(raft, { type: 'receive', from: stranger, message });
    expect(raftStatus(raft)).to.include({ role: 'leader', term: 1 });
  });

  it('refuses reads it has no room for', () => {
    const raft = leaderOfThree();
    const room = 65_536;
    for (let request = 1; request <= room + 1; request++) step(raft, { type: 'read-index', request });
    expect(takeReady(raft).readStates).to.deep.equal([{ request: room + 1, index: null }]);
  });

  it('looks entries and terms up as far as memory reaches', () => {
    const raft = lonelyLeader();
    propose(raft, Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3));
    settle(raft);
    step(raft, { type: 'release', index: logIndex(2) });
    expect(raftStatus(raft)).to.include({ firstIndex: 3, lastIndex: 4 });
    expect([1, 2, 3, 4, 5].map((index) => termAt(raft, logIndex(index)))).to.deep.equal([
      null,
      1,
      1,
      1,
      null,
    ]);
    const between = (from: number, to: number, bytes: number): number[] | undefined =>
      entriesBetween(raft, logIndex(from), logIndex(to), bytes)?.map(({ index }) => index);
    expect(between(2, 4, 1000)).to.equal(undefined);
    expect(between(3, 9, 1000)).to.deep.equal([3, 4]);
    expect(between(3, 4, 1)).to.deep.equal([3]);
    expect(between(5, 9, 1000)).to.deep.equal([]);
  });

  it('releases nothing that is not applied', () => {
    const raft = lonelyLeader();
    propose(raft, Uint8Array.of(1));
    takeReady(raft);
    step(raft, { type: 'release', index: logIndex(9) });
    expect(raftStatus(raft)).to.include({ firstIndex: 2, lastIndex: 2, applied: 1 });
  });

  it('keeps entries for a snapshot under way, but not without bound', () => {
    const raft = leaderOfThree();
    acknowledge(raft, TWO, 1);
    settle(raft);
    step(raft, { type: 'release', index: logIndex(1) });
    // It answers, and what it needs is no longer there.
    step(raft, {
      type: 'receive',
      from: THREE,
      message: { type: 'heartbeat-reply', term: term(1), readRound: 0 },
    });
    expect(settle(raft).flatMap(({ snapshotsToSend }) => snapshotsToSend)).to.deep.equal([
      { to: THREE, atLeast: 1 },
    ]);
    const commitAndRelease = (index: number, bytes: number): number => {
      propose(raft, new Uint8Array(bytes));
      settle(raft);
      acknowledge(raft, TWO, index);
      settle(raft);
      step(raft, { type: 'release', index: logIndex(index) });
      return raftStatus(raft).firstIndex;
    };
    expect(commitAndRelease(2, 10)).to.equal(2);
    expect(commitAndRelease(3, 300 * 1024 * 1024)).to.equal(4);
  });

  describe('at a restart', () => {
    it('takes the term of the last entry if the hard state behind it was torn off', () => {
      const raft = createRaft(OPTIONS, restored({ entries: [entry(1, 3)] }));
      expect(raftStatus(raft)).to.include({ term: 3, vote: null, lastIndex: 1, durable: 1 });
      expect(takeReady(raft)).to.deep.include({ mustSync: true, write: 1 });
    });

    it('counts its own vote only when the write that holds it is durable, not an earlier one', () => {
      const raft = createRaft(OPTIONS, restored({ entries: [entry(1, 3)] }, [ONE]));
      expect(takeReady(raft).write).to.equal(1);
      step(raft, { type: 'campaign' });
      expect(takeReady(raft).write).to.equal(2);
      step(raft, { type: 'appended', write: 1 });
      expect(raftStatus(raft).role).to.equal('candidate');
      step(raft, { type: 'appended', write: 2 });
      expect(raftStatus(raft)).to.include({ role: 'leader', term: 4 });
    });

    it('applies again what the store does not hold, and no more', () => {
      const hardState = { term: term(1), vote: null, commit: logIndex(3) };
      const entries = [entry(1, 1), entry(2, 1), entry(3, 1), entry(4, 1)];
      const raft = createRaft(OPTIONS, restored({ hardState, entries, applied: logIndex(2) }));
      expect(takeReady(raft).committed.map(({ index }) => index)).to.deep.equal([3]);
    });

    it('refuses a log with a gap, one that ends before its commit index, and one behind its store', () => {
      const hardState = { term: term(1), vote: null, commit: logIndex(3) };
      const broken: Partial<RaftRestore>[] = [
        { entries: [entry(2, 1)] },
        { entries: [entry(1, 2), entry(2, 1)] },
        { hardState, entries: [entry(1, 1)] },
        { applied: logIndex(4) },
      ];
      for (const more of broken) expect(() => createRaft(OPTIONS, restored(more))).to.throw(InvariantError);
    });
  });

  it('stops at what would break a promise', () => {
    const hardState = { term: term(1), vote: null, commit: logIndex(1) };
    const follower = (): Raft =>
      createRaft(OPTIONS, restored({ hardState, entries: [entry(1, 1), entry(2, 1)] }));
    const beyondTheLog: RaftMessage = { type: 'heartbeat', term: term(1), commit: logIndex(9), readRound: 0 };
    const withAGap: RaftMessage = {
      type: 'append',
      term: term(1),
      previous: { index: logIndex(2), term: term(1) },
      commit: logIndex(1),
      entries: [entry(4, 1)],
    };
    const inputs: [RaftInput, RegExp][] = [
      [{ type: 'receive', from: TWO, message: beyondTheLog }, /lost from this disk/],
      [{ type: 'receive', from: TWO, message: withAGap }, /does not follow/],
      [{ type: 'receive', from: ONE, message: beyondTheLog }, /from this member itself/],
      [{ type: 'applied', index: logIndex(2) }, /handed out/],
      [{ type: 'appended', write: 1 }, /were issued/],
      [{ type: 'propose', entries: [] }, /empty proposal/],
      [
        {
          type: 'snapshot-installed',
          snapshot: { index: logIndex(5), term: term(1), conf: votersOnly([ONE]) },
        },
        /without being accepted/,
      ],
    ];
    for (const [input, complaint] of inputs)
      expect(() => step(follower(), input)).to.throw(InvariantError, complaint);
    expect(() =>
      step(leaderOfThree(), { type: 'receive', from: TWO, message: { ...beyondTheLog } }),
    ).to.throw(InvariantError, /two leaders/);
  });

  it('describes every input and message in one line', () => {
    const place = { index: logIndex(4), term: term(2) };
    const messages: Record<RaftMessage['type'], RaftMessage> = {
      'pre-vote': { type: 'pre-vote', term: term(3), last: place },
      'pre-vote-reply': { type: 'pre-vote-reply', term: term(3), granted: true },
      vote: { type: 'vote', term: term(3), last: place, transfer: true },
      'vote-reply': { type: 'vote-reply', term: term(3), granted: false },
      append: {
        type: 'append',
        term: term(3),
        previous: place,
        commit: logIndex(4),
        entries: [entry(5, 3, { data: new Uint8Array(100).fill(10) })],
      },
      'append-reply': {
        type: 'append-reply',
        term: term(3),
        index: logIndex(5),
        rejected: true,
        hint: place,
      },
      heartbeat: { type: 'heartbeat', term: term(3), commit: logIndex(4), readRound: 6 },
      'heartbeat-reply': { type: 'heartbeat-reply', term: term(3), readRound: 6 },
      'read-index': { type: 'read-index', term: term(3), request: 8 },
      'read-index-reply': {
        type: 'read-index-reply',
        term: term(3),
        request: 8,
        index: logIndex(4),
        refused: false,
      },
      'timeout-now': { type: 'timeout-now', term: term(3) },
      removed: { type: 'removed', term: term(3) },
      committed: { type: 'committed', term: term(3), at: place },
      'snapshot-wanted': { type: 'snapshot-wanted', term: term(3), atLeast: logIndex(4) },
    };
    const snapshot = { ...place, conf: { ...votersOnly([ONE]), votersOutgoing: [TWO], learners: [THREE] } };
    const inputs: Record<RaftInput['type'], RaftInput> = {
      tick: { type: 'tick' },
      receive: { type: 'receive', from: TWO, message: messages.append },
      propose: { type: 'propose', entries: [{ type: 'command', data: Uint8Array.of(65, 10) }] },
      appended: { type: 'appended', write: 3 },
      applied: { type: 'applied', index: logIndex(4) },
      'configuration-applied': { type: 'configuration-applied', index: logIndex(4), conf: votersOnly([ONE]) },
      campaign: { type: 'campaign' },
      'read-index': { type: 'read-index', request: 8 },
      'transfer-leadership': { type: 'transfer-leadership', to: TWO },
      'snapshot-sent': { type: 'snapshot-sent', to: TWO, ok: false },
      'snapshot-installing': { type: 'snapshot-installing', snapshot },
      'snapshot-installed': { type: 'snapshot-installed', snapshot },
      unreachable: { type: 'unreachable', member: TWO },
      release: { type: 'release', index: logIndex(4) },
    };
    const lines = [
      ...Object.values(messages).map(describeMessage),
      ...Object.values(inputs).map(describeInput),
    ];
    for (const line of lines) expect(line).to.match(/^[^\n]{4,200}$/);
    expect(new Set(lines)).to.have.length(lines.length);
    expect(describeInput(inputs['snapshot-installed'])).to.equal(
      'snapshot-installed snapshot 2/4 voters=(1) outgoing=(2) learners=(3)',
    );
  });
});

function acknowledge(raft: Raft, from: typeof TWO, index: number, rejected = false): void {
  const hint = { index: logIndex(0), term: term(0) };
  const message: RaftMessage = {
    type: 'append-reply',
    term: term(1),
    index: logIndex(index),
    rejected,
    hint,
  };
  step(raft, { type: 'receive', from, message });
}
