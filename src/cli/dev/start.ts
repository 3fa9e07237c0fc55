/** `atoll dev` and `npm start`: starts the playground, or what is down of the one that runs. */
import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { CommandFailure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { launchBackground } from './background.ts';
import { findPlayground } from './control-client.ts';
import { runForeground } from './foreground.ts';
import { CONTROL_SOCKET, FOLDER } from './layout.ts';
import { endLeftovers, findSettledPlayground } from './leftovers.ts';
import { commandNames, describeMembers, describeTries } from './overview.ts';
import type { Playground } from './playground.ts';
import { refuseTakenPorts } from './ports.ts';
import { Progress } from './progress.ts';
import { waitUntilReady } from './wait-ready.ts';

/** From holding its ports until it can be asked, a start takes less. */
const RACE_MS = 1_000;

export interface StartFlags {
  readonly detach: boolean;
  readonly fresh: boolean;
}

export async function startPlayground(flags: StartFlags, terminal: Terminal): Promise<void> {
  const running = await findSettledPlayground();
  if (running !== null) {
    await joinRunning(running, flags, terminal);
    return;
  }
  const ended = await endLeftovers();
  if (ended > 0) terminal.out(`Ended ${ended} servers that an earlier run left behind\n`);
  if (flags.fresh) rmSync(FOLDER, { recursive: true, force: true });
  const other = await findOtherOnPorts();
  if (other !== null) await joinRunning(other, flags, terminal);
  else if (flags.detach) await startBackground(terminal);
  else await runForeground(terminal);
}

/** Whoever holds the ports may be another start of this very playground that was a moment earlier. */
async function findOtherOnPorts(): Promise<Playground | null> {
  try {
    await refuseTakenPorts();
    return null;
  } catch (error) {
    await wait(RACE_MS);
    const other = await findPlayground(CONTROL_SOCKET);
    if (other === null) throw error;
    return other;
  }
}

async function joinRunning(playground: Playground, { fresh }: StartFlags, terminal: Terminal): Promise<void> {
  if (fresh)
    throw new CommandFailure('a playground is running: end it with npm run stop, then start --fresh');
  const started = await playground.start();
  terminal.out(
    started.length === 0
      ? 'The playground runs already\n'
      : `The playground runs already; starting what is down: ${started.join(' ')}\n`,
  );
  await introduce(playground, terminal);
}

async function startBackground(terminal: Terminal): Promise<void> {
  terminal.out('Starting three regions of three servers (eu, us, ap) in the background\n');
  const playground = await launchBackground();
  try {
    await introduce(playground, terminal);
  } catch (error) {
    await playground.stop();
    throw error;
  }
}

/** Waits until it is ready and says who is where. */
export async function introduce(playground: Playground, terminal: Terminal): Promise<void> {
  const look = await waitUntilReady(playground, new Progress(terminal));
  if (look === null) return;
  const { supervisorPid, cut } = await playground.status();
  terminal.out(`\n${describeMembers(look)}${describeTries(commandNames())}`);
  if (cut.length > 0) terminal.out(`\n${cut.join(' and ')} cut off from the other regions until --heal.\n`);
  terminal.out(
    `\nIt goes on without this command (supervisor: process ${supervisorPid}); npm run stop ends it.\n`,
  );
}
