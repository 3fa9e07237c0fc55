import { expect } from 'chai';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runAtollctl } from '../../src/cli/ctl/program.ts';
import { createLevelStoreHost } from '../../src/io/level-store.ts';
import { createSystemClock } from '../../src/io/system-clock.ts';
import type { Store } from '../../src/ports/store.ts';
import { tempFolder, type TempFolder } from '../contract/temp-folder.ts';
import { fill, get } from '../flips/state-fixture.ts';
import { flipped } from '../flips/verdict.ts';
import { MemoryDisk } from '../storage/memory-disk.ts';
import { FakeTerminal } from './fake-terminal.ts';
import { append, entries, hardState, open } from '../storage/wal-harness.ts';

describe('atollctl debug', () => {
  let folder: TempFolder;
  beforeEach(async () => (folder = await tempFolder()));
  afterEach(() => folder.remove());

  async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
    const terminal = new FakeTerminal();
    const code = await runAtollctl(['debug', ...args], terminal);
    return { code, out: terminal.stdout, err: terminal.stderr };
  }

  async function logFolder(change: (bytes: Uint8Array) => Uint8Array = (bytes) => bytes): Promise<string> {
    const disk = new MemoryDisk();
    const { wal } = open(disk);
    append(disk, wal, { hardState: hardState(1, 0), entries: entries(1, 3, 1) });
    append(disk, wal, { hardState: hardState(2, 3), entries: entries(4, 5, 2) });
    const path = join(folder.path, 'wal');
    await mkdir(path);
    for (const [name, bytes] of disk.files) await writeFile(join(folder.path, name), change(bytes));
    return path;
  }

  it('wal prints every record and how the log ends', async () => {
    const { code, out } = await run('wal', await logFolder());
    expect(code).to.equal(0);
    expect(out).to.match(/member a1 of cluster c1/);
    expect(out.split('\n').filter((line) => line.includes('entries'))).to.have.length(2);
    expect(out).to.match(/ends at byte \d+, clean/);
  });

  it('wal says where the damage is', async () => {
    const path = await logFolder((bytes) => flipped(bytes, 8 * 4200));
    expect((await run('wal', path)).out).to.match(/damaged: a record/);
  });

  it('wal refuses a folder without a log in one line', async () => {
    const { code, err } = await run('wal', folder.path);
    expect([code, err]).to.eql([1, `atollctl: ${folder.path} holds no segment of a log\n`]);
  });

  async function storeFolder(): Promise<string> {
    await fill(
      await get<Store>((done) => createLevelStoreHost(folder.path).open('state-1', done)),
      createSystemClock(),
    );
    return join(folder.path, 'state-1');
  }

  it('store prints the tables and their records, and changes nothing', async () => {
    const path = await storeFolder();
    const before = await readdir(path);
    const { code, out } = await run('store', path);
    expect(code).to.equal(0);
    expect(out)
      .to.match(/table lease: 4 records/)
      .and.to.match(/table kv-value, record 6b65792d31e9: \d+ bytes/);
    expect(await readdir(path)).to.eql(before);
  });

  it('store --verify reads every block, and names file and place of damage', async () => {
    const path = await storeFolder();
    expect((await run('store', '--verify', path)).out).to.match(/whole; 2 tables of \d+ bytes/);
    const [table] = (await readdir(path)).filter((name) => name.endsWith('.ldb'));
    const file = join(path, table!);
    await writeFile(file, flipped(await readFile(file), 8 * 900));
    const { code, err } = await run('store', '--verify', path);
    expect(code).to.equal(1);
    expect(err)
      .to.contain(table)
      .and.to.match(/is damaged at byte \d+: a block is not what was written/);
  });
});
