/**
 * Runs the playground's nine servers and the relays between its regions. A server that ends by itself or is killed stays
 * down until someone heals or starts again: a playground shows failures, it does not hide them.
 *
 * V1. Only processes started here are ever ended, by their own handle.
 * V2. `servers.json` names the running servers after every change, and is gone when all of them are.
 * V3. Stopping ends everything within `STOP_MS_MAX`: first politely, then not.
 * V4. Holding the relays' ports comes first: a second supervisor fails there, before it has touched anything.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FOLDER, GOSSIP_KEY_FILE, logFile, serverArguments, SERVERS } from './layout.ts';
import type { DevServer, RegionName } from './layout.ts';
import { Relays } from './relay.ts';
import { lastError, openServerLog } from './server-log.ts';
import { removeServersFile, writeServersFile } from './servers-file.ts';
import type { PlaygroundStatus } from './playground.ts';

/** A server takes up to 3 s to stop. */
const POLITE_MS = 3_500;
const STOP_MS_MAX = 4_500;
const GOSSIP_KEY_BYTES = 32;
const ENTRY = fileURLToPath(new URL('../main.js', import.meta.url));
/** Nine servers share one machine: a smaller nursery is collected more often and keeps each one small. */
const NODE_ARGUMENTS = ['--max-semi-space-size=4'];

export interface SupervisorOptions {
  /** Servers end when this process does, however it ends. */
  readonly tied: boolean;
  onEnded(server: DevServer, how: string): void;
}

export class Supervisor {
  private readonly options: SupervisorOptions;
  private readonly relays = new Relays();
  private readonly running = new Map<DevServer, ChildProcess>();
  /** How those that are down ended. */
  private readonly ended = new Map<DevServer, string>();
  private stopping = false;

  constructor(options: SupervisorOptions) {
    this.options = options;
  }

  /** V4. Fails with one line when a relay's port is taken. */
  async start(): Promise<void> {
    mkdirSync(FOLDER, { recursive: true });
    makeGossipKey();
    await this.relays.start();
  }

  /** Starts every server that is down. */
  startMissing(): readonly DevServer[] {
    if (this.stopping) return [];
    const missing = SERVERS.filter((server) => !this.running.has(server));
    for (const server of missing) this.spawn(server);
    this.record();
    return missing;
  }

  /** Resolves when it is gone; false when it was down already. */
  kill(server: DevServer): Promise<boolean> {
    const child = this.running.get(server);
    if (child === undefined) return Promise.resolve(false);
    return new Promise((resolve) => {
      child.once('exit', () => resolve(true));
      child.kill('SIGKILL');
    });
  }

  cut(region: RegionName): void {
    this.relays.cutRegion(region);
  }

  heal(): readonly DevServer[] {
    this.relays.heal();
    return this.startMissing();
  }

  status(): PlaygroundStatus {
    return {
      supervisorPid: process.pid,
      running: [...this.running.keys()].map(({ name }) => name),
      ended: [...this.ended].map(([{ name }, how]) => ({ name, how })),
      cut: this.relays.cutRegions(),
    };
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.relays.stop();
    const children = [...this.running.values()];
    const ended = children.map(
      (child) => new Promise<void>((resolve) => child.once('exit', () => resolve())),
    );
    for (const child of children) child.kill('SIGTERM');
    const impatience = setTimeout(() => {
      for (const child of this.running.values()) child.kill('SIGKILL');
    }, POLITE_MS);
    const bound = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS_MAX).unref());
    await Promise.race([Promise.all(ended), bound]);
    clearTimeout(impatience);
    if (this.running.size === 0) removeServersFile();
  }

  private spawn(server: DevServer): void {
    const log = openServerLog(server);
    const tie = this.options.tied ? ['--exit-with-parent'] : [];
    const args = [...NODE_ARGUMENTS, ENTRY, ...serverArguments(server), ...tie];
    const child = spawn(process.execPath, args, {
      stdio: [this.options.tied ? 'pipe' : 'ignore', log, log],
      // A group of its own: Ctrl-C in the terminal is for the supervisor, which then stops all in order.
      detached: true,
    });
    closeSync(log);
    if (!this.options.tied) child.unref();
    // Its end may be noticed here before its exit is.
    child.stdin?.on('error', () => undefined);
    this.running.set(server, child);
    this.ended.delete(server);
    child.once('error', (error) => this.onExit(server, `could not be started: ${error.message}`));
    child.once('exit', (code, signal) => this.onExit(server, describeEnd(server, code, signal)));
  }

  private onExit(server: DevServer, how: string): void {
    if (!this.running.delete(server)) return;
    this.ended.set(server, how);
    this.record();
    if (!this.stopping) this.options.onEnded(server, how);
  }

  private record(): void {
    const running = new Map<DevServer, number>();
    for (const [server, { pid }] of this.running) if (pid !== undefined) running.set(server, pid);
    writeServersFile(running);
  }
}

/** Once; a start with --fresh forgets it with the data. */
function makeGossipKey(): void {
  if (existsSync(GOSSIP_KEY_FILE)) return;
  writeFileSync(GOSSIP_KEY_FILE, `${randomBytes(GOSSIP_KEY_BYTES).toString('base64')}\n`, { mode: 0o600 });
}

function describeEnd(server: DevServer, code: number | null, signal: NodeJS.Signals | null): string {
  if (signal !== null) return `was ended by ${signal}`;
  if (code === 0) return 'stopped';
  return `ended with code ${code ?? '?'}: ${lastError(logFile(server))} (a start with --fresh forgets all data)`;
}
