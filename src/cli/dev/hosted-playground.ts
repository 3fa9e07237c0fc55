/**
 * The playground whose supervisor is this process, with the control socket through which other commands reach it.
 *
 * H1. It is stopped once, whoever asks first; all others wait for the same end.
 */
import type { Server } from 'node:net';
import { CommandFailure } from '../failure.ts';
import type { ControlRequest } from './control-protocol.ts';
import { serveControl } from './control-server.ts';
import { CONTROL_SOCKET } from './layout.ts';
import type { DevServer, RegionName } from './layout.ts';
import type { Playground, PlaygroundStatus } from './playground.ts';
import { Supervisor } from './supervisor.ts';

export interface HostOptions {
  /** Servers end when this process does, however it ends. */
  readonly tied: boolean;
  /** Something happened to one server, or was done to the playground: one line. */
  onEvent(line: string): void;
  /** Another command has stopped everything. */
  onStopped(): void;
}

/** Starts the relays, the control socket and all servers; does not wait until they are ready. */
export async function hostPlayground(options: HostOptions): Promise<HostedPlayground> {
  const supervisor = new Supervisor({
    tied: options.tied,
    onEnded: ({ name }, how) =>
      options.onEvent(`${name} ${how}; it stays down until --heal or the next start`),
  });
  const playground = new HostedPlayground(supervisor);
  await supervisor.start();
  try {
    playground.control = await serveControl({
      ...{ socket: CONTROL_SOCKET, playground, onStopped: () => options.onStopped() },
      onDone: (request) => {
        const line = describeDone(request);
        if (line !== null) options.onEvent(line);
      },
    });
  } catch (error) {
    await playground.stop();
    throw new CommandFailure(
      `cannot listen on ${CONTROL_SOCKET} (${error instanceof Error ? error.message : String(error)}): the folder must ` +
        'be writable and on a file system that has sockets',
    );
  }
  supervisor.startMissing();
  return playground;
}

export class HostedPlayground implements Playground {
  control: Server | null = null;
  private readonly supervisor: Supervisor;
  private stopped: Promise<void> | null = null;

  constructor(supervisor: Supervisor) {
    this.supervisor = supervisor;
  }

  status(): Promise<PlaygroundStatus> {
    return Promise.resolve(this.supervisor.status());
  }

  start(): Promise<readonly string[]> {
    return Promise.resolve(namesOf(this.supervisor.startMissing()));
  }

  kill(server: DevServer): Promise<boolean> {
    return this.supervisor.kill(server);
  }

  cut(region: RegionName): Promise<void> {
    this.supervisor.cut(region);
    return Promise.resolve();
  }

  heal(): Promise<readonly string[]> {
    return Promise.resolve(namesOf(this.supervisor.heal()));
  }

  /** H1. The socket's file goes with its server, so the next start finds none. */
  stop(): Promise<void> {
    this.control?.close();
    this.stopped ??= this.supervisor.stop();
    return this.stopped;
  }
}

const namesOf = (servers: readonly DevServer[]): readonly string[] => servers.map(({ name }) => name);

/** `null`: nobody needs to hear of it, or a server's end tells it already. */
function describeDone(request: ControlRequest): string | null {
  switch (request.command) {
    case 'cut':
      return `${request.region} is cut off from the other regions until --heal`;
    case 'heal':
      return 'healed: the regions reach each other, and what was down is starting';
    case 'stop':
      return 'stopped by another command';
    default:
      return null;
  }
}
