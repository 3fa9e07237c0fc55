/** What of an earlier run is still there: its supervisor on its way in or out, or servers that have outlived it. */
import { setTimeout as wait } from 'node:timers/promises';
import { CommandFailure } from '../failure.ts';
import { findPlayground } from './control-client.ts';
import { CONTROL_SOCKET } from './layout.ts';
import type { Playground } from './playground.ts';
import { endProcesses, isRunning } from './processes.ts';
import { readServersFile, removeServersFile } from './servers-file.ts';

/** A supervisor that starts or stops is done with it in less. */
const SETTLED_MS_MAX = 6_000;
const LOOK_EVERY_MS = 50;

/** A supervisor that runs and cannot be asked is starting or stopping: that is waited for. `null`: none can be asked. */
export async function findSettledPlayground(): Promise<Playground | null> {
  const deadline = performance.now() + SETTLED_MS_MAX;
  for (;;) {
    const playground = await findPlayground(CONTROL_SOCKET);
    if (playground !== null) return playground;
    const old = readServersFile();
    if (old === null || !isRunning(old.supervisor) || performance.now() > deadline) return null;
    await wait(LOOK_EVERY_MS);
  }
}

/**
 * Ends detached servers whose supervisor was killed, tied ones that are still stopping, and a supervisor that does not
 * answer; returns how many servers that were.
 */
export async function endLeftovers(): Promise<number> {
  const old = readServersFile();
  if (old === null) return 0;
  const running = [old.supervisor, ...old.servers].filter(isRunning);
  const servers = old.servers.filter(isRunning).length;
  const left = await endProcesses(running);
  if (left.length > 0) {
    const pids = left.map(({ pid }) => pid).join(' ');
    throw new CommandFailure(`servers of an earlier run do not end: end the processes ${pids} yourself`);
  }
  removeServersFile();
  return servers;
}
