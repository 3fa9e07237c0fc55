/** Which of two sides is said to be faster, and by which measure. */
import { expect } from 'chai';
import { verdictOn, type Result, type Round } from './report.ts';
import { scenarios } from './scenarios.ts';
import { resultTable } from './table.ts';

const round = (operations: number, serverCpuSeconds: number, othersShare: number): Round => ({
  ...{ operations, serverCpuSeconds, othersShare },
  ...{ seconds: 2, latencies: [0, operations], serverBytes: 2 ** 20, generatorShare: 0.1, beside: null },
});

function result(ours: readonly Round[], theirs: readonly Round[]): Result {
  const [scenario] = scenarios(1);
  if (scenario === undefined) throw new Error('there are scenarios');
  return {
    scenario,
    sides: [
      { title: 'ours', rounds: ours },
      { title: 'theirs', rounds: theirs },
    ],
  };
}

describe('The report of the bench', () => {
  it('compares each round with the one beside it and takes the middle one', () => {
    const ours = [round(100, 1, 0), round(300, 1, 0), round(900, 1, 0)];
    const theirs = [round(100, 1, 0), round(100, 1, 0), round(100, 1, 0)];
    expect(verdictOn(result(ours, theirs))).to.include({ ratio: 3, of: 'rate' });
  });

  it('goes by processor time when others use the machine', () => {
    const [ours, theirs] = [[round(100, 1, 0.5)], [round(200, 4, 0.5)]];
    expect(verdictOn(result(ours, theirs))).to.include({ ratio: 2, of: 'cpu' });
    expect(verdictOn(result([round(100, 1, 0)], [round(200, 4, 0)])).ratio).to.equal(0.5);
  });

  it('is a table with a row for each scenario', () => {
    const table = resultTable(['ours', 'theirs'], [result([round(3_000, 1, 0)], [round(1_000, 2, 0)])]);
    expect(table.split('\n')).to.have.length(3);
    expect(table).to.contain('| put-1 | 3.00 | 1.3 | 1,500, 0.0010 ms, 0.0010 ms | 0.33 | 1 MiB | 500,');
  });
});
