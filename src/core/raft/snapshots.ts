/**
 * Followers that are too far behind, and what of the log may be forgotten.
 *
 * The bytes of a snapshot travel on a stream between the drivers; the machines only agree on where it leads:
 * the leader asks for one (`snapshotsToSend`), the follower's driver offers the arrived one to its machine
 * (`snapshot-installing`), swaps the state machine, and reports it (`snapshot-installed`). The follower's
 * append-reply of that index, or failing that the stream's end (`snapshot-sent`), lets the leader go on.
 *
 * S1. A snapshot holds committed state only, so it is right whoever sent it and whatever the term is now.
 * S2. It is taken only if it is ahead of everything committed here, and from then until it is installed nothing is
 *     handed out to be applied: the state machine never goes back and no entry is applied twice.
 * S3. Term and vote are untouched by it; only a snapshot of a later term raises the term.
 * S4. A log that holds the snapshot's last entry keeps its tail, which may be acknowledged and count towards a
 *     commit. Any other log is replaced, and the disk told so (`logReset`) before the acknowledgement leaves.
 * S5. Entries a follower will need after its snapshot are kept, within a bound (see `keepAfter` in progress.ts).
 */
import { assert } from '../base/assert.ts';
import { logIndex, term, type LogIndex, type MemberId } from '../base/brands.ts';
import { checkConfiguration } from './configuration.ts';
import { acknowledgeSnapshot } from './following.ts';
import { commitTo, holds, releaseTo, resetLog } from './log.ts';
import { useConfiguration } from './membership.ts';
import { becomeProbe } from './progress.ts';
import type { Raft } from './raft.ts';
import { requestSnapshot } from './replication.ts';
import { becomeFollower } from './roles.ts';
import type { RefusalReason, SnapshotId, StepOutcome } from './types.ts';
import { settleDurable } from './writes.ts';

/** Beyond this much log in memory nothing is kept back for followers that are being given a snapshot. */
const KEPT_FOR_SNAPSHOTS_BYTES_MAX = 256 * 1024 * 1024;

export function beginInstall(raft: Raft, snapshot: SnapshotId): StepOutcome {
  assert(raft.installing === null, 'a snapshot is being installed already');
  const reason = whyRefused(raft, snapshot.index);
  if (reason !== null) return { type: 'refused', reason };
  checkConfiguration(snapshot.conf);
  // A campaign under way must not end in leading with a state machine in pieces.
  if (raft.role !== 'follower') becomeFollower(raft, raft.term, null);
  raft.installing = snapshot;
  return { type: 'ok' };
}

function whyRefused(raft: Raft, index: LogIndex): RefusalReason | null {
  if (raft.needsSnapshot) return index < raft.log.base.index ? 'snapshot-too-old' : null;
  return raft.role === 'leader' || index <= raft.log.commit ? 'snapshot-not-needed' : null;
}

export function finishInstall(raft: Raft, snapshot: SnapshotId): void {
  const { log, installing } = raft;
  assert(
    installing?.index === snapshot.index && installing.term === snapshot.term,
    () => `snapshot ${snapshot.index} was installed without being accepted first`,
  );
  raft.installing = null;
  if (snapshot.term > raft.term) becomeFollower(raft, term(snapshot.term), null);
  if (holds(log, snapshot)) {
    commitTo(log, snapshot.index);
  } else {
    resetLog(log, snapshot);
    settleDurable(raft.writes, log);
    raft.logReset = snapshot;
  }
  log.applied = snapshot.index;
  log.handed = snapshot.index;
  useConfiguration(raft, snapshot.conf);
  raft.needsSnapshot = false;
  acknowledgeSnapshot(raft, snapshot.index);
}

/**
 * S6. Whose store is lost and whose log is not goes on with appends meanwhile: nothing but the stream is needed. One that
 *     holds nothing at all waits for it. The stream is begun only when the own state has reached what the follower
 *     needs; it asks again.
 */
export function snapshotWanted(raft: Raft, from: MemberId, atLeast: LogIndex): void {
  const progress = raft.progress.get(from);
  if (raft.role !== 'leader' || progress === undefined) return;
  progress.recentActive = true;
  if (progress.state === 'snapshot' || progress.streaming || raft.log.applied < Math.max(atLeast, 1)) return;
  if (progress.match === 0 && atLeast === 0) return requestSnapshot(raft, from, progress);
  progress.streaming = true;
  raft.outbox.snapshotsToSend.push({ to: from, atLeast });
}

export function snapshotSent(raft: Raft, to: MemberId, ok: boolean): void {
  const progress = raft.progress.get(to);
  if (progress !== undefined) progress.streaming = false;
  if (progress?.state !== 'snapshot') return;
  // The follower's own acknowledgement may be on its way, or lost; the next heartbeat's answer starts a probe.
  becomeProbe(progress, ok ? progress.pendingSnapshot + 1 : undefined);
  progress.paused = true;
  if (!ok) progress.keepAfter = null;
}

export function release(raft: Raft, wanted: LogIndex): void {
  const { log } = raft;
  // Applied but not durable is possible behind an installed snapshot: the disk still needs those entries, or its log
  // would have a gap.
  let upTo = Math.min(wanted, log.applied, log.durable);
  if (log.bytes <= KEPT_FOR_SNAPSHOTS_BYTES_MAX) {
    for (const { keepAfter } of raft.progress.values()) upTo = Math.min(upTo, keepAfter ?? upTo);
  }
  releaseTo(log, logIndex(upTo));
}
