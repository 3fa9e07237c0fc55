/** What a leader makes of being removed itself. */
import { expect } from 'chai';
import { memberId } from '../../../src/core/base/brands.ts';
import { Membership } from '../../../src/node/serving/membership.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { Rig } from '../../core/apply/rig.ts';

const ELECTION_MS = 1_000;

/** Leads a region of so many; whom it asks to take over never does. */
class Leader {
  nowMs = 0;
  asked = 0;
  readonly membership: Membership;

  constructor(members: number) {
    const { machine, ...rig } = this.found(members);
    const clock: Clock = {
      monotonicMs: () => this.nowMs,
      wallMs: () => this.nowMs,
      after: () => ({ cancel: () => undefined }),
      atTurnEnd: (task) => task(),
    };
    this.membership = new Membership({
      ...{ self: rig.self, clock, strict: true, electionMs: ELECTION_MS },
      machine: () => machine,
      raft: () => ({ term: 1 as never, lastIndex: 1 as never, progress: [] }),
      lastHeardMs: () => this.nowMs,
      connectedSinceMs: () => -Infinity,
      passOn: () => {
        this.asked++;
        return true;
      },
      wake: () => undefined,
    });
  }

  judge(): string {
    const verdict = this.membership.judge({ type: 'remove', id: memberId(1n) });
    return verdict.type === 'refuse' ? verdict.reason : verdict.type;
  }

  private found(members: number): { self: ReturnType<typeof memberId>; machine: Rig['machine'] } {
    const rig = new Rig();
    const voters = Array.from({ length: members }, (_, i) => memberId(BigInt(i + 1)));
    rig.machine.conf = { voters, votersOutgoing: [], learners: [], learnersNext: [], autoLeave: false };
    for (const id of voters) {
      const record = { id, name: `m${id}`, learner: false, clientUrls: [], peerUrls: [`http://m${id}:2380`] };
      rig.apply({ type: 'publish-member', member: record });
    }
    return { self: memberId(1n), machine: rig.machine };
  }
}

describe('node/serving/membership', () => {
  it('removes a leader that nobody takes over from after two election timeouts', () => {
    const leader = new Leader(3);
    expect(leader.judge()).to.equal('wait');
    leader.nowMs += 2 * ELECTION_MS;
    expect(leader.judge()).to.equal('propose');
    expect(leader.asked).to.equal(1);
  });

  it('does not let a leader remove itself from a region of two, and hands over anew when it is asked again', () => {
    const leader = new Leader(2);
    expect(leader.judge()).to.equal('wait');
    leader.nowMs += 2 * ELECTION_MS;
    expect(leader.judge()).to.equal('unhealthy');
    expect(leader.judge()).to.equal('wait');
    expect(leader.asked).to.equal(2);
  });
});
