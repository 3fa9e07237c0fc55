/** The other end of a watch stream: decodes what it is sent and takes it up at its own pace. */
import { idOf, counterOf, keyOf } from '../../../src/codec/etcd-scalars.ts';
import { etcdserverpb, type mvccpb } from '../../../src/gen/etcd.js';
import type { WatchSink } from '../../../src/node/serving/watches-types.ts';

export interface SeenKeyValue {
  readonly key: string;
  readonly createRevision: number;
  readonly modRevision: number;
  readonly version: number;
  readonly value: Uint8Array;
}

export interface SeenEvent {
  readonly type: 'put' | 'delete';
  readonly kv: SeenKeyValue;
  readonly prevKv: SeenKeyValue | null;
}

export interface Seen {
  readonly id: bigint;
  readonly revision: number;
  readonly created: boolean;
  readonly canceled: boolean;
  readonly compactRevision: number;
  readonly cancelReason: string;
  readonly fragment: boolean;
  readonly events: readonly SeenEvent[];
  readonly bytes: number;
}

export const NO_ID = 0xffff_ffff_ffff_ffffn;

export class FakeClient implements WatchSink {
  readonly seen: Seen[] = [];
  stoppedByServer = false;
  /** How many messages may wait before `write` says that the way is full. */
  room = Number.POSITIVE_INFINITY;
  waitingMessages = 0;
  waitingBytes = 0;
  onSeen: ((seen: Seen) => void) | null = null;
  /** What the stream is told when the client has read everything. */
  onDrained: (() => void) | null = null;
  private full = false;

  write(message: Uint8Array): boolean {
    const seen = decodeSeen(message);
    this.seen.push(seen);
    this.waitingMessages++;
    this.waitingBytes += message.length;
    this.onSeen?.(seen);
    if (this.waitingMessages >= this.room) this.full = true;
    return !this.full;
  }

  stopped(): void {
    this.stoppedByServer = true;
  }

  /** Reads everything that waits. */
  read(): void {
    this.waitingMessages = 0;
    this.waitingBytes = 0;
    if (!this.full) return;
    this.full = false;
    this.onDrained?.();
  }

  /** What was seen since the last call. */
  take(): Seen[] {
    return this.seen.splice(0);
  }
}

/** A response in a line, for tests that compare whole conversations. */
export function line(seen: Seen): string {
  const id = seen.id === NO_ID ? '-1' : String(seen.id);
  const marks = [
    seen.created ? 'created' : '',
    seen.canceled ? 'canceled' : '',
    seen.compactRevision > 0 ? `compact=${seen.compactRevision}` : '',
    seen.cancelReason,
    seen.fragment ? 'fragment' : '',
    ...seen.events.map(eventLine),
  ].filter((mark) => mark !== '');
  return [`#${id} @${seen.revision}`, ...marks].join(' ');
}

function eventLine({ type, kv, prevKv }: SeenEvent): string {
  const previous = prevKv === null ? '' : `(was ${prevKv.modRevision})`;
  return `${type === 'put' ? '+' : '-'}${kv.key}:${kv.modRevision}${previous}`;
}

function decodeSeen(message: Uint8Array): Seen {
  const response = etcdserverpb.WatchResponse.decode(message);
  const revision = response.header?.revision;
  return {
    id: idOf(response.watch_id),
    revision: revision ? counterOf(revision) : 0,
    created: response.created,
    canceled: response.canceled,
    compactRevision: counterOf(response.compact_revision),
    cancelReason: response.cancel_reason,
    fragment: response.fragment,
    events: response.events.map((event) => decodeEvent(event as mvccpb.Event)),
    bytes: message.length,
  };
}

function decodeEvent(event: mvccpb.Event): SeenEvent {
  return {
    type: event.type === 0 ? 'put' : 'delete',
    kv: decodeKeyValue(event.kv as mvccpb.KeyValue),
    prevKv: event.prev_kv ? decodeKeyValue(event.prev_kv as mvccpb.KeyValue) : null,
  };
}

function decodeKeyValue(kv: mvccpb.KeyValue): SeenKeyValue {
  return {
    key: keyOf(kv.key),
    createRevision: counterOf(kv.create_revision),
    modRevision: counterOf(kv.mod_revision),
    version: counterOf(kv.version),
    value: kv.value,
  };
}
