/**
 * Gives a member whose log was damaged another id: in one change of the region's members the spent id goes and a learner of
 * the same name and addresses comes.
 *
 * H1. Who asks must know the region, the cluster and the spent id, and have the name and the addresses that the region has
 *     under that id. This is as much as members ask of each other.
 * H2. Whoever asks twice gets the same answer: the replacement's record says whom it replaces. But a replacement that has
 *     started is given to nobody again: then who asks has lost what it had promised under that id, too.
 * H3. Everything is judged as of the moment of the question, behind a read-index round, and the change once more by the
 *     leader (serving/membership Y3): it is not made while anything is heard of the old id, nor while the rest would be
 *     without a quorum, nor while another learner is being brought up.
 * H4. Below the feature level that knows the change it is not asked for: members of the release before could not apply it.
 */
import type { JoinFrame, KnownMember, ReturnQuestion } from '../../codec/join-frame.ts';
import type { CommandResult, MemberRecord, MembershipChange } from '../../core/apply/types.ts';
import { SINCE_LEVEL } from '../../core/base/feature-level.ts';
import { hexId, memberId } from '../../core/base/brands.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { Entropy } from '../../ports/entropy.ts';
import type { Log } from '../../ports/log.ts';
import type { ServingReply } from '../serving/types.ts';
import { NOT_NOW, refusal, refusalOfLevel, sameUrls } from './join-host.ts';

export interface ReturnHostParts {
  readonly entropy: Entropy;
  readonly log: Log;
  readonly region: string;
  readonly clusterId: bigint;
  linearize(done: ServingReply<void>): void;
  members(): readonly KnownMember[];
  /** The region's feature level. */
  level(): number;
  replacementOf(spent: MemberId): MemberRecord | undefined;
  isRemoved(member: MemberId): boolean;
  change(change: MembershipChange, done: ServingReply<CommandResult>): void;
}

type Answer = (frame: JoinFrame) => void;

export class ReturnHost {
  private readonly parts: ReturnHostParts;

  constructor(parts: ReturnHostParts) {
    this.parts = parts;
  }

  consider(question: ReturnQuestion, answer: Answer): void {
    this.parts.linearize(({ ok }) => {
      if (!ok) answer(NOT_NOW);
      else this.decide(question, answer);
    });
  }

  private decide(question: ReturnQuestion, answer: Answer): void {
    const level = this.parts.level();
    const decided =
      this.stranger(question) ??
      refusalOfLevel(question, level) ??
      this.replaced(question) ??
      this.mismatch(question) ??
      tooLow(level);
    if (decided !== null) answer(decided);
    else this.replace(question, answer);
  }

  /** H1. */
  private stranger({ region, clusterId }: ReturnQuestion): JoinFrame | null {
    const { parts } = this;
    if (region === parts.region && clusterId === parts.clusterId) return null;
    return refusal(
      `this is region ${parts.region} of cluster ${hexId(parts.clusterId)}, not ${region} of ${hexId(clusterId)}: ` +
        'check --region and --initial-cluster',
    );
  }

  /** H2. */
  private replaced({ spent, peerUrls }: ReturnQuestion): JoinFrame | null {
    const { parts } = this;
    const found = parts.replacementOf(spent);
    if (found === undefined) {
      if (!parts.isRemoved(spent)) return null;
      return refusal(`member ${hexId(spent)} was removed from region ${parts.region}`);
    }
    if (found.name !== '' || !sameUrls(found.peerUrls, peerUrls)) {
      return refusal(
        `member ${hexId(spent)} was replaced by ${hexId(found.id)}, which has started: start it with its own data folder`,
      );
    }
    return { type: 'welcome', clusterId: parts.clusterId, self: found.id, members: parts.members() };
  }

  /** H1. One that has not introduced itself yet has no name. */
  private mismatch({ spent, name, peerUrls }: ReturnQuestion): JoinFrame | null {
    const { parts } = this;
    const found = parts.members().find(({ id }) => id === spent);
    if (found === undefined) return refusal(`region ${parts.region} has no member ${hexId(spent)}`);
    const isSame = (found.name === '' || found.name === name) && sameUrls(found.peerUrls, peerUrls);
    if (isSame) return null;
    return refusal(
      `region ${parts.region} knows member ${hexId(spent)} as ${found.name} at ${found.peerUrls.join()}, not as ${name} at ` +
        `${peerUrls.join()}: check --name and --initial-advertise-peer-urls`,
    );
  }

  /** H3. */
  private replace(question: ReturnQuestion, answer: Answer): void {
    const { entropy, log, change } = this.parts;
    const { spent, name, peerUrls } = question;
    // Without a name, like every member that has not started.
    const standing = { name: '', peerUrls, clientUrls: [], learner: true, replaces: spent };
    const member: MemberRecord = { id: memberId(entropy.uint64() | 1n), ...standing };
    change({ type: 'replace', id: spent, member }, (reply) => {
      if (!reply.ok) {
        answer(NOT_NOW);
        return;
      }
      const replaced = this.replaced(question);
      if (replaced !== null) {
        log('warn', 'a member whose log was damaged is replaced', { member: name, spent: hexId(spent) });
        answer(replaced);
      } else if (reply.value.type === 'refused') {
        answer({
          type: 'refusal',
          final: false,
          reason: WHY_NOT_YET[reply.value.reason] ?? reply.value.reason,
        });
      } else answer(NOT_NOW);
    });
  }
}

/** H4. */
function tooLow(level: number): JoinFrame | null {
  if (level >= SINCE_LEVEL.replaceMember) return null;
  const reason =
    `the region runs at feature level ${level}, and replaces members by itself from ${SINCE_LEVEL.replaceMember} on: ` +
    'finalise that level ("atollctl region finalise") once all its members read it';
  return { type: 'refusal', final: false, reason };
}

const WHY_NOT_YET: Readonly<Record<string, string>> = {
  'member-active': 'it is still heard of under its old id, or the leader is new and does not know better yet',
  unhealthy: 'without it too few of the other voters are heard of: start them first',
  'not-enough-started': 'without it there would be no voter',
  'too-many-learners': 'another learner is being brought up: it must become a voter, or be removed, first',
};
