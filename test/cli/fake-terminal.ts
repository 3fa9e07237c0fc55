/** A terminal that remembers what was written. */
import type { Terminal } from '../../src/cli/terminal.ts';

export class FakeTerminal implements Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isInteractive: boolean;
  stdout = '';
  stderr = '';

  constructor(options: { env?: Record<string, string>; isInteractive?: boolean } = {}) {
    this.env = options.env ?? {};
    this.isInteractive = options.isInteractive ?? false;
  }

  out(text: string): void {
    this.stdout += text;
  }
  err(text: string): void {
    this.stderr += text;
  }
}
