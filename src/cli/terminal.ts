/** Where a command writes and what it reads of its surroundings: an argument, so that tests see every line. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether a person watches: then a line may be written over. */
  readonly isInteractive: boolean;
}

export function systemTerminal(): Terminal {
  // `atollctl … | head`: whoever read has seen enough, which is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(0);
  });
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    env: process.env,
    isInteractive: process.stdout.isTTY,
  };
}
