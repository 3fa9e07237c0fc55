/** What processes of this machine have used, from /proc: the same for every program, whatever it says of itself. */
import { readFileSync } from 'node:fs';

/** USER_HZ, which Linux fixes for what it shows. */
const TICKS_PER_SECOND = 100;
const KIBIBYTE = 1024;

/** In seconds. */
export interface CpuTimes {
  readonly user: number;
  readonly system: number;
}

/** Processor time of all of them together, in user and kernel mode. */
export function cpuSeconds(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const { user, system } = cpuTimesIn(`/proc/${pid}/stat`);
    return sum + user + system;
  }, 0);
}

/** Processor time of everything on this machine: user to steal of /proc/stat, without idle, iowait and what guests count twice. */
export function machineCpuSeconds(): number {
  const [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, steal = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softIrq + steal) / TICKS_PER_SECOND;
}

/** Resident memory of all of them together. */
export function residentBytes(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + statusOf(pid, 'VmRSS'), 0);
}

/** What a process holds itself: without pages of files, which LevelDB maps as they are read and the system may take back. */
export function ownBytes(pid: number): number {
  return statusOf(pid, 'RssAnon');
}

/** Of a process or a thread. Fields behind the name, which may hold anything: utime and stime are the 12th and 13th. */
export function cpuTimesIn(file: string): CpuTimes & { readonly name: string } {
  const stat = readFileSync(file, 'utf8');
  const nameEnd = stat.lastIndexOf(')');
  const fields = stat.slice(nameEnd + 2).split(' ');
  return {
    name: stat.slice(stat.indexOf('(') + 1, nameEnd),
    user: Number(fields[11]) / TICKS_PER_SECOND,
    system: Number(fields[12]) / TICKS_PER_SECOND,
  };
}

function statusOf(pid: number, what: 'VmRSS' | 'RssAnon'): number {
  const line = new RegExp(`^${what}:\\s+(\\d+) kB`, 'm');
  const [, kibibytes] = line.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kibibytes) * KIBIBYTE;
}
