/** Stock etcdctl, as Debian packages it. */
import { spawn } from 'node:child_process';
import { clientAddress } from '../../src/cli/dev/layout.ts';
import type { DevServer } from '../../src/cli/dev/layout.ts';
import { CommandFailed } from '../support/run-command.ts';

const LIMIT_MS = 15_000;

export interface Heard {
  readonly stdout: string;
  readonly startedAt: number;
  /** When its first output came. */
  readonly saidAt: number;
}

export class Etcdctl {
  private readonly program: string;

  constructor(program: string) {
    this.program = program;
  }

  async put(server: DevServer, key: string, value: string): Promise<Heard> {
    const heard = await this.run(server, ['put', key, value]);
    if (heard.stdout !== 'OK\n') throw new CommandFailed(`etcdctl put ${key} said ${heard.stdout}`);
    return heard;
  }

  /** `null`: there is no such key. */
  async get(server: DevServer, key: string): Promise<string | null> {
    const { stdout } = await this.run(server, ['get', '--print-value-only', key]);
    return stdout === '' ? null : stdout.trimEnd();
  }

  async delete(server: DevServer, key: string): Promise<void> {
    await this.run(server, ['del', key]);
  }

  /** Returns whether the server called itself healthy, after a write-free round through its region's leader. */
  async isHealthy(server: DevServer): Promise<boolean> {
    try {
      await this.run(server, ['endpoint', 'health']);
      return true;
    } catch (error) {
      if (error instanceof CommandFailed) return false;
      throw error;
    }
  }

  /** The leader must be asked itself. */
  async moveLeader(leader: DevServer, to: string): Promise<string> {
    const { stdout } = await this.run(leader, ['member', 'list']);
    const line = stdout.split('\n').find((each) => each.includes(` ${to},`));
    const id = line?.split(',')[0];
    if (id === undefined) throw new CommandFailed(`etcdctl member list does not name ${to}: ${stdout}`);
    return (await this.run(leader, ['move-leader', id])).stdout.trim();
  }

  run(server: DevServer, args: readonly string[]): Promise<Heard> {
    const startedAt = performance.now();
    const child = spawn(this.program, ['--endpoints', clientAddress(server), ...args], {
      env: { PATH: process.env['PATH'], ETCDCTL_API: '3' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const bound = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS);
    let stdout = '';
    let stderr = '';
    let saidAt = Number.NaN;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (stdout === '') saidAt = performance.now();
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => {
        clearTimeout(bound);
        if (code === 0) resolve({ stdout, startedAt, saidAt });
        else
          reject(
            new CommandFailed(`etcdctl ${args.join(' ')} at ${server.name} ended with ${code}: ${stderr}`),
          );
      });
    });
  }
}
