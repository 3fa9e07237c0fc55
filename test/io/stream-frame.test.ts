import { expect } from 'chai';
import { crc32c } from '../../src/core/base/crc32c.ts';
import { createRandom, nextInteger } from '../../src/core/base/random.ts';
import { encodeFrames, encodeKeepAlive, FrameReader } from '../../src/io/stream-frame.ts';
import { FRAME_BYTES_MAX } from '../../src/ports/network.ts';

function filled(length: number, value: number): Uint8Array {
  return new Uint8Array(length).fill(value);
}

function readAll(
  reader: FrameReader,
  chunks: readonly Uint8Array[],
): { frames: Uint8Array[]; problem: string | null } {
  const frames: Uint8Array[] = [];
  for (const chunk of chunks) {
    const problem = reader.push(chunk, (payload) => {
      frames.push(Uint8Array.from(payload));
      return true;
    });
    if (problem !== null) return { frames, problem };
  }
  return { frames, problem: null };
}

describe('stream frames', () => {
  it('come out as they went in, wherever the stream is cut', () => {
    const random = createRandom(7);
    const payloads = [0, 1, 2, 100, 20_000, 3, 0, 40_000].map((length, i) => filled(length, i + 1));
    const stream = Buffer.concat(encodeFrames(payloads));
    for (let round = 0; round < 200; round++) {
      const chunks: Uint8Array[] = [];
      for (let at = 0; at < stream.length;) {
        const length = nextInteger(random, 1, round % 2 === 0 ? 40 : 30_000);
        chunks.push(stream.subarray(at, at + length));
        at += length;
      }
      expect(readAll(new FrameReader(), chunks)).to.deep.equal({ frames: payloads, problem: null });
    }
  });

  it('are not copied when they are large', () => {
    const large = filled(100_000, 1);
    expect(encodeFrames([filled(1, 1), large, filled(2, 2)])).to.include(large);
  });

  it('pass over keep-alives', () => {
    const stream = Buffer.concat([encodeKeepAlive(), ...encodeFrames([filled(3, 3)]), encodeKeepAlive()]);
    expect(readAll(new FrameReader(), [stream])).to.deep.equal({ frames: [filled(3, 3)], problem: null });
  });

  it('notice any single changed bit', () => {
    const stream = Buffer.concat([...encodeFrames([filled(5, 5)]), encodeKeepAlive()]);
    for (let bit = 0; bit < stream.length * 8; bit++) {
      const damaged = Buffer.from(stream);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      // A length that grew makes the reader wait for more: what comes next cannot match its checksum.
      const { frames, problem } = readAll(new FrameReader(), [damaged, new Uint8Array(FRAME_BYTES_MAX + 64)]);
      expect(problem, `bit ${bit}`).to.be.a('string');
      expect(frames.length === 0 || bit >= 14 * 8, `bit ${bit}`).to.equal(true);
    }
  }).timeout(60_000);

  it('of a later format are refused with advice', () => {
    const reader = new FrameReader();
    const frame = Buffer.concat(encodeFrames([filled(1, 1)]));
    const { problem } = readAll(reader, [withFormat(frame, 9)]);
    expect(problem).to.match(/format 9 .*upgrade/);
  });

  it('stop after a problem', () => {
    const reader = new FrameReader();
    const good = Buffer.concat(encodeFrames([filled(1, 1)]));
    expect(readAll(reader, [filled(8, 0xff)]).problem).to.be.a('string');
    expect(readAll(reader, [good]).frames).to.deep.equal([]);
  });
});

/** A frame as a later version would write it: its checksum is right. */
function withFormat(frame: Buffer, format: number): Buffer {
  const changed = Buffer.from(frame);
  changed[8] = format;
  changed.writeUInt32BE(crc32c(changed.subarray(8), crc32c(changed.subarray(0, 4))), 4);
  return changed;
}
