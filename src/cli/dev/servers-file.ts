/**
 * `.atoll/dev/servers.json`: which processes run, for people, tests and the next start. Written whole and renamed, so a
 * reader sees one state or another.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { clientAddress, peerAddress, serverNamed, SERVERS_FILE } from './layout.ts';
import type { DevServer } from './layout.ts';
import { serverProcess, supervisorProcess } from './processes.ts';
import type { OldProcess } from './processes.ts';

export const SERVERS_FILE_VERSION = 1;

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

export function writeServersFile(running: ReadonlyMap<DevServer, number>): void {
  const file: ServersFile = {
    version: SERVERS_FILE_VERSION,
    supervisorPid: process.pid,
    servers: [...running].map(([server, pid]) => ({
      ...{ name: server.name, region: server.region, pid },
      ...{ client: clientAddress(server), peer: peerAddress(server) },
    })),
  };
  writeFileSync(`${SERVERS_FILE}.new`, `${JSON.stringify(file, null, 2)}\n`);
  renameSync(`${SERVERS_FILE}.new`, SERVERS_FILE);
}

export function removeServersFile(): void {
  rmSync(SERVERS_FILE, { force: true });
}

export interface OldProcesses {
  readonly supervisor: OldProcess;
  readonly servers: readonly OldProcess[];
}

/** What an earlier run left written; `null` when there is nothing, or nothing this release can read. */
export function readServersFile(): OldProcesses | null {
  try {
    const file = JSON.parse(readFileSync(SERVERS_FILE, 'utf8')) as ServersFile;
    if (file.version !== SERVERS_FILE_VERSION) return null;
    const servers = file.servers.flatMap(({ name, pid }) => {
      const server = serverNamed(name);
      return server === undefined ? [] : [serverProcess(server, pid)];
    });
    return { supervisor: supervisorProcess(file.supervisorPid), servers };
  } catch {
    return null;
  }
}
