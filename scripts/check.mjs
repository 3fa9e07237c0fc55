// `npm run check`: everything that can be said about the tree without running it. All steps run, two at a time,
// so one call shows every complaint; the last line is the verdict.
import { spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const AT_ONCE = 2;
const CACHE = 'node_modules/.cache/atoll';

const tool = (path, ...args) => run(process.execPath, [join('node_modules', path), ...args]);

const STEPS = [
  [
    'lint',
    () => tool('eslint/bin/eslint.js', '--config', 'scripts/eslint.config.mjs', ...eslintCache(), '.'),
  ],
  ['types', () => tool('typescript/bin/tsc', '-p', 'tsconfig.json')],
  ['imports', () => tool('dependency-cruiser/bin/dependency-cruise.mjs', ...cruise())],
  ['core stands alone', () => tool('typescript/bin/tsc', '-p', 'src/core/tsconfig.json')],
  ['generated code', () => run(process.execPath, ['scripts/generate.mjs', '--check'])],
  ['format', () => tool('prettier/bin/prettier.cjs', '--check', ...prettierCache(), '.')],
  ['entry points', entryPointsExist],
  ['words', wordsThatDoNotBelong],
  ['lockfile', lockfileNamesNoMirror],
];

const eslintCache = () => ['--cache', '--cache-strategy', 'content', '--cache-location', `${CACHE}/eslint`];
const prettierCache = () => [
  '--cache',
  '--cache-strategy',
  'content',
  '--cache-location',
  `${CACHE}/prettier`,
];
const cruise = () => [
  '--config',
  'scripts/import-rules.cjs',
  '--output-type',
  'err-long',
  'src',
  'test',
  'scripts',
];

/** A step's result is its complaint; an empty one means it passed. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve(String(error)));
    child.on('close', (code) => resolve(code === 0 ? '' : output.trim() || `exit code ${code}`));
  });
}

/** Without its entry points the dead-file rule would have nothing to start from and pass. */
async function entryPointsExist() {
  const { bin } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const sources = Object.values(bin).map((file) => file.replace(/^dist/, 'src').replace(/js$/, 'ts'));
  const exists = (file) =>
    stat(join(root, file)).then(
      () => true,
      () => false,
    );
  const found = await Promise.all(sources.map(exists));
  return sources
    .filter((_, i) => !found[i])
    .map((file) => `${file} is missing: package.json names it under bin`)
    .join('\n');
}

// Written so that no pattern matches its own source.
const UNWANTED = [
  [/(^|[\s'"`(=:])\/(wo[r]k|ro[o]t|tm[p]\/brief|hom[e]\/\w+)\//, "a path of one person's machine"],
  [/eslint-disabl[e]|@ts-ignor[e]|@ts-nochec[k]|prettier-ignor[e]/, 'a rule switched off: fix the cause'],
  [/\b(TOD[O]|FIXM[E]|XX[X])\b/, 'unfinished work: do it, or write down the limit'],
];
const NOT_SEARCHED = /^(src\/gen\/|package-lock\.json$|LICENSE$)/;

async function wordsThatDoNotBelong() {
  const list = await listFiles();
  const complaints = [];
  for (const file of list.filter((name) => !NOT_SEARCHED.test(name))) {
    const text = await readFile(join(root, file), 'utf8').catch(() => '');
    if (text.includes('\0')) continue;
    text.split('\n').forEach((line, i) => {
      for (const [pattern, why] of UNWANTED) {
        if (pattern.test(line)) complaints.push(`${file}:${i + 1}: ${why}: ${line.trim()}`);
      }
    });
  }
  return complaints.join('\n');
}

/** What git tracks or would add. */
function listFiles() {
  return new Promise((resolve, reject) => {
    const git = spawn('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root });
    let output = '';
    git.stdout.on('data', (chunk) => (output += chunk));
    git.on('error', reject);
    git.on('close', (code) => {
      if (code === 0) resolve(output.split('\0').filter(Boolean));
      else reject(new Error('git ls-files failed: run the check inside a git checkout'));
    });
  });
}

/** A lockfile that names a mirror installs nowhere else. */
async function lockfileNamesNoMirror() {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([, { resolved }]) => resolved && !resolved.startsWith('https://registry.npmjs.org/'))
    .map(([name, { resolved }]) => `package-lock.json: ${name} comes from ${resolved}`)
    .join('\n');
}

async function perform([name, step]) {
  const began = performance.now();
  const complaint = await step().catch((error) => String(error));
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${complaint ? 'FAIL' : 'ok  '} ${name} (${seconds} s)`);
  if (complaint) console.log(complaint.replace(/^/gm, '     '));
  return complaint === '';
}

async function main() {
  const waiting = [...STEPS];
  let failed = 0;
  const worker = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      if (!(await perform(step))) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  console.log(
    failed === 0
      ? `check: all ${STEPS.length} steps passed`
      : `check: ${failed} of ${STEPS.length} steps failed`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}

await main();
