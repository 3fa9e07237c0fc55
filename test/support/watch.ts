/** A watch over grpc-js, open for as long as the program wants it. */
import grpc from '@grpc/grpc-js';
import { bytesOfKey, longOf } from '../../src/codec/etcd-scalars.ts';
import { prefixRange } from '../../src/core/base/bytes.ts';
import { etcdserverpb, mvccpb } from '../../src/gen/etcd.js';
import { keyState } from './member-client.ts';
import type { KeyState } from './member-client.ts';

const OPTIONS: grpc.ChannelOptions = {
  'grpc.max_receive_message_length': -1,
  'grpc.enable_retries': 0,
  'grpc.enable_http_proxy': 0,
  'grpc.use_local_subchannel_pool': 1,
};

export interface WatchEvent extends KeyState {
  readonly deleted: boolean;
}

export interface WatchOptions {
  readonly endpoint: string;
  /** Empty: every key. */
  readonly prefix: string;
  /** Absent: from now on. */
  readonly fromRevision?: number;
  onEvent(event: WatchEvent): void;
  /** It ended otherwise than by `close`. */
  onBroken(why: string): void;
}

export interface Watch {
  /** Resolves when the server has said that it watches. */
  readonly created: Promise<void>;
  close(): void;
}

export function openWatch(options: WatchOptions): Watch {
  const client = new grpc.Client(options.endpoint, grpc.credentials.createInsecure(), OPTIONS);
  const call = client.makeBidiStreamRequest<
    etcdserverpb.WatchRequest.$Properties,
    etcdserverpb.WatchResponse
  >(
    '/etcdserverpb.Watch/Watch',
    (message) => Buffer.from(etcdserverpb.WatchRequest.encode(message).finish()),
    (bytes) => etcdserverpb.WatchResponse.decode(bytes),
  );
  let closed = false;
  const created = new Promise<void>((resolve, reject) => {
    const broken = (why: string): void => {
      if (closed) return;
      closed = true;
      client.close();
      const text = `the watch at ${options.endpoint} broke: ${why}`;
      reject(new Error(text));
      options.onBroken(text);
    };
    call.on('data', (response: etcdserverpb.WatchResponse) => {
      if (response.created) resolve();
      if (response.canceled) broken(response.cancel_reason);
      for (const event of response.events) options.onEvent(watchEvent(event));
    });
    call.on('error', (error: Error) => broken(error.message));
    call.on('end', () => broken('the server ended it'));
  });
  created.catch(() => undefined);
  const { from, to } = prefixRange(options.prefix);
  call.write({
    create_request: {
      key: from === '' ? Uint8Array.of(0) : bytesOfKey(from),
      range_end: to === null ? Uint8Array.of(0) : bytesOfKey(to),
      start_revision: longOf(options.fromRevision ?? 0),
    },
  });
  return {
    created,
    close: () => {
      closed = true;
      call.cancel();
      client.close();
    },
  };
}

function watchEvent({ type, kv }: mvccpb.Event.$Properties): WatchEvent {
  return { ...keyState(kv ?? {}), deleted: type === mvccpb.Event.EventType.DELETE };
}

const HISTORY_MS_MAX = 60_000;

/** Every event from one revision to another, both included, as a member tells it. */
export function readHistory(endpoint: string, from: number, to: number): Promise<readonly WatchEvent[]> {
  if (to < from) return Promise.resolve([]);
  return new Promise((resolve, reject) => {
    const events: WatchEvent[] = [];
    const done = (failure: string | null): void => {
      clearTimeout(bound);
      watch.close();
      if (failure === null) resolve(events.filter(({ modRevision }) => modRevision <= to));
      else reject(new Error(failure));
    };
    const bound = setTimeout(() => {
      const at = events.at(-1)?.modRevision ?? 'nothing';
      done(`${endpoint} told its history from ${from} only up to ${at}, not to ${to}`);
    }, HISTORY_MS_MAX);
    const watch = openWatch({
      ...{ endpoint, prefix: '', fromRevision: from },
      onEvent: (event) => {
        events.push(event);
        // The events of one revision come in one message, which is read to its end before this runs.
        if (event.modRevision >= to) setImmediate(() => done(null));
      },
      onBroken: (why) => done(why),
    });
  });
}
