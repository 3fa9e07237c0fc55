/**
 * A group of members in one hand, for transcripts: every command does one thing and returns the lines it caused.
 * Messages lie in one queue, in the order they were sent, until they are delivered or dropped.
 */
import { logIndex, memberId, term, type MemberId } from '../../../../src/core/base/brands.ts';
import {
  describeConf,
  describeEntries,
  describeEnvelope,
  describeOutcome,
  describeProgress,
  describeReadyParts,
  describeStatus,
} from '../../../../src/core/raft/describe.ts';
import { hasReady } from '../../../../src/core/raft/ready.ts';
import { raftStatus } from '../../../../src/core/raft/status.ts';
import type {
  ConfState,
  Envelope,
  LogEntry,
  RaftInput,
  RaftOptions,
} from '../../../../src/core/raft/types.ts';
import { changeEntry } from './changes.ts';
import { createDisk, loseStore, releaseDisk, type Disk } from './disk.ts';
import {
  applyBacklog,
  beginInstall,
  crash,
  createMember,
  flush,
  input,
  release,
  restart,
  snapshotOf,
  sync,
  take,
  type Member,
  type Snapshot,
} from './member.ts';
import { parseMessage } from './messages.ts';
import { integer, members, type Arguments } from './script.ts';

interface InFlight {
  readonly from: MemberId;
  readonly envelope: Envelope;
}

export interface Group {
  readonly members: Map<MemberId, Member>;
  queue: InFlight[];
  readonly isolated: Set<MemberId>;
  readonly snapshots: Map<MemberId, Snapshot>;
  /** Members that do not apply what is committed. */
  readonly holding: Set<MemberId>;
  /** Members whose disk does not finish anything. */
  readonly stalled: Set<MemberId>;
}

/** A stabilising group that is still talking after so many rounds goes in circles. */
const ROUNDS_MAX = 50;

export function createGroup(): Group {
  return {
    ...{ members: new Map(), queue: [], isolated: new Set(), snapshots: new Map() },
    ...{ holding: new Set(), stalled: new Set() },
  };
}

type Command = (group: Group, args: Arguments) => string[];

export const COMMANDS: Readonly<Record<string, Command>> = {
  'add-nodes': (group, args) => {
    const conf = configuration(args);
    const ids = [...new Set([...conf.voters, ...conf.votersOutgoing, ...conf.learners])];
    for (const id of ids) addMember(group, id, args, createDisk(conf));
    return [];
  },
  /** One member with a log given by the terms of its entries; `leave` is the index of one that ends a joint phase. */
  'add-node': (group, args) => {
    const disk = createDisk(configuration(args));
    const terms = (args.options['log'] ?? '').split(',').filter((text) => text !== '');
    disk.entries = terms.map((text, i): LogEntry => ({
      index: logIndex(i + 1),
      term: term(Number(text)),
      type: i + 1 === integer(args, 'leave', 0) ? 'configuration' : 'command',
      data: new Uint8Array(0),
    }));
    const last = disk.entries[disk.entries.length - 1]?.term ?? 0;
    const commit = logIndex(integer(args, 'commit', 0));
    disk.hardState = { term: term(integer(args, 'term', last)), vote: null, commit };
    addMember(group, oneMember(args, 0), args, disk);
    return [];
  },
  campaign: (group, args) => feed(group, args, { type: 'campaign' }),
  tick: (group, args) => {
    for (let i = integer(args, 'times', 1); i > 0; i--) feed(group, args, { type: 'tick' });
    return [];
  },
  /** Ticks one member to just before, or to, its own election timeout. */
  'tick-to-timeout': (group, args) => {
    const { raft } = at(group, args);
    const left = raft.electionTimeout - raft.electionElapsed + integer(args, 'plus', 0);
    for (let i = 0; i < left; i++) feed(group, args, { type: 'tick' });
    return [];
  },
  propose: (group, args) => {
    const texts = args.words.slice(1);
    const entries = texts.map((text) => ({ type: 'command' as const, data: bytes(text) }));
    return [describeOutcome(input(at(group, args), { type: 'propose', entries }))];
  },
  /** `propose-change 1 v4 r1`; without changes: leave the joint phase. Several behind `+` are several entries. */
  'propose-change': (group, args) => {
    const entries = args.words.slice(1).join(' ').split('+').map(changeEntry);
    return [describeOutcome(input(at(group, args), { type: 'propose', entries }))];
  },
  /** One that joins a group that exists: it knows nothing. */
  'add-joiner': (group, args) => {
    addMember(group, oneMember(args, 0), args, createDisk(null));
    return [];
  },
  /** What is committed stays unapplied, until `apply`. */
  'hold-applying': (group, args) => {
    group.holding.add(at(group, args).id);
    return [];
  },
  apply: (group, args) => {
    group.holding.delete(at(group, args).id);
    applyBacklog(at(group, args));
    return [];
  },
  'lose-store': (group, args) => {
    loseStore(at(group, args).disk);
    return [];
  },
  'hold-disk': (group, args) => {
    group.stalled.add(at(group, args).id);
    return [];
  },
  'free-disk': (group, args) => {
    group.stalled.delete(at(group, args).id);
    return [];
  },
  conf: (group, args) => chosen(group, args).map(({ id, raft }) => `${id}: ${describeConf(raft.conf)}`),
  read: (group, args) => feed(group, args, { type: 'read-index', request: Number(args.words[1]) }),
  transfer: (group, args) => {
    const to = oneMember(args, 1);
    return [describeOutcome(input(at(group, args), { type: 'transfer-leadership', to }))];
  },
  unreachable: (group, args) => feed(group, args, { type: 'unreachable', member: oneMember(args, 1) }),
  'snapshot-sent': (group, args) =>
    feed(group, args, { type: 'snapshot-sent', to: oneMember(args, 1), ok: args.words[2] === 'ok' }),
  /** The store is flushed and the log released up to an index, in memory and on disk. */
  release: (group, args) => {
    const member = at(group, args);
    flush(member);
    const index = logIndex(integer(args, 'index', member.state.at.index));
    release(member, index);
    releaseDisk(member.disk, member.raft.log.base);
    return [];
  },
  /** Keeps what a member's store holds now, for later installs from it. */
  snapshot: (group, args) => {
    const snapshot = snapshotOf(at(group, args));
    group.snapshots.set(oneMember(args, 0), snapshot);
    return [`${snapshot.id.term}/${snapshot.id.index}`];
  },
  /** A member takes another's snapshot: `begin`, `end`, or both. */
  install: (group, args) => {
    const member = at(group, args);
    const source = group.members.get(oneMember(args, 1));
    const phase = args.words[2] ?? 'both';
    const snapshot = source && (group.snapshots.get(source.id) ?? snapshotOf(source));
    const lines: string[] = [];
    if (phase !== 'end' && snapshot !== undefined) {
      const outcome = beginInstall(member, snapshot);
      lines.push(`${describeOutcome(outcome)}: ${snapshot.id.term}/${snapshot.id.index}`);
      if (outcome.type === 'refused') return lines;
    }
    const { installing } = member.raft;
    if (phase !== 'begin' && installing !== null) {
      input(member, { type: 'snapshot-installed', snapshot: installing });
    }
    return lines;
  },
  ready: (group, args) => showReady(group, at(group, args)),
  sync: (group, args) => {
    const member = at(group, args);
    sync(member, integer(args, 'writes', member.writes.length));
    return [];
  },
  deliver: (group, args) => deliverMatching(group, args),
  /** A message out of thin air: `receive 2 1 append term=1 previous=1/2 commit=2 entries=1/3`. */
  receive: (group, args) =>
    feed(group, args, { type: 'receive', from: oneMember(args, 1), message: parseMessage(args) }),
  drop: (group, args) => {
    const dropped = matching(group, args);
    group.queue = group.queue.filter((message) => !dropped.includes(message));
    return dropped.map(({ from, envelope }) => `dropped ${describeEnvelope(from, envelope)}`);
  },
  /** Puts copies of the matching messages at the end of the queue. */
  duplicate: (group, args) => {
    group.queue.push(...matching(group, args));
    return [];
  },
  queue: (group) => group.queue.map(({ from, envelope }) => describeEnvelope(from, envelope)),
  isolate: (group, args) => {
    for (const id of members(args.words)) group.isolated.add(id);
    return [];
  },
  heal: (group) => {
    group.isolated.clear();
    return [];
  },
  stabilize: (group, args) => stabilize(group, args),
  crash: (group, args) => {
    crash(at(group, args), integer(args, 'reached', 0));
    return [];
  },
  restart: (group, args) => {
    restart(at(group, args));
    return [];
  },
  status: (group, args) => chosen(group, args).map((member) => describeStatus(raftStatus(member.raft))),
  progress: (group, args) => raftStatus(at(group, args).raft).progress.map(describeProgress),
  log: (group, args) =>
    chosen(group, args).map(({ id, raft }) => `${id}: ${describeEntries(raft.log.entries)}`),
};

function addMember(group: Group, id: MemberId, args: Arguments, disk: Disk): void {
  const send = (envelope: Envelope): void => {
    const lost = group.isolated.has(id) || group.isolated.has(envelope.to);
    if (!lost) group.queue.push({ from: id, envelope });
  };
  group.members.set(
    id,
    createMember({ id, options: options(id, args), disk, send, onApply: () => undefined }),
  );
}

function options(self: MemberId, args: Arguments): RaftOptions {
  return {
    self,
    electionTicks: integer(args, 'election', 10),
    heartbeatTicks: integer(args, 'heartbeat', 1),
    appendBytesMax: integer(args, 'append-bytes', 1024),
    inflightAppendsMax: integer(args, 'inflight', 16),
    inflightBytesMax: integer(args, 'inflight-bytes', 1024 * 1024),
    uncommittedBytesMax: integer(args, 'uncommitted', 1024 * 1024),
    seed: Number(self),
    leaseReads: args.options['lease-reads'] === 'on',
  };
}

export function configuration(args: Arguments): ConfState {
  const group = (name: string): readonly MemberId[] => members((args.options[name] ?? '').split(','));
  return {
    voters: group('voters'),
    votersOutgoing: group('outgoing'),
    learners: group('learners'),
    learnersNext: group('learners-next'),
    autoLeave: false,
  };
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

function oneMember(args: Arguments, position: number): MemberId {
  return memberId(BigInt(args.words[position] ?? '0'));
}

function at(group: Group, args: Arguments): Member {
  const member = group.members.get(oneMember(args, 0));
  if (member === undefined) throw new Error(`no member ${args.words[0]}`);
  return member;
}

function chosen(group: Group, args: Arguments): Member[] {
  if (args.words.length > 0) return members(args.words).map((id) => group.members.get(id)!);
  return [...group.members.values()].filter(({ up }) => up);
}

function feed(group: Group, args: Arguments, raftInput: RaftInput): string[] {
  const outcome = input(at(group, args), raftInput);
  return outcome.type === 'ok' ? [] : [describeOutcome(outcome)];
}

function showReady(group: Group, member: Member): string[] {
  const prefix = `${member.id.toString(16)}| `;
  return describeReadyParts(member.id, take(member, !group.holding.has(member.id))).map(
    (part) => prefix + part,
  );
}

/** `deliver 1->2 append count=1`: sender, receiver and kind are each optional. */
function matching(group: Group, args: Arguments): InFlight[] {
  const [from = '', to = ''] = args.words.find((word) => word.includes('->'))?.split('->') ?? [];
  const kind = args.words.find((word) => !word.includes('->')) ?? '';
  const fits = ({ from: sender, envelope }: InFlight): boolean =>
    (from === '' || from === sender.toString(16)) &&
    (to === '' || to === envelope.to.toString(16)) &&
    (kind === '' || kind === envelope.message.type);
  return group.queue.filter(fits).slice(0, integer(args, 'count', Infinity));
}

function deliverMatching(group: Group, args: Arguments): string[] {
  const delivered = matching(group, args);
  group.queue = group.queue.filter((message) => !delivered.includes(message));
  for (const message of delivered) deliver(group, message);
  return delivered.length === 0 ? ['nothing to deliver'] : [];
}

function deliver(group: Group, { from, envelope }: InFlight): void {
  const member = group.members.get(envelope.to);
  if (member?.up === true && !group.isolated.has(envelope.to)) {
    input(member, { type: 'receive', from, message: envelope.message });
  }
}

/** Until nothing is left to do; with arguments, only those members work and the others' messages lie. */
function stabilize(group: Group, args: Arguments): string[] {
  const workers = chosen(group, args).filter(({ up }) => up);
  const lines: string[] = [];
  for (let round = 0; round < ROUNDS_MAX; round++) {
    let busy = false;
    for (const member of workers) {
      while (hasReady(member.raft) || (member.writes.length > 0 && !group.stalled.has(member.id))) {
        busy = true;
        if (hasReady(member.raft)) lines.push(...showReady(group, member));
        if (!group.stalled.has(member.id)) sync(member);
      }
    }
    const due = group.queue.filter(({ envelope }) => workers.some(({ id }) => id === envelope.to));
    group.queue = group.queue.filter((message) => !due.includes(message));
    for (const message of due) deliver(group, message);
    if (!busy && due.length === 0) return lines;
  }
  throw new Error(`the group does not come to rest:\n${lines.slice(-40).join('\n')}`);
}
