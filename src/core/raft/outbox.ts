/**
 * What leaves with the next Ready, and which messages wait for the disk first.
 *
 * O1. A promise waits: it leaves only when this member would still know of it after a crash.
 *       vote          says "my term is this and my vote is mine": a candidate that forgot could vote for another in it.
 *       vote-reply    says "my vote in this term is spent". Refusals wait too: they are rare, and show the term.
 *       append-reply  says "these entries are on my disk". Refusals wait too, for the same reason. So does the answer
 *                     to a stale leader: it shows a term that makes that leader step down.
 * O2. What promises nothing leaves at once.
 *       append, heartbeat   the leader's term is durable since before its vote requests left, and its own entries
 *                           count towards a commit only when its disk has them, so it sends while its disk writes.
 *       heartbeat-reply     says "when I got this I had voted in no later term", which is about the past; a later vote
 *                           was preceded by its own sync.
 *       pre-vote, its reply ask and answer "would you", and bind no one.
 *       read-index, its reply, timeout-now, snapshot-wanted   carry nothing of this member's own state.
 *       removed, committed  are about the group, and were committed by it.
 * O3. Messages that wait are in the order of the writes they depend on: all of `writes.issued` at the time the Ready
 *     is taken. Truncating an entry that is acknowledged in the same Ready is safe: only a leader of a later term can
 *     have caused it, and its election proves that the entry was not and will not be committed.
 */
import { assert } from '../base/assert.ts';
import type { MemberId } from '../base/brands.ts';
import type { Envelope, RaftMessage, ReadState, SnapshotRequest } from './types.ts';

export interface Outbox {
  messages: Envelope[];
  messagesAfterAppend: Envelope[];
  readStates: ReadState[];
  snapshotsToSend: SnapshotRequest[];
}

export function createOutbox(): Outbox {
  return { messages: [], messagesAfterAppend: [], readStates: [], snapshotsToSend: [] };
}

const WAITS_FOR_DISK: Readonly<Record<RaftMessage['type'], boolean>> = {
  vote: true,
  'vote-reply': true,
  'append-reply': true,
  append: false,
  heartbeat: false,
  'heartbeat-reply': false,
  'pre-vote': false,
  'pre-vote-reply': false,
  'read-index': false,
  'read-index-reply': false,
  'timeout-now': false,
  removed: false,
  committed: false,
  'snapshot-wanted': false,
};

interface Sender {
  readonly options: { readonly self: MemberId };
  readonly outbox: Outbox;
}

export function send(from: Sender, to: MemberId, message: RaftMessage): void {
  assert(to !== from.options.self, () => `${message.type} addressed to its sender`);
  const { messages, messagesAfterAppend } = from.outbox;
  (WAITS_FOR_DISK[message.type] ? messagesAfterAppend : messages).push({ to, message });
}
