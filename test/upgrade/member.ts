/**
 * One member of the region as a real process, whose release changes between its lives and whose data does not.
 *
 * P1. Only a process that was started here is ever signalled, and it does not outlive this program.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Place } from '../support/changing-region.ts';
import type { Release } from './release.ts';

const LOOK_EVERY_MS = 5;
/** With room for a machine that has much else to do. */
const START_MS_MAX = 90_000;
const STOP_MS_MAX = 60_000;
const QUICK = ['--heartbeat-interval', '50', '--election-timeout', '500'];

export class UpgradedMember {
  readonly place: Place;
  release: Release | null = null;
  private readonly folder: string;
  private child: ChildProcess | null = null;
  private said = '';
  private exitCode: number | null | undefined = undefined;
  private readonly onExit = (): void => void this.child?.kill('SIGKILL');

  constructor(place: Place, folder: string) {
    this.place = place;
    this.folder = folder;
  }

  get name(): string {
    return this.place.name;
  }

  get endpoint(): string {
    return this.place.client;
  }

  /** Until it serves; fails when it ends instead. */
  async start(release: Release, args: readonly string[]): Promise<void> {
    const end = await this.startOrEnd(release, args);
    if (end !== null) throw new Error(`${this.name} of release ${release.name} ended: ${end}`);
  }

  /** `null` when it serves; what it said when it ended instead. */
  async startOrEnd(release: Release, args: readonly string[]): Promise<string | null> {
    this.spawn(release, args);
    await this.until(
      'serve or end',
      START_MS_MAX,
      () => this.exitCode !== undefined || this.said.includes('"event":"serving"'),
    );
    return this.exitCode === undefined ? null : this.said;
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.child === null) return;
    this.child.kill(signal);
    await this.until('end', STOP_MS_MAX, () => this.exitCode !== undefined);
    this.child = null;
  }

  private spawn(release: Release, args: readonly string[]): void {
    const { name, client, peer } = this.place;
    this.release = release;
    this.said = '';
    this.exitCode = undefined;
    const child = spawn(
      process.execPath,
      [
        ...[
          release.program,
          'server',
          '--name',
          name,
          '--region',
          'eu',
          '--data-dir',
          join(this.folder, name),
        ],
        ...['--listen-client-urls', `http://${client}`, '--listen-peer-urls', `http://${peer}`],
        ...['--exit-with-parent', ...QUICK, ...args],
      ],
      { stdio: ['pipe', 'ignore', 'pipe'] },
    );
    this.child = child;
    process.on('exit', this.onExit);
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.said += text));
    child.once('close', (code) => {
      this.exitCode = code;
      process.off('exit', this.onExit);
    });
  }

  private async until(what: string, limitMs: number, condition: () => boolean): Promise<void> {
    const giveUpAt = performance.now() + limitMs;
    while (!condition()) {
      if (performance.now() > giveUpAt) throw new Error(`${this.name} did not ${what} within ${limitMs} ms`);
      await wait(LOOK_EVERY_MS);
    }
  }
}
