/**
 * The conflict feed as a stream: what is kept from a position on, and on request what is found later.
 *
 * C1. Records leave in feed order, each once: `next` is one past the last position looked at.
 * C2. Nothing is read from the feed while the stream is full, so a slow reader costs a position and not a queue.
 * C3. The first message always comes: an empty one still says what the feed has let go of.
 */
import { keyOf, countOf, unsignedLongOf } from '../../codec/etcd-scalars.ts';
import type { ConflictRecord } from '../../core/federation/types.ts';
import type { atoll } from '../../gen/atoll.js';
import type { ApiContext } from '../context.ts';
import type { ServerStreamCall } from '../surface.ts';
import { adminHeader } from './format.ts';
import { conflictMessage } from './messages.ts';

type ConflictsCall = ServerStreamCall<
  atoll.admin.v1.ConflictsRequest,
  atoll.admin.v1.ConflictsResponse.$Properties
>;

const CONFLICTS_PER_MESSAGE = 100;

export function followConflicts(context: ApiContext, call: ConflictsCall): void {
  const { serving } = context;
  const { watch } = call.request;
  const prefix = keyOf(call.request.prefix);
  const feed = { next: Math.max(countOf(call.request.from_id), 1), started: false, full: false, over: false };
  const stop = watch ? serving.onConflict(send) : () => undefined;

  call.onCancel(() => {
    feed.over = true;
    stop();
  });
  call.onDrain(() => {
    feed.full = false;
    send();
  });
  send();

  function send(): void {
    while (!feed.full && !feed.over) {
      const records = serving.conflicts({ prefix, fromId: feed.next, limit: CONFLICTS_PER_MESSAGE });
      if (records.length > 0 || !feed.started) write(records);
      if (records.length < CONFLICTS_PER_MESSAGE) return caughtUp();
    }
  }

  function write(records: readonly ConflictRecord[]): void {
    feed.started = true;
    feed.next = (records.at(-1)?.id ?? feed.next - 1) + 1;
    const dropped = unsignedLongOf(serving.regionRecord()?.conflictsDropped ?? 0);
    const conflicts = records.map(conflictMessage);
    feed.full = !call.write({ header: adminHeader(context), conflicts, dropped });
  }

  function caughtUp(): void {
    // Records of other prefixes were looked at and passed over.
    feed.next = Math.max(feed.next, serving.regionRecord()?.nextConflict ?? 0);
    if (watch) return;
    feed.over = true;
    call.end();
  }
}
