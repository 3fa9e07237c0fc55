/**
 * One etcdctl process: started with a clean environment, listened to, and always brought to an end.
 *
 * Output is kept as latin1, one character a byte, so that nothing a server returns is lost to decoding.
 */
import type { ChildProcess } from 'node:child_process';
import { end, isAlive, start } from './processes.ts';

/** etcdctl gives up after 5 s by itself; this bound catches one that does not. */
const RUN_LIMIT_MS = 10_000;
const HEAR_LIMIT_MS = 8_000;

/** What one command left to compare. `broken` marks what the harness cannot call a result, equal or not. */
export interface Outcome {
  readonly end: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly broken?: string;
}

export interface Etcdctl {
  readonly program: string;
  readonly endpoint: string;
}

export class EtcdctlProcess {
  readonly #child: ChildProcess;
  readonly #closed: Promise<string>;
  #stdout = '';
  #stderr = '';
  #wake: () => void = () => undefined;

  constructor(etcdctl: Etcdctl, args: readonly string[]) {
    this.#child = start(etcdctl.program, ['--endpoints', etcdctl.endpoint, ...args], {
      env: { PATH: process.env['PATH'], ETCDCTL_API: '3' },
      stdio: 'pipe',
    });
    this.#child.stdout?.setEncoding('latin1').on('data', (text: string) => {
      this.#stdout += text;
      this.#wake();
    });
    this.#child.stderr?.setEncoding('latin1').on('data', (text: string) => {
      this.#stderr += text;
    });
    // A client that refuses its arguments may end before it has read its input.
    this.#child.stdin?.on('error', () => undefined);
    this.#closed = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(`did not start: ${error.message}`));
      this.#child.once('close', (code, signal) =>
        resolve(signal === null ? `exit ${code}` : `ended by ${signal}`),
      );
    });
    void this.#closed.then(() => this.#wake());
  }

  write(text: string | Uint8Array): void {
    this.#child.stdin?.write(text);
  }

  closeInput(): void {
    this.#child.stdin?.end();
  }

  /** Resolves when stdout has that many lines, when the process ended, or when the limit is over. */
  async hear(lines: number): Promise<Outcome> {
    const deadline = Date.now() + HEAR_LIMIT_MS;
    while (countLines(this.#stdout) < lines && isAlive(this.#child) && Date.now() < deadline) {
      await this.#nextOutput(deadline - Date.now());
    }
    const heard = countLines(this.#stdout);
    const outcome = { end: `still running`, stdout: firstLines(this.#stdout, lines), stderr: '' };
    return heard >= lines
      ? outcome
      : {
          ...outcome,
          stdout: this.#stdout,
          stderr: this.#stderr,
          broken: `printed ${heard} of ${lines} lines`,
        };
  }

  async interrupt(): Promise<Outcome> {
    await end(this.#child, 'SIGINT');
    return this.#outcome(await this.#closed);
  }

  async finish(): Promise<Outcome> {
    const limit = timer(RUN_LIMIT_MS);
    const ended = await Promise.race([this.#closed, limit.done]);
    limit.cancel();
    if (ended !== undefined) return this.#outcome(ended);
    await end(this.#child, 'SIGKILL');
    return { ...this.#outcome(await this.#closed), broken: `did not end within ${RUN_LIMIT_MS / 1000} s` };
  }

  #outcome(ended: string): Outcome {
    return { end: ended, stdout: this.#stdout, stderr: this.#stderr };
  }

  async #nextOutput(limitMs: number): Promise<void> {
    const limit = timer(limitMs);
    await Promise.race([new Promise<void>((resolve) => (this.#wake = resolve)), limit.done]);
    limit.cancel();
  }
}

export async function runEtcdctl(
  etcdctl: Etcdctl,
  args: readonly string[],
  stdin?: string | Uint8Array,
): Promise<Outcome> {
  const child = new EtcdctlProcess(etcdctl, args);
  if (stdin !== undefined) child.write(stdin);
  child.closeInput();
  return child.finish();
}

function timer(limitMs: number): { readonly done: Promise<undefined>; cancel(): void } {
  let handle: NodeJS.Timeout | undefined;
  const done = new Promise<undefined>((resolve) => {
    handle = setTimeout(() => resolve(undefined), limitMs);
  });
  return { done, cancel: () => clearTimeout(handle) };
}

const countLines = (text: string): number => text.split('\n').length - 1;

const firstLines = (text: string, lines: number): string =>
  text
    .split('\n')
    .slice(0, lines)
    .map((line) => `${line}\n`)
    .join('');
