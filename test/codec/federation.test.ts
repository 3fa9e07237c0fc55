import { expect } from 'chai';
import { FormatError } from '../../src/codec/binary.ts';
import {
  decodeFederationFrame,
  describeFederationFrame,
  encodeFederationFrame,
} from '../../src/codec/federation-frame.ts';
import type { FederationFrame } from '../../src/codec/federation-frame.ts';
import {
  conflictKey,
  decodeConflict,
  decodeOriginTransaction,
  decodeRegionRecord,
  decodeRuleRecord,
  decodeSet,
  encodeOriginTransaction,
  federationTableWrites,
  originLogKey,
  parseSetKey,
  REGION_KEY,
} from '../../src/codec/state-federation.ts';
import type {
  ConflictRecord,
  FederationWrite,
  OriginTransaction,
  RegionRecord,
  Version,
} from '../../src/core/federation/types.ts';

const A = 'east/a1';
const B = 'west/b2';
const transaction: OriginTransaction = {
  origin: A,
  sequence: 2 ** 40,
  time: { ms: 2 ** 48 - 1, counter: 65_535 },
  vector: new Map([
    [A, 2 ** 40 - 1],
    [B, 7],
  ]),
  writes: [
    { space: 'key', key: 'k\0\xff', value: Uint8Array.of(0, 255) },
    { space: 'key', key: '', value: null },
    { space: 'key', key: 'empty', value: new Uint8Array(0) },
    { space: 'rule', key: '/f/', value: Uint8Array.of(1) },
  ],
  actor: 'größe ✓',
  chain: 0xffff_ffff,
};
const version: Version = {
  ...{ origin: B, sequence: 3, time: { ms: 5, counter: 6 }, value: null, actor: '' },
};
const conflict: ConflictRecord = {
  ...{
    id: 9,
    space: 'key',
    key: 'k',
    policy: 'lww',
    loser: version,
    revision: 12,
    foundMs: 1_700_000_000_000,
  },
  winner: { ...version, origin: A, value: Uint8Array.of(1) },
};
const region: RegionRecord = {
  self: { region: 'east', incarnation: 2n ** 64n - 1n },
  clock: { ms: 1, counter: 2 },
  applied: new Map([[A, 5]]),
  freed: new Map([[A, 4]]),
  chains: new Map([[A, 0x8000_0000]]),
  reported: new Map([['west', new Map([[B, 1]])]]),
  adopting: new Map([['/f/', { phase: 'absent', from: '/f/\xe9' }]]),
  nextConflict: 10,
  conflictsDropped: 3,
};

function onlyWrite(write: FederationWrite): { table: string; key: string; value: Uint8Array } {
  const [record, ...more] = federationTableWrites(write);
  expect(more).to.deep.equal([]);
  return { table: record!.table, key: record!.key, value: record!.value! };
}

describe('federation records', () => {
  it('give back what was written', () => {
    const kept = onlyWrite({ type: 'put-region', region });
    expect(kept).to.include({ table: 'region', key: REGION_KEY });
    expect(decodeRegionRecord(kept.value)).to.deep.equal(region);
    const set = onlyWrite({ type: 'put-set', space: 'rule', key: '/f/', set: [version, conflict.winner] });
    expect(decodeSet(set.value)).to.deep.equal([version, conflict.winner]);
    expect(parseSetKey(set.key)).to.deep.equal({ space: 'rule', key: '/f/' });
    expect(decodeConflict(onlyWrite({ type: 'put-conflict', conflict }).value)).to.deep.equal(conflict);
    const logged = onlyWrite({ type: 'append-origin', transaction });
    expect(decodeOriginTransaction(logged.value)).to.deep.equal(transaction);
    const rule = { prefix: '/f/', policy: 'lww', cas: 'local' } as const;
    const ruled = onlyWrite({ type: 'put-rule', rule });
    expect(decodeRuleRecord(ruled.key, ruled.value)).to.deep.equal(rule);
  });

  it('delete each record that is freed or dropped', () => {
    const freed = federationTableWrites({ type: 'free-origin', origin: A, from: 255, through: 257 });
    expect(freed.map(({ key }) => key)).to.deep.equal(
      [255, 256, 257].map((sequence) => originLogKey({ origin: A, sequence })),
    );
    const dropped = federationTableWrites({ type: 'delete-conflicts', from: 1, through: 2 });
    expect(dropped.map(({ key, value }) => [key, value])).to.deep.equal([
      [conflictKey(1), null],
      [conflictKey(2), null],
    ]);
  });

  it('have keys that sort by origin and then by number', () => {
    const keys = [1, 2, 255, 256, 65_536, 2 ** 40].map((sequence) => originLogKey({ origin: A, sequence }));
    expect([...keys].sort()).to.deep.equal(keys);
    expect(
      originLogKey({ origin: 'a/1', sequence: 2 ** 50 }) < originLogKey({ origin: 'a/10', sequence: 1 }),
    ).to.equal(true);
    expect([conflictKey(9), conflictKey(10), conflictKey(300)].sort()[2]).to.equal(conflictKey(300));
  });

  it('own their bytes', () => {
    const bytes = encodeOriginTransaction(transaction);
    const decoded = decodeOriginTransaction(bytes);
    bytes.fill(0);
    expect(decoded.writes[0]?.value).to.deep.equal(Uint8Array.of(0, 255));
  });

  it('say what to do about a format from another release', () => {
    const bytes = encodeOriginTransaction(transaction);
    bytes[0] = 9;
    expect(() => decodeOriginTransaction(bytes)).to.throw(FormatError, 'the release that wrote it');
  });
});

describe('federation frames', () => {
  const speaker = {
    ...{ region: 'east', member: 'east-1', origin: A },
    heads: [{ origin: A, sequence: 3, chain: 0xffff_ffff }],
  };
  const frames: FederationFrame[] = [
    { type: 'hello', speaker },
    { type: 'welcome', speaker, leader: 'east-2' },
    { type: 'refuse', reason: 'rolled-back', detail: 'why' },
    {
      type: 'want',
      number: 3,
      items: [
        { origin: A, after: 5, again: true },
        { origin: B, after: 0, again: false },
      ],
    },
    { type: 'transactions', transactions: [transaction, transaction] },
    { type: 'fragment', origin: A, sequence: 5, offset: 1024, total: 4096, bytes: Uint8Array.of(1, 2) },
    {
      type: 'heads',
      number: 4,
      leader: '',
      applied: transaction.vector,
      closed: { ms: 1, counter: 2 },
      wallMs: 7,
    },
    { type: 'freed', origin: A, through: 12 },
    { type: 'ack', applied: transaction.vector },
  ];

  for (const frame of frames) {
    it(`carry ${frame.type}`, () => {
      expect(decodeFederationFrame(encodeFederationFrame(frame))).to.deep.equal(frame);
      expect(describeFederationFrame(frame)).to.be.a('string').and.not.equal('');
    });
  }

  it('end in values or in one error, wherever they are cut', () => {
    for (const frame of frames) {
      const bytes = encodeFederationFrame(frame);
      for (let length = 0; length < bytes.length; length++) {
        expect(() => decodeFederationFrame(bytes.subarray(0, length))).to.throw(FormatError);
      }
    }
  });

  it('are refused whole in another format', () => {
    const bytes = encodeFederationFrame(frames[0]!);
    bytes[0] = 2;
    expect(() => decodeFederationFrame(bytes)).to.throw(FormatError, 'neighbouring releases');
  });
});
