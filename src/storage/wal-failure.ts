/** The sentences an operator reads when the log cannot go on: what, where, and what to do next. */
import type { PortFailure } from '../ports/outcome.ts';
import type { WalFailure } from './wal-types.ts';

const REBUILD =
  'the log cannot be trusted any more, nor this member’s votes. Remove it from its region ("etcdctl member remove"), and ' +
  'add it anew ("etcdctl member add NAME --learner", then start it with an empty data folder and ' +
  '--initial-cluster-state existing): it gets the others’ state. A region of one member is restored from a ' +
  'snapshot ("atollctl snapshot restore")';

export function damaged(file: string, offset: number, why: string): WalFailure {
  return {
    kind: 'damaged',
    file,
    offset,
    message: `${file} is damaged at byte ${offset}: ${why}; ${REBUILD}`,
  };
}

export function newerFormat(file: string, offset: number, what: string): WalFailure {
  return {
    kind: 'newer-format',
    file,
    offset,
    message:
      `${file} holds ${what} at byte ${offset}, which a newer release wrote: start that release again. ` +
      'Going back is possible only until the newer feature level was finalised',
  };
}

export function foreign(file: string, whose: string, ours: string): WalFailure {
  return {
    kind: 'foreign',
    file,
    offset: 0,
    message: `${file} is the log of ${whose}, and this server is ${ours}: point the server to its own data folder`,
  };
}

/** A port's failure with what follows from it for the log. */
export function fromPort(doing: string, { kind, message }: PortFailure): WalFailure {
  return { kind, message: `${doing}: ${message}; ${adviceFor(kind)}` };
}

function adviceFor(kind: PortFailure['kind']): string {
  switch (kind) {
    case 'full':
      return 'free some space on this disk and start the server again: nothing that was acknowledged is lost';
    case 'newer-format':
      return 'start that release again';
    case 'locked':
      return 'stop the other process first';
    case 'damaged':
    case 'io':
      return (
        'what the disk holds is unknown now, so the server stops. Check the disk; if it is sound, start again: ' +
        'the log is verified at start'
      );
    case 'missing':
    case 'exists':
      return 'something else changes this folder: make sure that no other program works on it, and start again';
    case 'closed':
      return 'the server is stopping';
  }
}

/** For callers that know only the ports' kinds. */
export function asPortFailure({ kind, message }: WalFailure): PortFailure {
  return { kind: kind === 'foreign' ? 'damaged' : kind, message };
}
