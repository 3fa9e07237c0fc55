/** From LevelDB's promises and errors to completions and failures of the port. */
import { succeeded, type Done, type Outcome, type PortFailure } from '../ports/outcome.ts';
import { fileFailure } from './file-failure.ts';
import { FileDamage } from './level-table.ts';

/** Turns a promise into a completion, and what it was rejected with into a port's failure. */
export function settle<T>(promise: Promise<T>, doing: string, done: Done<T>): void {
  promise.then(
    (value) => complete(done, succeeded(value)),
    (error: unknown) => complete(done, { ok: false, error: levelFailure(doing, error) }),
  );
}

/** Out of the promise, so that what `done` throws is an error of the process and not of the promise. */
function complete<T>(done: Done<T>, outcome: Outcome<T>): void {
  process.nextTick(() => done(outcome));
}

export function levelFailure(doing: string, error: unknown): PortFailure {
  if (error instanceof FileDamage) return { kind: 'damaged', message: `${doing}: ${error.message}` };
  const { code = '', message, cause } = error as Error & { code?: string };
  if (cause !== undefined) return levelFailure(doing, cause);
  if (code === 'LEVEL_LOCKED') return { kind: 'locked', message: `${doing}: another process holds it` };
  if (code === 'LEVEL_CORRUPTION') return { kind: 'damaged', message: `${doing}: ${message}` };
  if (code.endsWith('NOT_OPEN')) return { kind: 'closed', message: `${doing}: it is closed` };
  if (message.includes('No space left')) return { kind: 'full', message: `${doing}: ${message}` };
  return fileFailure(doing, error as Error);
}
