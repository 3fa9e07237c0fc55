/** Compiled modules follow their sources. */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import { compile } from './compiled.ts';

describe('the compiled simulator', () => {
  let tree: string;
  const at = (name: string): string => join(tree, name);

  beforeEach(async () => {
    tree = await mkdtemp(join(tmpdir(), 'atoll-compiled-'));
    await writeFile(at('package.json'), '{ "type": "module" }');
    await writeFile(at('made.js'), 'export const made = 3;\n');
    await writeFile(at('more.ts'), 'export const more: number = 4;\n');
    const imports = "import { made } from './made.js';\nimport { more } from './more.ts';\n";
    await writeFile(at('main.ts'), `${imports}console.log(made + more);\n`);
  });
  afterEach(() => rm(tree, { recursive: true }));

  const run = (): string =>
    execFileSync(process.execPath, [compile(at('main.ts'), tree)], { encoding: 'utf8' });

  it('runs without a loader, and runs what has changed since', async () => {
    expect(run()).to.equal('7\n');
    await writeFile(at('more.ts'), 'export const more: number = 5;\n');
    expect(run()).to.equal('8\n');
  });

  it('is left alone where nothing has changed', async () => {
    const place = compile(at('main.ts'), tree);
    const { ino } = await stat(place);
    await writeFile(at('more.ts'), 'export const more: number = 6;\n');
    compile(at('main.ts'), tree);
    expect((await stat(place)).ino).to.equal(ino);
  });
});
