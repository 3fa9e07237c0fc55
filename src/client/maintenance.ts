/** What only an operator asks: a snapshot of everything a member has. */
import { countOf } from '../codec/etcd-scalars.ts';
import { etcdserverpb } from '../gen/etcd.js';
import type { Caller } from './caller.ts';

const SNAPSHOT = {
  path: '/etcdserverpb.Maintenance/Snapshot',
  request: etcdserverpb.SnapshotRequest,
  response: etcdserverpb.SnapshotResponse,
};

export interface SnapshotPiece {
  readonly bytes: Uint8Array;
  /** How much follows, about; 0 only with the last piece. */
  readonly remaining: number;
}

export class MaintenanceClient {
  private readonly caller: Caller;

  constructor(caller: Caller) {
    this.caller = caller;
  }

  /** The file's bytes in their order; the last piece is its digest. Leaving the loop ends the call. */
  async *snapshot(): AsyncGenerator<SnapshotPiece, void, void> {
    for await (const message of this.caller.stream(SNAPSHOT, {})) {
      yield { bytes: message.blob, remaining: countOf(message.remaining_bytes) };
    }
  }
}
