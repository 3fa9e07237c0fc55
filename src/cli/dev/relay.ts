/**
 * The launcher's relays between regions: plain TCP, byte for byte. Cutting a region ends its relayed connections and
 * refuses new ones, in both directions; inside the region nothing changes.
 *
 * Y1. A cut region has no open relayed connection, from the moment of the cut until it is healed.
 */
import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { HOST, RELAYS } from './layout.ts';
import type { RegionName, Relay } from './layout.ts';
import { portFailure, relayPort } from './ports.ts';

export class Relays {
  private readonly relays: readonly Relay[];
  private readonly servers: Server[] = [];
  private readonly open = new Map<Socket, Relay>();
  private readonly cut = new Set<RegionName>();

  constructor(relays: readonly Relay[] = RELAYS) {
    this.relays = relays;
  }

  /** Fails with one line when a port is taken; then none is held. */
  async start(): Promise<void> {
    try {
      for (const relay of this.relays) await this.listen(relay);
    } catch (error) {
      this.stop();
      throw error;
    }
  }

  cutRegion(region: RegionName): void {
    this.cut.add(region);
    for (const [socket, relay] of this.open) if (this.isCut(relay)) socket.destroy();
  }

  heal(): void {
    this.cut.clear();
  }

  cutRegions(): readonly RegionName[] {
    return [...this.cut];
  }

  stop(): void {
    for (const server of this.servers) server.close();
    for (const socket of this.open.keys()) socket.destroy();
  }

  private isCut(relay: Relay): boolean {
    return this.cut.has(relay.from) || this.cut.has(relay.to.region);
  }

  private listen(relay: Relay): Promise<void> {
    const server = createServer({ noDelay: true }, (inbound) => this.join(relay, inbound));
    this.servers.push(server);
    return new Promise((resolve, reject) => {
      server.once('error', ({ code, message }: NodeJS.ErrnoException) =>
        reject(portFailure(relayPort(relay), code ?? message)),
      );
      server.listen(relay.port, HOST, () => {
        // From now on it is about single connections, which their servers dial again.
        server.removeAllListeners('error').on('error', () => undefined);
        resolve();
      });
    });
  }

  private join(relay: Relay, inbound: Socket): void {
    if (this.isCut(relay)) {
      inbound.destroy();
      return;
    }
    const outbound = connect({ host: HOST, port: relay.to.peerPort, noDelay: true });
    for (const [socket, other] of [
      [inbound, outbound],
      [outbound, inbound],
    ] as const) {
      this.open.set(socket, relay);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}
