import { expect } from 'chai';
import { memberId } from '../../../src/core/base/brands.ts';
import type { MemberId } from '../../../src/core/base/brands.ts';
import type { PeerFrame } from '../../../src/codec/peer-frame.ts';
import { ASK_CLOCKS_MS, ClockWatch } from '../../../src/node/clocks/clock-watch.ts';
import { TurnClock } from '../support/turn-clock.ts';

const [SELF, B, C] = [memberId(1n), memberId(2n), memberId(3n)];
const HOUR_MS = 3_600_000;

class Desk {
  readonly clock = new TurnClock();
  readonly sent: { readonly to: MemberId; readonly frame: PeerFrame }[] = [];
  levels = new Map<MemberId, number>([
    [B, 2],
    [C, 2],
  ]);
  readonly watch = new ClockWatch({
    ...{ self: SELF, clock: this.clock },
    voters: () => [SELF, B, C],
    levelOf: (member) => this.levels.get(member) ?? 1,
    send: (to, frame) => this.sent.push({ to, frame }) > 0,
    onNews: () => undefined,
  });

  constructor() {
    this.watch.start();
  }

  /** Of the newest round. */
  hear(from: MemberId, aheadMs: number, round = this.round): void {
    this.watch.onAnswer(from, { type: 'clock-answer', round, wallMs: this.clock.wallMs() + aheadMs });
  }

  get round(): number {
    const frame = this.sent.at(-1)?.frame;
    return frame?.type === 'clock-ask' ? frame.round : 0;
  }
}

describe('node/clocks/clock-watch', () => {
  it('asks every voter that is known to read the question, again and again', () => {
    const desk = new Desk();
    desk.levels.delete(C);
    desk.clock.advance(ASK_CLOCKS_MS);
    expect(desk.sent.map(({ to }) => to)).to.eql([B, C, B]);
    expect(new Set(desk.sent.map(({ frame }) => frame.type))).to.eql(new Set(['clock-ask']));
  });

  it('answers with its wall time', () => {
    const desk = new Desk();
    desk.watch.onAsk(B, { type: 'clock-ask', round: 9 });
    const wallMs = desk.clock.wallMs();
    expect(desk.sent.at(-1)).to.eql({ to: B, frame: { type: 'clock-answer', round: 9, wallMs } });
  });

  it('stamps with its own clock as long as nothing speaks against it', () => {
    const desk = new Desk();
    expect(desk.watch.time()).to.eql({ wallMs: desk.clock.wallMs(), standing: 'unknown' });
    desk.hear(B, 100);
    expect(desk.watch.time().standing).to.equal('trusted');
  });

  it('goes by the clock in the middle where the others agree against it', () => {
    const desk = new Desk();
    desk.hear(B, -HOUR_MS);
    desk.hear(C, -HOUR_MS + 7);
    expect(desk.watch.time()).to.eql({ wallMs: desk.clock.wallMs() - HOUR_MS + 7, standing: 'apart' });
    expect([desk.watch.standing(SELF), desk.watch.standing(B), desk.watch.aheadMs(SELF)]).to.eql([
      ...['apart', 'trusted'],
      HOUR_MS - 7,
    ]);
  });

  it('takes no answer to what it did not ask, and none that took too long', () => {
    const desk = new Desk();
    const { round } = desk;
    desk.hear(B, -HOUR_MS, round + 1);
    for (let ms = 0; ms < 2_500; ms += 100) desk.clock.advance(100);
    desk.hear(C, -HOUR_MS, round);
    expect([desk.watch.standing(B), desk.watch.standing(C)]).to.eql(['unknown', 'unknown']);
    desk.hear(C, 0, round + 1);
    expect(desk.watch.standing(C), 'of the round before').to.equal('trusted');
  });

  it('asks at once for who cannot wait, and not twice in a moment', () => {
    const desk = new Desk();
    desk.clock.advance(300);
    desk.watch.askSoon();
    desk.watch.askSoon();
    expect(desk.sent).to.have.length(4);
  });

  it('forgets what is old', () => {
    const desk = new Desk();
    desk.hear(B, -HOUR_MS);
    expect(desk.watch.time().standing).to.equal('apart');
    for (let ms = 0; ms < 12_000; ms += 100) desk.clock.advance(100);
    expect([desk.watch.standing(B), desk.watch.time().standing]).to.eql(['unknown', 'unknown']);
  });
});
