import { expect } from 'chai';
import { createPinoLog } from '../../src/io/pino-log.ts';

type Line = Readonly<Record<string, unknown>>;

function linesOf(
  level: 'debug' | 'info' | 'warn' | 'error',
  speak: (log: ReturnType<typeof createPinoLog>) => void,
): Line[] {
  const lines: Line[] = [];
  const destination = { write: (text: string) => void lines.push(JSON.parse(text) as Line) };
  speak(createPinoLog({ level, context: { member: 'a-1', region: 'a' }, destination }));
  return lines;
}

describe('the log', () => {
  it('writes one JSON object a line, with time, level, event, who speaks and the fields', () => {
    const [line] = linesOf('info', (log) =>
      log('warn', 'disk slow', { ms: 12, file: 'x', healthy: false, last: null }),
    );
    const { time, ...rest } = line ?? {};
    expect(rest).to.deep.equal({
      level: 'warn',
      event: 'disk slow',
      member: 'a-1',
      region: 'a',
      ms: 12,
      file: 'x',
      healthy: false,
      last: null,
    });
    expect(time).to.match(/^\d{4}-\d\d-\d\dT.*Z$/);
  });

  it('leaves out what is below its level', () => {
    const lines = linesOf('warn', (log) => {
      for (const level of ['debug', 'info', 'warn', 'error'] as const) log(level, level);
    });
    expect(lines.map(({ event }) => event)).to.deep.equal(['warn', 'error']);
  });
});
