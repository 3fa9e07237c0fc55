/**
 * Runs the playground's nine servers and the relays between its regions. A server that ends by itself or is killed stays
 * down until someone heals or starts again: a playground shows failures, it does not hide them.
 *
 * V1. Only processes started here are ever ended, by their own handle.
 * V2. `servers.json` names the running servers after every change.
 * V3. Stopping ends everything within `STOP_MS_MAX`: first politely, then not.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, openSync, closeSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dataFolder, FOLDER, logFile, serverArguments, SERVERS, SERVERS_FILE } from './layout.ts';
import type { DevServer, RegionName } from './layout.ts';
import { Relays } from './relay.ts';

export const SERVERS_FILE_VERSION = 1;
const STOP_MS_MAX = 4500;
const POLITE_MS = 3500;

export interface ServersFile {
  readonly version: typeof SERVERS_FILE_VERSION;
  readonly supervisorPid: number;
  readonly servers: readonly {
    readonly name: string;
    readonly region: string;
    readonly pid: number;
    readonly client: string;
    readonly peer: string;
  }[];
}

export interface SupervisorOptions {
  /** Servers end when this process does, however it ends. */
  readonly tied: boolean;
  onEnded(server: DevServer, how: string): void;
}

export class Supervisor {
  private readonly options: SupervisorOptions;
  private readonly relays = new Relays();
  private readonly running = new Map<DevServer, ChildProcess>();
  private stopping = false;

  constructor(options: SupervisorOptions) {
    this.options = options;
  }

  async start(): Promise<void> {
    mkdirSync(FOLDER, { recursive: true });
    await this.relays.start();
    this.startMissing();
  }

  /** Starts every server that is down. */
  startMissing(): readonly DevServer[] {
    const missing = SERVERS.filter((server) => !this.running.has(server));
    for (const server of missing) this.spawn(server);
    this.writeServersFile();
    return missing;
  }

  kill(server: DevServer): boolean {
    return this.running.get(server)?.kill('SIGKILL') ?? false;
  }

  cut(region: RegionName): void {
    this.relays.cutRegion(region);
  }

  heal(): readonly DevServer[] {
    this.relays.heal();
    return this.startMissing();
  }

  status(): { readonly running: readonly string[]; readonly cut: readonly string[] } {
    return { running: [...this.running.keys()].map(({ name }) => name), cut: this.relays.cutRegions() };
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.relays.stop();
    const children = [...this.running.values()];
    const ended = children.map(
      (child) => new Promise<void>((resolve) => child.once('exit', () => resolve())),
    );
    for (const child of children) child.kill('SIGTERM');
    const polite = setTimeout(() => {
      for (const child of this.running.values()) child.kill('SIGKILL');
    }, POLITE_MS);
    const bound = new Promise<void>((resolve) => setTimeout(resolve, STOP_MS_MAX).unref());
    await Promise.race([Promise.all(ended), bound]);
    clearTimeout(polite);
  }

  private spawn(server: DevServer): void {
    mkdirSync(dataFolder(server), { recursive: true });
    const log = openSync(logFile(server), 'a');
    const entry = fileURLToPath(new URL('../main.js', import.meta.url));
    const tie = this.options.tied ? ['--exit-with-parent'] : [];
    const child = spawn(process.execPath, [entry, ...serverArguments(server), ...tie], {
      stdio: [this.options.tied ? 'pipe' : 'ignore', log, log],
      detached: !this.options.tied,
    });
    closeSync(log);
    if (!this.options.tied) child.unref();
    this.running.set(server, child);
    child.once('exit', (code, signal) => {
      this.running.delete(server);
      this.writeServersFile();
      if (!this.stopping) this.options.onEnded(server, endOf(server, code, signal));
    });
  }

  private writeServersFile(): void {
    const file: ServersFile = {
      version: SERVERS_FILE_VERSION,
      supervisorPid: process.pid,
      servers: [...this.running].flatMap(([{ name, region, clientPort, peerPort }, { pid }]) =>
        pid === undefined
          ? []
          : [{ name, region, pid, client: `127.0.0.1:${clientPort}`, peer: `127.0.0.1:${peerPort}` }],
      ),
    };
    writeFileSync(`${SERVERS_FILE}.new`, `${JSON.stringify(file, null, 2)}\n`);
    renameSync(`${SERVERS_FILE}.new`, SERVERS_FILE);
  }
}

function endOf(server: DevServer, code: number | null, signal: NodeJS.Signals | null): string {
  if (signal !== null) return `ended by ${signal}`;
  return `ended with code ${code ?? '?'}: ${lastError(server)}`;
}

/** The last thing a server said that was an error; its log has the rest. */
function lastError(server: DevServer): string {
  const lines = readFileSync(logFile(server), 'utf8').trimEnd().split('\n').slice(-50);
  for (const line of lines.reverse()) {
    if (line.startsWith('atoll: ')) return line;
    if (!line.includes('"level":"error"')) continue;
    const { event, reason } = JSON.parse(line) as { event?: string; reason?: string };
    return reason === undefined ? (event ?? line) : `${event}: ${reason}`;
  }
  return `see ${logFile(server)}`;
}
