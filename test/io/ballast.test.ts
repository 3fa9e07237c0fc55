import { expect } from 'chai';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Ballast, ballastedDisk, BALLAST_BYTES } from '../../src/io/ballast.ts';
import { tempFolder, type TempFolder } from '../contract/temp-folder.ts';
import { MemoryDisk } from '../storage/memory-disk.ts';

describe('the ballast', () => {
  let folder: TempFolder;
  beforeEach(async () => (folder = await tempFolder()));
  afterEach(() => folder.remove());

  it('takes up room once, and lets it go once', async () => {
    const ballast = new Ballast(folder.path);
    expect(await Promise.all([ballast.keep(), ballast.keep()])).to.eql([true, true]);
    expect(statSync(join(folder.path, 'reserve')).size).to.be.within(1, BALLAST_BYTES);
    expect([ballast.release(), ballast.release()]).to.eql([true, false]);
    expect(existsSync(join(folder.path, 'reserve'))).to.equal(false);
    expect(await ballast.keep()).to.equal(true);
  });

  it('is no reason to fail where it cannot be made', async () => {
    expect(await new Ballast(join(folder.path, 'no such folder')).keep()).to.equal(false);
  });

  it('gives the log its next segment when there is no room, and only that', () => {
    const disk = new MemoryDisk();
    let asked = 0;
    const ballasted = ballastedDisk(disk, () => {
      asked++;
      disk.heal();
      return true;
    });
    disk.failOn('create', 'full');
    expect(disk.run((done) => ballasted.create('a', 10, done))).to.include({ ok: true });
    disk.failOn('create', 'io');
    expect(disk.run((done) => ballasted.create('b', 10, done))).to.include({ ok: false });
    expect(asked).to.equal(1);
  });

  it('that is gone already leaves the failure as it is', () => {
    const disk = new MemoryDisk();
    disk.failOn('create', 'full');
    const outcome = disk.run<{ ok: boolean }>((done) =>
      ballastedDisk(disk, () => false).create('a', 1, done),
    );
    expect(outcome.ok).to.equal(false);
    expect(disk.count('create')).to.equal(1);
  });
});
