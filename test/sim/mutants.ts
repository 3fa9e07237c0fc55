/**
 * Planted bugs: each is a small change to a copy of the tree, and the simulation must find it within a stated number of
 * seeds. A mutant that survives says that the simulation is blind there; one that no longer applies must be written
 * anew for the code as it is.
 *
 * M1. The tree itself is never changed: mutants live in copies under .scratch.
 * M2. A mutant is found by a seed that passes without it.
 */
import { spawn } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MUTANTS, type Mutant } from './mutant-list.ts';
import type { SimulateOptions } from './options.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COPIES = join(ROOT, '.scratch', 'mutants');
/** The tree as it was when the run began: somebody may be working on it meanwhile. */
const PRISTINE = join(COPIES, 'pristine');
const COPIED = ['src', 'test', 'package.json', 'tsconfig.json'];
const OUTPUT_SHOWN = 2_000;
const COMPLAINT_SHOWN = 160;

export async function runMutants({ mutant: name, workers }: SimulateOptions): Promise<boolean> {
  const chosen = MUTANTS.filter((mutant) => name === null || mutant.name === name);
  if (chosen.length === 0) {
    console.log(
      `no mutant is called "${name}"; there are ${MUTANTS.map((mutant) => mutant.name).join(', ')}`,
    );
    return false;
  }
  await copyTree(ROOT, PRISTINE);
  let found = 0;
  for (const mutant of chosen) if (await isFound(mutant, workers)) found += 1;
  await rm(COPIES, { recursive: true, force: true });
  console.log(`${found} passed, ${chosen.length - found} failed`);
  return found === chosen.length;
}

async function isFound(mutant: Mutant, workers: number): Promise<boolean> {
  const { name, what, seeds } = mutant;
  const folder = join(COPIES, name);
  await copyTree(PRISTINE, folder);
  const problem = await plant(mutant, folder);
  if (problem !== null) {
    console.log(`${name}: ${problem}`);
    return false;
  }
  const { code, output } = await simulateIn(
    folder,
    ...['--seeds', `1..${seeds}`, '--stop-at-first', '--workers', String(workers)],
  );
  const failure = /^seed (\d+) failed.*\n(.*)$/m.exec(output);
  if (code !== 1 || failure === null) {
    console.log(`${name}: not found in ${seeds} seeds (${what})\n${output.slice(-OUTPUT_SHOWN)}`);
    return false;
  }
  const [, seed = '', complaint = ''] = failure;
  const without = await simulateIn(PRISTINE, '--seed', seed);
  if (without.code !== 0) {
    console.log(`${name}: seed ${seed} fails without the mutant too: mend that first`);
    return false;
  }
  console.log(`${name}: found by seed ${seed} of at most ${seeds}:${complaint.slice(0, COMPLAINT_SHOWN)}`);
  return true;
}

async function copyTree(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  for (const name of COPIED) await cp(join(from, name), join(to, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(to, 'node_modules'));
}

/** The result is why it could not be planted. */
async function plant({ edits }: Mutant, folder: string): Promise<string | null> {
  for (const { file, find, replace } of edits) {
    const source = await readFile(join(folder, file), 'utf8');
    const parts = source.split(find);
    if (parts.length !== 2) {
      return `its place in ${file} is there ${parts.length - 1} times: adapt the mutant to the code`;
    }
    await writeFile(join(folder, file), parts.join(replace));
  }
  return null;
}

function simulateIn(
  folder: string,
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', 'test/sim/main.ts', ...args], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code) => resolve({ code, output }));
  });
}
