/** What no client may say, each with the section that says so and the error a server owes for it. */
import { ERROR, FLAG, FRAME, SETTING, type ErrorCode } from '../../../src/rpc/http2/constants.ts';
import { nextInteger, pick } from '../../../src/core/base/random.ts';
import {
  callFields,
  data,
  frame,
  headers,
  resetStream,
  settings,
  windowUpdate,
} from '../../rpc/support/frames.ts';
import type { Fields } from '../../rpc/support/frames.ts';
import type { ClientModel } from './client-model.ts';

/** The error is for the connection, or for this stream alone. */
export type Verdict =
  | { readonly of: 'connection'; readonly code: ErrorCode }
  | { readonly of: 'stream'; readonly id: number; readonly code: ErrorCode };

export interface Sinned {
  readonly name: string;
  readonly bytes: Buffer;
  readonly verdict: Verdict;
}

/** `null`: there is no stream to commit it on. */
interface Sin {
  readonly of: Verdict['of'];
  commit(client: ClientModel): Omit<Sinned, 'name'> | null;
}

const {
  PROTOCOL_ERROR,
  FRAME_SIZE_ERROR,
  FLOW_CONTROL_ERROR,
  STREAM_CLOSED,
  COMPRESSION_ERROR,
  ENHANCE_YOUR_CALM,
} = ERROR;
const bytes = (length: number): Buffer => Buffer.alloc(length);
/** Any length but this one. */
const otherLength = ({ random }: ClientModel, length: number): Buffer => {
  const wrong = nextInteger(random, 0, 20);
  return bytes(wrong === length ? length + 1 : wrong);
};

const ends = (code: ErrorCode, make: (client: ClientModel) => Buffer | null): Sin => ({
  of: 'connection',
  commit(client) {
    const made = make(client);
    return made === null ? null : { bytes: made, verdict: { of: 'connection', code } };
  },
});

/** On a stream that is there, which it ends. */
const resets = (
  code: ErrorCode,
  side: 'open' | 'sent' | undefined,
  make: (id: number, client: ClientModel) => Buffer,
): Sin => ({
  of: 'stream',
  commit(client) {
    const id = client.some(side);
    return id === null ? null : { bytes: make(id, client), verdict: { of: 'stream', id, code } };
  },
});

/** A request that is none, on a stream of its own. */
const refuses = (code: ErrorCode, make: (id: number) => Buffer): Sin => ({
  of: 'stream',
  commit(client) {
    const id = client.nextId();
    client.refused(id);
    return { bytes: make(id), verdict: { of: 'stream', id, code } };
  },
});

const malformed = (fields: Fields, flags = 0): Sin =>
  refuses(PROTOCOL_ERROR, (id) => headers(id, fields, flags));

const PATH = '/t.T/Echo';
const without = (name: string): Fields => callFields(PATH).filter(([each]) => each !== name);
const LARGE: Fields = callFields(PATH, [['a', 'a'.repeat(15_000)]]);

const SINS: Readonly<Record<string, Sin>> = {
  '§6.1 DATA on stream 0': ends(PROTOCOL_ERROR, () => data(0, bytes(3))),
  '§6.1 padding longer than DATA': ends(PROTOCOL_ERROR, (client) => {
    const id = client.some('open');
    return id === null ? null : data(id, Uint8Array.of(9, 1, 2), FLAG.PADDED);
  }),
  '§5.1 DATA on an idle stream': ends(PROTOCOL_ERROR, (client) => data(client.idleId(), bytes(1))),
  '§5.1 DATA after the end': resets(STREAM_CLOSED, 'sent', (id) => data(id, bytes(3))),
  '§5.1.1 an even stream': ends(PROTOCOL_ERROR, (client) => headers(client.idleId() + 1, callFields(PATH))),
  '§5.1.1 HEADERS on stream 0': ends(PROTOCOL_ERROR, () => headers(0, callFields(PATH))),
  '§5.1 HEADERS on a stream that ended': ends(STREAM_CLOSED, (client) => {
    const id = client.someEnded('whole') ?? client.someEnded('reset-by-client');
    return id === null ? null : headers(id, callFields(PATH));
  }),
  '§5.1 HEADERS after the end': resets(STREAM_CLOSED, 'sent', (id) => headers(id, [], FLAG.END_STREAM)),
  '§8.1 a second block that ends nothing': resets(PROTOCOL_ERROR, 'open', (id) => headers(id, [['a', 'b']])),
  '§8.1 trailers with a pseudo-header': resets(PROTOCOL_ERROR, 'open', (id) =>
    headers(id, [[':path', '/']], FLAG.END_STREAM),
  ),
  '§6.2 padding longer than HEADERS': ends(PROTOCOL_ERROR, (client) =>
    frame(FRAME.HEADERS, FLAG.END_HEADERS | FLAG.PADDED, client.nextId(), Uint8Array.of(4, 0x82)),
  ),
  '§6.3 PRIORITY on stream 0': ends(PROTOCOL_ERROR, () => frame(FRAME.PRIORITY, 0, 0, bytes(5))),
  '§6.3 PRIORITY of another length': resets(FRAME_SIZE_ERROR, undefined, (id, client) =>
    frame(FRAME.PRIORITY, 0, id, otherLength(client, 5)),
  ),
  '§6.4 RST_STREAM on stream 0': ends(PROTOCOL_ERROR, () => resetStream(0, 8)),
  '§6.4 RST_STREAM on an idle stream': ends(PROTOCOL_ERROR, (client) => resetStream(client.idleId(), 8)),
  '§6.4 RST_STREAM of another length': ends(FRAME_SIZE_ERROR, (client) =>
    frame(FRAME.RST_STREAM, 0, client.some() ?? 1, otherLength(client, 4)),
  ),
  '§6.5 SETTINGS on a stream': ends(PROTOCOL_ERROR, () => frame(FRAME.SETTINGS, 0, 1)),
  '§6.5 SETTINGS of another length': ends(FRAME_SIZE_ERROR, ({ random }) =>
    frame(FRAME.SETTINGS, 0, 0, bytes(6 * nextInteger(random, 0, 3) + nextInteger(random, 1, 5))),
  ),
  '§6.5 an acknowledgement with content': ends(FRAME_SIZE_ERROR, () =>
    frame(FRAME.SETTINGS, FLAG.ACK, 0, bytes(6)),
  ),
  '§6.5.2 ENABLE_PUSH 2': ends(PROTOCOL_ERROR, () => settings([SETTING.ENABLE_PUSH, 2])),
  '§6.5.2 INITIAL_WINDOW_SIZE 2^31': ends(FLOW_CONTROL_ERROR, () =>
    settings([SETTING.INITIAL_WINDOW_SIZE, 2 ** 31]),
  ),
  '§6.5.2 MAX_FRAME_SIZE out of range': ends(PROTOCOL_ERROR, ({ random }) =>
    settings([SETTING.MAX_FRAME_SIZE, pick(random, [0, 16_383, 2 ** 24, 2 ** 32 - 1])]),
  ),
  '§8.4 PUSH_PROMISE': ends(PROTOCOL_ERROR, () => frame(FRAME.PUSH_PROMISE, FLAG.END_HEADERS, 1, bytes(4))),
  '§6.7 PING on a stream': ends(PROTOCOL_ERROR, () => frame(FRAME.PING, 0, 1, bytes(8))),
  '§6.7 PING of another length': ends(FRAME_SIZE_ERROR, (client) =>
    frame(FRAME.PING, 0, 0, otherLength(client, 8)),
  ),
  '§6.8 GOAWAY on a stream': ends(PROTOCOL_ERROR, () => frame(FRAME.GOAWAY, 0, 1, bytes(8))),
  '§6.8 GOAWAY too short': ends(FRAME_SIZE_ERROR, ({ random }) =>
    frame(FRAME.GOAWAY, 0, 0, bytes(nextInteger(random, 0, 7))),
  ),
  '§6.9 WINDOW_UPDATE of another length': ends(FRAME_SIZE_ERROR, (client) =>
    frame(FRAME.WINDOW_UPDATE, 0, 0, otherLength(client, 4)),
  ),
  '§6.9 WINDOW_UPDATE of 0': ends(PROTOCOL_ERROR, () => windowUpdate(0, 0)),
  '§6.9 WINDOW_UPDATE of 0 for a stream': resets(PROTOCOL_ERROR, undefined, (id) => windowUpdate(id, 0)),
  '§6.9.1 a connection window over 2^31-1': ends(FLOW_CONTROL_ERROR, () =>
    Buffer.concat([windowUpdate(0, 2 ** 31 - 1), windowUpdate(0, 2 ** 31 - 1)]),
  ),
  // Of a call that nobody answers yet: an answer that waited for this window would end the stream instead.
  '§6.9.1 a stream window over 2^31-1': refuses(FLOW_CONTROL_ERROR, (id) =>
    Buffer.concat([
      headers(id, callFields('/t.T/Hold')),
      windowUpdate(id, 2 ** 31 - 1),
      windowUpdate(id, 2 ** 31 - 1),
    ]),
  ),
  '§5.1 WINDOW_UPDATE on an idle stream': ends(PROTOCOL_ERROR, (client) => windowUpdate(client.idleId(), 1)),
  '§6.10 CONTINUATION of nothing': ends(PROTOCOL_ERROR, () => frame(FRAME.CONTINUATION, FLAG.END_HEADERS, 1)),
  '§4.3 a frame inside a block': ends(PROTOCOL_ERROR, (client) => {
    const id = client.nextId();
    const other = pick(client.random, [
      data(id, bytes(1)),
      settings(),
      resetStream(id, 8),
      frame(0x99, 0, 0),
    ]);
    return Buffer.concat([frame(FRAME.HEADERS, 0, id, Uint8Array.of(0x82)), other]);
  }),
  '§4.3 a block of many frames': ends(ENHANCE_YOUR_CALM, (client) => {
    const id = client.nextId();
    const more = Array.from({ length: 17 }, () => frame(FRAME.CONTINUATION, 0, id));
    return Buffer.concat([frame(FRAME.HEADERS, 0, id), ...more]);
  }),
  '§4.2 a frame too long': ends(FRAME_SIZE_ERROR, (client) => data(client.some() ?? 1, bytes(16_385))),
  'RFC 7541 §6.1 index 0': ends(COMPRESSION_ERROR, (client) =>
    frame(FRAME.HEADERS, FLAG.END_HEADERS, client.nextId(), Uint8Array.of(0x80)),
  ),
  'RFC 7541 §2.3.3 an index beyond': ends(COMPRESSION_ERROR, (client) =>
    frame(FRAME.HEADERS, FLAG.END_HEADERS, client.nextId(), Uint8Array.of(0xff, 0x80, 0x01)),
  ),
  'RFC 7541 §5.2 a string that is cut': ends(COMPRESSION_ERROR, (client) =>
    frame(FRAME.HEADERS, FLAG.END_HEADERS, client.nextId(), Uint8Array.of(0x00, 0x05, 0x61)),
  ),
  'RFC 7541 §4.2 a size update above the limit': ends(COMPRESSION_ERROR, (client) =>
    frame(FRAME.HEADERS, FLAG.END_HEADERS, client.nextId(), Uint8Array.of(0x3f, 0xff, 0x7f)),
  ),
  'RFC 7541 §5.1 an integer without end': ends(COMPRESSION_ERROR, (client) =>
    frame(FRAME.HEADERS, FLAG.END_HEADERS, client.nextId(), bytes(9).fill(0xff)),
  ),
  '§8.2.1 a name in capitals': malformed(callFields(PATH, [['Name', 'x']])),
  '§8.2.1 an empty name': malformed(callFields(PATH, [['', 'x']])),
  '§8.2.1 a line feed in a value': malformed(callFields(PATH, [['name', 'a\nb']])),
  '§8.2.2 a field of HTTP/1': malformed(callFields(PATH, [['connection', 'close']])),
  '§8.2.2 te': malformed(callFields(PATH, [['te', 'gzip']])),
  '§8.3 a pseudo-header after a field': malformed([...callFields(PATH), [':path', PATH]]),
  '§8.3 a pseudo-header of answers': malformed([[':status', '200'], ...callFields(PATH)]),
  '§8.3.1 no path': malformed(without(':path')),
  '§8.3.1 no method': malformed(without(':method')),
  '§8.3.1 no scheme': malformed(without(':scheme')),
  '§8.1.1 no content where it was announced': malformed(
    callFields(PATH, [['content-length', '5']]),
    FLAG.END_STREAM,
  ),
  '§8.1.1 a length that is no number': malformed(callFields(PATH, [['content-length', '5x']])),
  '§8.1.1 more content than announced': refuses(PROTOCOL_ERROR, (id) =>
    Buffer.concat([headers(id, callFields(PATH, [['content-length', '5']])), data(id, bytes(6))]),
  ),
  '§6.5.2 headers over the limit': refuses(ENHANCE_YOUR_CALM, largeHeaders),
};

/** A list of more than 64 KiB in fewer octets: one large field, which the dynamic table cannot hold, several times. */
function largeHeaders(id: number): Buffer {
  const [first, ...more] = Array.from({ length: 5 }, () => headers(id, LARGE).subarray(9));
  const pieces = more.map((piece, nth) =>
    frame(FRAME.CONTINUATION, nth === more.length - 1 ? FLAG.END_HEADERS : 0, id, piece),
  );
  return Buffer.concat([frame(FRAME.HEADERS, 0, id, first), ...pieces]);
}

export const SIN_NAMES: readonly string[] = Object.keys(SINS);
const ALL = Object.entries(SINS);
const BY_ERROR = {
  connection: ALL.filter(([, { of }]) => of === 'connection'),
  stream: ALL.filter(([, { of }]) => of === 'stream'),
};

/** A sin that can be committed now. */
export function someSin(client: ClientModel, of: Verdict['of']): Sinned {
  for (;;) {
    const [name, sin] = pick(client.random, BY_ERROR[of]);
    const sinned = sin.commit(client);
    if (sinned !== null) return { name, ...sinned };
  }
}
