/** What processes of this machine have used, from /proc: the same for every program, whatever it says of itself. */
import { readFileSync } from 'node:fs';

/** USER_HZ, which Linux fixes for what it shows. */
const TICKS_PER_SECOND = 100;
const KIBIBYTE = 1024;

/** Processor time of all of them together, in user and kernel mode. */
export function cpuSeconds(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + ticksOf(pid) / TICKS_PER_SECOND, 0);
}

/** Resident memory of all of them together. */
export function residentBytes(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + residentOf(pid), 0);
}

/** The fields behind the program's name, which may hold anything: utime and stime are the 12th and 13th. */
function ticksOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function residentOf(pid: number): number {
  const [, kibibytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) * KIBIBYTE;
}
