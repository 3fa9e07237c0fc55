/**
 * Processes that were started by an earlier run, known by their ids only. An id is taken again by others, so none is
 * ended before its command line says that it is ours.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { dataFolder } from './layout.ts';
import type { DevServer } from './layout.ts';

const POLL_MS = 50;
const POLITE_MS = 4_000;
const KILLED_MS = 2_000;

export interface OldProcess {
  readonly pid: number;
  /** Tells by its command line whether the process is still the one that was started. */
  isOurs(commandLine: string): boolean;
}

export function serverProcess(server: DevServer, pid: number): OldProcess {
  const words = [' server ', `--name ${server.name} `, `--data-dir ${dataFolder(server)} `];
  return { pid, isOurs: (line) => words.every((word) => line.includes(word)) };
}

/** A supervisor has no words of its own folder in its command line; the folder it works in says whose it is. */
export function supervisorProcess(pid: number): OldProcess {
  return { pid, isOurs: (line) => /\sdev(\s|$)/.test(line) && worksHere(pid) };
}

export function isRunning({ pid, isOurs }: OldProcess): boolean {
  const line = commandLineOf(pid);
  return line !== null && isOurs(line);
}

/** Politely, then not. Returns those that are still there. */
export async function endProcesses(
  all: readonly OldProcess[],
  politeMs = POLITE_MS,
): Promise<readonly OldProcess[]> {
  const polite = await signalAndWait(all, 'SIGTERM', politeMs);
  return polite.length === 0 ? [] : signalAndWait(polite, 'SIGKILL', KILLED_MS);
}

async function signalAndWait(
  all: readonly OldProcess[],
  signal: NodeJS.Signals,
  limitMs: number,
): Promise<readonly OldProcess[]> {
  let left = all.filter(isRunning);
  for (const { pid } of left) send(pid, signal);
  const deadline = performance.now() + limitMs;
  while (left.length > 0 && performance.now() < deadline) {
    await wait(POLL_MS);
    left = left.filter(isRunning);
  }
  return left;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone by itself meanwhile.
  }
}

const HAS_PROC = existsSync('/proc/self/cmdline');

/** Words with spaces around; `null` when there is no such process, or only its remains that nobody has collected. */
function commandLineOf(pid: number): string | null {
  const line = HAS_PROC ? fromProc(pid) : fromPs(pid);
  return line === null || line === '' ? null : ` ${line} `;
}

function fromProc(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return null;
  }
}

function fromPs(pid: number): string | null {
  const { status, stdout } = spawnSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

function worksHere(pid: number): boolean {
  if (!HAS_PROC) return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === process.cwd();
  } catch {
    return false;
  }
}

/** `null` where the system does not tell without starting a program for it. */
export function parentOf(pid: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^PPid:\s*(\d+)$/m.exec(status)?.[1] ?? '0');
  } catch {
    return null;
  }
}

/** Whether it runs a command line for someone. */
export function isShell(pid: number): boolean {
  return /^ \S*sh -c /.test(commandLineOf(pid) ?? '');
}
