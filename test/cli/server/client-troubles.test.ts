import { expect } from 'chai';
import { ClientTroubles, LINES_MAX, WINDOW_MS } from '../../../src/cli/server/client-troubles.ts';
import { FakeClock } from '../../api/support/fake-clock.ts';

describe('what clients do wrong, in the log', () => {
  let clock: FakeClock;
  let lines: string[];
  let troubles: ClientTroubles;
  const tell = (count: number): void => {
    for (let nth = 0; nth < count; nth++) troubles.tell('a TLS handshake failed');
  };

  beforeEach(() => {
    clock = new FakeClock();
    lines = [];
    troubles = new ClientTroubles(clock, (line) => lines.push(line));
  });

  it('is told line by line', () => {
    tell(3);
    clock.advance(WINDOW_MS);
    expect(lines).to.deep.equal(Array.from({ length: 3 }, () => 'a TLS handshake failed'));
  });

  it('is counted once there are many, and the number told in the end', () => {
    tell(LINES_MAX + 500);
    expect(lines).to.have.length(LINES_MAX);
    clock.advance(WINDOW_MS);
    expect(lines).to.have.length(LINES_MAX + 1);
    expect(lines.at(-1)).to.match(/^500 more like these in 10 s were not written/);
  });

  it('is told line by line again in the next window', () => {
    tell(LINES_MAX + 1);
    clock.advance(WINDOW_MS);
    tell(2);
    expect(lines.slice(-2)).to.deep.equal(['a TLS handshake failed', 'a TLS handshake failed']);
    clock.advance(WINDOW_MS);
    expect(lines).to.have.length(LINES_MAX + 3);
  });
});
