/**
 * One readable line for everything the machine takes, keeps and gives: for logs, transcripts and the command line.
 * Members are printed as etcd prints them, in hexadecimal; an entry's name is written term/index.
 */
import { assertNever } from '../base/assert.ts';
import { hexId, type MemberId } from '../base/brands.ts';
import { printableKey } from '../base/bytes.ts';
import type { MemberStatus, RaftStatus } from './status.ts';
import type {
  ConfState,
  EntryId,
  Envelope,
  HardState,
  LogEntry,
  RaftInput,
  RaftMessage,
  ReadState,
  Ready,
  SnapshotId,
  SoftState,
  StepOutcome,
} from './types.ts';

/** So that a line stays a line whatever was proposed. */
const DATA_BYTES_SHOWN_MAX = 24;
const ENTRIES_SHOWN_MAX = 8;

export function describeMember(member: MemberId | null): string {
  return member === null ? 'nobody' : hexId(member);
}

export function describeEntryId(id: EntryId): string {
  return `${id.term}/${id.index}`;
}

export function describeEntry(entry: LogEntry): string {
  const kind = entry.type === 'configuration' ? ' configuration' : '';
  if (entry.data.length === 0) return `${describeEntryId(entry)}${kind}`;
  return `${describeEntryId(entry)}${kind} "${describeData(entry.data)}"`;
}

function describeData(data: Uint8Array): string {
  const shown = printableKey(String.fromCharCode(...data.subarray(0, DATA_BYTES_SHOWN_MAX)));
  return data.length > DATA_BYTES_SHOWN_MAX ? `${shown}… ${data.length} bytes` : shown;
}

export function describeEntries(entries: readonly LogEntry[]): string {
  const shown = entries.slice(0, ENTRIES_SHOWN_MAX).map(describeEntry).join(', ');
  const left = entries.length - ENTRIES_SHOWN_MAX;
  return left > 0 ? `[${shown}, and ${left} more]` : `[${shown}]`;
}

export function describeConf(conf: ConfState): string {
  const groups = [`voters=${describeMembers(conf.voters)}`];
  if (conf.votersOutgoing.length > 0) groups.push(`outgoing=${describeMembers(conf.votersOutgoing)}`);
  if (conf.learners.length > 0) groups.push(`learners=${describeMembers(conf.learners)}`);
  if (conf.learnersNext.length > 0) groups.push(`learners-next=${describeMembers(conf.learnersNext)}`);
  if (conf.autoLeave) groups.push('auto-leave');
  return groups.join(' ');
}

function describeMembers(members: readonly MemberId[]): string {
  return `(${members.map(hexId).join(' ')})`;
}

export function describeSnapshot(snapshot: SnapshotId): string {
  return `snapshot ${describeEntryId(snapshot)} ${describeConf(snapshot.conf)}`;
}

export function describeMessage(message: RaftMessage): string {
  const head = `${message.type} term=${message.term}`;
  switch (message.type) {
    case 'pre-vote':
      return `${head} last=${describeEntryId(message.last)}`;
    case 'vote':
      return `${head} last=${describeEntryId(message.last)}${message.transfer ? ' transfer' : ''}`;
    case 'pre-vote-reply':
    case 'vote-reply':
      return `${head} ${message.granted ? 'granted' : 'refused'}`;
    case 'append':
      return `${head} previous=${describeEntryId(message.previous)} commit=${message.commit} ${describeEntries(message.entries)}`;
    case 'append-reply':
      if (!message.rejected) return `${head} matches=${message.index}`;
      return `${head} rejected=${message.index} hint=${describeEntryId(message.hint)}`;
    case 'heartbeat':
      return `${head} commit=${message.commit}${describeRound(message.readRound)}`;
    case 'heartbeat-reply':
      return `${head}${describeRound(message.readRound)}`;
    case 'read-index':
      return `${head} request=${message.request}`;
    case 'read-index-reply':
      return `${head} request=${message.request} ${message.refused ? 'refused' : `index=${message.index}`}`;
    case 'timeout-now':
    case 'removed':
      return head;
    case 'committed':
      return `${head} at=${describeEntryId(message.at)}`;
    case 'snapshot-wanted':
      return `${head} at-least=${message.atLeast}`;
    default:
      return assertNever(message);
  }
}

function describeRound(round: number): string {
  return round === 0 ? '' : ` read-round=${round}`;
}

export function describeEnvelope(from: MemberId, envelope: Envelope): string {
  return `${hexId(from)} -> ${hexId(envelope.to)} ${describeMessage(envelope.message)}`;
}

export function describeInput(input: RaftInput): string {
  switch (input.type) {
    case 'tick':
    case 'campaign':
      return input.type;
    case 'receive':
      return `receive from ${hexId(input.from)}: ${describeMessage(input.message)}`;
    case 'propose':
      return `propose ${input.entries.map(({ data }) => `"${describeData(data)}"`).join(' ')}`;
    case 'appended':
      return `appended write=${input.write}`;
    case 'applied':
    case 'release':
      return `${input.type} index=${input.index}`;
    case 'configuration-applied':
      return `configuration-applied index=${input.index} ${describeConf(input.conf)}`;
    case 'read-index':
      return `read-index request=${input.request}`;
    case 'transfer-leadership':
      return `transfer-leadership to ${hexId(input.to)}`;
    case 'snapshot-sent':
      return `snapshot-sent to ${hexId(input.to)} ${input.ok ? 'ok' : 'failed'}`;
    case 'snapshot-installing':
    case 'snapshot-installed':
      return `${input.type} ${describeSnapshot(input.snapshot)}`;
    case 'unreachable':
      return `unreachable ${hexId(input.member)}`;
    default:
      return assertNever(input);
  }
}

export function describeOutcome(outcome: StepOutcome): string {
  switch (outcome.type) {
    case 'ok':
      return 'ok';
    case 'proposed':
      return outcome.first.index === outcome.last.index
        ? `proposed ${describeEntryId(outcome.first)}`
        : `proposed ${describeEntryId(outcome.first)} to ${describeEntryId(outcome.last)}`;
    case 'refused':
      return `refused: ${outcome.reason}`;
    default:
      return assertNever(outcome);
  }
}

export function describeHardState({ term, vote, commit }: HardState): string {
  return `term=${term} vote=${describeMember(vote)} commit=${commit}`;
}

export function describeSoftState({ role, leader, term }: SoftState): string {
  return `${role} in term ${term}, led by ${describeMember(leader)}`;
}

export function describeReadState({ request, index }: ReadState): string {
  return index === null ? `read ${request} refused` : `read ${request} at ${index}`;
}

export function describeReady(from: MemberId, ready: Ready): string {
  const parts = describeReadyParts(from, ready);
  return parts.length === 0 ? 'nothing' : parts.join('; ');
}

/** Only what there is, in the order the driver works it off. */
export function describeReadyParts(from: MemberId, ready: Ready): string[] {
  const parts: string[] = [];
  if (ready.softState) parts.push(describeSoftState(ready.softState));
  if (ready.logReset) parts.push(`reset to ${describeSnapshot(ready.logReset)}`);
  if (ready.entries.length > 0) parts.push(`entries ${describeEntries(ready.entries)}`);
  if (ready.hardState) parts.push(`hard state ${describeHardState(ready.hardState)}`);
  if (ready.mustSync) parts.push(`write ${ready.write}`);
  for (const envelope of ready.messages) parts.push(describeEnvelope(from, envelope));
  for (const envelope of ready.messagesAfterAppend) {
    parts.push(`after write ${ready.write}: ${describeEnvelope(from, envelope)}`);
  }
  if (ready.committed.length > 0) parts.push(`committed ${describeEntries(ready.committed)}`);
  for (const state of ready.readStates) parts.push(describeReadState(state));
  for (const { to, atLeast } of ready.snapshotsToSend) {
    parts.push(`snapshot to ${hexId(to)} at least ${atLeast}`);
  }
  if (ready.removed === true) parts.push('removed from the group');
  return parts;
}

export function describeStatus(status: RaftStatus): string {
  const {
    self,
    role,
    term,
    leader,
    commit,
    applied,
    durable,
    firstIndex,
    lastIndex,
    transferTo,
    installing,
    needsSnapshot,
    removed,
    diskStalled,
  } = status;
  const parts = [
    `${hexId(self)} ${role} term=${term} leader=${describeMember(leader)}`,
    `log=${firstIndex}..${lastIndex} durable=${durable} commit=${commit} applied=${applied}`,
  ];
  if (transferTo !== null) parts.push(`transferring to ${hexId(transferTo)}`);
  if (installing !== null) parts.push(`installing ${installing}`);
  if (needsSnapshot) parts.push('needs a snapshot');
  if (removed) parts.push('removed');
  if (diskStalled) parts.push('disk stalled');
  return parts.join(' ');
}

export function describeProgress(status: MemberStatus): string {
  const parts = [`${hexId(status.member)} ${status.state} match=${status.match} next=${status.next}`];
  if (status.learner) parts.push('learner');
  if (status.paused) parts.push('paused');
  if (!status.recentActive) parts.push('inactive');
  if (status.pendingSnapshot > 0) parts.push(`snapshot=${status.pendingSnapshot}`);
  if (status.inflightAppends > 0) parts.push(`inflight=${status.inflightAppends}`);
  return parts.join(' ');
}
