/**
 * The links to the other members of the region: one outbound connection each, frames gathered per turn, reconnecting
 * with bounded back-off. Inbound connections are only listened to; each frame names its sender (codec/peer-frame).
 *
 * L1. At most one outbound connection and one pending reconnect per member. A connection that does not last counts as a
 *     failed attempt, so that a peer that turns us away is not called upon twenty times a second.
 * L2. All Raft messages of a turn to one member leave as one frame, or as few as their weight allows.
 * L3. A full send queue drops frames; Raft and the proposer both survive a lost frame.
 * L4. Inbound connections are bounded: beyond `INBOUND_MAX` the oldest goes, which is more likely than the newest to be
 *     one whose other side is gone.
 * L5. After `stop` nothing is sent and nobody is called.
 */
import { FormatError } from '../../codec/binary.ts';
import { decodePeerFrame, describePeerFrame, encodePeerFrame } from '../../codec/peer-frame.ts';
import type { PeerFrame } from '../../codec/peer-frame.ts';
import { hexId } from '../../core/base/brands.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { Envelope, RaftMessage } from '../../core/raft/types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Connection, Network } from '../../ports/network.ts';
import type { Done } from '../../ports/outcome.ts';

export const RECONNECT_MS_MIN = 50;
export const RECONNECT_MS_MAX = 1000;
/** A connection that has stood this long was a good one. */
export const STABLE_MS = 5_000;
export const INBOUND_MAX = 64;
/** Messages gathered into one frame; a single larger one travels alone, and is far from what a frame may hold. */
const FRAME_BYTES_AIM = 2 * 1024 * 1024;

export interface PeerAddress {
  readonly id: MemberId;
  readonly name: string;
  readonly address: string;
}

export interface PeerEvents {
  onFrame(from: MemberId, frame: PeerFrame): void;
  /** The connection to a member broke. */
  onUnreachable(member: MemberId): void;
}

interface Link {
  readonly peer: PeerAddress;
  connection: Connection | null;
  /** Since when it is open; `null` while it is not. */
  openSinceMs: number | null;
  /** Frames are being dropped: said once, not for each. */
  dropping: boolean;
  reconnect: Timer | null;
  backoffMs: number;
  gathered: RaftMessage[];
}

export class Peers {
  private readonly links = new Map<MemberId, Link>();
  private readonly inbound = new Set<Connection>();
  private readonly identity: { readonly clusterId: bigint; readonly self: MemberId };
  private readonly network: Network;
  private readonly clock: Clock;
  private readonly log: Log;
  private events: PeerEvents | null = null;
  private stopped = false;

  constructor(parts: {
    readonly clusterId: bigint;
    readonly self: MemberId;
    readonly peers: readonly PeerAddress[];
    readonly network: Network;
    readonly clock: Clock;
    readonly log: Log;
  }) {
    this.identity = { clusterId: parts.clusterId, self: parts.self };
    this.network = parts.network;
    this.clock = parts.clock;
    this.log = parts.log;
    for (const peer of parts.peers) {
      this.links.set(peer.id, {
        peer,
        connection: null,
        openSinceMs: null,
        dropping: false,
        reconnect: null,
        backoffMs: RECONNECT_MS_MIN,
        gathered: [],
      });
    }
  }

  start(events: PeerEvents, done: Done): void {
    this.events = events;
    this.network.listen(
      (connection) => this.accept(connection),
      (outcome) => {
        if (outcome.ok) for (const link of this.links.values()) this.connect(link);
        done(outcome);
      },
    );
  }

  /** Gathers; `flush` sends what a turn gathered (L2). */
  gather(envelopes: readonly Envelope[]): void {
    for (const { to, message } of envelopes) this.links.get(to)?.gathered.push(message);
  }

  flush(): void {
    for (const link of this.links.values()) {
      if (link.gathered.length === 0) continue;
      const messages = link.gathered;
      link.gathered = [];
      for (const some of framesOf(messages)) this.transmit(link, { type: 'raft', messages: some });
    }
  }

  /** False when there is no connection or its queue is full. */
  send(to: MemberId, frame: PeerFrame): boolean {
    const link = this.links.get(to);
    return link !== undefined && this.transmit(link, frame);
  }

  connected(member: MemberId): boolean {
    const link = this.links.get(member);
    return link !== undefined && link.openSinceMs !== null;
  }

  stop(): void {
    this.stopped = true;
    for (const link of this.links.values()) {
      link.reconnect?.cancel();
      link.connection?.close();
    }
    for (const connection of this.inbound) connection.close();
    this.inbound.clear();
  }

  private transmit(link: Link, frame: PeerFrame): boolean {
    if (link.connection === null || this.stopped) return false;
    const header = { clusterId: this.identity.clusterId, from: this.identity.self, to: link.peer.id };
    const sent = link.connection.send(encodePeerFrame(header, frame));
    if (!sent && !link.dropping) {
      const frameDropped = describePeerFrame(frame);
      this.log('warn', 'peer is too slow, frames to it are dropped', { peer: link.peer.name, frameDropped });
    }
    link.dropping = !sent;
    return sent;
  }

  private connect(link: Link): void {
    if (this.stopped) return;
    const connection = this.network.connect(link.peer.address);
    link.connection = connection;
    connection.handle({
      onOpen: () => {
        link.openSinceMs = this.clock.monotonicMs();
      },
      onFrame: () => undefined,
      onDrain: () => undefined,
      onClose: (reason) => this.lost(link, connection, reason),
    });
  }

  private lost(link: Link, connection: Connection, reason: string): void {
    if (link.connection !== connection) return;
    const { openSinceMs, peer } = link;
    link.connection = null;
    link.openSinceMs = null;
    if (this.stopped) return;
    if (openSinceMs !== null) {
      this.log('warn', 'peer connection lost', { peer: peer.name, address: peer.address, reason });
      if (this.clock.monotonicMs() - openSinceMs >= STABLE_MS) link.backoffMs = RECONNECT_MS_MIN;
    }
    this.events?.onUnreachable(peer.id);
    link.reconnect = this.clock.after(link.backoffMs, () => this.connect(link));
    link.backoffMs = Math.min(RECONNECT_MS_MAX, link.backoffMs * 2);
  }

  private accept(connection: Connection): void {
    connection.handle({
      onOpen: () => undefined,
      onDrain: () => undefined,
      onClose: () => this.inbound.delete(connection),
      onFrame: (bytes) => this.receive(connection, bytes),
    });
    if (this.stopped) {
      connection.close();
      return;
    }
    this.inbound.add(connection);
    for (const oldest of this.inbound) {
      if (this.inbound.size <= INBOUND_MAX) return;
      this.inbound.delete(oldest);
      oldest.close();
    }
  }

  private receive(connection: Connection, bytes: Uint8Array): void {
    if (this.stopped) return;
    const expected = { clusterId: this.identity.clusterId, to: this.identity.self };
    try {
      const decoded = decodePeerFrame(bytes, expected);
      if (decoded === null || !this.links.has(decoded.from)) {
        this.log(
          'warn',
          'peer frame refused: it is for another cluster or member; check --initial-cluster and addresses',
          {
            address: connection.address,
            cluster: hexId(expected.clusterId),
          },
        );
        connection.close();
        return;
      }
      this.events?.onFrame(decoded.from, decoded.frame);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.log('error', 'peer frame not understood', { address: connection.address, reason: error.message });
      connection.close();
    }
  }
}

/** L2. */
function framesOf(messages: readonly RaftMessage[]): RaftMessage[][] {
  const frames: RaftMessage[][] = [];
  let bytes = Infinity;
  for (const message of messages) {
    const weight = weightOf(message);
    if (bytes + weight > FRAME_BYTES_AIM) {
      frames.push([]);
      bytes = 0;
    }
    frames.at(-1)!.push(message);
    bytes += weight;
  }
  return frames;
}

function weightOf(message: RaftMessage): number {
  if (message.type !== 'append') return 0;
  return message.entries.reduce((bytes, { data }) => bytes + data.length, 0);
}
