/**
 * A real file system that is really full: one member lives on a tmpfs of 64 MiB, in a mount namespace that ends with this
 * program; something else fills it up under load, and goes away again.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { nextInteger } from '../../../src/core/base/random.ts';
import { seconds } from '../../support/figures.ts';
import { runCommand } from '../../support/run-command.ts';
import { LayerUnavailable } from '../power/build.ts';
import type { Trouble } from './card.ts';
import { endOf } from './disk.ts';

const MEBIBYTES = 64;
const FULL_MS_MIN = 2_000;
const FULL_MS_MAX = 6_000;
const COMMAND_MS_MAX = 10_000;
const BALLAST = 'ballast';

const MOUNT = `mount -t tmpfs -o size=${MEBIBYTES}m tmpfs "$0" && echo mounted && exec cat`;

export class SmallDisk {
  readonly member = 'm2';
  private holder: ChildProcess | null = null;
  private folder = '';

  /** For the region (RegionOptions). */
  readonly prefixOf = async (member: string, dataFolder: string): Promise<readonly string[]> => {
    if (member !== this.member) return [];
    this.folder = dataFolder;
    mkdirSync(dataFolder, { recursive: true });
    const args = ['--mount', '--propagation', 'private', 'sh', '-c', MOUNT, dataFolder];
    const holder = spawn('unshare', args, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.holder = holder;
    await mounted(holder);
    if (existsSync(join(dataFolder, BALLAST))) throw new Error(`${dataFolder} is mounted for everyone`);
    return this.inside();
  };

  /** It ends with its standard input, and with it the mount. */
  close(): void {
    this.holder?.kill('SIGKILL');
  }

  readonly trouble = async ({ region, random, note, complain, goesOn }: Trouble): Promise<void> => {
    const member = region.members.find(({ name }) => name === this.member);
    if (member === undefined) throw new Error(`there is no ${this.member}`);
    const at = performance.now();
    // dd ends with an error when nothing more fits, as it should.
    await this.run(`dd if=/dev/zero of="$0/${BALLAST}" bs=64k 2>/dev/null || true`);
    await wait(nextInteger(random, FULL_MS_MIN, FULL_MS_MAX));
    const gap = await goesOn(at);
    note(
      `tmpfs of ${MEBIBYTES} MiB at ${member.name} full, ${endOf({ member, complain })}, writes after ${seconds(gap)}`,
    );
    await this.run(`rm "$0/${BALLAST}"`);
  };

  private async run(script: string): Promise<void> {
    const [program = '', ...args] = [...this.inside(), 'sh', '-c', script, this.folder];
    await runCommand(program, args, { cwd: '/', limitMs: COMMAND_MS_MAX });
  }

  private inside(): readonly string[] {
    return ['nsenter', '--target', String(this.holder?.pid), '--mount'];
  }
}

function mounted(holder: ChildProcess): Promise<void> {
  let said = '';
  return new Promise((resolve, reject) => {
    const refuse = (why: string): void =>
      reject(
        new LayerUnavailable(
          `no tmpfs could be mounted (${why.trim()}): run as root on Linux, where mount namespaces are allowed`,
        ),
      );
    holder.once('error', (error) => refuse(error.message));
    holder.once('exit', () => refuse(said));
    holder.stderr?.on('data', (text: Buffer) => (said += text.toString()));
    holder.stdout?.once('data', () => resolve());
  });
}
