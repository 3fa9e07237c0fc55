/**
 * Copies of the tree for planted bugs to live in.
 *
 * T1. The tree itself is never changed, and the copies stand outside it, in the system's folder for temporary files.
 * T2. All copies are of the moment the run began: somebody may be working on the tree meanwhile.
 * T3. One copy stays as it is, and each lane has one for the mutant that it works on.
 */
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyHunk, parseMutant, type Mutant } from './mutant-patch.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PATCHES = join(ROOT, 'test', 'sim', 'mutants');
/** Those not shown to be found so far: too few seeds were tried, the simulation is blind there, or they cannot be seen. */
const UNPROVEN = join(PATCHES, 'unproven');
const COPIED = ['src', 'test', 'package.json', 'tsconfig.json', '.mocharc.json'];
const SUFFIX = '.patch';

/** What is run, and with which settings of the environment. */
export interface Simulation {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface Simulated {
  /** `null` when it took too long and was ended. */
  readonly code: number | null;
  readonly output: string;
}

export async function readMutants(which: 'proven' | 'unproven' = 'proven'): Promise<readonly Mutant[]> {
  const folder = which === 'proven' ? PATCHES : UNPROVEN;
  const names = (await readdir(folder)).filter((name) => name.endsWith(SUFFIX)).sort();
  return Promise.all(
    names.map(async (name) =>
      parseMutant(name.slice(0, -SUFFIX.length), await readFile(join(folder, name), 'utf8')),
    ),
  );
}

/** The changed files of a mutant; the result is instead why it could not be planted. */
export async function planted(mutant: Mutant, root = ROOT): Promise<ReadonlyMap<string, string> | string> {
  const changed = new Map<string, string>();
  for (const hunk of mutant.hunks) {
    const source = changed.get(hunk.file) ?? (await readFile(join(root, hunk.file), 'utf8'));
    const applied = applyHunk(source, hunk);
    if (!applied.ok) return applied.problem;
    changed.set(hunk.file, applied.source);
  }
  return changed;
}

export class MutantTrees {
  readonly #pristine: string;
  readonly #run: string;

  private constructor(run: string) {
    this.#run = run;
    this.#pristine = join(run, 'pristine');
  }

  static async create(lanes: number): Promise<MutantTrees> {
    const trees = new MutantTrees(await mkdtemp(join(tmpdir(), 'atoll-mutants-')));
    await copyTree(ROOT, trees.#pristine);
    for (let lane = 0; lane < lanes; lane++) await copyTree(trees.#pristine, trees.#mutated(lane));
    return trees;
  }

  /** Runs `work` while the bug is in the mutated tree; why it could not be planted, or `null`. */
  async withMutant(lane: number, mutant: Mutant, work: () => Promise<void>): Promise<string | null> {
    const mutated = this.#mutated(lane);
    const changed = await planted(mutant, this.#pristine);
    if (typeof changed === 'string') return changed;
    for (const [file, source] of changed) await writeFile(join(mutated, file), source);
    await work();
    for (const file of changed.keys()) await cp(join(this.#pristine, file), join(mutated, file));
    return null;
  }

  simulate(which: 'pristine' | number, { args, env }: Simulation, limitMs: number): Promise<Simulated> {
    const folder = which === 'pristine' ? this.#pristine : this.#mutated(which);
    return new Promise((resolve) => {
      const child = spawn(process.execPath, args, {
        cwd: folder,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
      child.on('close', (code) => {
        clearTimeout(limit);
        resolve({ code, output });
      });
    });
  }

  #mutated(lane: number): string {
    return join(this.#run, `mutated-${lane}`);
  }

  async remove(): Promise<void> {
    await rm(this.#run, { recursive: true, force: true });
  }
}

async function copyTree(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { recursive: true });
  for (const name of COPIED) await cp(join(from, name), join(to, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(to, 'node_modules'));
}
