/**
 * Deliveries → messages. Whatever several watchers share is made once per round (one applied entry, one step of
 * catching up): the bytes of an event for each way of asking (with the previous value or without), the joined bytes of
 * a list of events, the header, and the whole message for watchers of one number, which most are: clients count from 0
 * on each stream.
 *
 * D1. A response holds whole revisions (W1); only `fragments` cuts, and only for who asked for it.
 * D2. The header's revision of a response is a bookmark: the watcher has everything up to it.
 */
import { eventField, FRAGMENT_FIELD } from '../../codec/watch-response.ts';
import { assert } from '../../core/base/assert.ts';
import { concatBytes } from '../../core/base/bytes.ts';
import type { KeyValue } from '../../core/mvcc/types.ts';
import type { Delivery, WatchEvent } from '../../core/mvcc/watch-types.ts';

/** A response with more than one revision ends before it grows beyond this: some clients take 4 MiB at most. */
export const RESPONSE_BYTES_MAX = 1024 * 1024;

/** What `Buffer.allocUnsafe` takes from its pool is at most half of that. */
const POOLED_BYTES_MAX = 4000;

export interface RoundParts {
  headerAt(revision: number): Uint8Array;
  /** The record as it was at that revision; `null` when absent or compacted. */
  keyAt(key: string, revision: number): KeyValue | null;
}

interface EncodedEvents {
  readonly bytes: Uint8Array;
  /** Where each event ends in `bytes`. */
  readonly ends: readonly number[];
}

export class WatchResponse {
  readonly firstRevision: number;
  readonly eventCount: number;
  private readonly header: Uint8Array;
  private readonly encoded: EncodedEvents;
  private readonly from: number;
  private lastId: Uint8Array | null = null;
  private lastMessage: Uint8Array | null = null;

  /** The events from place `from` up to, not including, place `to`. */
  constructor(
    header: Uint8Array,
    events: readonly WatchEvent[],
    encoded: EncodedEvents,
    from: number,
    to: number,
  ) {
    this.header = header;
    this.encoded = encoded;
    this.from = from;
    this.eventCount = to - from;
    this.firstRevision = revisionAt(events, from);
  }

  /** `id`: the watcher's number as a field. */
  message(id: Uint8Array): Uint8Array {
    if (this.lastId !== null && this.lastMessage !== null && sameId(this.lastId, id)) return this.lastMessage;
    const { header, from, eventCount } = this;
    const message = joined(header, id, this.slice(from, from + eventCount));
    this.lastMessage = message;
    this.lastId = id;
    return message;
  }

  /**
   * The response in messages smaller than `limit`, unless a single event is larger; all but the last say that more
   * follows.
   */
  fragments(id: Uint8Array, limit: number): Uint8Array[] {
    const whole = this.message(id);
    if (whole.length < limit || this.eventCount < 2) return [whole];
    const to = this.from + this.eventCount;
    const overhead = this.header.length + id.length + FRAGMENT_FIELD.length;
    const messages: Uint8Array[] = [];
    for (let at = this.from; at < to;) {
      let end = at + 1;
      while (end < to && overhead + this.sizeOf(at, end + 1) < limit) end++;
      const events = this.slice(at, end);
      messages.push(
        concatBytes(end < to ? [this.header, id, FRAGMENT_FIELD, events] : [this.header, id, events]),
      );
      at = end;
    }
    return messages;
  }

  private slice(from: number, to: number): Uint8Array {
    const { bytes, ends } = this.encoded;
    return bytes.subarray(from === 0 ? 0 : ends[from - 1], ends[to - 1]);
  }

  private sizeOf(from: number, to: number): number {
    const { ends } = this.encoded;
    return ends[to - 1]! - (from === 0 ? 0 : ends[from - 1]!);
  }
}

export class DeliveryRound {
  private readonly parts: RoundParts;
  private readonly plain = new Map<WatchEvent, Uint8Array>();
  private readonly withPrevious = new Map<WatchEvent, Uint8Array>();
  private readonly lists = new Map<readonly WatchEvent[], EncodedEvents>();

  constructor(parts: RoundParts) {
    this.parts = parts;
  }

  /** At least one, in order; `first` of a delivery may differ for lists that are the same. */
  responsesOf<Owner>({ demand, events, first, through }: Delivery<Owner>): WatchResponse[] {
    assert(first < events.length, 'a delivery has events');
    const encoded = this.encodedList(events, demand.prevKv);
    const responses: WatchResponse[] = [];
    for (let from = first; from < events.length;) {
      const to = endOfResponse(events, encoded, from);
      const header = this.parts.headerAt(to < events.length ? revisionAt(events, to - 1) : through);
      responses.push(new WatchResponse(header, events, encoded, from, to));
      from = to;
    }
    return responses;
  }

  private encodedList(events: readonly WatchEvent[], prevKv: boolean): EncodedEvents {
    const known = this.lists.get(events);
    if (known !== undefined) return known;
    const pieces = events.map((event) => this.encodedEvent(event, prevKv));
    let end = 0;
    const ends = pieces.map((piece) => (end += piece.length));
    const encoded = { bytes: pieces.length === 1 ? pieces[0]! : concatBytes(pieces), ends };
    this.lists.set(events, encoded);
    return encoded;
  }

  private encodedEvent(event: WatchEvent, prevKv: boolean): Uint8Array {
    const cache = prevKv ? this.withPrevious : this.plain;
    const known = cache.get(event);
    if (known !== undefined) return known;
    const encoded = eventField(event, prevKv ? this.previousOf(event) : null);
    cache.set(event, encoded);
    return encoded;
  }

  private previousOf({ key, revision, record }: WatchEvent): KeyValue | null {
    return record?.createRevision === revision.main ? null : this.parts.keyAt(key, revision.main - 1);
  }
}

/** Behind the last revision that still fits; a revision that alone is larger goes alone (D1). */
function endOfResponse(events: readonly WatchEvent[], { ends }: EncodedEvents, from: number): number {
  const start = from === 0 ? 0 : ends[from - 1]!;
  let end = endOfRevision(events, from);
  while (end < events.length) {
    const next = endOfRevision(events, end);
    if (ends[next - 1]! - start > RESPONSE_BYTES_MAX) break;
    end = next;
  }
  return end;
}

function endOfRevision(events: readonly WatchEvent[], from: number): number {
  const revision = revisionAt(events, from);
  let end = from + 1;
  while (end < events.length && revisionAt(events, end) === revision) end++;
  return end;
}

const revisionAt = (events: readonly WatchEvent[], at: number): number => events[at]!.revision.main;

/** Small ones come from Node's pool: a thousand watchers on one stream are a thousand small messages. */
function joined(header: Uint8Array, id: Uint8Array, events: Uint8Array): Uint8Array {
  const length = header.length + id.length + events.length;
  if (length > POOLED_BYTES_MAX) return concatBytes([header, id, events]);
  const message = Buffer.allocUnsafe(length);
  message.set(header);
  message.set(id, header.length);
  message.set(events, header.length + id.length);
  return message;
}

/** Fields of equal length with equal bytes; most are empty (number 0). */
function sameId(left: Uint8Array, right: Uint8Array): boolean {
  if (left === right) return true;
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}
