import { expect } from 'chai';
import { decodeBatch } from '../../../src/codec/batch.ts';
import { encodeCommand } from '../../../src/codec/command.ts';
import { decodeReconfiguration } from '../../../src/codec/reconfiguration.ts';
import type { PeerFrame } from '../../../src/codec/peer-frame.ts';
import { logIndex, memberId, term } from '../../../src/core/base/brands.ts';
import type { MemberId } from '../../../src/core/base/brands.ts';
import type {
  Applied,
  Batch,
  CommandId,
  MembershipChange,
  Reconfiguration,
} from '../../../src/core/apply/types.ts';
import type { ConfState, RaftInput, StepOutcome } from '../../../src/core/raft/types.ts';
import { CHANGES_WAITING_MAX, type Verdict } from '../../../src/node/serving/change-queue.ts';
import { FORWARDS_REMEMBERED_MAX, SENDERS_REMEMBERED_MAX } from '../../../src/node/serving/forwards-seen.ts';
import {
  COMMAND_BYTES_MAX,
  PENDING_BYTES_MAX,
  PENDING_COMMANDS_MAX,
  Proposer,
} from '../../../src/node/serving/proposer.ts';
import type { Proposal } from '../../../src/node/serving/types.ts';
import { FakeClock } from '../../api/support/fake-clock.ts';

type Forward = PeerFrame & { readonly type: 'forward' };

const SELF = memberId(1n);
const OTHER = memberId(2n);
const BOOT = 77n;
const TIMEOUT_MS = 7_000;
const CONF: ConfState = {
  ...{ voters: [SELF, OTHER], votersOutgoing: [], learners: [] },
  ...{ learnersNext: [], autoLeave: false },
};
const removalOf = (id: bigint): Proposal => ({
  ...encodeCommand({ type: 'change-membership', change: { type: 'remove', id: memberId(id) } }),
  user: '',
});

const proposalOf = (revision: number): Proposal => ({
  ...encodeCommand({ type: 'compact', revision }),
  user: '',
});
const heavy = (bytes: number): Proposal => ({ kind: 'put', payload: new Uint8Array(bytes), user: '' });

/** A proposer between a log that takes what it is given and members that hear nothing back unless told. */
class Desk {
  readonly clock = new FakeClock();
  readonly log: Batch[] = [];
  readonly changes: Reconfiguration[] = [];
  readonly sent: { readonly to: MemberId; readonly frame: PeerFrame }[] = [];
  readonly answers: string[] = [];
  readonly proposer: Proposer;
  refusal: StepOutcome | null = null;
  connected = true;
  judge: (change: MembershipChange) => Verdict = () => ({ type: 'propose' });

  constructor(boot = BOOT) {
    this.proposer = new Proposer({
      ...{ self: SELF, boot, clock: this.clock, timeoutMs: TIMEOUT_MS },
      step: (input) => this.append(input),
      wake: () => undefined,
      batchTime: () => ({ wallMs: this.clock.wallMs(), unstamped: false }),
      judge: (change) => this.judge(change),
      conf: () => CONF,
      send: (to, frame) => {
        if (this.connected) this.sent.push({ to, frame });
        return this.connected;
      },
    });
  }

  lead(inTerm: number): void {
    this.proposer.onSoftState({ role: 'leader', leader: SELF, term: term(inTerm) });
  }

  follow(leader: MemberId | null, inTerm: number): void {
    this.proposer.onSoftState({ role: 'follower', leader, term: term(inTerm) });
  }

  ask(name: string, proposal: Proposal = proposalOf(1), asLeader = false): void {
    const done: Parameters<Proposer['propose']>[1] = (reply) =>
      this.answers.push(`${name}: ${reply.ok ? describeApplied(reply.value) : reply.error}`);
    if (asLeader) this.proposer.proposeAsLeader(proposal, done);
    else this.proposer.propose(proposal, done);
  }

  /** Applies an entry with these commands in it; each is answered with its own number as revision. */
  apply(index: number, inTerm: number, ids: readonly CommandId[] = []): void {
    const results = ids.map((id): Applied => ({ id, result: { type: 'compacted' }, revision: id.number }));
    this.proposer.onEntryApplied({ index: logIndex(index), term: term(inTerm) }, results);
  }

  forwards(): Forward[] {
    return this.sent.map(({ frame }) => frame).filter((frame): frame is Forward => frame.type === 'forward');
  }

  /** Commands the log holds, as `boot/number`. */
  logged(): string[] {
    return this.log.flatMap(({ commands }) => commands.map(({ id }) => `${id.boot}/${id.number}`));
  }

  private append(input: RaftInput): StepOutcome {
    if (this.refusal !== null) return this.refusal;
    if (input.type !== 'propose') throw new Error(`unexpected ${input.type}`);
    for (const { type, data } of input.entries) {
      if (type === 'configuration') this.changes.push(decodeReconfiguration(data));
      else this.log.push(decodeBatch(data));
    }
    const last = { index: logIndex(this.log.length + this.changes.length), term: term(1) };
    return { type: 'proposed', first: last, last };
  }
}

function describeApplied({ result, revision }: Applied): string {
  return result.type === 'refused' ? `refused ${result.reason}` : `revision ${revision}`;
}

function changeForward(inTerm: number, sequence: number): Forward {
  const { payload } = removalOf(3n);
  const commands = [{ number: sequence * 10, user: '', authRevision: 0, kind: 19, payload }];
  return { type: 'forward', term: term(inTerm), boot: 5n, sequence, commands };
}

const own = (number: number): CommandId => ({ member: SELF, boot: BOOT, number });

/** A frame as member 2 sends it. */
function forward(inTerm: number, sequence: number, boot = 5n, payload = proposalOf(1).payload): Forward {
  const commands = [{ number: sequence * 10, user: '', authRevision: 0, kind: 4, payload }];
  return { type: 'forward', term: term(inTerm), boot, sequence, commands };
}

describe('node/serving/proposer', () => {
  describe('a membership change', () => {
    const leading = (): Desk => {
      const desk = new Desk();
      desk.lead(1);
      desk.apply(0, 1);
      return desk;
    };

    it('stands in an entry of its own, with who asked and the configuration it is for', () => {
      const desk = leading();
      desk.ask('put');
      desk.ask('change', removalOf(2n));
      desk.proposer.flush();
      expect(desk.logged()).to.eql(['77/1']);
      expect(desk.changes.map(({ id, base, change }) => ({ id, base, change }))).to.eql([
        { id: own(2), base: CONF, change: { type: 'remove', id: OTHER } },
      ]);
      desk.apply(1, 1, [own(2)]);
      expect(desk.answers).to.eql(['change: revision 2']);
    });

    it('waits until the one before it is applied', () => {
      const desk = leading();
      desk.ask('a', removalOf(2n));
      desk.ask('b', removalOf(3n));
      desk.proposer.flush();
      desk.proposer.flush();
      expect(desk.changes).to.have.length(1);
      desk.apply(1, 1, [own(1)]);
      desk.proposer.flush();
      expect(desk.changes).to.have.length(2);
    });

    it('waits until a new leader has applied all that was there before it', () => {
      const desk = new Desk();
      desk.lead(2);
      desk.ask('a', removalOf(2n));
      desk.apply(1, 1);
      desk.proposer.flush();
      expect(desk.changes).to.have.length(0);
      desk.apply(2, 2);
      desk.proposer.flush();
      expect(desk.changes).to.have.length(1);
    });

    it('that waits for something keeps its place, and what is refused by the machine is tried again', () => {
      const desk = leading();
      desk.judge = () => ({ type: 'wait' });
      desk.ask('a', removalOf(2n));
      desk.proposer.flush();
      desk.judge = () => ({ type: 'propose' });
      desk.refusal = { type: 'refused', reason: 'change-pending' };
      desk.proposer.flush();
      expect([desk.changes.length, desk.answers.length]).to.eql([0, 0]);
      desk.refusal = null;
      desk.proposer.flush();
      expect(desk.changes).to.have.length(1);
    });

    it('that is refused is answered at once here, and through the log elsewhere', () => {
      const desk = leading();
      desk.judge = () => ({ type: 'refuse', reason: 'unhealthy' });
      desk.ask('a', removalOf(2n));
      desk.proposer.onForward(OTHER, changeForward(1, 1));
      desk.proposer.flush();
      expect(desk.answers).to.eql(['a: refused unhealthy']);
      expect(desk.changes).to.have.length(0);
      expect(desk.log.flatMap(({ commands }) => commands)).to.eql([
        {
          ...{ id: { member: OTHER, boot: 5n, number: 10 }, user: '', authRevision: 0 },
          command: { type: 'refuse-membership', reason: 'unhealthy' },
        },
      ]);
    });

    it('goes to the next leader when leadership is lost, and other members’ are left to them', () => {
      const desk = leading();
      desk.judge = () => ({ type: 'wait' });
      desk.ask('a', removalOf(2n));
      desk.proposer.onForward(OTHER, changeForward(1, 1));
      desk.proposer.flush();
      desk.follow(OTHER, 2);
      desk.proposer.flush();
      expect(desk.forwards().map(({ term: inTerm, commands }) => [inTerm, commands.length])).to.eql([[2, 1]]);
    });

    it('whose asker has given up is not made', () => {
      const desk = leading();
      desk.judge = () => ({ type: 'wait' });
      desk.ask('a', removalOf(2n));
      desk.proposer.flush();
      desk.clock.advance(TIMEOUT_MS + 1_000);
      expect(desk.answers).to.eql(['a: timeout']);
      desk.judge = () => ({ type: 'propose' });
      desk.proposer.flush();
      expect(desk.changes).to.have.length(0);
    });

    it('that removed this member is answered when the others say so', () => {
      const desk = leading();
      desk.ask('other', removalOf(2n));
      desk.ask('own', removalOf(1n));
      desk.proposer.onRemoved();
      expect(desk.answers).to.eql(['own: revision 0']);
    });

    it('too many of which wait already is refused', () => {
      const desk = leading();
      desk.judge = () => ({ type: 'wait' });
      for (let at = 0; at <= CHANGES_WAITING_MAX; at++) desk.ask(`${at}`, removalOf(2n));
      desk.proposer.flush();
      expect(desk.answers).to.eql([`${CHANGES_WAITING_MAX}: refused unhealthy`]);
    });
  });

  describe('a leader', () => {
    it('puts the commands of a turn into one entry, in the order they came', () => {
      const desk = new Desk();
      desk.lead(1);
      desk.ask('a');
      desk.ask('b');
      desk.proposer.flush();
      expect(desk.log).to.have.length(1);
      expect(desk.logged()).to.eql(['77/1', '77/2']);
      expect(desk.log[0]?.wallMs).to.equal(desk.clock.wallMs());
      desk.apply(1, 1, [own(2), own(1)]);
      expect(desk.answers).to.eql(['b: revision 2', 'a: revision 1']);
    });

    it('answers a command once, whatever is applied under its number later', () => {
      const desk = new Desk();
      desk.lead(1);
      desk.ask('a');
      desk.proposer.flush();
      desk.apply(1, 1, [own(1)]);
      desk.apply(2, 1, [own(1)]);
      expect(desk.answers).to.have.length(1);
    });

    it('does not take results of an earlier life, or of another member, for its own', () => {
      const desk = new Desk();
      desk.lead(1);
      desk.ask('a');
      desk.proposer.flush();
      desk.apply(1, 1, [
        { ...own(1), boot: 76n },
        { ...own(1), member: OTHER },
      ]);
      expect(desk.answers).to.eql([]);
    });

    it('keeps at most four entries in flight, and goes on as they are applied', () => {
      const desk = new Desk();
      desk.lead(1);
      for (let i = 0; i < 6; i++) {
        desk.ask(`${i}`);
        desk.proposer.flush();
      }
      expect(desk.log).to.have.length(4);
      desk.apply(1, 1, [own(1)]);
      desk.proposer.flush();
      expect(desk.log.at(-1)?.commands.map(({ id }) => id.number)).to.eql([5, 6]);
    });

    it('keeps what the machine refuses to append, and its place in the queue', () => {
      const desk = new Desk();
      desk.lead(1);
      desk.proposer.onForward(OTHER, forward(1, 1));
      desk.ask('a');
      desk.refusal = { type: 'refused', reason: 'transferring' };
      desk.proposer.flush();
      desk.ask('b');
      desk.refusal = null;
      desk.proposer.flush();
      expect(desk.logged()).to.eql(['5/10', '77/1', '77/2']);
    });

    it('splits a turn that is too heavy for one entry', () => {
      const desk = new Desk();
      desk.lead(1);
      const command = encodeCommand({ type: 'init-region', region: 'x'.repeat(700 * 1024), incarnation: 1n });
      for (const name of ['a', 'b', 'c']) desk.ask(name, { ...command, user: '' });
      desk.proposer.flush();
      expect(desk.log.map(({ commands }) => commands.length)).to.eql([2, 1]);
    });
  });

  describe('a follower', () => {
    it('sends a turn to the leader as one frame, for the term it knows', () => {
      const desk = new Desk();
      desk.follow(OTHER, 3);
      desk.ask('a');
      desk.ask('b');
      desk.proposer.flush();
      const [frame] = desk.forwards();
      expect(frame?.commands.map(({ number }) => number)).to.eql([1, 2]);
      expect([frame?.term, frame?.boot, desk.sent[0]?.to]).to.eql([3, BOOT, OTHER]);
    });

    it('keeps commands while there is no leader or no connection', () => {
      const desk = new Desk();
      desk.follow(null, 3);
      desk.ask('a');
      desk.proposer.flush();
      expect(desk.sent).to.eql([]);
      desk.connected = false;
      desk.follow(OTHER, 4);
      desk.proposer.flush();
      desk.connected = true;
      desk.proposer.flush();
      expect(desk.forwards().map(({ commands }) => commands.length)).to.eql([1]);
    });

    it('repeats an unanswered frame as it is, and stops when it is settled', () => {
      const desk = new Desk();
      desk.follow(OTHER, 3);
      desk.ask('a');
      desk.proposer.flush();
      desk.clock.advance(1_500);
      const [first, second] = desk.forwards();
      expect(second).to.eql(first);
      desk.apply(9, 3, [own(1)]);
      const before = desk.sent.length;
      desk.clock.advance(5_000);
      expect(desk.sent).to.have.length(before);
      expect(desk.clock.armed).to.equal(0);
    });

    it('sends again under a new number what an entry of a later term shows to be lost', () => {
      const desk = new Desk();
      desk.follow(OTHER, 3);
      desk.ask('a');
      desk.proposer.flush();
      desk.follow(memberId(3n), 4);
      desk.proposer.flush();
      expect(desk.forwards()).to.have.length(1);
      desk.apply(9, 4);
      desk.proposer.flush();
      expect(desk.forwards().map(({ term: of, commands }) => [of, commands[0]?.number])).to.eql([
        [3, 1],
        [4, 2],
      ]);
      desk.apply(10, 4, [own(2)]);
      expect(desk.answers).to.eql(['a: revision 2']);
    });

    it('does not send again what such an entry brings itself, or what was sent for its own term', () => {
      const desk = new Desk();
      desk.follow(OTHER, 3);
      desk.ask('brought');
      desk.proposer.flush();
      desk.follow(memberId(3n), 4);
      desk.ask('sent for term 4');
      desk.proposer.flush();
      desk.apply(9, 4, [own(1)]);
      desk.proposer.flush();
      expect(desk.forwards()).to.have.length(2);
      expect(desk.answers).to.eql(['brought: revision 1']);
    });

    it('sends nothing for a term that it knows to be over', () => {
      const desk = new Desk();
      desk.follow(OTHER, 3);
      desk.proposer.onSnapshotInstalled(term(5));
      desk.ask('a');
      desk.proposer.flush();
      expect(desk.sent).to.eql([]);
      desk.follow(OTHER, 5);
      desk.proposer.flush();
      expect(desk.forwards().map((frame) => frame.term)).to.eql([5]);
    });

    it('knows nothing of commands that a snapshot may have swallowed, and goes on with the others', () => {
      const desk = new Desk();
      desk.follow(OTHER, 3);
      desk.ask('swallowed');
      desk.proposer.flush();
      desk.follow(OTHER, 6);
      desk.ask('later term');
      desk.proposer.flush();
      desk.ask('unsent');
      desk.proposer.onSnapshotInstalled(term(4));
      expect(desk.answers).to.eql(['swallowed: timeout']);
      desk.proposer.flush();
      desk.apply(20, 6, [own(2), own(3)]);
      expect(desk.answers.slice(1)).to.eql(['later term: revision 2', 'unsent: revision 3']);
    });

    it('tells clients when the leader has too much to do', () => {
      const desk = new Desk();
      desk.follow(OTHER, 3);
      desk.ask('a');
      desk.proposer.flush();
      desk.proposer.onForwardRefused({ type: 'forward-refused', boot: 1n, sequence: 1 });
      expect(desk.answers).to.eql([]);
      desk.proposer.onForwardRefused({ type: 'forward-refused', boot: BOOT, sequence: 1 });
      desk.proposer.onForwardRefused({ type: 'forward-refused', boot: BOOT, sequence: 1 });
      expect(desk.answers).to.eql(['a: too-many-requests']);
    });
  });

  describe('a forwarded frame', () => {
    it('is appended once, however often it comes', () => {
      const desk = new Desk();
      desk.lead(3);
      desk.proposer.onForward(OTHER, forward(3, 1));
      desk.proposer.onForward(OTHER, forward(3, 1));
      desk.proposer.flush();
      desk.proposer.onForward(OTHER, forward(3, 1));
      desk.proposer.flush();
      expect(desk.logged()).to.eql(['5/10']);
    });

    it('is appended once also when frames of the sender’s next life come in between', () => {
      const desk = new Desk();
      desk.lead(3);
      desk.proposer.onForward(OTHER, forward(3, 1, 5n));
      desk.proposer.onForward(OTHER, forward(3, 1, 6n));
      desk.proposer.onForward(OTHER, forward(3, 1, 5n));
      desk.proposer.onForward(OTHER, forward(3, 1, 6n));
      desk.proposer.flush();
      expect(desk.logged()).to.eql(['5/10', '6/10']);
    });

    it('is left unanswered by whoever does not lead its term: that member may have appended it before', () => {
      const restarted = new Desk();
      restarted.proposer.onForward(OTHER, forward(3, 1));
      restarted.follow(null, 3);
      restarted.proposer.onForward(OTHER, forward(3, 1));
      restarted.lead(4);
      restarted.proposer.onForward(OTHER, forward(3, 1));
      restarted.proposer.flush();
      expect([restarted.sent, restarted.logged()]).to.eql([[], []]);
    });

    it('that was accepted and not appended when leadership ended is forgotten', () => {
      const desk = new Desk();
      desk.lead(3);
      desk.proposer.onForward(OTHER, forward(3, 1));
      desk.follow(null, 3);
      desk.lead(4);
      desk.proposer.flush();
      expect(desk.logged()).to.eql([]);
    });

    it('counts as seen once it has left the window, even if gaps were never filled', () => {
      const desk = new Desk();
      desk.lead(3);
      const far = 3 * FORWARDS_REMEMBERED_MAX;
      desk.proposer.onForward(OTHER, forward(3, far));
      desk.proposer.onForward(OTHER, forward(3, far - FORWARDS_REMEMBERED_MAX));
      desk.proposer.onForward(OTHER, forward(3, far - FORWARDS_REMEMBERED_MAX + 1));
      desk.proposer.flush();
      expect(desk.logged()).to.eql([far, far - FORWARDS_REMEMBERED_MAX + 1].map((at) => `5/${at * 10}`));
    });

    it('is still known after many more, with gaps between them', () => {
      const desk = new Desk();
      desk.lead(3);
      const frames = Array.from({ length: 3 * FORWARDS_REMEMBERED_MAX }, (_, i) => forward(3, 2 * i));
      for (const frame of frames) desk.proposer.onForward(OTHER, frame);
      for (const frame of frames) desk.proposer.onForward(OTHER, frame);
      for (let i = 1; i <= 12; i++) {
        desk.proposer.flush();
        desk.apply(i, 3);
      }
      expect(desk.logged()).to.have.length(frames.length);
    });

    it('of one life too many in a term is left unanswered, and there is room again in the next', () => {
      const desk = new Desk();
      desk.lead(3);
      for (let boot = 1; boot <= SENDERS_REMEMBERED_MAX + 1; boot++)
        desk.proposer.onForward(OTHER, forward(3, 1, BigInt(boot)));
      desk.proposer.flush();
      expect(desk.logged()).to.have.length(SENDERS_REMEMBERED_MAX);
      desk.lead(4);
      desk.proposer.onForward(OTHER, forward(4, 1, 5_000n));
      desk.proposer.flush();
      expect(desk.logged().at(-1)).to.equal('5000/10');
    });

    it('is refused when too much waits already', () => {
      const desk = new Desk();
      desk.lead(3);
      desk.refusal = { type: 'refused', reason: 'too-many-uncommitted' };
      const mebibyte = new Uint8Array(1024 * 1024);
      const fitting = PENDING_BYTES_MAX / mebibyte.length;
      for (let i = 1; i <= fitting + 1; i++) desk.proposer.onForward(OTHER, forward(3, i, 5n, mebibyte));
      expect(desk.sent.map(({ frame }) => frame)).to.eql([
        { type: 'forward-refused', boot: 5n, sequence: fitting + 1 },
      ]);
    });
  });

  describe('what a leader proposes as such', () => {
    it('goes into its log like anything else', () => {
      const desk = new Desk();
      desk.lead(3);
      desk.ask('revoke', proposalOf(1), true);
      desk.proposer.flush();
      desk.apply(1, 3, [own(1)]);
      expect(desk.answers).to.eql(['revoke: revision 1']);
    });

    it('is refused by a follower', () => {
      const desk = new Desk();
      desk.follow(OTHER, 3);
      desk.ask('revoke', proposalOf(1), true);
      expect(desk.answers).to.eql([]);
      desk.clock.advance(0);
      expect(desk.answers).to.eql(['revoke: not-leader']);
    });

    it('never reaches the successor: neither what waited nor what was lost', () => {
      const desk = new Desk();
      desk.lead(3);
      desk.ask('lost', proposalOf(1), true);
      desk.proposer.flush();
      desk.ask('waited', proposalOf(1), true);
      desk.follow(OTHER, 4);
      desk.proposer.flush();
      expect(desk.answers).to.eql(['waited: leader-changed']);
      desk.apply(2, 4);
      desk.proposer.flush();
      expect(desk.answers).to.eql(['waited: leader-changed', 'lost: leader-changed']);
      expect([desk.sent, desk.log.length]).to.eql([[], 1]);
    });

    it('is not good for a later term of the same leader either', () => {
      const desk = new Desk();
      desk.lead(3);
      desk.ask('waited', proposalOf(1), true);
      desk.follow(null, 3);
      desk.lead(5);
      desk.proposer.flush();
      expect([desk.answers, desk.log]).to.eql([['waited: leader-changed'], []]);
    });

    it('that was asked for inside the news of the change is refused', () => {
      const desk = new Desk();
      desk.lead(3);
      desk.proposer.proposeAsLeader(proposalOf(1), () => desk.ask('nested', proposalOf(1), true));
      desk.follow(OTHER, 4);
      desk.clock.advance(0);
      desk.proposer.flush();
      expect([desk.answers, desk.sent]).to.eql([['nested: not-leader'], []]);
    });
  });

  describe('bounds and ends', () => {
    it('says timeout when the outcome is unknown, and that there is no leader when it was never sent', () => {
      const desk = new Desk();
      desk.follow(OTHER, 3);
      desk.ask('sent');
      desk.proposer.flush();
      desk.follow(null, 3);
      desk.ask('unsent');
      desk.clock.advance(TIMEOUT_MS + 500);
      expect(desk.answers).to.eql(['sent: timeout', 'unsent: no-leader']);
      expect([desk.proposer.waitingCount, desk.clock.armed]).to.eql([0, 0]);
    });

    it('keeps the deadline of a command that is sent again', () => {
      const desk = new Desk();
      desk.follow(OTHER, 3);
      desk.ask('a');
      desk.proposer.flush();
      desk.clock.advance(TIMEOUT_MS - 1_000);
      desk.apply(9, 4);
      desk.clock.advance(1_500);
      expect(desk.answers).to.eql(['a: timeout']);
    });

    it('refuses more commands than it may keep, in number or in bytes', () => {
      const desk = new Desk();
      for (let i = 0; i < PENDING_COMMANDS_MAX; i++) desk.ask('x');
      desk.ask('one more');
      desk.clock.advance(0);
      expect(desk.answers).to.eql(['one more: too-many-requests']);

      const full = new Desk();
      const bytes = COMMAND_BYTES_MAX;
      for (let i = 0; i * bytes < PENDING_BYTES_MAX; i++) full.ask('x', heavy(bytes));
      full.ask('one more');
      full.clock.advance(0);
      expect(full.answers).to.eql(['one more: too-many-requests']);
    });

    it('has room again for what was settled', () => {
      const desk = new Desk();
      const bytes = COMMAND_BYTES_MAX;
      for (let i = 0; i * bytes < PENDING_BYTES_MAX; i++) desk.ask('x', heavy(bytes));
      desk.clock.advance(TIMEOUT_MS + 500);
      desk.answers.length = 0;
      desk.ask('a');
      desk.clock.advance(0);
      expect(desk.answers).to.eql([]);
    });

    it('refuses a command that could not travel between members', () => {
      const desk = new Desk();
      desk.lead(1);
      desk.ask('too large', heavy(COMMAND_BYTES_MAX + 1));
      desk.clock.advance(0);
      expect(desk.answers).to.eql(['too large: request-too-large']);
    });

    it('answers everyone at a stop, once, and takes and sends nothing after it', () => {
      const desk = new Desk();
      desk.follow(OTHER, 3);
      desk.ask('sent');
      desk.proposer.flush();
      desk.ask('unsent');
      desk.proposer.stop();
      expect(desk.answers).to.eql(['sent: stopped', 'unsent: stopped']);
      desk.apply(1, 3, [own(1)]);
      desk.ask('late');
      desk.proposer.onForward(OTHER, forward(3, 1));
      desk.proposer.flush();
      desk.clock.advance(TIMEOUT_MS * 2);
      expect(desk.answers).to.eql(['sent: stopped', 'unsent: stopped', 'late: stopped']);
      expect([desk.sent.length, desk.clock.armed]).to.eql([1, 0]);
    });
  });
});
