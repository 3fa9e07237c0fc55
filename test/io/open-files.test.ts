import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFilesMax } from '../../src/io/open-files.ts';
import { clientConnectionsMax } from '../../src/cli/server/client-connections.ts';

describe('the limit of open files', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'atoll-limits-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is what the system says of this process', function () {
    if (process.platform !== 'linux') expect(openFilesMax()).to.equal(null);
    else
      expect(openFilesMax()).to.equal(Number(execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' })));
  });

  it('is not known where the system says none, or nothing', () => {
    const limits = join(folder, 'limits');
    expect(openFilesMax(limits)).to.equal(null);
    writeFileSync(limits, 'Max open files            unlimited            unlimited            files\n');
    expect(openFilesMax(limits)).to.equal(null);
  });
});

describe('connections of clients', () => {
  it('leave the store, the log and the other members what they need', () => {
    expect(clientConnectionsMax(4_096, 1)).to.equal(2_048);
    expect(clientConnectionsMax(20_000, 2)).to.equal(8_976);
  });

  it('get half of what a low limit allows', () => {
    expect(clientConnectionsMax(1_024, 1)).to.equal(512);
  });

  it('are bounded where there is no limit', () => {
    expect(clientConnectionsMax(null, 1)).to.equal(20_000);
    expect(clientConnectionsMax(1_000_000, 1)).to.equal(20_000);
  });
});
