/** What a client got, beside what it should have got. */
import { isDeepStrictEqual } from 'node:util';

export class Wrong extends Error {
  override readonly name = 'Wrong';
}

export function same(what: string, got: unknown, wanted: unknown): void {
  if (isDeepStrictEqual(got, wanted)) return;
  throw new Wrong(`${what}: got ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
}

export function matches(what: string, got: string, wanted: RegExp): void {
  if (!wanted.test(got)) throw new Wrong(`${what}: "${got.trim()}" does not match ${wanted.source}`);
}

const LIMIT_MS = 10_000;

export async function within<T>(what: string, work: Promise<T>, limitMs = LIMIT_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Wrong(`${what}: nothing within ${limitMs / 1000} s`)), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
