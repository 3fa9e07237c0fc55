/**
 * Maintenance.Snapshot: the state of this member at one moment, as a file that `atollctl snapshot` understands
 * (codec/snapshot-file), in the messages etcd sends. Served by any member without asking the others, as etcd has it.
 *
 * S1. Nothing is read while the client's window is full; a client that takes nothing for `STALLED_MS` is sent away, since
 *     what it reads pins space in the store.
 * S2. The SHA-256 is the stream's last message and nothing else is in it: whoever has it has everything.
 */
import { createHash } from 'node:crypto';
import { unsignedLongOf } from '../../codec/etcd-scalars.ts';
import { SNAPSHOT_DIGEST_BYTES } from '../../codec/snapshot-file.ts';
import type { etcdserverpb } from '../../gen/etcd.js';
import type { SnapshotExport } from '../../node/serving/types.ts';
import type { Timer } from '../../ports/clock.ts';
import type { ApiContext } from '../context.ts';
import { servingStatus } from '../errors.ts';
import { CODE } from '../status.ts';
import type { ServerStreamCall } from '../surface.ts';
import { ETCD_STORAGE_VERSION } from './version.ts';

type SnapshotCall = ServerStreamCall<etcdserverpb.SnapshotRequest, etcdserverpb.SnapshotResponse.$Properties>;

/** Well below what any client takes in one message. */
const BLOB_BYTES_MAX = 256 * 1024;
export const STALLED_MS = 60_000;

const STALLED = {
  code: CODE.DEADLINE_EXCEEDED,
  message: `atoll: the snapshot was given up: its reader took nothing for ${STALLED_MS / 1000} s. Ask again`,
};

export function sendSnapshot(context: ApiContext, call: SnapshotCall): void {
  let cancelled = false;
  let stream: SnapshotStream | null = null;
  call.onCancel(() => {
    cancelled = true;
    stream?.stop();
  });
  context.serving.openSnapshot((reply) => {
    if (!reply.ok) call.fail(servingStatus(reply.error));
    else if (cancelled) reply.value.close();
    else {
      stream = new SnapshotStream(context, call, reply.value);
      stream.readNext();
    }
  });
}

class SnapshotStream {
  private readonly context: ApiContext;
  private readonly call: SnapshotCall;
  private readonly source: SnapshotExport;
  private readonly hash = createHash('sha256');
  private sent = 0;
  private full = false;
  private reading = false;
  private over = false;
  private stalled: Timer | null = null;

  constructor(context: ApiContext, call: SnapshotCall, source: SnapshotExport) {
    this.context = context;
    this.call = call;
    this.source = source;
    call.onDrain(() => this.onDrain());
  }

  readNext(): void {
    if (this.over || this.reading || this.full) return;
    this.reading = true;
    this.source.read((reply) => {
      this.reading = false;
      if (this.over) return;
      if (!reply.ok) this.fail(servingStatus(reply.error));
      else if (reply.value === null) this.finish();
      else this.send(reply.value);
    });
  }

  stop(): void {
    if (this.over) return;
    this.over = true;
    this.stalled?.cancel();
    this.source.close();
  }

  private send(piece: Uint8Array): void {
    this.hash.update(piece);
    for (let at = 0; at < piece.length; at += BLOB_BYTES_MAX) {
      this.write(piece.subarray(at, at + BLOB_BYTES_MAX));
    }
    if (this.full) this.waitForRoom();
    else this.readNext();
  }

  private finish(): void {
    const digest = this.hash.digest();
    this.stop();
    this.call.write({ remaining_bytes: unsignedLongOf(0), blob: digest, version: ETCD_STORAGE_VERSION });
    this.call.end();
  }

  private write(blob: Uint8Array): void {
    this.sent += blob.length;
    // The digest is still to come, so it is never 0 before it.
    const remaining = Math.max(this.source.bytesAbout - this.sent, SNAPSHOT_DIGEST_BYTES);
    const message = { remaining_bytes: unsignedLongOf(remaining), blob, version: ETCD_STORAGE_VERSION };
    this.full = !this.call.write(message);
  }

  private onDrain(): void {
    this.full = false;
    this.stalled?.cancel();
    this.stalled = null;
    this.readNext();
  }

  /** S1. */
  private waitForRoom(): void {
    this.stalled = this.context.clock.after(STALLED_MS, () => this.fail(STALLED));
  }

  private fail(status: Parameters<SnapshotCall['fail']>[0]): void {
    this.stop();
    this.call.fail(status);
  }
}
