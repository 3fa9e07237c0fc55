import { expect } from 'chai';
import { FormatError } from '../../src/codec/binary.ts';
import { decodeJoinFrame, encodeJoinFrame, type JoinFrame } from '../../src/codec/join-frame.ts';
import { memberId } from '../../src/core/base/brands.ts';

const FRAMES: readonly JoinFrame[] = [
  { type: 'question', region: 'eu', peerUrls: ['http://a:2380', 'http://b:2380'], level: 1 },
  { type: 'question', region: 'eu', peerUrls: ['http://a:2380'], level: 2 },
  {
    ...{ type: 'welcome', clusterId: (1n << 64n) - 1n, self: memberId(7n) },
    members: [
      { id: memberId(7n), name: '', peerUrls: ['http://a:2380'] },
      { id: memberId(8n), name: 'm8', peerUrls: [] },
    ],
  },
  { type: 'refusal', final: true, reason: 'why' },
  {
    ...{ type: 'return', clusterId: 5n, region: 'eu', spent: memberId(3n), name: 'm3' },
    ...{ peerUrls: ['http://a:2380'], level: 2 },
  },
];

describe('codec/join-frame', () => {
  it('carries question, welcome, refusal and the wish to return', () => {
    for (const frame of FRAMES) expect(decodeJoinFrame(encodeJoinFrame(frame))).to.eql(frame);
  });

  it('refuses frames that are cut, longer, or of another format or kind', () => {
    for (const frame of FRAMES) {
      const bytes = encodeJoinFrame(frame);
      for (const wrong of [
        bytes.subarray(0, -1),
        Uint8Array.of(...bytes, 0),
        Uint8Array.of(frame.type === 'return' ? 1 : 3, ...bytes.subarray(1)),
        Uint8Array.of(1, 9, ...bytes.subarray(2)),
      ]) {
        expect(() => decodeJoinFrame(wrong)).to.throw(FormatError);
      }
    }
  });
});
