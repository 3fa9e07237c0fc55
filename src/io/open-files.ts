/**
 * How many files and sockets this process may have open at once. Node raises the soft limit to the hard one when it starts;
 * where the system does not say (no /proc), `null`.
 */
import { readFileSync } from 'node:fs';

const LIMIT = /^Max open files\s+(\d+)/m;

export function openFilesMax(file = '/proc/self/limits'): number | null {
  try {
    const found = LIMIT.exec(readFileSync(file, 'latin1'));
    return found === null ? null : Number(found[1]);
  } catch {
    return null;
  }
}
