/** Messages written out in a transcript; entries and places as term/index. */
import { logIndex, term } from '../../../../src/core/base/brands.ts';
import type { EntryId, LogEntry, RaftMessage } from '../../../../src/core/raft/types.ts';
import { integer, type Arguments } from './script.ts';

export function parseMessage(args: Arguments): RaftMessage {
  const type = args.words[2] as RaftMessage['type'] | undefined;
  const shared = { term: term(integer(args, 'term', 0)) };
  const commit = logIndex(integer(args, 'commit', 0));
  switch (type) {
    case 'append':
      return { type, ...shared, previous: place(args, 'previous'), commit, entries: entries(args) };
    case 'append-reply':
      return {
        type,
        ...shared,
        index: logIndex(integer(args, 'index', 0)),
        rejected: args.words.includes('rejected'),
        hint: place(args, 'hint'),
      };
    case 'heartbeat':
      return { type, ...shared, commit, readRound: integer(args, 'round', 0) };
    case 'heartbeat-reply':
      return { type, ...shared, readRound: integer(args, 'round', 0) };
    case 'vote':
      return { type, ...shared, last: place(args, 'last'), transfer: args.words.includes('transfer') };
    case 'pre-vote':
      return { type, ...shared, last: place(args, 'last') };
    case 'vote-reply':
    case 'pre-vote-reply':
      return { type, ...shared, granted: args.words.includes('granted') };
    case 'timeout-now':
    case 'removed':
      return { type, ...shared };
    case 'committed':
      return { type, ...shared, at: place(args, 'at') };
    case 'snapshot-wanted':
      return { type, ...shared, atLeast: logIndex(integer(args, 'at-least', 0)) };
    default:
      throw new Error(`cannot write a ${type} in a transcript`);
  }
}

function place(args: Arguments, name: string): EntryId {
  return parsePlace(args.options[name] ?? '0/0');
}

function parsePlace(text: string): EntryId {
  const [left, right] = text.split('/');
  return { term: term(Number(left)), index: logIndex(Number(right)) };
}

function entries(args: Arguments): LogEntry[] {
  const places = (args.options['entries'] ?? '').split(',').filter((text) => text !== '');
  return places.map((text) => ({ ...parsePlace(text), type: 'command', data: new Uint8Array(0) }));
}
