/** One command, run to its end within a bound, with everything it said. */
import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly cwd: string;
  readonly limitMs: number;
}

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** From before it was started until its end was seen. */
  readonly ms: number;
}

export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

/** Fails when the command does. */
export async function runCommand(
  program: string,
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandResult> {
  const result = await tryCommand(program, args, options);
  if (result.code === 0) return result;
  const said = `${result.stdout}${result.stderr}`.trim();
  throw new CommandFailed(
    `"${[program, ...args].join(' ')}" ended with ${result.code ?? 'a signal'}: ${said}`,
  );
}

export function tryCommand(
  program: string,
  args: readonly string[],
  { cwd, limitMs }: CommandOptions,
): Promise<CommandResult> {
  const began = performance.now();
  const child = spawn(program, [...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const bound = setTimeout(() => child.kill('SIGKILL'), limitMs);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve) => {
    const end = (code: number | null): void => {
      clearTimeout(bound);
      resolve({ code, stdout, stderr, ms: performance.now() - began });
    };
    child.once('error', (error) => {
      stderr += error.message;
      end(null);
    });
    child.once('close', end);
  });
}
