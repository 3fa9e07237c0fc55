/**
 * The playground as a person has it: started, healed, cut and stopped by its commands, in a folder of its own that looks
 * like a clone; its servers are real processes that can be killed.
 *
 * P1. Only processes that its own servers file names, and whose command line names its own folder, are ever killed.
 * P2. However the program ends, no process of the playground is left; the folder stays only if something went wrong.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SERVERS_FILE } from '../../src/cli/dev/layout.ts';
import type { ServersFile } from '../../src/cli/dev/servers-file.ts';
import { present } from '../../src/core/base/assert.ts';
import { takePlaygroundLock } from './playground-lock.ts';
import { runCommand } from './run-command.ts';
import type { CommandResult } from './run-command.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What `npm start` needs of a clone; the packages are linked, as if just installed. */
const SOURCES = ['src', 'scripts', 'package.json', 'package-lock.json', 'tsconfig.json'];
const BUILT = ['dist', 'package.json'];

const PROGRAM = join('dist', 'cli', 'main.js');

const DEV_MS_MAX = 180_000;
const CTL_MS_MAX = 30_000;
const GONE_MS_MAX = 10_000;
const LOOK_EVERY_MS = 10;

export type RunningServer = ServersFile['servers'][number];

export interface OpenOptions {
  readonly name: string;
  /** `built`: a copy of dist, which nobody rebuilds under the run. `sources`: nothing is built yet. */
  readonly from: 'built' | 'sources';
  say(line: string): void;
}

export class TestPlayground {
  readonly folder: string;
  private readonly unlock: () => void;
  private readonly onExit = (): void => this.killEverything();

  private constructor(folder: string, unlock: () => void) {
    this.folder = folder;
    this.unlock = unlock;
    process.on('exit', this.onExit);
  }

  static async open({ name, from, say }: OpenOptions): Promise<TestPlayground> {
    const unlock = await takePlaygroundLock(say);
    const folder = join(ROOT, '.scratch', `${name}-${process.pid}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const part of from === 'built' ? BUILT : SOURCES) {
      cpSync(join(ROOT, part), join(folder, part), { recursive: true, preserveTimestamps: true });
    }
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    return new TestPlayground(folder, unlock);
  }

  /** `npm start -- …`, which builds what is not built. */
  npmStart(...args: string[]): Promise<CommandResult> {
    return runCommand('npm', ['start', '--', ...args], { cwd: this.folder, limitMs: DEV_MS_MAX });
  }

  /** `atoll dev …` */
  dev(...args: string[]): Promise<CommandResult> {
    const command = [PROGRAM, 'dev', ...args];
    return runCommand(process.execPath, command, { cwd: this.folder, limitMs: DEV_MS_MAX });
  }

  /** `atollctl …` */
  ctl(...args: string[]): Promise<CommandResult> {
    const command = [join('dist', 'cli', 'atollctl.js'), ...args];
    return runCommand(process.execPath, command, { cwd: this.folder, limitMs: CTL_MS_MAX });
  }

  running(): readonly RunningServer[] {
    return this.serversFile()?.servers ?? [];
  }

  supervisorPid(): number {
    return present(this.serversFile(), 'the servers file of a running playground').supervisorPid;
  }

  /** kill -9; returns the moment before the signal. */
  kill(names: readonly string[]): number {
    const targets = this.running().filter(({ name }) => names.includes(name));
    if (targets.length < names.length) throw new Error(`not all of ${names.join(' ')} run`);
    const at = performance.now();
    for (const { pid } of targets) this.killProcess(pid);
    return at;
  }

  /** Resolves when the supervisor has noticed, so that the next start brings them back. */
  async gone(names: readonly string[]): Promise<void> {
    const giveUpAt = performance.now() + GONE_MS_MAX;
    while (this.running().some(({ name }) => names.includes(name))) {
      if (performance.now() > giveUpAt) throw new Error(`${names.join(' ')} still stand in ${SERVERS_FILE}`);
      await wait(LOOK_EVERY_MS);
    }
  }

  /** Stops everything (P2). */
  async close({ keep }: { readonly keep: boolean }): Promise<void> {
    try {
      if (existsSync(join(this.folder, PROGRAM))) await this.dev('--stop');
    } finally {
      this.killEverything();
      process.off('exit', this.onExit);
      if (!keep) rmSync(this.folder, { recursive: true, force: true });
    }
  }

  /** The last resort of P2, also when this process ends by an uncaught error. */
  private killEverything(): void {
    const file = this.serversFile();
    const pids = file === null ? [] : [file.supervisorPid, ...file.servers.map(({ pid }) => pid)];
    for (const pid of pids) this.killProcess(pid);
    this.unlock();
  }

  /** P1. */
  private killProcess(pid: number): void {
    if (!this.isOurs(pid)) return;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone by itself meanwhile.
    }
  }

  private isOurs(pid: number): boolean {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(this.folder);
    } catch {
      return false;
    }
  }

  private serversFile(): ServersFile | null {
    try {
      return JSON.parse(readFileSync(join(this.folder, SERVERS_FILE), 'utf8')) as ServersFile;
    } catch {
      return null;
    }
  }
}
