import { expect } from 'chai';
import { logIndex, memberId, term, type MemberId } from '../../../src/core/base/brands.ts';
import type { LogEntry, RaftRole } from '../../../src/core/raft/types.ts';
import { RaftChecks } from './raft.ts';

const VOTERS = [1n, 2n, 3n].map(memberId);

/** A member by hand: what it says is what a test wants it to say. */
class Member {
  readonly id: MemberId;
  process = {};
  hash = 0;
  readonly raft = {
    term: 1,
    role: 'follower' as RaftRole,
    conf: { voters: VOTERS, votersOutgoing: [] },
    log: {
      base: { index: logIndex(0), term: term(0) },
      entries: [] as LogEntry[],
      commit: 0,
      applied: 0,
      durable: 0,
    },
  };
  readonly #region: Region;

  constructor(region: Region, id: MemberId) {
    this.#region = region;
    this.id = id;
  }

  /** Its whole log, each entry by its term. */
  holds(terms: readonly number[], durable = terms.length): this {
    const { log } = this.raft;
    log.entries.splice(0);
    terms.forEach((each, i) => {
      log.entries.push({
        ...{ index: logIndex(i + 1), term: term(each), type: 'command' },
        data: new Uint8Array([each, i]),
      });
    });
    log.durable = durable;
    return this;
  }

  is(role: RaftRole, inTerm: number): this {
    this.raft.role = role;
    this.raft.term = inTerm;
    return this;
  }

  commits(index: number): this {
    this.raft.log.commit = index;
    return this;
  }

  applies(index: number, hash: number): this {
    this.raft.log.applied = index;
    this.hash = hash;
    return this;
  }

  look(): void {
    const { id, process, raft } = this;
    this.#region.checks.look({ id, name: `m${id}`, process, raft, stateHash: () => this.hash });
  }
}

class Region {
  readonly complaints: string[] = [];
  readonly checks = new RaftChecks((what) => this.complaints.push(what));
  readonly members = VOTERS.map((id) => new Member(this, id)) as [Member, Member, Member];

  constructor() {
    for (const member of this.members) member.look();
  }

  look(): string {
    for (const member of this.members) member.look();
    return this.complaints.join('\n');
  }
}

/** Three entries of term 1, on all disks, committed by the first. */
function settled(): Region {
  const region = new Region();
  const [one, two, three] = region.members;
  two.holds([1, 1, 1]);
  three.holds([1, 1, 1]);
  one.holds([1, 1, 1]).is('leader', 1);
  expect(region.look()).to.equal('');
  for (const member of region.members) member.commits(3).applies(3, 7);
  expect(region.look()).to.equal('');
  return region;
}

describe('the checks of Raft’s promises', () => {
  it('accept a leader that commits what a majority holds, and a successor that holds it', () => {
    const region = settled();
    const [one, two] = region.members;
    one.is('follower', 2);
    two.is('leader', 2).holds([1, 1, 1, 2]);
    expect(region.look()).to.equal('');
  });

  it('find two leaders in a term', () => {
    const region = settled();
    region.members[1].is('leader', 1);
    expect(region.look()).to.match(/term 1 has two leaders: m1 and m2/);
  });

  it('find a term, a commit or an applied index that goes back, and one applied ahead of commit', () => {
    for (const [harm, pattern] of [
      [(member: Member) => member.is('follower', 0), /back from term 1 to 0/],
      [(member: Member) => member.commits(2).applies(2, 7), /back from commit 3 to 2/],
      [(member: Member) => member.applies(2, 7), /back from applied 3 to 2/],
      [(member: Member) => member.applies(4, 7), /applied 4, and 3 is committed/],
    ] as const) {
      const region = settled();
      harm(region.members[2]);
      expect(region.look()).to.match(pattern);
    }
  });

  it('find a committed entry that is another one on another member', () => {
    const region = settled();
    const [, , three] = region.members;
    three.process = {};
    three.holds([1, 1, 2]);
    expect(region.look()).to.match(/m3 committed entry 3 of term 2 .*where term 1/);
  });

  it('find a leader without an entry that an earlier term committed', () => {
    const region = settled();
    const [one, two] = region.members;
    one.is('follower', 2);
    two.holds([1, 1], 2).commits(3).is('leader', 2);
    expect(region.look()).to.match(/m2 leads term 2 without entry 3 of term 1/);
  });

  it('find a commit that no majority of disks holds', () => {
    const region = settled();
    const [one, two] = region.members;
    one.holds([1, 1, 1, 1]);
    two.holds([1, 1, 1, 1], 3);
    expect(region.look()).to.equal('');
    one.commits(4);
    expect(region.look()).to.match(/entry 4 with 1 of 3 disks/);
  });

  it('find what was durable and is gone after a restart, and let go of what was not', () => {
    for (const durable of [3, 2]) {
      const region = new Region();
      const [, two] = region.members;
      two.holds([1, 1, 1], durable);
      expect(region.look()).to.equal('');
      two.process = {};
      two.holds([1, 1]);
      if (durable === 3) expect(region.look()).to.match(/m2 had entry 3 of term 1 on its disk/);
      else expect(region.look()).to.equal('');
    }
  });

  it('find members that hold different states behind the same entry', () => {
    const region = settled();
    region.members[1].applies(3, 8).process = {};
    expect(region.look()).to.match(/m2 differs from others that have applied entry 3/);
  });
});
