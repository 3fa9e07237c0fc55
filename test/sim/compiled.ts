/**
 * The worker as plain JavaScript, for the pool's children: the loader that the tests run through names every closure as
 * it is made, which costs a third of a run.
 *
 * C1. A compiled module says on its first line what it was made of; one that says something else is made again.
 * C2. Modules are put in place whole, so that runs of one tree do not disturb each other.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OUT = join('.scratch', 'simulator');
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  rewriteRelativeImportExtensions: true,
  // Where a member threw is told by the lines of its source.
  inlineSourceMap: true,
};
const TYPESCRIPT = /\.ts$/;

/** Compiles a module of the tree and all it imports, as far as they have changed; returns where the result stands. */
export function compile(entry: string, tree = ROOT): string {
  const found = new Set([entry]);
  // Grows while it is walked.
  for (const file of found) {
    const source = readFileSync(file, 'utf8');
    compileModule(file, source, placeOf(file, tree));
    for (const { fileName } of ts.preProcessFile(source).importedFiles) {
      if (fileName.startsWith('.')) found.add(join(dirname(file), fileName));
    }
  }
  return placeOf(entry, tree);
}

function compileModule(file: string, source: string, place: string): void {
  const stamp = `// ${createHash('sha256')
    .update(JSON.stringify([ts.version, OPTIONS, source]))
    .digest('hex')}\n`;
  if (readIfThere(place).startsWith(stamp)) return;
  mkdirSync(dirname(place), { recursive: true });
  const whole = `${place}.${process.pid}`;
  writeFileSync(whole, stamp + translate(file, source));
  renameSync(whole, place);
}

/** Generated code is JavaScript already. */
function translate(fileName: string, source: string): string {
  if (!TYPESCRIPT.test(fileName)) return source;
  return ts.transpileModule(source, { compilerOptions: OPTIONS, fileName }).outputText;
}

function placeOf(file: string, tree: string): string {
  return join(tree, OUT, relative(tree, file)).replace(TYPESCRIPT, '.js');
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
