/**
 * `etcdserverpb.WatchResponse` in pieces. Protobuf fields may be laid side by side, so the header and the events of an
 * entry are encoded once, and what differs from watcher to watcher (its number, a mark) is a few bytes between them.
 * The pieces are whole fields in ascending order, so a response joined from them equals the generated encoder's.
 *
 * WatchResponse: header = 1, watch_id = 2, created = 3, canceled = 4, compact_revision = 5, cancel_reason = 6,
 * fragment = 7, events = 11. Event: type = 1, kv = 2, prev_kv = 3.
 */
import { NO_BYTES } from '../core/base/bytes.ts';
import { keyValueBytes } from '../core/mvcc/key-value-wire.ts';
import type { KeyValue } from '../core/mvcc/types.ts';
import type { WatchEvent } from '../core/mvcc/watch-types.ts';
import { ByteWriter } from './binary.ts';
import { counterField, idField } from './response-header.ts';

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const EVENT_OVERHEAD_BYTES = 48;
const TYPE_DELETE = 1;

/** The number in answers that concern no single watcher: -1 as 64 bits. */
export const NO_WATCH_ID = 0xffff_ffff_ffff_ffffn;

export interface WatchControl {
  readonly created?: boolean;
  readonly canceled?: boolean;
  readonly compactRevision?: number;
  readonly cancelReason?: string;
}

/** All 64 bits of the number, unsigned. */
export function watchIdField(id: bigint): Uint8Array {
  const writer = new ByteWriter(16);
  idField(writer, 2, id);
  return writer.finish();
}

export function controlFields(control: WatchControl): Uint8Array {
  const writer = new ByteWriter();
  counterField(writer, 3, control.created === true ? 1 : 0);
  counterField(writer, 4, control.canceled === true ? 1 : 0);
  counterField(writer, 5, control.compactRevision ?? 0);
  const reason = control.cancelReason ?? '';
  if (reason !== '') writer.u8(tag(6, LENGTH_DELIMITED)).utf8(reason);
  return writer.finish();
}

/** Says that the rest of the response follows in another message. */
export const FRAGMENT_FIELD: Uint8Array = Uint8Array.of(tag(7, VARINT), 1);

/** One event as a field of the response. A delete carries its key and revision only. */
export function eventField(event: WatchEvent, previous: KeyValue | null): Uint8Array {
  const kv =
    event.record === null ? tombstoneBytes(event) : keyValueBytes(event.key, event.revision, event.record);
  const previousKv =
    previous === null
      ? NO_BYTES
      : keyValueBytes(previous.key, { main: previous.modRevision, sub: 0 }, previous);
  const body = new ByteWriter(kv.length + previousKv.length + EVENT_OVERHEAD_BYTES);
  if (event.type === 'delete') body.u8(tag(1, VARINT)).varint(TYPE_DELETE);
  body.u8(tag(2, LENGTH_DELIMITED)).bytes(kv);
  if (previous !== null) body.u8(tag(3, LENGTH_DELIMITED)).bytes(previousKv);
  return new ByteWriter(body.length + 16).u8(tag(11, LENGTH_DELIMITED)).bytes(body.finish()).finish();
}

function tombstoneBytes(event: WatchEvent): Uint8Array {
  const writer = new ByteWriter(event.key.length + EVENT_OVERHEAD_BYTES);
  writer.u8(tag(1, LENGTH_DELIMITED)).latin1(event.key);
  counterField(writer, 3, event.revision.main);
  return writer.finish();
}

function tag(field: number, wireType: number): number {
  return field * 8 + wireType;
}
