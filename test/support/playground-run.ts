/**
 * A program around a playground of its own, from opening to closing.
 *
 * R1. The playground is closed once, however the program ends; what a signal cut short leaves nothing to look at.
 * R2. The folder with data and logs stays when something was found wrong, and its place is told.
 */
import { TestPlayground } from './playground.ts';
import type { OpenOptions } from './playground.ts';

const INTERRUPTED = 130;

export interface RunOptions extends OpenOptions {
  /** Keep the folder in any case. */
  readonly keep: boolean;
  /** Returns how much was found wrong. */
  work(playground: TestPlayground): Promise<number>;
}

/** Returns the exit code. */
export async function runWithPlayground(options: RunOptions): Promise<number> {
  const playground = await TestPlayground.open(options);
  let closing: Promise<void> | null = null;
  const close = (keep: boolean): Promise<void> => {
    if (keep && closing === null) options.say(`data and logs stay in ${playground.folder}`);
    return (closing ??= playground.close({ keep }));
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close(options.keep).finally(() => process.exit(INTERRUPTED)));
  }
  let failed = true;
  try {
    failed = (await options.work(playground)) > 0;
    return failed ? 1 : 0;
  } finally {
    await close(failed || options.keep);
  }
}
