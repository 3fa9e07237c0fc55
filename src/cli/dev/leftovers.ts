/** Servers that outlived their supervisor: detached ones after it was killed, tied ones that are still stopping. */
import { CommandFailure } from '../failure.ts';
import { endProcesses, isRunning } from './processes.ts';
import { readServersFile, removeServersFile } from './servers-file.ts';

/** Ends what an earlier run left running; how many servers that were. */
export async function endLeftovers(): Promise<number> {
  const old = readServersFile();
  if (old === null) return 0;
  // First, or it would take its servers' end for their own.
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
