/** The planted bugs can be planted; that they are found is what `npm run mutants` shows. */
import { expect } from 'chai';
import { applyHunk, parseMutant } from './mutant-patch.ts';
import { planted, readMutants } from './mutant-tree.ts';

const LEAST = 30;

const PATCH = `what: adds where it should
  subtract
promise: sums are right
peer: nobody's
flags: --regions 1
seeds: 3..9

--- src/sum.ts
@@
   return (
-    left +
+    left -
     right
@@
-const ZERO = 0;
+const ZERO = 1;
`;

describe('planted bugs', () => {
  it(`are at least ${LEAST}, and each applies to the tree as it is`, async () => {
    const mutants = await readMutants();
    expect(mutants.length).to.be.at.least(LEAST);
    for (const mutant of [...mutants, ...(await readMutants('unproven'))]) {
      const changed = await planted(mutant);
      if (typeof changed === 'string') throw new Error(`${mutant.name}: ${changed}`);
    }
  });

  it('are read from a header and a diff', () => {
    const { what, flags, seeds, hunks } = parseMutant('sum', PATCH);
    expect({ what, flags, seeds }).to.deep.equal({
      what: 'adds where it should subtract',
      flags: ['--regions', '1'],
      seeds: { first: 3, last: 9 },
    });
    expect(hunks.map(({ file }) => file)).to.deep.equal(['src/sum.ts', 'src/sum.ts']);
  });

  it('are planted wherever their text stands, whatever its indentation', () => {
    const [hunk] = parseMutant('sum', PATCH).hunks;
    if (hunk === undefined) throw new Error('a hunk was expected');
    const applied = applyHunk('\n\n  return (\n  left +\n  right\n);', hunk);
    expect(applied).to.deep.equal({ ok: true, source: '\n\n  return (\n    left -\n    right\n);' });
  });

  it('are refused when their text is missing or stands twice', () => {
    const [, hunk] = parseMutant('sum', PATCH).hunks;
    if (hunk === undefined) throw new Error('a hunk was expected');
    expect(applyHunk('const ONE = 1;', hunk).ok).to.equal(false);
    expect(applyHunk('const ZERO = 0;\nconst ZERO = 0;', hunk).ok).to.equal(false);
  });

  it('are refused without a promise, a peer or a change', () => {
    expect(() => parseMutant('sum', PATCH.replace(/^promise.*\n/m, ''))).to.throw(/promise/);
    expect(() => parseMutant('sum', PATCH.split('---')[0] ?? '')).to.throw(/changes nothing/);
  });
});
