/** Ports of this machine that nobody listens on. */
import { createServer } from 'node:net';

const HOST = '127.0.0.1';
/**
 * Below the system's own choices for outgoing connections, which would take the port of a server that is down for a moment;
 * above those of the peers and of the playground.
 */
const PORTS_FROM = 20_000;
const PORTS_TO = 32_000;
/** Two processes that look at the same time begin far from each other. */
const APART = 613;

let next = PORTS_FROM + ((process.pid * APART) % (PORTS_TO - PORTS_FROM));

export async function freePort(): Promise<number> {
  for (let looked = PORTS_FROM; looked < PORTS_TO; looked++) {
    const port = next;
    next = next + 1 < PORTS_TO ? next + 1 : PORTS_FROM;
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port from ${PORTS_FROM} to ${PORTS_TO}`);
}

/** No two the same. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) ports.push(await freePort());
  return ports;
}

/** Held by nobody now, and left so. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, HOST, () => server.close(() => resolve(true)));
  });
}
