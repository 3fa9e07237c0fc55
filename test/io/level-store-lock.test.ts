import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockFolder, type FolderLock } from '../../src/io/level-store-lock.ts';
import type { Outcome } from '../../src/ports/outcome.ts';
import { tempFolder, type TempFolder } from '../contract/temp-folder.ts';

const lock = (path: string): Promise<Outcome<FolderLock>> =>
  new Promise((resolve) => lockFolder(path, resolve));
const release = (held: Outcome<FolderLock>): Promise<unknown> =>
  new Promise((resolve) => {
    if (held.ok) held.value.release(resolve);
    else resolve(held);
  });

describe('the lock of a data folder', () => {
  let folder: TempFolder;
  beforeEach(async () => (folder = await tempFolder()));
  afterEach(() => folder.remove());

  it('is held once in a process, and free again after its release', async () => {
    const first = await lock(folder.path);
    const second = await lock(folder.path);
    expect([first.ok, second.ok ? '' : second.error.kind]).to.eql([true, 'locked']);
    await release(first);
    const third = await lock(folder.path);
    expect(third.ok).to.equal(true);
    await release(third);
  });

  it('names the process that holds it, and goes with that process', async () => {
    const script = fileURLToPath(new URL('./hold-lock.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script, folder.path]);
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(String(said).trim()).to.equal('held');
    const refused = await lock(folder.path);
    expect(refused.ok ? '' : refused.error.message).to.contain(
      `${folder.path} is in use by process ${child.pid} on `,
    );
    child.kill('SIGKILL');
    await once(child, 'exit');
    const taken = await lock(folder.path);
    expect(taken.ok).to.equal(true);
    await release(taken);
  });

  it('is made anew when its own files are damaged', async () => {
    await release(await lock(folder.path));
    const files = await readdir(join(folder.path, 'lock'));
    for (const name of files.filter((each) => each.startsWith('MANIFEST'))) {
      await writeFile(join(folder.path, 'lock', name), 'no manifest');
    }
    const taken = await lock(folder.path);
    expect(taken.ok).to.equal(true);
    await release(taken);
  });
});
