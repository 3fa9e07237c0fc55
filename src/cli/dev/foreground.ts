/**
 * `atoll dev` in the foreground: the playground lives as long as this process, which ends on Ctrl-C, on a polite signal,
 * with its terminal, with the npm that started it, or when another command stops it.
 */
import { isShell, parentOf } from './processes.ts';
import type { Terminal } from '../terminal.ts';
import { hostPlayground } from './hosted-playground.ts';
import { commandNames, describeMembers, describeTries } from './overview.ts';
import { Progress } from './progress.ts';
import { waitUntilReady } from './wait-ready.ts';

const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const PARENT_LOOK_MS = 500;

export async function runForeground(terminal: Terminal): Promise<void> {
  const progress = new Progress(terminal);
  const end = new End();
  let starting = true;
  progress.say('Starting three regions of three servers (eu, us, ap)');
  const playground = await hostPlayground({
    tied: true,
    // While it starts, an end fails the start, with the same words.
    onEvent: (line) => void (starting || progress.say(line)),
    onStopped: () => end.reach('stopped'),
  });
  try {
    const look = await waitUntilReady(playground, progress, () => end.isReached);
    starting = false;
    if (look !== null) {
      progress.say(`\n${describeMembers(look)}${describeTries(commandNames())}`);
      progress.say('Ctrl-C stops everything; the data stays in .atoll/dev.');
    }
    const why = await end.reached;
    if (why !== 'stopped') progress.say(`\nStopping (${why})`);
  } finally {
    await playground.stop();
  }
}

/** Why this process should end; the first reason counts. */
class End {
  isReached = false;
  readonly reached: Promise<string>;
  private resolve: (why: string) => void = () => undefined;

  constructor() {
    this.reached = new Promise((resolve) => (this.resolve = resolve));
    for (const signal of STOP_SIGNALS) process.on(signal, () => this.reach(signal));
    this.watchNpm();
  }

  reach(why: string): void {
    this.isReached = true;
    this.resolve(why);
  }

  /**
   * npm may run a script in a shell, and then passes signals to that shell only, which ends without a word to us; and an
   * npm that is killed says nothing at all. So under npm the end of either counts as a signal.
   */
  private watchNpm(): void {
    if (process.env['npm_lifecycle_event'] === undefined) return;
    const parent = process.ppid;
    const npmBehindShell = isShell(parent) ? parentOf(parent) : null;
    setInterval(() => {
      const isShellAlone = npmBehindShell !== null && parentOf(parent) !== npmBehindShell;
      if (process.ppid !== parent || isShellAlone) this.reach('npm is gone');
    }, PARENT_LOOK_MS).unref();
  }
}
