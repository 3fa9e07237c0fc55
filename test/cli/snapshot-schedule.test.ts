import { expect } from 'chai';
import { fileName, takenMsOf } from '../../src/cli/snapshot/schedule.ts';

describe('the names of scheduled snapshots', () => {
  it('tell region, second and revision, and are known again', () => {
    const takenMs = Date.UTC(2026, 10, 22, 14, 30, 5);
    const name = fileName('eu', takenMs + 999, 12_345);
    expect(name).to.equal('eu-20261122T143005Z-rev12345.snapshot');
    expect(takenMsOf('eu', name)).to.equal(takenMs);
  });

  it('are told from everything that is not ours', () => {
    const name = fileName('eu', 0, 7);
    expect(takenMsOf('eu', name)).to.equal(0);
    const others = [
      ...[
        '',
        'eu',
        'eu-',
        `${name}.part`,
        `x${name}`,
        `${name}x`,
        `us${name.slice(2)}`,
        `eu-x${name.slice(2)}`,
      ],
      ...['backup.snapshot', 'eu-19700101T000000Z-rev.snapshot', 'eu-19700101-rev7.snapshot', `../${name}`],
    ];
    for (const other of others) expect(takenMsOf('eu', other), other).to.equal(null);
    expect(takenMsOf('e.', name), 'a region is no pattern').to.equal(null);
  });
});
