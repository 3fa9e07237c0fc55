/**
 * The conflict feed as a stream: what is kept from a position on, and on request what is found later.
 *
 * C1. Records leave in feed order, each once: `next` is the first position not looked at.
 * C2. Nothing is read from the feed while the stream is full, so a slow reader costs a position and not a queue.
 * C3. The first message always comes: an empty one still says what the feed has let go of.
 * C4. A long piece of the feed without anything for this client is passed over with the loop free in between.
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
  const next = Math.max(countOf(call.request.from_id), 1);
  const feed = { next, started: false, full: false, over: false, planned: false };
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
    while (!feed.full && !feed.over && !feed.planned) {
      const page = serving.conflicts({ prefix, fromId: feed.next, limit: CONFLICTS_PER_MESSAGE });
      feed.next = page.next;
      if (page.records.length > 0 || !feed.started) write(page.records);
      if (!page.more) return caughtUp();
      if (page.records.length < CONFLICTS_PER_MESSAGE) sendLater();
    }
  }

  /** C4. */
  function sendLater(): void {
    feed.planned = true;
    context.clock.after(0, () => {
      feed.planned = false;
      send();
    });
  }

  function write(records: readonly ConflictRecord[]): void {
    feed.started = true;
    const dropped = unsignedLongOf(serving.regionRecord()?.conflictsDropped ?? 0);
    const conflicts = records.map(conflictMessage);
    feed.full = !call.write({ header: adminHeader(context), conflicts, dropped });
  }

  function caughtUp(): void {
    if (watch) return;
    feed.over = true;
    call.end();
  }
}
