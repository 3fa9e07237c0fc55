/** What processes take of the machine, by the kernel's own account (Linux). */
import { readFileSync } from 'node:fs';

/** The kernel's unit of processor time for user space: fixed at 100 a second on every architecture it counts on. */
const TICKS_PER_SECOND = 100;
/** Fields of /proc/PID/stat after the command's name, which may hold spaces. */
const USER_TICKS_AT = 11;
const SYSTEM_TICKS_AT = 12;

export interface MemoryUse {
  /** As `ps` and `top` show it: pages that processes share count in each of them. */
  readonly residentBytes: number;
  /** Shared pages counted once; `null` where the kernel does not tell. */
  readonly proportionalBytes: number | null;
}

export function memoryOf(pids: readonly number[]): MemoryUse {
  const resident = pids.map((pid) => kibibytes(`/proc/${pid}/status`, 'VmRSS') ?? Number.NaN);
  const proportional = pids.map((pid) => kibibytes(`/proc/${pid}/smaps_rollup`, 'Pss'));
  return {
    residentBytes: sum(resident),
    proportionalBytes: proportional.every((each) => each !== null) ? sum(proportional) : null,
  };
}

/** Processor time since each process began, in seconds. */
export function processorSecondsOf(pids: readonly number[]): number {
  return sum(pids.map(ticksOf)) / TICKS_PER_SECOND;
}

function ticksOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[USER_TICKS_AT]) + Number(fields[SYSTEM_TICKS_AT]);
}

function kibibytes(file: string, name: string): number | null {
  try {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8'));
    return found === null ? null : Number(found[1]) * 1024;
  } catch {
    return null;
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
