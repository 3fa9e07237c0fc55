/**
 * Known ways to hurt an HTTP/2 server, as its clients can: what each sends, and how a connection that does must end.
 * References are to the attack where it was published.
 */
import { FLAG, FRAME } from '../../src/rpc/http2/constants.ts';
import { longOf } from '../../src/codec/etcd-scalars.ts';
import { etcdserverpb as pb } from '../../src/gen/etcd.js';
import {
  block,
  callFields,
  data,
  frame,
  headers,
  message,
  preface,
  resetStream,
  windowUpdate,
} from '../rpc/support/frames.ts';
import { settings, ping } from '../rpc/support/frames.ts';
import { writeInteger } from '../../src/rpc/hpack/integer.ts';
import { CLOSED, type End, type Greeting, type Link } from './link.ts';

export interface Attack {
  readonly name: string;
  readonly reference: string;
  readonly connections: number;
  readonly greeting?: Greeting;
  /** What is said first. */
  readonly begin?: (link: Link) => Uint8Array;
  /** What is said over and over, as fast as it is taken; or once in `everyMs`. */
  readonly goOn?: (link: Link) => Uint8Array;
  readonly everyMs?: number;
  /** How its connections end; `null`: it keeps within the bounds and is borne. */
  readonly end: { readonly how: End | null; readonly cause: string | null; readonly withinMs: number } | null;
  /** Calls that are ended one by one for this, too. */
  readonly resets?: string;
}

/** A connection that floods is to be cut off as soon as what it may say is read; how soon it says it is up to it. */
const AT_ONCE_MS = 20_000;
const MANY = 100;
const FEW = 4;
const RANGE = callFields('/etcdserverpb.KV/Range');
const PUT = callFields('/etcdserverpb.KV/Put');
const WATCH = callFields('/etcdserverpb.Watch/Watch');

const calm = (cause: string, withinMs = AT_ONCE_MS): Attack['end'] => ({
  how: 'ENHANCE_YOUR_CALM',
  cause,
  withinMs,
});
const times = (count: number, make: () => Uint8Array): Buffer =>
  Buffer.concat(Array.from({ length: count }, make));
const always = (count: number, bytes: Uint8Array): (() => Uint8Array) => {
  const flood = times(count, () => bytes);
  return () => flood;
};

/** A whole linearizable range, which takes a round among the members. */
const rangeOf = (id: number, request: Uint8Array): Buffer =>
  Buffer.concat([headers(id, RANGE), data(id, message(request), FLAG.END_STREAM)]);
const ONE_KEY = pb.RangeRequest.encode({ key: Buffer.from('attack') }).finish();
/** What the honest clients have written, as much as one answer may hold. */
const ALL_KEYS = pb.RangeRequest.encode({
  key: Uint8Array.of(0),
  range_end: Uint8Array.of(0),
  limit: longOf(4_000),
}).finish();

/** An entry nearly as large as the dynamic table, and blocks of nothing but its index. */
const ENTRY_BYTES = 4_000;
/** Entry 62 in one octet each: 64 MB of headers. */
const BOMB = Buffer.alloc(16_000, 0xbe);

function bombEntry(): Buffer {
  const literal = new Uint8Array(ENTRY_BYTES + 8).fill(0x62);
  literal.set([0x40, 1, 0x61]);
  const end = writeInteger(literal, 3, 0, 7, ENTRY_BYTES) + ENTRY_BYTES;
  return Buffer.concat([block(RANGE), literal.subarray(0, end)]);
}

const EMPTY_FIELDS = Buffer.concat([block(RANGE), Buffer.alloc(3 * 1_000)]);
const wholeBlock = (link: Link, payload: Uint8Array): Buffer =>
  frame(FRAME.HEADERS, FLAG.END_HEADERS | FLAG.END_STREAM, link.takeId(), payload);

export const FLOODS: readonly Attack[] = [
  {
    ...{ name: 'rapid reset', reference: 'CVE-2023-44487', connections: 10, end: calm('too-many-resets') },
    goOn: (link) =>
      times(MANY, () => {
        const id = link.takeId();
        return Buffer.concat([rangeOf(id, ONE_KEY), resetStream(id, 8)]);
      }),
  },
  {
    ...{ name: 'resets the server is made to send', reference: 'CVE-2025-8671', connections: 10 },
    goOn: (link) =>
      times(MANY, () => {
        const id = link.takeId();
        return Buffer.concat([rangeOf(id, ONE_KEY), windowUpdate(id, 0)]);
      }),
    end: calm('too-many-resets'),
  },
  {
    ...{ name: 'CONTINUATION without end', reference: 'CVE-2024-27316', connections: 10 },
    begin: () => frame(FRAME.HEADERS, 0, 1, block(RANGE)),
    goOn: always(MANY, frame(FRAME.CONTINUATION, 0, 1, Uint8Array.of(0x00, 1, 0x61, 1, 0x62))),
    end: calm('header-block-too-long'),
  },
  {
    ...{ name: 'SETTINGS', reference: 'CVE-2019-9515', connections: 10, end: calm('too-many-settings') },
    goOn: always(MANY, settings()),
  },
  {
    ...{ name: 'PING', reference: 'CVE-2019-9512', connections: 10, end: calm('too-many-pings') },
    goOn: always(MANY, ping()),
  },
  {
    ...{
      name: 'WINDOW_UPDATE',
      reference: 'RFC 9113 §10.5',
      connections: 10,
      end: calm('too-many-window-updates'),
    },
    goOn: always(MANY, windowUpdate(0, 1)),
  },
  {
    ...{ name: 'empty DATA', reference: 'CVE-2019-9518', connections: 10, end: calm('too-much-empty-data') },
    begin: (link) => headers(link.takeId(), WATCH),
    goOn: always(MANY, data(1, Buffer.alloc(0))),
  },
  {
    ...{ name: 'PRIORITY', reference: 'CVE-2019-9513', connections: 10, end: calm('too-many-priorities') },
    goOn: always(MANY, frame(FRAME.PRIORITY, 0, 1, Buffer.alloc(5))),
  },
  {
    ...{
      name: 'unknown frames',
      reference: 'RFC 9113 §5.5',
      connections: 10,
      end: calm('too-many-ignored-frames'),
    },
    goOn: always(MANY, frame(0x99, 0, 0)),
  },
  {
    ...{
      name: 'header bomb',
      reference: 'CVE-2016-6581',
      connections: 4,
      end: calm('headers-too-large'),
    },
    begin: (link) => wholeBlock(link, bombEntry()),
    goOn: (link) => wholeBlock(link, BOMB),
  },
  {
    ...{
      name: 'fields without a name',
      reference: 'CVE-2019-9516',
      connections: 10,
      resets: 'headers-too-large',
    },
    goOn: (link) => times(FEW, () => wholeBlock(link, EMPTY_FIELDS)),
    end: calm('too-many-bad-requests'),
  },
];

/** They take their time, so they run together. */
export const PATIENT: readonly Attack[] = [
  {
    ...{
      name: 'connections that say nothing',
      reference: 'half open',
      connections: 200,
      greeting: { mute: true },
    },
    end: { how: CLOSED, cause: null, withinMs: 15_000 },
  },
  {
    ...{
      name: 'a preface octet by octet',
      reference: 'Slowloris',
      connections: 50,
      greeting: { mute: true },
    },
    goOn: ({ rounds }) => preface.subarray(rounds, rounds + 1),
    everyMs: 1_000,
    end: { how: CLOSED, cause: null, withinMs: 15_000 },
  },
  {
    ...{ name: 'a header block octet by octet', reference: 'Slowloris', connections: 50 },
    begin: () => frame(FRAME.HEADERS, 0, 1, block(RANGE)),
    goOn: () => frame(FRAME.CONTINUATION, 0, 1, Uint8Array.of(0x82)),
    everyMs: 2_500,
    end: calm('slow-request', 40_000),
  },
  {
    ...{ name: 'a frame octet by octet', reference: 'Slowloris', connections: 50 },
    begin: (link) =>
      Buffer.concat([headers(link.takeId(), PUT), data(1, Buffer.alloc(2_000)).subarray(0, 9)]),
    goOn: () => Buffer.alloc(1),
    everyMs: 1_000,
    end: calm('slow-request', 40_000),
  },
  {
    ...{
      name: 'settings never acknowledged',
      reference: 'RFC 9113 §6.5.3',
      connections: 50,
      greeting: { mute: true },
    },
    begin: () => Buffer.concat([preface, settings()]),
    end: { how: 'SETTINGS_TIMEOUT', cause: 'settings-timeout', withinMs: 40_000 },
  },
  {
    ...{
      name: 'answers nobody reads',
      reference: 'CVE-2019-9517',
      connections: 20,
      greeting: { deaf: true, window: 2 ** 30 },
    },
    begin: (link) =>
      Buffer.concat([windowUpdate(0, 2 ** 30), times(FEW, () => rangeOf(link.takeId(), ALL_KEYS))]),
    // Who does not read does not hear of its end either; the server counts it.
    end: { how: null, cause: 'slow-reader', withinMs: 90_000 },
  },
];

/** Their connections live on: they stay within what a client may do, and what they hold is bounded. */
export const BORNE: readonly Attack[] = [
  {
    ...{
      name: 'answers taken octet by octet',
      reference: 'CVE-2019-9511',
      connections: 30,
      greeting: { window: 0 },
    },
    begin: (link) => times(FEW, () => rangeOf(link.takeId(), ALL_KEYS)),
    goOn: ({ ids }) => Buffer.concat(ids.map((id) => windowUpdate(id, 1))),
    everyMs: 1_000,
    end: null,
    resets: 'slow-reader',
  },
  {
    ...{ name: 'bodies that never end', reference: 'Slowloris', connections: 100 },
    begin: (link) =>
      times(MANY, () => {
        const id = link.takeId();
        return Buffer.concat([headers(id, PUT), data(id, message(Buffer.alloc(100_000)).subarray(0, 8_000))]);
      }),
    end: null,
  },
  {
    ...{ name: 'many connections with open calls', reference: 'RFC 9113 §10.5', connections: 1_500 },
    begin: (link) => times(20, () => headers(link.takeId(), WATCH)),
    end: null,
  },
];
