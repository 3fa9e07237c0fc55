/**
 * The lines of one pool: one to each member that is spoken to over a stream, whoever of the two dialled.
 *
 * S1. A member is answered on the line it called on, so that two members need one line and no second handshake. (A
 *     datagram proves nothing of its sender, and is answered at the address the list has.)
 * S2. A line that nothing went over for `idleMs` is closed, and one that is mute; and beyond `LINES_MAX` the one unused for longest.
 */
import type { LineContent, LineHello } from '../../codec/gossip-line.ts';
import type { Address, NodeId } from '../../core/gossip/types.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Entropy } from '../../ports/entropy.ts';
import type { Connection, Network } from '../../ports/network.ts';
import type { Done } from '../../ports/outcome.ts';
import type { PoolSeal } from '../../ports/pool-seal.ts';
import { Line } from './line.ts';
import type { SparingLog } from './sparing-log.ts';

const LINES_MAX = 256;

export interface LinesGiven {
  readonly network: Network;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: SparingLog;
  readonly seal: PoolSeal | null;
  readonly label: string;
  readonly id: NodeId;
  readonly idleMs: number;
  /** What this member is known by. */
  address(): Address;
  /** Where a member is dialled that the pool knows by this address. */
  route(address: Address): Address;
  onContent(from: NodeId, content: LineContent, line: Line): void;
}

export class Lines {
  sentBytes = 0;
  private readonly given: LinesGiven;
  /** Also lines that were called by another name of the same member, such as a seed's. */
  private readonly byAddress = new Map<Address, Line>();
  private readonly all = new Set<Line>();
  private stopped = false;

  constructor(given: LinesGiven) {
    this.given = given;
  }

  start(done: Done): void {
    this.given.network.listen((connection) => {
      const line = this.open(connection, false);
      if (this.stopped) line.end();
    }, done);
  }

  stop(): void {
    this.stopped = true;
    for (const line of [...this.all]) line.end();
    this.given.network.close(() => undefined);
  }

  send(to: Address, content: LineContent): void {
    if (!this.stopped) (this.byAddress.get(to) ?? this.dial(to)).send(content);
  }

  /** S2. */
  tend(): void {
    const nowMs = this.given.clock.monotonicMs();
    for (const line of [...this.all])
      if (nowMs - line.usedMs > this.given.idleMs || line.isMute(nowMs)) line.end();
  }

  private dial(to: Address): Line {
    const { network, route } = this.given;
    const line = this.open(network.connect(route(to)), true);
    this.byAddress.set(to, line);
    return line;
  }

  private open(connection: Connection, dialled: boolean): Line {
    const { clock, entropy, seal, label, id, address, log } = this.given;
    const line = new Line({
      ...{ connection, dialled, clock, entropy, seal, self: { label, id, address: address() } },
      onHello: (named, hello) => this.onHello(named, hello),
      onContent: (from, content) => {
        if (from.other !== null) this.given.onContent(from.other.id, content, from);
      },
      onTrouble: (_, reason) => {
        const fields = { pool: label, address: connection.address, reason };
        log.warn('gossip line refused', `${dialled ? connection.address : ''} ${reason}`, fields);
      },
      onEnd: (ended) => this.forget(ended),
    });
    this.all.add(line);
    this.keepFew();
    return line;
  }

  private onHello(line: Line, { address }: LineHello): void {
    const known = this.byAddress.get(address);
    if (known === undefined || known.other === null) this.byAddress.set(address, line);
  }

  private forget(line: Line): void {
    this.sentBytes += line.sentBytes;
    this.all.delete(line);
    for (const [address, named] of this.byAddress) if (named === line) this.byAddress.delete(address);
  }

  private keepFew(): void {
    if (this.all.size <= LINES_MAX) return;
    let oldest: Line | null = null;
    for (const line of this.all) if (oldest === null || line.usedMs < oldest.usedMs) oldest = line;
    oldest?.end();
  }
}
