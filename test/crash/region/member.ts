/**
 * One member of a region as a real process, on a disk whose power can be cut.
 *
 * P1. Only a process that was started here is ever signalled, and it does not outlive this program: it stops when its
 *     standard input closes, and is killed when this program ends.
 * P2. Power is cut only after the process is gone.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { assert } from '../../../src/core/base/assert.ts';
import type { Random } from '../../../src/core/base/random.ts';
import { LayerControl } from '../power/control.ts';
import { cutPower, startAnew } from '../power/rollback.ts';
import type { CutMode, CutSummary, PowerFolders } from '../power/rollback.ts';

/** What a server says when it takes requests. */
export const SERVES = '"event":"serving"';
/** A log beyond it is set aside, and the one set aside before is gone. */
const LOG_BYTES_MAX = 8 * 1024 * 1024;

export interface MemberPlan {
  readonly name: string;
  readonly endpoint: string;
  /** Everything of this member is below it. */
  readonly folder: string;
  /** What runs it, with everything before the server's own arguments. */
  readonly command: readonly string[];
  readonly args: readonly string[];
  /** `null`: on the bare disk. */
  readonly layer: string | null;
}

export class RegionMember {
  readonly name: string;
  readonly endpoint: string;
  readonly dataFolder: string;
  /** Tells its disk to fail; `null` on the bare disk. */
  readonly disk: LayerControl | null;
  private readonly plan: MemberPlan;
  private readonly power: PowerFolders;
  private readonly logFile: string;
  private logFrom = 0;
  private isKilled = false;
  private hasServed = false;
  private readonly ends: string[] = [];
  private child: ChildProcess | null = null;
  private gone: Promise<void> = Promise.resolve();
  private readonly onExit = (): void => void this.child?.kill('SIGKILL');

  constructor(plan: MemberPlan) {
    this.plan = plan;
    this.name = plan.name;
    this.endpoint = plan.endpoint;
    this.dataFolder = dataFolderIn(plan.folder);
    this.logFile = join(plan.folder, 'server.log');
    this.power = {
      // The folder around it, so that the name of the data folder itself can be lost.
      root: dirname(this.dataFolder),
      journal: join(plan.folder, 'power', 'journal'),
      graves: join(plan.folder, 'power', 'graves'),
    };
    fs.mkdirSync(this.power.root, { recursive: true });
    fs.mkdirSync(join(plan.folder, 'power'), { recursive: true });
    startAnew(this.power);
    this.disk = plan.layer === null ? null : new LayerControl(join(plan.folder, 'power', 'control'));
  }

  get running(): boolean {
    return this.child !== null;
  }

  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  /** It runs, and has said so itself. */
  get up(): boolean {
    if (this.child === null) return false;
    this.hasServed ||= this.said().includes(SERVES);
    return this.hasServed;
  }

  start(): void {
    assert(this.child === null, `${this.name} runs already`);
    if (sizeOf(this.logFile) > LOG_BYTES_MAX) fs.renameSync(this.logFile, `${this.logFile}.before`);
    const log = fs.openSync(this.logFile, 'a');
    this.logFrom = sizeOf(this.logFile);
    this.hasServed = false;
    const [program = process.execPath, ...before] = this.plan.command;
    const child = spawn(program, [...before, ...this.plan.args], {
      env: { PATH: process.env['PATH'], ...this.layerEnvironment() },
      stdio: ['pipe', log, log],
    });
    fs.closeSync(log);
    this.child = child;
    this.isKilled = false;
    process.on('exit', this.onExit);
    this.gone = new Promise((resolve) => {
      const ended = (): void => {
        this.child = null;
        if (!this.isKilled) this.ends.push(lastOf(this.said()));
        process.off('exit', this.onExit);
        resolve();
      };
      child.once('error', ended);
      child.once('exit', ended);
    });
  }

  /** kill -9; returns the moment before the signal. */
  kill(): number {
    const at = performance.now();
    this.isKilled = true;
    this.child?.kill('SIGKILL');
    return at;
  }

  pause(): void {
    this.child?.kill('SIGSTOP');
  }

  resume(): void {
    this.child?.kill('SIGCONT');
  }

  whenGone(): Promise<void> {
    return this.gone;
  }

  /** What it said last, each time it ended without being killed; told once. */
  takeEnds(): readonly string[] {
    return this.ends.splice(0);
  }

  /** P2. */
  cutPower(mode: CutMode, random: Random): CutSummary {
    assert(this.child === null, `${this.name} still runs`);
    assert(this.plan.layer !== null, `${this.name} is on a bare disk`);
    return cutPower(this.power, mode, random);
  }

  /** What the layer keeps to be able to forget: it grows until power is cut. */
  layerBytes(): number {
    if (this.plan.layer === null) return 0;
    const { journal, graves } = this.power;
    const kept = fs.readdirSync(graves).map((name) => join(graves, name));
    return [journal, `${journal}.last`, ...kept].reduce((sum, path) => sum + sizeOf(path), 0);
  }

  /** Its log since it was started last. */
  said(): string {
    return fs.readFileSync(this.logFile).subarray(this.logFrom).toString();
  }

  private layerEnvironment(): NodeJS.ProcessEnv {
    if (this.plan.layer === null) return {};
    return {
      LD_PRELOAD: this.plan.layer,
      // The layer refuses io_uring anyway; so it is not even tried.
      UV_USE_IO_URING: '0',
      ATOLL_POWER_ROOT: this.power.root,
      ATOLL_POWER_JOURNAL: this.power.journal,
      ATOLL_POWER_GRAVES: this.power.graves,
      ATOLL_POWER_CONTROL: join(this.plan.folder, 'power', 'control'),
    };
  }
}

const sizeOf = (path: string): number => fs.statSync(path, { throwIfNoEntry: false })?.size ?? 0;

const LINES_SHOWN = 3;
export const lastOf = (text: string): string => text.trimEnd().split('\n').slice(-LINES_SHOWN).join('\n');

export const dataFolderIn = (folder: string): string => join(folder, 'disk', 'data');
