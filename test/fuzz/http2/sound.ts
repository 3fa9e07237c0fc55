/** What a client may say at any time, and with what the server must therefore find nothing wrong. */
import { FLAG, FRAME, SETTING } from '../../../src/rpc/http2/constants.ts';
import { nextFloat, nextInteger, pick, type Random } from '../../../src/core/base/random.ts';
import {
  data,
  frame,
  message,
  resetStream,
  settings,
  uint32,
  windowUpdate,
} from '../../rpc/support/frames.ts';
import type { ClientModel } from './client-model.ts';
import { PATHS } from './handlers.ts';

/** One or more frames that belong together; `null`: there is no stream to say it on. */
type Sound = (client: ClientModel) => Buffer | null;

const call: Sound = (client) => {
  const { random } = client;
  const id = client.nextId();
  const whole = nextFloat(random) < 0.7;
  const block = client.blocks.next(pick(random, PATHS));
  client.opened(id, whole ? 'sent' : 'open');
  const content = data(id, message(someBytes(random)), whole ? FLAG.END_STREAM : 0);
  return Buffer.concat([headerFrames(random, id, block), content]);
};

/** HEADERS in one frame, or with padding, a priority, or CONTINUATION. */
function headerFrames(random: Random, id: number, block: Uint8Array): Buffer {
  const way = nextFloat(random);
  if (way < 0.8) return frame(FRAME.HEADERS, FLAG.END_HEADERS, id, block);
  if (way < 0.9) {
    const padding = nextInteger(random, 0, 20);
    const payload = Buffer.concat([Uint8Array.of(padding, 0, 0, 0, 0, 7), block, Buffer.alloc(padding)]);
    return frame(FRAME.HEADERS, FLAG.END_HEADERS | FLAG.PADDED | FLAG.PRIORITY, id, payload);
  }
  const cut = nextInteger(random, 0, block.length);
  return Buffer.concat([
    frame(FRAME.HEADERS, 0, id, block.subarray(0, cut)),
    frame(FRAME.CONTINUATION, FLAG.END_HEADERS, id, block.subarray(cut)),
  ]);
}

const someData: Sound = (client) => {
  const id = client.some('open');
  if (id === null) return null;
  const isLast = nextFloat(client.random) < 0.3;
  if (isLast) client.streams.set(id, 'sent');
  const content = message(someBytes(client.random));
  const flags = isLast ? FLAG.END_STREAM : 0;
  if (nextFloat(client.random) < 0.8) return data(id, content, flags);
  const padding = nextInteger(client.random, 0, 255);
  return data(
    id,
    Buffer.concat([Uint8Array.of(padding), content, Buffer.alloc(padding)]),
    flags | FLAG.PADDED,
  );
};

const trailers: Sound = (client) => {
  const id = client.some('open');
  if (id === null) return null;
  client.streams.set(id, 'sent');
  return frame(FRAME.HEADERS, FLAG.END_HEADERS | FLAG.END_STREAM, id);
};

const reset: Sound = (client) => {
  const id = client.some();
  if (id === null) return null;
  client.ended(id, 'reset-by-client');
  return resetStream(id, 8);
};

/** Frames that crossed the server's reset, or came after the end (§5.1). */
const late: Sound = (client) => {
  const id = client.someEnded('reset-by-server');
  if (id === null) return null;
  return pick(client.random, [data(id, Buffer.alloc(9)), resetStream(id, 8), windowUpdate(id, 1)]);
};

const wider: Sound = (client) =>
  windowUpdate(
    nextFloat(client.random) < 0.5 ? 0 : (client.some() ?? 0),
    nextInteger(client.random, 1, 100_000),
  );

const otherSettings: Sound = ({ random }) =>
  settings(
    [SETTING.INITIAL_WINDOW_SIZE, nextInteger(random, 0, 100_000)],
    [SETTING.MAX_FRAME_SIZE, nextInteger(random, 16_384, 40_000)],
    [SETTING.HEADER_TABLE_SIZE, nextInteger(random, 0, 5_000)],
    [SETTING.ENABLE_PUSH, nextInteger(random, 0, 1)],
    [nextInteger(random, 7, 0xffff), nextInteger(random, 0, 0xffff)],
  );

const ping: Sound = (client) => {
  if (!client.mayPing) return null;
  client.mayPing = false;
  return frame(FRAME.PING, 0, 0, Buffer.concat([uint32(1), uint32(nextInteger(client.random, 0, 9))]));
};

const priority: Sound = (client) =>
  frame(FRAME.PRIORITY, 0, client.some() ?? client.idleId(), Buffer.alloc(5));

const unknown: Sound = ({ random }) =>
  frame(
    nextInteger(random, 0xa, 0xff),
    nextInteger(random, 0, 0xff),
    nextInteger(random, 0, 99),
    someBytes(random),
  );

/** Most of the time a conversation is about calls. */
const WAYS: readonly Sound[] = [
  ...[call, call, call, call, call, someData, someData, someData, someData, trailers],
  ...[reset, reset, late, wider, wider, ping, priority, unknown, otherSettings],
];
/** What a flood of them would cost is tested elsewhere. */
const SETTINGS_EVERY = 0.3;

export function soundFrames(client: ClientModel): Buffer {
  for (;;) {
    const way = pick(client.random, WAYS);
    if (way === otherSettings && nextFloat(client.random) > SETTINGS_EVERY) continue;
    const bytes = way(client);
    if (bytes !== null) return bytes;
  }
}

const CONTENT = Buffer.from(
  'some content of no meaning, which no two calls share by their length alone. '.repeat(40),
);

function someBytes(random: Random): Buffer {
  return CONTENT.subarray(0, nextInteger(random, 0, nextFloat(random) < 0.05 ? CONTENT.length : 100));
}
