/**
 * Scheduled snapshots: each member that has a folder for them takes its own, on any role, since the state of a follower
 * is as good a copy and a leader may be elsewhere when it is time.
 *
 * D1. A snapshot counts once it was restored on trial and its keyspace has the hash that the live one has at its
 *     revision. (If the live one was compacted meanwhile, that hash is gone; every table was compared with the live
 *     counts and hashes all the same.)
 * D2. Only files that bear this region's name in the pattern below are ever deleted, the oldest first, and only behind
 *     one that counts: a series of bad ones never pushes a good one out.
 * D3. What fails is logged, counted and shown, and tried again at the next time.
 */
import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import type { ScheduledSnapshotHealth } from '../../api/context.ts';
import type { KeyspaceHash, Serving, ServingReply, SnapshotExport } from '../../node/serving/types.ts';
import type { VerifiedSnapshot } from '../../node/snapshot/verify.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import { CommandFailure } from '../failure.ts';
import { saveFile, syncFolder } from './files.ts';

export interface SnapshotSchedule {
  readonly folder: string;
  readonly intervalMs: number;
  /** How many files are kept. */
  readonly retention: number;
}

export interface ScheduleParts {
  readonly schedule: SnapshotSchedule;
  readonly serving: Pick<Serving, 'identity' | 'openSnapshot' | 'hashKeyspace'>;
  readonly clock: Clock;
  readonly log: Log;
  restoreOnTrial(file: string, verified: VerifiedSnapshot): Promise<KeyspaceHash>;
}

/** Refused when it was compacted. */
type LiveHash = KeyspaceHash | { readonly refusal: string };

/** After a start others have the machine first; a shorter interval comes before that. */
const FIRST_MS_MIN = 10_000;
/** What a timer can hold. */
const TIMER_MS_MAX = 2 ** 31 - 1;

export class ScheduledSnapshots {
  private readonly parts: ScheduleParts;
  private timer: Timer | null = null;
  private stopped = false;
  private state: ScheduledSnapshotHealth = { verified: null, failures: 0, error: '' };

  constructor(parts: ScheduleParts) {
    this.parts = parts;
  }

  get health(): ScheduledSnapshotHealth {
    return this.state;
  }

  /** A restart does not put the next one off: the newest file says when it is due. */
  start(): void {
    void this.untilDueMs().then((waitMs) => this.later(waitMs));
  }

  stop(): void {
    this.stopped = true;
    this.timer?.cancel();
  }

  private later(waitMs: number): void {
    if (this.stopped) return;
    this.timer = this.parts.clock.after(Math.min(waitMs, TIMER_MS_MAX), () => void this.run());
  }

  private async untilDueMs(): Promise<number> {
    const { intervalMs } = this.parts.schedule;
    const newest = (await this.files().catch(() => [])).at(-1);
    const sinceMs = newest === undefined ? Infinity : this.parts.clock.wallMs() - newest.takenMs;
    return Math.max(intervalMs - Math.max(sinceMs, 0), Math.min(FIRST_MS_MIN, intervalMs));
  }

  private async run(): Promise<void> {
    const began = this.parts.clock.monotonicMs();
    try {
      const { file, revision, compared } = await this.take();
      const tookMs = Math.round(this.parts.clock.monotonicMs() - began);
      this.state = {
        ...{ failures: this.state.failures, error: '' },
        verified: { file, revision, atMs: this.parts.clock.wallMs() },
      };
      this.parts.log('info', 'snapshot taken and restored on trial', { file, revision, compared, tookMs });
      await this.prune();
    } catch (error) {
      this.failed(error instanceof Error ? error.message : String(error));
    }
    this.later(this.parts.schedule.intervalMs);
  }

  /** D3. What fails because the member stops is not said. */
  private failed(reason: string): void {
    if (this.stopped) return;
    this.state = { ...this.state, failures: this.state.failures + 1, error: reason };
    const { folder } = this.parts.schedule;
    this.parts.log('error', 'a scheduled snapshot failed; it is tried again at the next time', {
      reason,
      folder,
    });
  }

  private async take(): Promise<{ file: string; revision: number; compared: string }> {
    const { serving, schedule } = this.parts;
    await fs.mkdir(schedule.folder, { recursive: true, mode: 0o700 });
    const source = await replied<SnapshotExport>((done) => serving.openSnapshot(done));
    const { header } = source;
    const file = join(schedule.folder, fileName(header.region, header.takenMs, header.revision));
    try {
      const live = replied<LiveHash>((done) => serving.hashKeyspace(header.revision, done));
      // Asked before the file is written, so that a compaction seldom comes between.
      const [verified, hash] = await Promise.all([saveFile(file, bytesOf(source)), live]);
      const restored = await this.parts.restoreOnTrial(file, verified);
      return { file, revision: header.revision, compared: compare(restored, hash) };
    } finally {
      source.close();
    }
  }

  /** D2. */
  private async prune(): Promise<void> {
    const { folder, retention } = this.parts.schedule;
    const files = await this.files();
    const surplus = files.slice(0, Math.max(files.length - retention, 0));
    for (const { name } of surplus) {
      await fs.rm(join(folder, name));
      this.parts.log('info', 'an old snapshot was removed', { file: join(folder, name) });
    }
    if (surplus.length > 0) await syncFolder(folder);
  }

  /** Ours, oldest first. */
  private async files(): Promise<{ readonly name: string; readonly takenMs: number }[]> {
    const { region } = this.parts.serving.identity;
    const names = await fs.readdir(this.parts.schedule.folder);
    return names
      .flatMap((name) => {
        const takenMs = takenMsOf(region, name);
        return takenMs === null ? [] : [{ name, takenMs }];
      })
      .sort((left, right) => left.takenMs - right.takenMs || (left.name < right.name ? -1 : 1));
  }
}

/** `eu-20261122T143000Z-rev12345.snapshot` */
export function fileName(region: string, takenMs: number, revision: number): string {
  const utc = new Date(takenMs).toISOString().replace(/[-:]|\.\d+/g, '');
  return `${region}-${utc}-rev${revision}.snapshot`;
}

/** `null` for a name that is none of ours. */
export function takenMsOf(region: string, name: string): number | null {
  if (!name.startsWith(`${region}-`)) return null;
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-rev\d+\.snapshot$/.exec(
    name.slice(region.length + 1),
  );
  if (found === null) return null;
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number) as [
    ...[number, number, number, number, number, number],
  ];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** D1. */
function compare(restored: KeyspaceHash, live: LiveHash): string {
  if ('refusal' in live || live.compactRevision !== restored.compactRevision)
    return 'counts and hashes of all tables';
  if (live.hash === restored.hash && live.hashRevision === restored.hashRevision) return 'keyspace hash';
  throw new CommandFailure(
    `the restored keyspace has hash ${restored.hash} at revision ${restored.hashRevision}, the live one ${live.hash}: ` +
      'compare the members with etcdctl endpoint hashkv, and keep older snapshots',
  );
}

async function* bytesOf(source: SnapshotExport): AsyncGenerator<Uint8Array, void, void> {
  const hash = createHash('sha256');
  for (;;) {
    const piece = await replied<Uint8Array | null>((done) => source.read(done));
    if (piece === null) break;
    hash.update(piece);
    yield piece;
  }
  yield hash.digest();
}

function replied<T>(ask: (done: ServingReply<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    ask((reply) => {
      if (reply.ok) resolve(reply.value);
      else reject(new CommandFailure(`this member could not be read: ${reply.error}`));
    });
  });
}
