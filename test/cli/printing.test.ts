import { expect } from 'chai';
import { describeBytes, describeKey, describeValue } from '../../src/cli/bytes-text.ts';
import { describeDuration, parseDuration } from '../../src/cli/duration.ts';
import { drawColumns, drawTable } from '../../src/cli/table.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe('keys and values in print', () => {
  it('are text when they are text', () => {
    expect(describeKey(bytes('/global/grün'))).to.equal('/global/grün');
    expect(describeValue(bytes('say "hi"'))).to.equal('"say \\"hi\\""');
    expect(describeValue(bytes(''))).to.equal('""');
  });

  it('are hexadecimal when they are not, or would not show', () => {
    expect(describeKey(Uint8Array.of(0xff, 0))).to.equal('0xff00');
    expect(describeValue(bytes('line\nbreak'))).to.equal('0x6c696e650a627265616b');
    expect(describeKey(bytes('\u001b[2J')), 'an escape sequence').to.match(/^0x/);
    expect(describeKey(bytes('a\u202eb')), 'a change of direction').to.match(/^0x/);
    expect(describeKey(bytes('\ufeffa')), 'a byte order mark').to.match(/^0x/);
  });

  it('are cut when long, and then say how long they are', () => {
    expect(describeValue(bytes('x'.repeat(1000)))).to.equal(`"${'x'.repeat(80)}"... (1000 bytes)`);
    expect(describeValue(Buffer.alloc(40))).to.equal(`0x${'00'.repeat(32)}... (40 bytes)`);
  });
});

describe('sizes and durations in print', () => {
  it('have a unit that fits', () => {
    expect([0, 999, 1000, 1_500_000, 2_000_000_000].map(describeBytes)).to.deep.equal([
      ...['0 B', '999 B', '1.0 kB', '1.5 MB', '2.0 GB'],
    ]);
    expect([3, 2_500, 45_000, 600_000, 90 * 60_000, 3 * 3_600_000].map(describeDuration)).to.deep.equal([
      ...['3 ms', '2.5 s', '45 s', '10 min', '90 min', '3 h'],
    ]);
  });
});

describe('a duration on the command line', () => {
  it('is a number with units, or a bare number of the unit its flag is in', () => {
    expect(parseDuration('1h30m', 'h')).to.equal(5_400_000);
    expect(parseDuration('250ms', 's')).to.equal(250);
    expect(parseDuration('1.5s', 's')).to.equal(1_500);
    expect([parseDuration('2', 'h'), parseDuration('2', 's')]).to.deep.equal([7_200_000, 2_000]);
  });

  it('is nothing else', () => {
    for (const text of ['', 'soon', '5x', '1h x', '-1s', 's'])
      expect(parseDuration(text, 's'), text).to.equal(null);
  });
});

describe('a table', () => {
  it('is as wide as its widest cells', () => {
    expect(
      drawTable(
        ['A', 'NAME'],
        [
          ['1', 'x'],
          ['22', 'yyyyy'],
        ],
      ),
    ).to.equal(
      [
        '+----+-------+',
        '| A  | NAME  |',
        '+----+-------+',
        '| 1  | x     |',
        '| 22 | yyyyy |',
        '+----+-------+',
        '',
      ].join('\n'),
    );
  });

  it('without rows is its head', () => {
    expect(drawTable(['A'], [])).to.equal('+---+\n| A |\n+---+\n');
  });

  it('without rules has columns and no blanks at the ends of lines', () => {
    expect(
      drawColumns(
        [
          ['a', 'b'],
          ['ccc', ''],
        ],
        '  ',
      ),
    ).to.equal('  a    b\n  ccc\n');
  });
});
