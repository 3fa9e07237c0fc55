/** Makes a folder with those it lies in. */
import * as fs from 'node:fs/promises';
import { dirname } from 'node:path';

/** Parent by parent: where a system refuses new folders oddly (/proc), Node's own recursion never ends. */
export async function makeFolder(folder: string): Promise<void> {
  const made = await fs
    .mkdir(folder)
    .catch((error: unknown) => (error as NodeJS.ErrnoException).code ?? 'EIO');
  if (made === undefined || made === 'EEXIST') return;
  if (made !== 'ENOENT' || dirname(folder) === folder) return fs.mkdir(folder);
  await makeFolder(dirname(folder));
  await fs.mkdir(folder);
}
