/** What the playground's servers say: a file each, kept across runs and bounded. */
import { closeSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { logFile } from './layout.ts';
import type { DevServer } from './layout.ts';

const LOG_BYTES_MAX = 16 * 1024 * 1024;
const TAIL_BYTES = 64 * 1024;

/** The file to append to; one that has grown too large makes room for a new one. */
export function openServerLog(server: DevServer): number {
  const file = logFile(server);
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes > LOG_BYTES_MAX) renameSync(file, `${file}.old`);
  return openSync(file, 'a');
}

/** The last thing a server said that was an error; its log has the rest. */
export function lastError(file: string): string {
  for (const line of tailOf(file).trimEnd().split('\n').reverse()) {
    if (line.startsWith('atoll: ')) return line.slice('atoll: '.length);
    const reason = errorIn(line);
    if (reason !== null) return reason;
  }
  return `its log says more: ${file}`;
}

function errorIn(line: string): string | null {
  if (!line.includes('"level":"error"')) return null;
  try {
    const { event = line, reason } = JSON.parse(line) as {
      readonly event?: string;
      readonly reason?: string;
    };
    return reason === undefined ? event : `${event}: ${reason}`;
  } catch {
    return null;
  }
}

function tailOf(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const buffer = Buffer.alloc(Math.min(size, TAIL_BYTES));
    const length = readSync(descriptor, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString('utf8', 0, length);
  } finally {
    closeSync(descriptor);
  }
}
