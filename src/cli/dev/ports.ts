/** The playground's ports are fixed, so that anyone can find a server; here they are looked at before anything starts. */
import { createServer } from 'node:net';
import { CommandFailure } from '../failure.ts';
import { HOST, RELAYS, SERVERS } from './layout.ts';
import type { Relay } from './layout.ts';

export interface WantedPort {
  readonly port: number;
  readonly purpose: string;
}

export const WANTED_PORTS: readonly WantedPort[] = [
  ...SERVERS.flatMap(({ name, clientPort, peerPort }) => [
    { port: clientPort, purpose: `clients of ${name}` },
    { port: peerPort, purpose: `peers of ${name}` },
  ]),
  ...RELAYS.map(relayPort),
];

export function relayPort({ from, to, port }: Relay): WantedPort {
  return { port, purpose: `the relay from region ${from} to ${to.name}` };
}

export async function refuseTakenPorts(wanted: readonly WantedPort[] = WANTED_PORTS): Promise<void> {
  const causes = await Promise.all(wanted.map(({ port }) => tryPort(port)));
  const at = causes.findIndex((cause) => cause !== null);
  const first = wanted[at];
  if (first !== undefined) throw portFailure(first, causes[at] ?? '');
}

export function portFailure({ port, purpose }: WantedPort, code: string): CommandFailure {
  if (code !== 'EADDRINUSE')
    return new CommandFailure(`cannot listen on ${HOST}:${port} (${purpose}): ${code}`);
  return new CommandFailure(
    `port ${port} (${purpose}) is taken by another process: stop that one and start again. ` +
      `"lsof -nP -iTCP:${port} -sTCP:LISTEN" names it; a playground of another folder is ended there with npm run stop`,
  );
}

/** The system's code when it cannot be had. */
function tryPort(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => resolve(code ?? message));
    server.listen(port, HOST, () => server.close(() => resolve(null)));
  });
}
