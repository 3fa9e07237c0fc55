import { expect } from 'chai';
import fc from 'fast-check';
import { FormatError } from '../../src/codec/binary.ts';
import {
  decodeLineContent,
  decodeLineMessage,
  encodeHello,
  encodeLineContent,
  encodeLineMessage,
} from '../../src/codec/gossip-line.ts';
import type { LineContent, LineHello } from '../../src/codec/gossip-line.ts';
import { decodeMemory, encodeMemory } from '../../src/codec/gossip-memory.ts';
import { infoOf } from '../gossip/world.ts';

const { id, address } = infoOf(1);
const HELLO: LineHello = { label: 'lan eu', id, address, random: new Uint8Array(16).fill(3) };
const KEY = new Uint8Array(32).fill(9);
const CONTENTS: readonly LineContent[] = [
  { type: 'packet', packet: { from: id, body: { type: 'ack', seq: 4 }, rumours: [] } },
  { type: 'frame', frame: { type: 'stream-ack', from: id, seq: 9 } },
  { type: 'keyring', question: 7, command: { type: 'list' } },
  { type: 'keyring', question: 7, command: { type: 'install', key: KEY } },
  { type: 'keyring', question: 2 ** 32 - 1, command: { type: 'remove', key: KEY.subarray(16) } },
  { type: 'keyring-answer', question: 1, answer: { ok: true, inUse: 'ab', installed: ['ab', 'cd'] } },
  { type: 'keyring-answer', question: 1, answer: { ok: false, reason: 'no' } },
];
const MEMORY = {
  ...{ id, claimedMs: 1_700_000_000_000 },
  lan: { incarnation: 3, lamport: 8, addresses: [address] },
  wan: { incarnation: 0, lamport: 0, addresses: [] },
};

describe('codec/gossip-line', () => {
  it('carries hellos, and every content', () => {
    expect(decodeLineMessage(encodeHello(HELLO))).to.eql({ type: 'hello', hello: HELLO });
    for (const content of CONTENTS) {
      const bytes = encodeLineContent(content);
      expect(decodeLineContent(bytes)).to.eql(content);
      for (const type of ['plain', 'sealed'] as const)
        expect(decodeLineMessage(encodeLineMessage(type, bytes))).to.eql({ type, content: bytes });
    }
  });

  it('passes over kinds of later releases, and refuses a later format', () => {
    expect(decodeLineMessage(Uint8Array.of(1, 77, 1))).to.eql({ type: 'unknown' });
    expect(decodeLineContent(Uint8Array.of(77, 1))).to.equal(null);
    expect(() => decodeLineMessage(Uint8Array.of(2, 0))).to.throw(FormatError);
  });

  it('remembers a pool, and notices every damaged byte of it', () => {
    const bytes = encodeMemory(MEMORY);
    expect(decodeMemory(bytes)).to.eql(MEMORY);
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Uint8Array.from(bytes);
      damaged[at]! ^= 0x10;
      expect(() => decodeMemory(damaged)).to.throw(FormatError);
    }
    for (let length = 0; length < bytes.length; length++)
      expect(() => decodeMemory(bytes.subarray(0, length))).to.throw(FormatError);
  });

  it('ends every input in a value or in one FormatError', () => {
    const good = [encodeHello(HELLO), ...CONTENTS.map(encodeLineContent), encodeMemory(MEMORY)];
    const damaged = fc
      .tuple(fc.constantFrom(...good), fc.nat(), fc.nat(255), fc.nat(60))
      .map(([bytes, at, value, cut]) => {
        const copy = Uint8Array.from(bytes);
        copy[at % copy.length] = value;
        return copy.subarray(0, Math.max(0, copy.length - (cut > 40 ? cut : 0)));
      });
    fc.assert(
      fc.property(fc.oneof(damaged, fc.uint8Array({ maxLength: 100 })), (bytes) => {
        for (const decode of [decodeLineMessage, decodeLineContent, decodeMemory]) {
          try {
            decode(bytes);
          } catch (error) {
            expect(error).to.be.instanceOf(FormatError);
          }
        }
      }),
      { numRuns: 2_000, seed: 1 },
    );
  });
});
