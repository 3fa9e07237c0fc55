/** Transcript commands over the quorum arithmetic alone, each checked against a slower definition. */
import { expect } from 'chai';
import { hexId, logIndex, memberId, type LogIndex, type MemberId } from '../../../../src/core/base/brands.ts';
import { describeConf } from '../../../../src/core/raft/describe.ts';
import { committedIndex, voteResult } from '../../../../src/core/raft/quorum.ts';
import type { ConfState } from '../../../../src/core/raft/types.ts';
import { configuration } from './group.ts';
import type { Arguments } from './script.ts';

export const QUORUM_COMMANDS: Readonly<Record<string, (args: Arguments) => string[]>> = {
  /** `committed voters=1,2,3 match=1:10,2:7` */
  committed: (args) => {
    const conf = configuration(args);
    const matches = pairs(args.options['match']);
    const matchOf = (voter: MemberId): LogIndex => logIndex(Number(matches.get(voter) ?? '0'));
    const index = committedIndex(conf, matchOf);
    expect(index).to.equal(committedBySearch(conf, matchOf));
    return [`${describeConf(conf)}: ${index}`];
  },
  /** `elect voters=1,2,3 votes=1:y,2:n` */
  elect: (args) => {
    const conf = configuration(args);
    const votes = pairs(args.options['votes']);
    const voteOf = (voter: MemberId): boolean | undefined => {
      const vote = votes.get(voter);
      return vote === undefined ? undefined : vote === 'y';
    };
    const result = voteResult(conf, voteOf);
    expect(result).to.equal(resultByTrial(conf, voteOf));
    return [`${describeConf(conf)}: ${result}`];
  },
};

function pairs(text = ''): Map<MemberId, string> {
  const split = text.split(',').filter((pair) => pair !== '');
  return new Map(
    split.map((pair): [MemberId, string] => {
      const [member = '0', value = ''] = pair.split(':');
      return [memberId(BigInt(member)), value];
    }),
  );
}

function halves(conf: ConfState): (readonly MemberId[])[] {
  return [conf.voters, conf.votersOutgoing].filter((half) => half.length > 0);
}

/** The greatest of all indexes in play that more than half of each half has reached. */
function committedBySearch(conf: ConfState, matchOf: (voter: MemberId) => LogIndex): number {
  const candidates = [0, ...halves(conf).flat().map(matchOf)];
  if (halves(conf).length === 0) return Infinity;
  const reached = (index: number): boolean =>
    halves(conf).every((half) => half.filter((voter) => matchOf(voter) >= index).length * 2 > half.length);
  return Math.max(...candidates.filter(reached));
}

/** Tries every way the open votes could turn out. */
function resultByTrial(conf: ConfState, voteOf: (voter: MemberId) => boolean | undefined): string {
  const everyone = [...new Set(halves(conf).flat())];
  const open = everyone.filter((voter) => voteOf(voter) === undefined).map(hexId);
  const wins = (granted: ReadonlySet<string>): boolean =>
    halves(conf).every((half) => {
      const yes = half.filter((voter) => voteOf(voter) ?? granted.has(hexId(voter)));
      return yes.length * 2 > half.length;
    });
  const outcomes = Array.from({ length: 2 ** open.length }, (_, bits) =>
    wins(new Set(open.filter((_voter, i) => (bits >> i) & 1))),
  );
  if (outcomes.every(Boolean)) return 'won';
  return outcomes.some(Boolean) ? 'pending' : 'lost';
}
