/** Compiles the power layer into the scratch folder; without a compiler the run ends, since nothing would be tested. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tryCommand } from '../../support/run-command.ts';

const SOURCE = fileURLToPath(new URL('layer.c', import.meta.url));
const BUILT = fileURLToPath(new URL('../../../.scratch/power', import.meta.url));
const FLAGS = ['-shared', '-fPIC', '-O2', '-Wall', '-Wextra', '-Werror'];
const BUILD_MS_MAX = 60_000;

/** What a run needs of the machine is not there; its message says what to do. */
export class LayerUnavailable extends Error {
  override readonly name = 'LayerUnavailable';
}

/** The place of the library, built once for each version of its source. */
export async function buildLayer(): Promise<string> {
  const digest = createHash('sha256').update(readFileSync(SOURCE)).digest('hex').slice(0, 16);
  const library = join(BUILT, `layer-${digest}.so`);
  if (existsSync(library)) return library;
  mkdirSync(BUILT, { recursive: true });
  const partial = `${library}.${process.pid}`;
  const args = [...FLAGS, '-o', partial, SOURCE, '-ldl', '-lpthread'];
  const { code, stderr } = await tryCommand('gcc', args, { cwd: BUILT, limitMs: BUILD_MS_MAX });
  if (code !== 0) {
    throw new LayerUnavailable(
      `the power layer was not built (${stderr.trim()}): install gcc and the headers of libc on a Linux machine`,
    );
  }
  renameSync(partial, library);
  return library;
}
