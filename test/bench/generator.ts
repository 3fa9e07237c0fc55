/** The load generator, seen from the bench: plans go in, figures come out. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Measured, Plan, Told } from './load/plan.ts';

const WORKER = fileURLToPath(new URL('load/worker.ts', import.meta.url));

export class Generator {
  readonly #child: ChildProcess;

  constructor(pinned: readonly string[]) {
    const [program = process.execPath, ...before] = [...pinned, process.execPath];
    this.#child = fork(WORKER, { execPath: program, execArgv: [...before, '--import', 'tsx'] });
  }

  run(plan: Plan): Promise<Measured> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null): void =>
        reject(new Error(`the load generator ended with ${code ?? 'a signal'}`));
      this.#child.once('exit', ended);
      this.#child.once('message', (told: Told) => {
        this.#child.off('exit', ended);
        if ('measured' in told) resolve(told.measured);
        else reject(new Error(told.failed));
      });
      this.#child.send(plan);
    });
  }

  close(): void {
    this.#child.removeAllListeners();
    this.#child.kill('SIGKILL');
  }
}
