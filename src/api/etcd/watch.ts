/**
 * The etcd Watch service: requests of one stream, in their order, to the watches of this member. Responses come back
 * encoded (node/serving/watches-stream.ts).
 *
 * A client that does not read is not read from either: while the way to it is full no request of it is taken, so what
 * it asks for cannot pile up as answers.
 */
import { counterOf, idOf, keyOf } from '../../codec/etcd-scalars.ts';
import { keyRangeOf } from '../../codec/kv-request.ts';
import { etcdserverpb } from '../../gen/etcd.js';
import type { WatchRequest } from '../../node/serving/watches-types.ts';
import type { WatchStream } from '../../node/serving/watches-stream.ts';
import type { Watches } from '../../node/serving/watches.ts';
import { ERROR } from '../errors.ts';
import { bidi, type BidiCall, type BidiReader, type Method } from '../surface.ts';

const WATCH_PATH = '/etcdserverpb.Watch/Watch';
const NO_PUT = 0;
const NO_DELETE = 1;
/** The smallest key: what an empty key stands for. */
const SMALLEST_KEY = '\0';

/** For `createSurface`, whose guards see to learners and to clients that want a leader. */
export function watchMethods(watches: Watches): Method[] {
  const watch = bidi(WATCH_PATH, etcdserverpb.WatchRequest, etcdserverpb.WatchResponse, (call) =>
    openStream(watches, call),
  );
  return [watch];
}

function openStream(
  watches: Watches,
  call: BidiCall<etcdserverpb.WatchResponse>,
): BidiReader<etcdserverpb.WatchRequest> {
  const sink = {
    write(message: Uint8Array): boolean {
      const free = call.write(message);
      if (!free) call.pause();
      return free;
    },
    stopped: () => call.fail(ERROR.stopped),
  };
  const stream = watches.open(sink);
  call.onCancel(() => stream.close());
  call.onDrain(() => {
    call.resume();
    stream.drained();
  });
  return {
    message: (request) => serve(stream, request),
    // etcd goes on telling a client that has said all it wants to say.
    halfClose: () => undefined,
  };
}

/** A message without a request of a known kind asks for nothing. */
function serve(stream: WatchStream, request: etcdserverpb.WatchRequest): void {
  if (request.create_request) {
    stream.create(toWatchRequest(request.create_request as etcdserverpb.WatchCreateRequest));
  } else if (request.cancel_request) {
    stream.cancel(idOf((request.cancel_request as etcdserverpb.WatchCancelRequest).watch_id));
  } else if (request.progress_request) stream.requestProgress();
}

function toWatchRequest(request: etcdserverpb.WatchCreateRequest): WatchRequest {
  const key = request.key.length === 0 ? SMALLEST_KEY : keyOf(request.key);
  return {
    range: keyRangeOf(key, keyOf(request.range_end)),
    startRevision: counterOf(request.start_revision),
    noPut: request.filters.includes(NO_PUT),
    noDelete: request.filters.includes(NO_DELETE),
    prevKv: request.prev_kv,
    progressNotify: request.progress_notify,
    fragment: request.fragment,
    watchId: idOf(request.watch_id),
  };
}
