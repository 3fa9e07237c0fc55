import { expect } from 'chai';
import { FormatError } from '../../src/codec/binary.ts';
import {
  decodePeerFrame,
  describePeerFrame,
  encodePeerFrame,
  PEER_FORMAT,
  type PeerFrame,
} from '../../src/codec/peer-frame.ts';
import { leaseId, logIndex, memberId, term } from '../../src/core/base/brands.ts';
import type { ConfState, RaftMessage } from '../../src/core/raft/types.ts';

const SELF = memberId(0xffff_ffff_ffff_fffen);
const OTHER = memberId(3n);
const CLUSTER = 0x8000_0000_0000_0001n;
const HEADER = { clusterId: CLUSTER, from: OTHER, to: SELF };
const EXPECTED = { clusterId: CLUSTER, to: SELF };

const entryId = (index: number, of: number) => ({ index: logIndex(index), term: term(of) });
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

const MESSAGES: readonly RaftMessage[] = [
  { type: 'pre-vote', term: term(4), last: entryId(9, 3) },
  { type: 'pre-vote-reply', term: term(4), granted: true },
  { type: 'vote', term: term(4), last: entryId(9, 3), transfer: true },
  { type: 'vote-reply', term: term(4), granted: false },
  {
    ...{ type: 'append', term: term(2 ** 40), previous: entryId(2 ** 50, 3), commit: logIndex(2 ** 50 - 1) },
    entries: [
      { index: logIndex(2 ** 50 + 1), term: term(3), type: 'command', data: bytes() },
      { index: logIndex(2 ** 50 + 2), term: term(4), type: 'configuration', data: bytes(1, 2, 255) },
    ],
  },
  { type: 'append', term: term(1), previous: entryId(0, 0), commit: logIndex(0), entries: [] },
  { type: 'append-reply', term: term(4), index: logIndex(9), rejected: true, hint: entryId(7, 2) },
  { type: 'heartbeat', term: term(4), commit: logIndex(9), readRound: 17 },
  { type: 'heartbeat-reply', term: term(4), readRound: 17 },
  { type: 'read-index', term: term(4), request: Number.MAX_SAFE_INTEGER },
  { type: 'read-index-reply', term: term(4), request: 5, index: logIndex(9), refused: true },
  { type: 'timeout-now', term: term(4) },
  { type: 'removed', term: term(4) },
  { type: 'committed', term: term(4), at: { index: logIndex(2 ** 50), term: term(3) } },
  { type: 'snapshot-wanted', term: term(4), atLeast: logIndex(2 ** 50) },
];

const CONF: ConfState = {
  voters: [OTHER, SELF],
  votersOutgoing: [OTHER],
  learners: [memberId(9n)],
  learnersNext: [],
  autoLeave: true,
};

const FRAMES: readonly PeerFrame[] = [
  { type: 'hash-ask', round: 3, index: logIndex(2 ** 50) },
  { type: 'hash-answer', round: 3, index: logIndex(2 ** 50), digest: null },
  {
    ...{ type: 'hash-answer', round: 2 ** 40, index: logIndex(9) },
    digest: {
      ...{ revision: 2 ** 50, compactRevision: 7, compacted: true },
      tables: [{ number: 3, count: 2 ** 40, hash: 2 ** 48 - 1 }],
    },
  },
  { type: 'raft', messages: MESSAGES },
  { type: 'raft', messages: [] },
  {
    ...{ type: 'forward', term: term(4), boot: 2n ** 64n - 1n, sequence: 12 },
    commands: [
      { number: 1, user: '', authRevision: 0, kind: 1, payload: bytes() },
      { number: 2, user: 'jürgen', authRevision: 7, kind: 255, payload: bytes(0, 128, 255) },
    ],
  },
  { type: 'forward-refused', boot: 5n, sequence: 12 },
  { type: 'lease-ask', boot: 5n, request: 1, ask: { ask: 'keep-alive', id: leaseId(2n ** 63n - 1n) } },
  { type: 'lease-ask', boot: 5n, request: 1, ask: { ask: 'time-to-live', id: leaseId(7n) } },
  { type: 'lease-answer', boot: 5n, request: 1, answer: { answer: 'unknown-lease' } },
  { type: 'lease-answer', boot: 5n, request: 1, answer: { answer: 'not-leader' } },
  {
    type: 'lease-answer',
    boot: 5n,
    request: 1,
    answer: { answer: 'lease', ttl: 9_000_000_000, remaining: 0 },
  },
  {
    type: 'snapshot-begin',
    transfer: 8n,
    snapshot: { ...entryId(9, 3), conf: CONF },
    content: bytes(7, 7),
    acknowledged: 3,
  },
  { type: 'snapshot-chunk', transfer: 8n, number: 4, last: true, sum: 0xfedcba98, bytes: bytes(1, 2, 3) },
  { type: 'snapshot-ack', transfer: 8n, received: 4, position: '\x03\xff', state: 'receiving' },
  { type: 'snapshot-ack', transfer: 8n, received: 4, position: '\x03\xff', state: 'installed' },
  { type: 'snapshot-ack', transfer: 8n, received: 4, position: '\x03\xff', state: 'refused' },
];

describe('codec/peer-frame', () => {
  for (const frame of FRAMES) {
    it(`gives back ${describePeerFrame(frame).slice(0, 80) || 'an empty turn'}`, () => {
      const decoded = decodePeerFrame(encodePeerFrame(HEADER, frame), EXPECTED);
      expect(decoded).to.eql({ from: OTHER, frame });
    });

    it(`ends in a format error wherever it is cut: ${frame.type}`, () => {
      const whole = encodePeerFrame(HEADER, frame);
      for (let length = 0; length < whole.length; length++) {
        expect(() => decodePeerFrame(whole.subarray(0, length), EXPECTED)).to.throw(FormatError);
      }
      const longer = new Uint8Array([...whole, 0]);
      expect(() => decodePeerFrame(longer, EXPECTED)).to.throw(FormatError);
    });
  }

  it('ends in values or a format error whatever byte is changed', () => {
    for (const frame of FRAMES) {
      const whole = encodePeerFrame(HEADER, frame);
      for (let at = 0; at < whole.length; at++) {
        for (const value of [0x00, 0x7f, 0x80, 0xff]) {
          const changed = new Uint8Array(whole);
          changed[at] = value;
          try {
            decodePeerFrame(changed, EXPECTED);
          } catch (error) {
            expect(error).to.be.instanceOf(FormatError);
          }
        }
      }
    }
  });

  it('passes over a frame of another cluster or for another member before it reads the rest', () => {
    const cut = encodePeerFrame(HEADER, FRAMES[0]!).subarray(0, 26);
    expect(decodePeerFrame(cut, { ...EXPECTED, clusterId: 1n })).to.equal(null);
    expect(decodePeerFrame(cut, { ...EXPECTED, to: OTHER })).to.equal(null);
    expect(() => decodePeerFrame(cut, EXPECTED)).to.throw(FormatError);
  });

  it('names the format it does not know, and what to do', () => {
    const frame = new Uint8Array(encodePeerFrame(HEADER, FRAMES[3]!));
    frame[0] = PEER_FORMAT + 1;
    expect(() => decodePeerFrame(frame, EXPECTED)).to.throw(
      FormatError,
      'run the same release on all members',
    );
  });

  it('refuses words it does not know instead of guessing', () => {
    const at = (frame: PeerFrame, fromEnd: number): Uint8Array => {
      const changed = new Uint8Array(encodePeerFrame(HEADER, frame));
      changed[changed.length - fromEnd] = 3;
      return changed;
    };
    for (const changed of [
      at({ type: 'snapshot-ack', transfer: 8n, received: 4, position: '\x03\xff', state: 'refused' }, 1),
      at({ type: 'lease-answer', boot: 5n, request: 1, answer: { answer: 'not-leader' } }, 1),
      at({ type: 'lease-ask', boot: 5n, request: 1, ask: { ask: 'keep-alive', id: leaseId(7n) } }, 9),
    ]) {
      expect(() => decodePeerFrame(changed, EXPECTED)).to.throw(FormatError, 'is none of');
    }
  });

  it('hands out copies of what is kept, so that no entry pins its frame', () => {
    const frame = new Uint8Array(encodePeerFrame(HEADER, { type: 'raft', messages: [MESSAGES[4]!] }));
    const decoded = decodePeerFrame(frame, EXPECTED);
    frame.fill(0);
    expect(decoded?.frame).to.eql({ type: 'raft', messages: [MESSAGES[4]] });
  });
});
