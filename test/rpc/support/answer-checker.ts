/** What any client may rely on: windows are kept (RFC 9113 §5.2), an answer has its order (§8.1) and one end (§5.1). */
import { expect } from 'chai';
import { FLAG, FRAME, SETTING } from '../../../src/rpc/http2/constants.ts';
import type { Frame } from './frames.ts';

type Progress = 'nothing' | 'headers' | 'ended' | 'reset';

export class AnswerChecker {
  /** Answers that came to their end. */
  ended = 0;
  private readonly progress = new Map<number, Progress>();
  private readonly windows = new Map<number, number>();
  private initialWindow = 65_535;
  private connectionWindow = 65_535;
  private frameBytesMax = 16_384;
  private checksLimits = true;

  /** Before the server hears of it. */
  clientSays(type: number, flags: number, id: number, payload: Buffer): void {
    if (type === FRAME.HEADERS && !this.windows.has(id)) this.windows.set(id, this.initialWindow);
    if (type === FRAME.WINDOW_UPDATE) this.widen(id, payload.readUInt32BE());
    if (type !== FRAME.SETTINGS || (flags & FLAG.ACK) !== 0) return;
    for (let at = 0; at < payload.length; at += 6) {
      this.setting(payload.readUInt16BE(at), payload.readUInt32BE(at + 2));
    }
  }

  /** A frame was broken: who knows how the server reads it. */
  giveUpOnLimits(): void {
    this.checksLimits = false;
  }

  read(frames: readonly Frame[]): void {
    for (const { type, flags, id, payload } of frames) {
      if (this.checksLimits) expect(payload.length, 'bytes of a frame').to.be.at.most(this.frameBytesMax);
      if (type === FRAME.HEADERS) this.headers(id, (flags & FLAG.END_STREAM) !== 0);
      if (type === FRAME.DATA) this.data(id, payload.length);
      if (type === FRAME.RST_STREAM) this.reset(id);
    }
  }

  private headers(id: number, isEnd: boolean): void {
    const before = this.of(id);
    expect(before, `stream ${id} before HEADERS`).to.equal(
      isEnd && before === 'headers' ? 'headers' : 'nothing',
    );
    this.progress.set(id, isEnd ? 'ended' : 'headers');
    if (isEnd) this.ended += 1;
  }

  private data(id: number, bytes: number): void {
    expect(this.of(id), `stream ${id} before DATA`).to.equal('headers');
    const left = (this.windows.get(id) ?? 0) - bytes;
    this.windows.set(id, left);
    this.connectionWindow -= bytes;
    if (!this.checksLimits) return;
    expect(left, `window of stream ${id}`).to.be.at.least(0);
    expect(this.connectionWindow, 'window of the connection').to.be.at.least(0);
  }

  /** A stream that is closed may be reset again for frames that came later; nothing else may follow. */
  private reset(id: number): void {
    this.progress.set(id, 'reset');
  }

  private of(id: number): Progress {
    return this.progress.get(id) ?? 'nothing';
  }

  private widen(id: number, increment: number): void {
    if (id === 0) this.connectionWindow += increment;
    else if (this.windows.has(id)) this.windows.set(id, (this.windows.get(id) ?? 0) + increment);
  }

  private setting(setting: number, value: number): void {
    if (setting === SETTING.MAX_FRAME_SIZE) this.frameBytesMax = value;
    if (setting !== SETTING.INITIAL_WINDOW_SIZE) return;
    for (const [id, window] of this.windows) this.windows.set(id, window + value - this.initialWindow);
    this.initialWindow = value;
  }
}
