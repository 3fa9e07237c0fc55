/** How the system's errors become a port's failures. */
import type { PortFailure } from '../ports/outcome.ts';

const KINDS: Readonly<Record<string, PortFailure['kind']>> = {
  ENOENT: 'missing',
  EEXIST: 'exists',
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EBADF: 'closed',
};

export function fileFailure(doing: string, error: NodeJS.ErrnoException): PortFailure {
  const kind = KINDS[error.code ?? ''] ?? 'io';
  return { kind, message: `${doing}: ${error.message}` };
}
