/**
 * What a leader knows of one follower's log, and so what it may send next.
 *
 *   probe      where the logs match is a guess: one append at a time, then wait for its answer or a heartbeat's.
 *   replicate  the logs match: appends follow each other without waiting, within the in-flight window.
 *   snapshot   the follower needs entries the log no longer holds: nothing but heartbeats until it stands on a
 *              snapshot, or the stream is reported as failed.
 *
 * P1. match < next. Entries between them are in flight (replicate) or guessed (probe).
 * P2. `match` never falls within one leadership: it only counts what the follower has on disk.
 */
import { logIndex, type LogIndex } from '../base/brands.ts';
import { addInflight, clearInflights, createInflights, freeInflights, type Inflights } from './inflights.ts';

export type ProgressState = 'probe' | 'replicate' | 'snapshot';

export interface Progress {
  state: ProgressState;
  match: LogIndex;
  next: LogIndex;
  /** The highest commit index on its way to the follower: news only if it falls short of what it can use. */
  sentCommit: LogIndex;
  /** In `probe`: one append is out and unanswered. */
  paused: boolean;
  /** In `replicate`: send an append even if it is empty, since earlier ones may have been lost. */
  prompt: boolean;
  /** Heard from since the last look at the quorum (check-quorum). */
  recentActive: boolean;
  /** The least index of the snapshot under way; 0 when there is none. */
  pendingSnapshot: LogIndex;
  /**
   * Entries after this index are kept for a follower that is being given a snapshot, until it has joined the log
   * again. Released meanwhile, they would make the next snapshot necessary, and so on (tikv #424).
   */
  keepAfter: LogIndex | null;
  /** A stream that the follower itself asked for is under way, beside its appends. */
  streaming: boolean;
  readonly inflights: Inflights;
}

export function createProgress(next: LogIndex): Progress {
  return {
    state: 'probe',
    match: logIndex(0),
    next,
    sentCommit: logIndex(0),
    paused: false,
    prompt: false,
    recentActive: false,
    pendingSnapshot: logIndex(0),
    keepAfter: null,
    streaming: false,
    inflights: createInflights(),
  };
}

function enter(progress: Progress, state: ProgressState, next: number): void {
  progress.state = state;
  progress.next = logIndex(next);
  progress.sentCommit = logIndex(Math.min(progress.sentCommit, next - 1));
  progress.paused = false;
  progress.prompt = false;
  progress.pendingSnapshot = logIndex(0);
  clearInflights(progress.inflights);
}

export function becomeProbe(progress: Progress, next: number = progress.match + 1): void {
  enter(progress, 'probe', Math.max(next, progress.match + 1));
}

export function becomeReplicate(progress: Progress): void {
  enter(progress, 'replicate', progress.match + 1);
  progress.keepAfter = null;
}

export function becomeSnapshot(progress: Progress, atLeast: LogIndex): void {
  enter(progress, 'snapshot', atLeast + 1);
  progress.pendingSnapshot = atLeast;
  progress.keepAfter = atLeast;
}

/** Books an append that leaves now: `last` is its last entry's index, `null` when it is empty. */
export function sentAppend(progress: Progress, last: LogIndex | null, bytes: number, commit: LogIndex): void {
  progress.sentCommit = commit;
  progress.prompt = false;
  if (progress.state === 'probe') {
    progress.paused = true;
  } else if (last !== null) {
    progress.next = logIndex(last + 1);
    addInflight(progress.inflights, last, bytes);
  }
}

/** Whether an append sent now could move the follower's commit index, given what is already on its way. */
export function wantsCommit(progress: Progress, commit: LogIndex): boolean {
  return commit > progress.sentCommit && progress.sentCommit < progress.next - 1;
}

/**
 * Books an acknowledgement. True when it says something: a new match, or that a probe has hit. An old or repeated one
 * is nothing, except that in `probe` even the known match proves that the follower answers appends again.
 */
export function acknowledged(progress: Progress, index: LogIndex): boolean {
  if (index > progress.match) {
    progress.match = index;
    progress.next = logIndex(Math.max(progress.next, index + 1));
    progress.paused = false;
    freeInflights(progress.inflights, index);
    return true;
  }
  return progress.state === 'probe' && index === progress.match;
}

/**
 * Books a refusal of the append that followed `refused`; `candidate` is where the logs may match. False for an old or
 * repeated refusal: one of something that was acknowledged, or not the answer to the probe that is out. (A member that
 * refuses what it had acknowledged has lost its disk's contents; it must not draw the leader into a tight loop.)
 */
export function rejected(progress: Progress, refused: LogIndex, candidate: LogIndex): boolean {
  if (progress.state === 'snapshot' || refused <= progress.match) return false;
  if (progress.state === 'replicate') {
    becomeProbe(progress);
    return true;
  }
  if (refused !== progress.next - 1) return false;
  becomeProbe(progress, Math.min(refused, candidate + 1));
  return true;
}
