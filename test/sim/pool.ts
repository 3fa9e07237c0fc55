/**
 * Seeds over processes: each child runs one seed at a time and sends back the result.
 *
 * P1. A child that ends without an answer is a failure of its seed, not of the run.
 * P2. No child outlives the run.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compile } from './compiled.ts';
import { NO_RESULT, type AttemptResult, type SeedTask } from './attempt.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
/**
 * A run lasts seconds and most of its code is seldom called: what is known of a function's types from its first call on
 * has it optimised in time. Most of what a run makes is garbage at once: with room for more of it, less is copied. Threads
 * that help would take turns on the core of another worker. What bytes outside the heap may grow to before they are collected
 * follows the bound of the old space.
 */
const WORKER_FLAGS = [
  '--enable-source-maps',
  '--no-lazy-feedback-allocation',
  '--min-semi-space-size=128',
  '--max-semi-space-size=128',
  '--single-threaded',
  '--max-old-space-size=2048',
];

/** A seed's result and what it cost: processor time of all threads of its worker, which a busy machine falsifies less. */
export type TaskResult = AttemptResult & { readonly cpuSeconds: number };

export interface PoolOptions {
  readonly tasks: readonly SeedTask[];
  readonly workers: number;
  /** False to start no further seed. */
  readonly onResult: (result: TaskResult) => boolean;
}

export async function runPool({ tasks, workers, onResult }: PoolOptions): Promise<void> {
  const worker = compile(WORKER);
  const waiting = [...tasks];
  let wanted = true;
  const serve = async (): Promise<void> => {
    let child: ChildProcess | null = null;
    for (let task = waiting.shift(); task !== undefined && wanted; task = waiting.shift()) {
      child ??= fork(worker, { execArgv: WORKER_FLAGS });
      const result = await answerOf(child, task);
      if (!child.connected) child = null;
      if (!onResult(result)) wanted = false;
    }
    child?.kill();
  };
  await Promise.all(Array.from({ length: Math.max(workers, 1) }, serve));
}

function answerOf(child: ChildProcess, task: SeedTask): Promise<TaskResult> {
  return new Promise((resolve) => {
    const onMessage = (message: unknown): void => {
      child.off('exit', onExit);
      resolve(message as TaskResult);
    };
    const onExit = (code: number | null, signal: string | null): void => {
      child.off('message', onMessage);
      child.disconnect();
      resolve(lost(task.seed, `its process ended with ${code ?? signal ?? 'no code'}`));
    };
    child.once('message', onMessage);
    child.once('exit', onExit);
    child.send(task);
  });
}

function lost(seed: number, what: string): TaskResult {
  return { ...NO_RESULT, seed, violations: [{ checker: 'runner', what }], cpuSeconds: 0 };
}
