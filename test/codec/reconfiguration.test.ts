import { expect } from 'chai';
import { COMMAND_KINDS, encodeCommand } from '../../src/codec/command.ts';
import { decodeBatch, encodeBatch } from '../../src/codec/batch.ts';
import { FormatError } from '../../src/codec/binary.ts';
import { decodeReconfiguration, encodeReconfiguration } from '../../src/codec/reconfiguration.ts';
import { memberId } from '../../src/core/base/brands.ts';
import type { MembershipChange } from '../../src/core/apply/types.ts';

const ID = { member: memberId(1n), boot: 2n, number: 3 };
const BASE = {
  ...{ voters: [memberId(1n), memberId(2n)], votersOutgoing: [memberId(4n)] },
  ...{ learners: [memberId(3n)], learnersNext: [memberId(4n)], autoLeave: true },
};
const CHANGE: MembershipChange = {
  type: 'add',
  member: {
    ...{ id: memberId((1n << 64n) - 1n), name: '', clientUrls: [], learner: true },
    peerUrls: ['http://a:2380', 'http://b:2380'],
  },
};
const { payload } = encodeCommand({ type: 'change-membership', change: CHANGE });
const entry = encodeReconfiguration(1_700_000_000_000, { id: ID, base: BASE, payload });

describe('codec/reconfiguration', () => {
  it('carries the change, who asked, when, and for which configuration', () => {
    expect(decodeReconfiguration(entry)).to.eql({
      ...{ wallMs: 1_700_000_000_000, id: ID, base: BASE, change: CHANGE },
    });
  });

  it('refuses entries that are cut, longer, or of another format', () => {
    for (const bytes of [entry.subarray(0, -1), Uint8Array.of(...entry, 0), Uint8Array.of(9, ...entry)]) {
      expect(() => decodeReconfiguration(bytes)).to.throw(FormatError);
    }
  });

  it('is the only place for a change: none stands in a batch', () => {
    const kind = COMMAND_KINDS['change-membership'];
    const batch = encodeBatch(1, [{ id: ID, user: '', authRevision: 0, kind, payload }]);
    expect(() => decodeBatch(batch)).to.throw(FormatError, 'an entry of its own');
  });
});
