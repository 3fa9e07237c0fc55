/** docs/RELIABILITY.md says what covers each hazard: a page that cites what is not there would be worse than none. */
import { access, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { readMutants } from './sim/mutant-tree.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Files cited, in the order of the page, each with the names quoted behind it. */
function citations(page: string): { readonly file: string; readonly names: string[] }[] {
  const cited: { file: string; names: string[] }[] = [];
  for (const [, file, name] of page.matchAll(/`((?:test|src)\/[^`\s]+)`|“([^”]+)”/g)) {
    if (file !== undefined) cited.push({ file, names: [] });
    else if (name !== undefined) cited.at(-1)?.names.push(name);
  }
  return cited;
}

/** As it stands in the source, where quotes in a name may be escaped and a long one be made of parts. */
const plain = (text: string): string => text.replaceAll(/\\(['"`])/g, '$1');

describe('docs/RELIABILITY.md', () => {
  it('cites files, tests and mutants that are there', async () => {
    const page = await readFile(at('docs/RELIABILITY.md'), 'utf8');
    const cited = citations(page);
    expect(cited.length).to.be.greaterThan(100);
    const wrong: string[] = [];
    for (const { file, names } of cited) {
      const there = await access(at(file)).then(
        () => true,
        () => false,
      );
      if (!there) wrong.push(`no file ${file}`);
      if (!there || names.length === 0) continue;
      const source = plain(await readFile(at(file), 'utf8'));
      for (const name of names) if (!source.includes(name)) wrong.push(`${file} has no test “${name}”`);
    }
    const mutants = new Set(
      [...(await readMutants()), ...(await readMutants('unproven'))].map(({ name }) => name),
    );
    for (const [, list = ''] of page.matchAll(/mutants? ((?:`[a-z-]+`(?:, )?)+)/g)) {
      for (const [, name = ''] of list.matchAll(/`([a-z-]+)`/g))
        if (!mutants.has(name)) wrong.push(`no mutant ${name}`);
    }
    expect(wrong).to.deep.equal([]);
  });
});
