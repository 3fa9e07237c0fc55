/**
 * Planted bugs: each is a small change to a copy of the tree, and the simulation must find it within a stated number of
 * seeds. A mutant that survives says that the simulation is blind there; one that no longer applies must be written
 * anew for the code as it is.
 *
 * M1. The tree itself is never changed: mutants live in copies under .scratch.
 */
import { spawn } from 'node:child_process';
import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MUTANTS, type Mutant } from './mutant-list.ts';
import type { SimulateOptions } from './options.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COPIES = join(ROOT, '.scratch', 'mutants');
const COPIED = ['src', 'test', 'package.json', 'tsconfig.json'];

export async function runMutants(options: SimulateOptions): Promise<boolean> {
  const chosen = MUTANTS.filter(({ name }) => options.mutant === null || name === options.mutant);
  if (chosen.length === 0) {
    console.log(
      `no mutant is called "${options.mutant}"; there are ${MUTANTS.map(({ name }) => name).join(', ')}`,
    );
    return false;
  }
  let found = 0;
  for (const mutant of chosen) if (await isFound(mutant, options)) found += 1;
  console.log(`${found} passed, ${chosen.length - found} failed`);
  return found === chosen.length;
}

async function isFound(mutant: Mutant, options: SimulateOptions): Promise<boolean> {
  const folder = join(COPIES, mutant.name);
  const problem = await plant(mutant, folder);
  if (problem !== null) {
    console.log(`${mutant.name}: ${problem}`);
    return false;
  }
  const { code, output } = await simulateIn(folder, mutant, options);
  await rm(folder, { recursive: true, force: true });
  const failure = /^seed (\d+) failed.*\n(.*)$/m.exec(output);
  if (code === 1 && failure !== null) {
    console.log(
      `${mutant.name}: found by seed ${failure[1]} of at most ${mutant.seeds}:${failure[2]?.slice(0, 160)}`,
    );
    return true;
  }
  console.log(`${mutant.name}: not found in ${mutant.seeds} seeds (${mutant.what})\n${output.slice(-2_000)}`);
  return false;
}

/** The result is why it could not be planted. */
async function plant({ file, find, replace }: Mutant, folder: string): Promise<string | null> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const name of COPIED) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const source = await readFile(join(folder, file), 'utf8');
  const parts = source.split(find);
  if (parts.length !== 2)
    return `its place in ${file} is there ${parts.length - 1} times: adapt the mutant to the code`;
  await writeFile(join(folder, file), parts.join(replace));
  return null;
}

function simulateIn(
  folder: string,
  { seeds }: Mutant,
  { workers }: SimulateOptions,
): Promise<{ readonly code: number | null; readonly output: string }> {
  const args = [
    '--import',
    'tsx',
    'test/sim/main.ts',
    '--seeds',
    `1..${seeds}`,
    '--stop-at-first',
    '--workers',
    `${workers}`,
  ];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('close', (code) => resolve({ code, output }));
  });
}
