/** Linux's perf over all threads of a server: what native code and the kernel do, of which V8's profiler says nothing. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../support/run-command.ts';

const SAMPLES_PER_SECOND = 499;
const REPORT_MS_MAX = 120_000;
const FLAT = ['--no-children', '--call-graph', 'none', '--percent-limit', '0.3'];

/** Resolves with the file that says so by library and function, once `ms` have passed. */
export async function perfOf(pid: number, name: string, folder: string, ms: number): Promise<string> {
  const data = join(folder, `${name}.perf`);
  const record = ['record', '-q', '-g', '-F', String(SAMPLES_PER_SECOND), '-p', String(pid), '-o', data];
  const limits = { cwd: folder, limitMs: ms + REPORT_MS_MAX };
  await runCommand('perf', [...record, '--', 'sleep', String(ms / 1_000)], limits);
  const report = ['report', '-i', data, '--stdio', '--fields', 'overhead,dso,symbol', ...FLAT];
  const { stdout } = await runCommand('perf', report, limits);
  const file = join(folder, `${name}.perf.txt`);
  writeFileSync(file, stdout);
  return file;
}
