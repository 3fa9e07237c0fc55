/**
 * The ways between the members of a region: every member is reached through a relay of this program, which knows who
 * dialled and can cut each direction by itself. (A member speaks to another on the connection that it dialled.)
 *
 * Y1. A cut way is either silent, as if packets were lost: bytes wait and arrive after it is healed, if the connection
 *     lives so long; or it is refused, as by a firewall that resets.
 * Y2. A connection whose dialler cannot be told is ended: it could not be cut.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';

export const HOST = '127.0.0.1';

export type CutKind = 'silent' | 'refused';

export interface LinkEnd {
  readonly name: string;
  /** Where the relay listens, and where it leads. */
  readonly relayPort: number;
  readonly peerPort: number;
  /** Of its running process; `null` while there is none. */
  pid(): number | null;
}

interface Relayed {
  readonly way: string;
  readonly inbound: Socket;
  /** `null` while the way is silent and it was never joined. */
  outbound: Socket | null;
}

const wayOf = (from: string, to: string): string => `${from} to ${to}`;

export class Links {
  private readonly ends: readonly LinkEnd[];
  private readonly servers: Server[] = [];
  private readonly relayed = new Set<Relayed>();
  private readonly cuts = new Map<string, CutKind>();

  constructor(ends: readonly LinkEnd[]) {
    this.ends = ends;
  }

  async start(): Promise<void> {
    await Promise.all(this.ends.map((end) => this.listen(end)));
  }

  /** What `from` says does not reach `to`. */
  cut(from: string, to: string, kind: CutKind): void {
    this.cuts.set(wayOf(from, to), kind);
    for (const each of this.relayed) {
      if (each.way !== wayOf(from, to)) continue;
      if (kind === 'refused') each.inbound.destroy();
      else this.hold(each);
    }
  }

  /** In both directions, to and from all others. */
  isolate(name: string, kind: CutKind): void {
    for (const other of this.ends.filter((end) => end.name !== name)) {
      this.cut(name, other.name, kind);
      this.cut(other.name, name, kind);
    }
  }

  heal(): void {
    this.cuts.clear();
    for (const each of this.relayed) this.pass(each);
  }

  stop(): void {
    for (const server of this.servers) server.close();
    for (const { inbound, outbound } of this.relayed) {
      inbound.destroy();
      outbound?.destroy();
    }
  }

  private listen(end: LinkEnd): Promise<void> {
    const server = createServer({ noDelay: true }, (inbound) => this.accept(end, inbound));
    this.servers.push(server);
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(end.relayPort, HOST, resolve);
    });
  }

  private accept(to: LinkEnd, inbound: Socket): void {
    inbound.on('error', () => undefined);
    const from = this.diallerOf(inbound.remotePort ?? 0, to.relayPort);
    const way = wayOf(from?.name ?? '', to.name);
    const kind = this.cuts.get(way);
    if (from === undefined || kind === 'refused') {
      inbound.destroy();
      return;
    }
    const relayed: Relayed = { way, inbound, outbound: null };
    this.relayed.add(relayed);
    inbound.on('close', () => {
      this.relayed.delete(relayed);
      relayed.outbound?.destroy();
    });
    if (kind === undefined) this.pass(relayed);
    else inbound.pause();
  }

  private hold({ inbound, outbound }: Relayed): void {
    inbound.unpipe();
    outbound?.unpipe();
    inbound.pause();
    outbound?.pause();
  }

  private pass(relayed: Relayed): void {
    const { inbound } = relayed;
    if (relayed.outbound === null) {
      const outbound = this.dial(relayed);
      if (outbound === null) return;
      relayed.outbound = outbound;
      outbound.on('error', () => undefined);
      outbound.on('close', () => inbound.destroy());
    }
    inbound.unpipe();
    relayed.outbound.unpipe();
    inbound.pipe(relayed.outbound);
    relayed.outbound.pipe(inbound);
  }

  private dial({ way, inbound }: Relayed): Socket | null {
    const to = this.ends.find((end) => way.endsWith(` to ${end.name}`));
    if (to !== undefined) return connect({ host: HOST, port: to.peerPort, noDelay: true });
    inbound.destroy();
    return null;
  }

  /** Y2. By the system's table: the port is of a socket, the socket of a process. */
  private diallerOf(port: number, relayPort: number): LinkEnd | undefined {
    const inode = inodeOf(port, relayPort);
    return inode === null ? undefined : this.ends.find((end) => hasSocket(end.pid(), inode));
  }
}

/** One port may serve several connections, to different places. */
function inodeOf(port: number, remotePort: number): string | null {
  const [local, remote] = [portText(port), portText(remotePort)];
  for (const line of readFileSync('/proc/net/tcp', 'utf8').split('\n')) {
    const fields = line.trim().split(/\s+/);
    const isIt = fields[1]?.endsWith(local) === true && fields[2]?.endsWith(remote) === true;
    if (isIt && fields[9] !== '0') return fields[9] ?? null;
  }
  return null;
}

const portText = (port: number): string => `:${port.toString(16).toUpperCase().padStart(4, '0')}`;

function hasSocket(pid: number | null, inode: string): boolean {
  if (pid === null) return false;
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).some((name) => linkOf(`${folder}/${name}`) === `socket:[${inode}]`);
  } catch {
    return false;
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
