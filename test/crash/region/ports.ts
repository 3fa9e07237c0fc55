/** Ports for three members that nobody else on this machine has. */
import { createServer } from 'node:net';
import { HOST } from './links.ts';

/** Below the system's own choices for outgoing connections, which would take a dead member's port. */
const PORTS_FROM = 3_300;
const PORTS_TO = 3_900;
const STRIDE = 20;

/** The first of as many ports in a row; all are free now, and held by nobody. */
export async function freePorts(count: number): Promise<number> {
  for (let base = PORTS_FROM; base + STRIDE <= PORTS_TO; base += STRIDE) {
    const ports = Array.from({ length: count }, (_, at) => base + at);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return base;
  }
  throw new Error(`no ${count} free ports in a row from ${PORTS_FROM} to ${PORTS_TO}`);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, HOST, () => server.close(() => resolve(true)));
  });
}
