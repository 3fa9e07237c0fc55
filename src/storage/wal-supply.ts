/**
 * Makes the next segment before it is needed: creating and syncing 16 MiB of zeros takes longer than a commit may.
 * It waits under a name of its own until the writer takes it.
 */
import type { Disk, DiskFile } from '../ports/disk.ts';
import type { Done, Outcome, PortFailure } from '../ports/outcome.ts';
import { inTurn } from './steps.ts';
import { encodeSegmentHeader, preparedName } from './wal-segment.ts';
import type { WalIdentity } from './wal-types.ts';

export interface PreparedSegment {
  readonly sequence: number;
  readonly file: DiskFile;
  readonly salt: number;
}

type SupplyState =
  | { readonly type: 'empty' }
  | { readonly type: 'preparing'; waiting: Done<PreparedSegment> | null }
  | { readonly type: 'ready'; readonly segment: PreparedSegment }
  | { readonly type: 'failed'; readonly failure: PortFailure };

export class SegmentSupply {
  private readonly disk: Disk;
  private readonly folder: string;
  private readonly identity: WalIdentity;
  private readonly segmentBytes: number;
  private readonly onFailure: (failure: PortFailure) => void;
  private state: SupplyState = { type: 'empty' };
  private nextSequence: number;

  constructor(
    parts: { disk: Disk; folder: string; identity: WalIdentity; segmentBytes: number; nextSequence: number },
    onFailure: (failure: PortFailure) => void,
  ) {
    this.disk = parts.disk;
    this.folder = parts.folder;
    this.identity = parts.identity;
    this.segmentBytes = parts.segmentBytes;
    this.nextSequence = parts.nextSequence;
    this.onFailure = onFailure;
  }

  /** Begins to make the next segment if there is none; after a failure, tries again. */
  prepare(): void {
    if (this.state.type === 'empty' || this.state.type === 'failed') this.make(null);
  }

  /** Hands out the next segment, at once if it is ready. */
  take(done: Done<PreparedSegment>): void {
    switch (this.state.type) {
      case 'ready': {
        const { segment } = this.state;
        this.state = { type: 'empty' };
        done({ ok: true, value: segment });
        return;
      }
      case 'preparing':
        this.state.waiting = done;
        return;
      case 'empty':
      case 'failed':
        this.make(done);
    }
  }

  close(done: Done): void {
    switch (this.state.type) {
      case 'ready':
        this.state.segment.file.close(done);
        return;
      case 'preparing':
        this.state.waiting = (made) => (made.ok ? made.value.file.close(done) : done(made));
        return;
      case 'empty':
      case 'failed':
        done({ ok: true, value: undefined });
    }
  }

  private make(waiting: Done<PreparedSegment> | null): void {
    const preparing = { type: 'preparing' as const, waiting };
    this.state = preparing;
    const sequence = this.nextSequence;
    const path = `${this.folder}/${preparedName(sequence)}`;
    this.createWithHeader(path, sequence, (made) => {
      if (made.ok) this.nextSequence++;
      this.settle(preparing.waiting, made);
    });
  }

  private settle(waiting: Done<PreparedSegment> | null, made: Outcome<PreparedSegment>): void {
    if (waiting !== null) {
      this.state = { type: 'empty' };
      waiting(made);
    } else if (made.ok) {
      this.state = { type: 'ready', segment: made.value };
    } else {
      this.state = { type: 'failed', failure: made.error };
      this.onFailure(made.error);
    }
  }

  /** What an earlier failed attempt left under this name goes first. */
  private createWithHeader(path: string, sequence: number, done: Done<PreparedSegment>): void {
    this.disk.create(path, this.segmentBytes, (created) => {
      if (created.ok) {
        this.writeHeader(created.value, sequence, done);
      } else if (created.error.kind === 'exists') {
        this.disk.remove(path, (removed) =>
          removed.ok ? this.createWithHeader(path, sequence, done) : done(removed),
        );
      } else done(created);
    });
  }

  private writeHeader(file: DiskFile, sequence: number, done: Done<PreparedSegment>): void {
    const { block, salt } = encodeSegmentHeader(this.identity, sequence);
    const write = (next: Done): void => file.write(0, [block], next);
    const sync = (next: Done): void => file.dataSync(next);
    inTurn([write, sync], (outcome) => {
      if (outcome.ok) done({ ok: true, value: { sequence, file, salt } });
      else file.close(() => done(outcome));
    });
  }
}
