/**
 * Partial partitions: links that fail in one direction only have stopped real groups for hours (Cloudflare 2020, a
 * switch that lost some paths under etcd). Wherever a majority exists whose members all hear one another, somebody must
 * come to lead, go on committing and not be disturbed, however the other links are.
 */
import { expect } from 'chai';
import { memberId, type MemberId } from '../../../src/core/base/brands.ts';
import { createRandom, nextFloat, type Random } from '../../../src/core/base/random.ts';
import { hasReady } from '../../../src/core/raft/ready.ts';
import type { Envelope } from '../../../src/core/raft/types.ts';
import { createDisk, votersOnly } from './support/disk.ts';
import { createMember, input, sync, take, type Member } from './support/member.ts';

const ROUNDS_TO_SETTLE = 100;
const ROUNDS_TO_WATCH = 100;
const SAMPLES = 60;

type Links = ReadonlySet<string>;

const link = (from: MemberId, to: MemberId): string => `${from}>${to}`;

function allLinks(ids: readonly MemberId[]): string[] {
  return ids.flatMap((from) => ids.filter((to) => to !== from).map((to) => link(from, to)));
}

/** A majority in which everyone hears everyone. */
function hasCore(ids: readonly MemberId[], links: Links): boolean {
  const subsets = Array.from({ length: 2 ** ids.length }, (_, bits) =>
    ids.filter((_id, i) => (bits >> i) & 1),
  );
  return subsets.some(
    (subset) => subset.length * 2 > ids.length && allLinks(subset).every((each) => links.has(each)),
  );
}

interface Outcome {
  readonly committed: number;
  readonly termsWhileWatched: number;
}

/** A proposal a round, all of them committed, and no election. */
const STEADY: Outcome = { committed: ROUNDS_TO_WATCH, termsWhileWatched: 0 };

/** Begins with everyone connected and led by the first member, then only `links` are left. */
function run(ids: readonly MemberId[], links: Links, seed: number): Outcome {
  let open: Links = new Set(allLinks(ids));
  const queue: { from: MemberId; envelope: Envelope }[] = [];
  let committed = 0;
  const members = ids.map((id) =>
    createMember({
      id,
      options: {
        self: id,
        electionTicks: 10,
        heartbeatTicks: 2,
        appendBytesMax: 1000,
        inflightAppendsMax: 8,
        inflightBytesMax: 10_000,
        uncommittedBytesMax: 100,
        seed: seed * 100 + Number(id),
      },
      disk: createDisk(votersOnly(ids)),
      send: (envelope) => {
        if (open.has(link(id, envelope.to))) queue.push({ from: id, envelope });
      },
      onApply: ({ index }) => (committed = Math.max(committed, index)),
    }),
  );
  const round = (): void => {
    members.forEach((member) => input(member, { type: 'tick' }));
    proposeOnLeaders(members);
    do {
      members.forEach(work);
      for (const { from, envelope } of queue.splice(0)) {
        const member = members.find(({ id }) => id === envelope.to)!;
        input(member, { type: 'receive', from, message: envelope.message });
      }
    } while (members.some(({ raft, writes }) => hasReady(raft) || writes.length > 0) || queue.length > 0);
  };
  input(members[0]!, { type: 'campaign' });
  round();
  open = links;
  for (let i = 0; i < ROUNDS_TO_SETTLE; i++) round();
  const before = { committed, term: highestTerm(members) };
  for (let i = 0; i < ROUNDS_TO_WATCH; i++) round();
  return { committed: committed - before.committed, termsWhileWatched: highestTerm(members) - before.term };
}

function proposeOnLeaders(members: readonly Member[]): void {
  const entries = [{ type: 'command' as const, data: Uint8Array.of(1) }];
  for (const member of members)
    if (member.raft.role === 'leader') input(member, { type: 'propose', entries });
}

function work(member: Member): void {
  while (hasReady(member.raft)) take(member);
  sync(member);
}

function highestTerm(members: readonly Member[]): number {
  return Math.max(...members.map(({ raft }) => raft.term));
}

function sample(random: Random, ids: readonly MemberId[]): Links {
  const density = 0.4 + nextFloat(random) * 0.6;
  return new Set(allLinks(ids).filter(() => nextFloat(random) < density));
}

function describeLinks(links: Links): string {
  return [...links].join(' ');
}

describe('a raft group with some links cut', () => {
  it('commits on three members under each of the 64 sets of links that leave two connected', () => {
    const ids = [1n, 2n, 3n].map(memberId);
    const every = allLinks(ids);
    let cores = 0;
    for (let bits = 0; bits < 2 ** every.length; bits++) {
      const links = new Set(every.filter((_, i) => (bits >> i) & 1));
      if (!hasCore(ids, links)) continue;
      cores++;
      const outcome = run(ids, links, bits);
      expect(outcome, describeLinks(links)).to.deep.equal(STEADY);
    }
    expect(cores).to.equal(37);
  });

  it('commits on five members under sampled sets of links that leave three connected', () => {
    const ids = [1n, 2n, 3n, 4n, 5n].map(memberId);
    const random = createRandom(5);
    for (let found = 0; found < SAMPLES;) {
      const links = sample(random, ids);
      if (!hasCore(ids, links)) continue;
      found++;
      const outcome = run(ids, links, found);
      expect(outcome, describeLinks(links)).to.deep.equal(STEADY);
    }
  });
});
