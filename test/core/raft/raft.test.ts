/** What a transcript cannot show: bounds, shapes, sharing, and what stops the process. */
import { expect } from 'chai';
import { InvariantError } from '../../../src/core/base/assert.ts';
import { logIndex, memberId, term, type MemberId } from '../../../src/core/base/brands.ts';
import { createRandom, nextInteger, type Random } from '../../../src/core/base/random.ts';
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

/** Terms along a log that never fall, behind one shared entry. */
function randomTerms(random: Random, jump: number): number[] {
  const terms = [1];
  const length = nextInteger(random, 1, 40);
  while (terms.length < length) {
    const last = terms[terms.length - 1]!;
    terms.push(nextInteger(random, 0, 4) === 0 ? last + nextInteger(random, 1, jump) : last);
  }
  return terms;
}

/** Appends of a leader with one log until a follower with the other takes one. */
function probesNeeded(leaders: readonly number[], followers: readonly number[]): number {
  const later = term(Math.max(...leaders, ...followers) + 1);
  const entries = leaders.map((each, i) => entry(i + 1, each));
  const leader = createRaft(OPTIONS, restored({ entries }, [ONE, TWO]));
  Object.assign(leader, { term: term(later - 1) });
  step(leader, { type: 'campaign' });
  const granted = { term: later, granted: true };
  step(leader, { type: 'receive', from: TWO, message: { type: 'pre-vote-reply', ...granted } });
  settle(leader);
  step(leader, { type: 'receive', from: TWO, message: { type: 'vote-reply', ...granted } });
  const other = followers.map((each, i) => entry(i + 1, each));
  const follower = createRaft({ ...OPTIONS, self: TWO }, restored({ entries: other }, [ONE, TWO]));
  for (let probes = 1; ; probes++) {
    for (const { messages } of settle(leader)) {
      for (const { message } of messages) step(follower, { type: 'receive', from: ONE, message });
    }
    let taken = false;
    for (const { messagesAfterAppend } of settle(follower)) {
      for (const { message } of messagesAfterAppend) {
        taken ||= message.type === 'append-reply' && !message.rejected;
        step(leader, { type: 'receive', from: TWO, message });
      }
    }
    if (taken) return probes;
  }
}

function leaderOfThree(options: Partial<RaftOptions> = {}): Raft {
  const raft = createRaft({ ...OPTIONS, ...options }, restored());
  // Past what a member that has just started may have promised.
  for (let i = 0; options.leaseReads === true && i < OPTIONS.electionTicks; i++) step(raft, { type: 'tick' });
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

  it('takes the first of several changes in one proposal, and insists on hearing of its application', () => {
    const raft = lonelyLeader();
    const change = { type: 'configuration' as const, data: Uint8Array.of(1) };
    expect(step(raft, { type: 'propose', entries: [change, change] }).type).to.equal('proposed');
    expect(entriesBetween(raft, logIndex(2), logIndex(3), 1000)!.map(({ type }) => type)).to.deep.equal([
      'configuration',
      'command',
    ]);
    step(raft, { type: 'appended', write: takeReady(raft).write });
    step(raft, { type: 'appended', write: takeReady(raft).write });
    expect(takeReady(raft).committed).to.have.length(2);
    expect(step(raft, { type: 'propose', entries: [change] })).to.deep.include({ reason: 'change-pending' });
    expect(() => step(raft, { type: 'applied', index: logIndex(3) })).to.throw(
      InvariantError,
      /not reported/,
    );
    const conf = { ...votersOnly([ONE]), learners: [TWO] };
    step(raft, { type: 'configuration-applied', index: logIndex(2), conf });
    step(raft, { type: 'applied', index: logIndex(3) });
    expect(raftStatus(raft)).to.deep.include({ applied: 3, conf });
    expect(step(raft, { type: 'propose', entries: [change] }).type).to.equal('proposed');
  });

  it('acts by a change of the group, and tells others of it, only when its own disk knows that it is committed', () => {
    const raft = leaderOfThree();
    acknowledge(raft, TWO, 1);
    settle(raft);
    const change = { type: 'configuration' as const, data: Uint8Array.of(1) };
    expect(step(raft, { type: 'propose', entries: [change] }).type).to.equal('proposed');
    step(raft, { type: 'appended', write: takeReady(raft).write });
    acknowledge(raft, TWO, 2);
    const recorded = takeReady(raft);
    expect(recorded).to.deep.include({ committed: [], messages: [], mustSync: true });
    expect(recorded.hardState?.commit).to.equal(2);
    expect(raftStatus(raft).commit).to.equal(1);
    expect(hasReady(raft), 'the same once more').to.equal(false);
    step(raft, { type: 'appended', write: recorded.write });
    const told = takeReady(raft);
    expect(told.committed.map(({ index }) => index)).to.deep.equal([2]);
    expect(told.messages.map(({ message }) => message.type)).to.contain('committed');
    expect(told.mustSync).to.equal(false);
  });

  it('takes no lease across a transfer, not even one that came to nothing', () => {
    const raft = leaderOfThree({ leaseReads: true });
    acknowledge(raft, TWO, 1);
    settle(raft);
    const confirm = (): void => {
      step(raft, { type: 'tick' });
      const round = takeReady(raft).messages.flatMap(({ message }) =>
        message.type === 'heartbeat' ? [message.readRound] : [],
      )[0]!;
      const message = { type: 'heartbeat-reply' as const, term: term(1), readRound: round };
      step(raft, { type: 'receive', from: TWO, message });
    };
    const readsAtOnce = (request: number): boolean => {
      step(raft, { type: 'read-index', request });
      return takeReady(raft).readStates.some((state) => state.request === request);
    };
    confirm();
    expect(readsAtOnce(1)).to.equal(true);
    step(raft, { type: 'transfer-leadership', to: TWO });
    expect(readsAtOnce(2)).to.equal(false);
    for (let i = 0; i < OPTIONS.electionTicks; i++) {
      step(raft, {
        type: 'receive',
        from: TWO,
        message: { type: 'heartbeat-reply', term: term(1), readRound: 0 },
      });
      step(raft, { type: 'tick' });
    }
    expect(raftStatus(raft)).to.include({ role: 'leader', transferTo: null });
    takeReady(raft);
    confirm();
    expect(readsAtOnce(3)).to.equal(false);
  });

  it('answers by no lease while ticks are late', () => {
    const raft = leaderOfThree({ leaseReads: true });
    acknowledge(raft, TWO, 1);
    settle(raft);
    step(raft, { type: 'tick' });
    const [round] = takeReady(raft).messages.flatMap(({ message }) =>
      message.type === 'heartbeat' ? [message.readRound] : [],
    );
    const message = { type: 'heartbeat-reply' as const, term: term(1), readRound: round! };
    step(raft, { type: 'receive', from: TWO, message });
    const asked = (request: number, late: boolean): boolean => {
      step(raft, { type: 'read-index', request, late });
      return takeReady(raft).readStates.some((state) => state.request === request);
    };
    expect([asked(1, false), asked(2, true), asked(3, false)]).to.eql([true, false, true]);
    const question = { type: 'read-index' as const, term: term(1), request: 9 };
    const learner = memberId(4n);
    step(raft, { type: 'receive', from: learner, message: question, late: true });
    const answers = takeReady(raft).messages.filter((sent) => sent.message.type === 'read-index-reply');
    expect(answers).to.eql([]);
  });

  it('finds where logs part in at most one probe per term of either', () => {
    const random = createRandom(3);
    for (let i = 0; i < 300; i++) {
      const logs = [randomTerms(random, 3), randomTerms(random, 3)] as const;
      const terms = new Set([...logs[0], ...logs[1]]).size;
      expect(probesNeeded(logs[0], logs[1]), JSON.stringify(logs)).to.be.most(terms + 1);
    }
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

  it('takes a question for its own confirmation only where leader and asker are a quorum', () => {
    const answersToTwo = (voters: MemberId[]): RaftMessage[] => {
      const raft = createRaft(OPTIONS, restored({}, voters));
      step(raft, { type: 'campaign' });
      for (const type of ['pre-vote-reply', 'vote-reply'] as const) {
        settle(raft);
        for (const from of voters.slice(1))
          step(raft, { type: 'receive', from, message: { type, term: term(1), granted: true } });
      }
      settle(raft);
      for (const from of voters.slice(1)) acknowledge(raft, from, 1);
      settle(raft);
      const question = { type: 'read-index' as const, term: term(1), request: 5 };
      step(raft, { type: 'receive', from: TWO, message: question });
      return takeReady(raft).messages.flatMap(({ to, message }) => (to === TWO ? [message] : []));
    };
    const answer = {
      ...{ type: 'read-index-reply', term: term(1), request: 5, index: logIndex(1) },
      refused: false,
    };
    const round = { type: 'heartbeat', term: term(1), commit: logIndex(1), readRound: 1 };
    expect(answersToTwo([ONE, TWO, THREE])).to.eql([answer]);
    expect(answersToTwo([ONE, TWO, THREE, memberId(4n), memberId(5n)])).to.eql([round]);
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

    it('counts a membership change as committed when a later one is in the log', () => {
      // The commit index that came with the later one was torn off; see membership.ts, B3.
      const change = (index: number): LogEntry => entry(index, 1, { type: 'configuration' });
      const raft = createRaft(
        OPTIONS,
        restored({ entries: [entry(1, 1), change(2), entry(3, 1), change(4)] }),
      );
      expect(raftStatus(raft)).to.include({ commit: 2, lastIndex: 4 });
      step(raft, { type: 'campaign' });
      expect(raftStatus(raft).role).to.equal('follower');
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
