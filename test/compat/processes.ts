/**
 * Every child process of a comparison is started here, so that none outlives it.
 *
 * P1. A child is in `alive` from its start until its exit was seen.
 * P2. `endAll` returns only when `alive` is empty; a child that ignores the request is killed.
 */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

const GRACE_MS = 5_000;

const alive = new Set<ChildProcess>();

// The last resort of P1: if this process ends by an uncaught error, its children are killed with it.
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

export function start(program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(program, args, options);
  alive.add(child);
  child.once('exit', () => alive.delete(child));
  child.once('error', () => alive.delete(child));
  return child;
}

export function isAlive(child: ChildProcess): boolean {
  return alive.has(child);
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (!alive.has(child)) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  const killer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await gone;
  clearTimeout(killer);
}

export async function endAll(): Promise<void> {
  await Promise.all([...alive].map((child) => end(child, 'SIGTERM')));
}
