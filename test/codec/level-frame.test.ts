import { expect } from 'chai';
import { FormatError } from '../../src/codec/binary.ts';
import { decodeLevelFrame, encodeLevelFrame, type LevelFrame } from '../../src/codec/level-frame.ts';
import { memberId } from '../../src/core/base/brands.ts';

const FRAME: LevelFrame = {
  type: 'question',
  clusterId: 5n,
  from: memberId(1n),
  to: memberId(2n),
  level: 300,
};

describe('codec/level-frame', () => {
  it('carries questions and answers', () => {
    for (const type of ['question', 'answer'] as const)
      expect(decodeLevelFrame(encodeLevelFrame({ ...FRAME, type }))).to.eql({ ...FRAME, type });
  });

  it('is read in every later format, and what follows is passed over', () => {
    const bytes = encodeLevelFrame(FRAME);
    bytes[0] = 7;
    expect(decodeLevelFrame(Uint8Array.of(...bytes, 1, 2, 3))).to.eql(FRAME);
  });

  it('refuses what is cut, of format 0, or of an unknown kind', () => {
    const bytes = encodeLevelFrame(FRAME);
    for (const wrong of [bytes.subarray(0, -2), Uint8Array.of(0, ...bytes.subarray(1)), Uint8Array.of(1, 9)])
      expect(() => decodeLevelFrame(wrong)).to.throw(FormatError);
  });
});
