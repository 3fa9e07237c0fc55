/**
 * `atoll dev --detach`: a supervisor of its own in the background. Its servers do not end with it: killing it leaves nine
 * servers without relays, which the next start or `--stop` ends.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CommandFailure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { findPlayground } from './control-client.ts';
import { hostPlayground } from './hosted-playground.ts';
import { CONTROL_SOCKET, FOLDER, SUPERVISOR_LOG } from './layout.ts';
import type { Playground } from './playground.ts';
import { lastError } from './server-log.ts';

const ENTRY = fileURLToPath(new URL('../main.js', import.meta.url));
const LOOK_EVERY_MS = 50;
const SUPERVISOR_MS_MAX = 20_000;

/** The launcher's side: returns when the supervisor can be asked. */
export async function launchBackground(): Promise<Playground> {
  mkdirSync(FOLDER, { recursive: true });
  const log = openSync(SUPERVISOR_LOG, 'w');
  const child = spawn(process.execPath, [ENTRY, 'dev', '--supervise'], {
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  child.unref();
  return whenReachable(child);
}

async function whenReachable(child: ChildProcess): Promise<Playground> {
  const deadline = performance.now() + SUPERVISOR_MS_MAX;
  let failure: string | null = null;
  child.once('error', ({ message }) => (failure = message));
  child.once('exit', () => (failure ??= lastError(SUPERVISOR_LOG)));
  while (performance.now() < deadline) {
    const playground = await findPlayground(CONTROL_SOCKET);
    if (playground !== null) return playground;
    if (failure !== null) throw new CommandFailure(failure);
    await wait(LOOK_EVERY_MS);
  }
  throw new CommandFailure(`the supervisor did not start: ${SUPERVISOR_LOG} may say why`);
}

/** The supervisor's side: until it is stopped by a command or a signal. */
export async function runSupervisor(terminal: Terminal): Promise<void> {
  const say = (line: string): void => terminal.out(`${new Date().toISOString()} ${line}\n`);
  let onEnd: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (onEnd = resolve));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onEnd);
  process.on('SIGHUP', () => say('the terminal is gone; going on'));
  const playground = await hostPlayground({ tied: false, onEvent: say, onStopped: onEnd });
  await ended;
  await playground.stop();
}
