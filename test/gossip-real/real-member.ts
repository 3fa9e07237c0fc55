/** One member of the run: its process, and how it sees the others. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { MemberState } from '../../src/core/gossip/types.ts';
import type { FromMember, FromRun, MemberOptions, MemberReport } from './protocol.ts';

/** Fifty share one machine. */
const NODE_ARGUMENTS = ['--max-semi-space-size=2', '--enable-source-maps'];

export class RealMember {
  readonly options: MemberOptions;
  /** By name; what it has told so far in this life. */
  readonly sees = new Map<string, MemberState>();
  ready = false;
  stopped = false;
  onSees: (name: string, state: MemberState) => void = () => undefined;
  private readonly program: string;
  private child: ChildProcess | null = null;
  private onReport: ((report: MemberReport) => void) | null = null;

  constructor(program: string, options: MemberOptions) {
    this.program = program;
    this.options = options;
  }

  get name(): string {
    return this.options.name;
  }

  get up(): boolean {
    return this.child !== null;
  }

  start(): void {
    this.sees.clear();
    this.ready = false;
    const child = spawn(process.execPath, [...NODE_ARGUMENTS, this.program, JSON.stringify(this.options)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.child = child;
    child.on('message', (message) => {
      if (this.child === child) this.hear(message as FromMember);
    });
    child.once('exit', () => {
      if (this.child === child) this.child = null;
    });
  }

  /** kill -9; resolves when it is gone. */
  kill(): Promise<void> {
    const { child } = this;
    if (child === null) return Promise.resolve();
    return new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  }

  pause(): void {
    this.stopped = true;
    this.child?.kill('SIGSTOP');
  }

  resume(): void {
    this.stopped = false;
    this.child?.kill('SIGCONT');
  }

  report(): Promise<MemberReport> {
    return new Promise((resolve) => {
      this.onReport = resolve;
      this.say({ type: 'report' });
    });
  }

  private say(message: FromRun): void {
    this.child?.send(message, () => undefined);
  }

  private hear(message: FromMember): void {
    switch (message.type) {
      case 'ready':
        this.ready = true;
        return;
      case 'failed':
        throw new Error(`${this.name}: ${message.reason}`);
      case 'sees':
        this.sees.set(message.name, message.state);
        this.onSees(message.name, message.state);
        return;
      case 'report':
        this.onReport?.(message.report);
        this.onReport = null;
    }
  }
}
