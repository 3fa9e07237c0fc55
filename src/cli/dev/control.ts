/** `--kill`, `--cut`, `--heal` and `--stop`: what is done to a playground that runs. */
import { setTimeout as wait } from 'node:timers/promises';
import { CommandFailure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import type { DevServer, RegionName } from './layout.ts';
import { endLeftovers, findSettledPlayground } from './leftovers.ts';
import type { Playground } from './playground.ts';
import { isRunning, supervisorProcess } from './processes.ts';
import { Progress } from './progress.ts';
import { waitUntilReady } from './wait-ready.ts';

const SUPERVISOR_ENDS_MS_MAX = 2_000;
const LOOK_EVERY_MS = 20;

export async function killServer(server: DevServer, terminal: Terminal): Promise<void> {
  const playground = await runningPlayground();
  const wasRunning = await playground.kill(server);
  terminal.out(
    wasRunning
      ? `${server.name} is killed (SIGKILL) and stays down until --heal or the next start\n`
      : `${server.name} was down already\n`,
  );
}

export async function cutRegion(region: RegionName, terminal: Terminal): Promise<void> {
  await (await runningPlayground()).cut(region);
  terminal.out(
    `${region} is cut off from the other regions until --heal; inside ${region} nothing changes\n`,
  );
}

export async function heal(terminal: Terminal): Promise<void> {
  const playground = await runningPlayground();
  const { cut } = await playground.status();
  const started = await playground.heal();
  if (cut.length > 0) terminal.out(`Joined again: ${cut.join(' ')}\n`);
  if (started.length > 0) terminal.out(`Started again: ${started.join(' ')}\n`);
  await waitUntilReady(playground, new Progress(terminal));
  terminal.out('All nine servers answer, and all regions are connected\n');
}

/** Says what it found: stopping twice is no error. */
export async function stopPlayground(terminal: Terminal): Promise<void> {
  const running = await findSettledPlayground();
  const stopped = running !== null && (await stopPolitely(running));
  const left = await endLeftovers();
  if (left > 0) terminal.out(`Ended ${left} servers whose supervisor was gone\n`);
  else
    terminal.out(
      stopped ? 'The playground has stopped; its data stays in .atoll/dev\n' : 'No playground runs here\n',
    );
}

/** False when it does not answer: then it is ended like a leftover. */
async function stopPolitely(playground: Playground): Promise<boolean> {
  try {
    const { supervisorPid } = await playground.status();
    await playground.stop();
    const supervisor = supervisorProcess(supervisorPid);
    const deadline = performance.now() + SUPERVISOR_ENDS_MS_MAX;
    while (isRunning(supervisor) && performance.now() < deadline) await wait(LOOK_EVERY_MS);
    return true;
  } catch (error) {
    if (error instanceof CommandFailure) return false;
    throw error;
  }
}

async function runningPlayground(): Promise<Playground> {
  const playground = await findSettledPlayground();
  if (playground !== null) return playground;
  throw new CommandFailure('no playground runs in this folder: start one with npm start');
}
