/** Ports for three members that nobody else on this machine has. */
import { isFree } from '../../support/free-port.ts';

/** Below the system's own choices for outgoing connections, which would take a dead member's port. */
const PORTS_FROM = 3_300;
const STRIDE = 20;
const ROWS = 30;

/** The first of as many ports in a row; all are free now, and held by nobody. Two runs at the same time begin apart. */
export async function freePorts(count: number): Promise<number> {
  for (let tried = 0; tried < ROWS; tried++) {
    const base = PORTS_FROM + ((process.pid + tried) % ROWS) * STRIDE;
    const ports = Array.from({ length: count }, (_, at) => base + at);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return base;
  }
  throw new Error(`no ${count} free ports in a row from ${PORTS_FROM} to ${PORTS_FROM + ROWS * STRIDE}`);
}
