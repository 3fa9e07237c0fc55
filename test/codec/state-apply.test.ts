import { expect } from 'chai';
import { FormatError } from '../../src/codec/binary.ts';
import { encodeStateWrite } from '../../src/codec/state.ts';
import {
  ALARMS_KEY,
  APPLIED_KEY,
  applyTableWrite,
  decodeAlarms,
  decodeApplied,
  CONFIGURATION_KEY,
  decodeConfiguration,
  decodeMemberRecord,
  decodeRemovedMember,
  REMOVED_PREFIX,
} from '../../src/codec/state-apply.ts';
import type { ApplyWrite, MemberRecord } from '../../src/core/apply/types.ts';
import { leaseId, logIndex, memberId, term } from '../../src/core/base/brands.ts';

const MEMBER: MemberRecord = {
  id: memberId(0xab_cdefn),
  name: 'köln-1',
  peerUrls: ['http://a:2380', 'http://b:2380'],
  clientUrls: [],
  learner: true,
};

const valueOf = (write: ApplyWrite): Uint8Array => applyTableWrite(write).value ?? new Uint8Array(0);

describe('codec/state-apply', () => {
  it('keeps where the state machine stands under one key', () => {
    const write = { type: 'put-applied', index: logIndex(2 ** 50), term: term(7), level: 1 } as const;
    expect(applyTableWrite(write)).to.include({ table: 'meta', key: APPLIED_KEY });
    expect(decodeApplied(valueOf(write))).to.eql({ index: 2 ** 50, term: 7, level: 1 });
  });

  it('names the feature level in the applied mark from the second on, and not before', () => {
    const mark = { type: 'put-applied', index: logIndex(300), term: term(7) } as const;
    const first = valueOf({ ...mark, level: 1 });
    const second = valueOf({ ...mark, level: 2 });
    expect([first[0], second[0]]).to.eql([1, 2]);
    expect(first, 'as releases without levels write it').to.have.length(4);
    expect(decodeApplied(second)).to.eql({ index: 300, term: 7, level: 2 });
  });

  it('keeps members under their ids, in the order of ids', () => {
    const { table, key } = applyTableWrite({ type: 'put-member', member: MEMBER });
    expect([table, key]).to.eql(['member', '0000000000abcdef']);
    expect(decodeMemberRecord(valueOf({ type: 'put-member', member: MEMBER }))).to.eql(MEMBER);
    const replacement = { ...MEMBER, replaces: memberId(7n) };
    const record = valueOf({ type: 'put-member', member: replacement });
    expect(decodeMemberRecord(record)).to.eql(replacement);
    expect([valueOf({ type: 'put-member', member: MEMBER })[0], record[0]]).to.eql([1, 2]);
    expect(applyTableWrite({ type: 'delete-member', id: MEMBER.id })).to.eql({ table, key, value: null });
  });

  it('keeps the configuration under one key, and each id that is spent under its own', () => {
    const conf = {
      ...{ voters: [memberId(1n), memberId(2n)], votersOutgoing: [], learners: [memberId(3n)] },
      ...{ learnersNext: [], autoLeave: false },
    };
    expect(applyTableWrite({ type: 'put-configuration', conf })).to.include({
      ...{ table: 'meta', key: CONFIGURATION_KEY },
    });
    expect(decodeConfiguration(valueOf({ type: 'put-configuration', conf }))).to.eql(conf);
    const removal = { type: 'put-removed-member', id: memberId(0xabn) } as const;
    expect(applyTableWrite(removal)).to.include({
      ...{ table: 'meta', key: `${REMOVED_PREFIX}00000000000000ab` },
    });
    expect(decodeRemovedMember(valueOf(removal))).to.equal(0xabn);
  });

  it('keeps all alarms in one record', () => {
    const alarms = [
      { member: memberId(1n), alarm: 'nospace' },
      { member: memberId(2n), alarm: 'corrupt' },
    ] as const;
    expect(applyTableWrite({ type: 'put-alarms', alarms })).to.include({ table: 'alarm', key: ALARMS_KEY });
    expect(decodeAlarms(valueOf({ type: 'put-alarms', alarms }))).to.eql(alarms);
    expect(decodeAlarms(valueOf({ type: 'put-alarms', alarms: [] }))).to.eql([]);
  });

  it('has numbers for alarms that stand on disks', () => {
    const numberOf = (alarm: 'nospace' | 'corrupt'): number | undefined =>
      valueOf({ type: 'put-alarms', alarms: [{ member: memberId(1n), alarm }] }).at(-1);
    expect([numberOf('nospace'), numberOf('corrupt')]).to.eql([0, 1]);
  });

  it('refuses records that are cut, longer, or of a format or an alarm it does not know', () => {
    const cases: [Uint8Array, (bytes: Uint8Array) => unknown][] = [
      [valueOf({ type: 'put-applied', index: logIndex(300), term: term(7), level: 2 }), decodeApplied],
      [valueOf({ type: 'put-member', member: { ...MEMBER, replaces: memberId(7n) } }), decodeMemberRecord],
      [valueOf({ type: 'put-alarms', alarms: [{ member: memberId(1n), alarm: 'nospace' }] }), decodeAlarms],
    ];
    for (const [bytes, decode] of cases) {
      for (let length = 0; length < bytes.length; length++)
        expect(() => decode(bytes.subarray(0, length))).to.throw(FormatError);
      expect(() => decode(new Uint8Array([...bytes, 0]))).to.throw(FormatError);
      const newer = new Uint8Array(bytes);
      newer[0] = 9;
      expect(() => decode(newer)).to.throw(FormatError, 'start this member with the release that wrote it');
    }
    const unknown = new Uint8Array(cases[2]![0]);
    unknown[unknown.length - 1] = 9;
    expect(() => decodeAlarms(unknown)).to.throw(FormatError, 'alarm');
  });
});

describe('codec/state', () => {
  it('finds the table of every kind of write', () => {
    const tables = (write: Parameters<typeof encodeStateWrite>[0]): string[] =>
      encodeStateWrite(write).map(({ table }) => table);
    const record = { createRevision: 2, version: 1, lease: null, value: Uint8Array.of(1) };
    const revision = { main: 2, sub: 0 };
    expect(tables({ type: 'put', key: 'a', revision, record, previousLease: null })).to.eql([
      'kv-index',
      'kv-value',
    ]);
    expect(tables({ type: 'delete', key: 'a', revision, record: null, previousLease: null })).to.eql([
      'kv-index',
    ]);
    expect(tables({ type: 'delete-revision', revision })).to.eql(['kv-index', 'kv-value']);
    const marks = { currentRevision: 2, compactRevision: 1, compactedThrough: 1 };
    expect(tables({ type: 'put-marks', marks })).to.eql(['meta']);
    expect(tables({ type: 'put-applied', index: logIndex(1), term: term(1), level: 1 })).to.eql(['meta']);
    expect(tables({ type: 'put-alarms', alarms: [] })).to.eql(['alarm']);
    expect(tables({ type: 'delete-lease', id: leaseId(3n) })).to.eql(['lease']);
    expect(tables({ type: 'delete-rule', prefix: 'a' })).to.eql(['rule']);
  });
});
