/** SHA-256, for files that go out of the server's own hands. */
import { createHash } from 'node:crypto';
import type { Digest } from '../codec/snapshot-file-reader.ts';

export function createSha256(): Digest {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), finish: () => hash.digest() };
}
