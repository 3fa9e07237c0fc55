/**
 * The links to the other members of the region: one outbound connection each, frames gathered per turn, reconnecting
 * with bounded back-off. Each frame names its sender (codec/peer-frame), so it may come over any connection.
 *
 * L1. At most one outbound connection and one pending reconnect per member. A connection that does not last counts as a
 *     failed attempt, so that a peer that turns us away is not called upon twenty times a second.
 * L2. All Raft messages of a turn to one member leave as one frame, or as few as their weight allows.
 * L3. A full send queue drops frames; Raft and the proposer both survive a lost frame.
 * L4. Inbound connections are bounded: beyond `INBOUND_MAX` the oldest goes, which is more likely than the newest to be
 *     one whose other side is gone.
 * L5. After `stop` nothing is sent and nobody is called.
 * L6. Who is called changes while we run: a member that comes is called, one that moved is called at its new address, one
 *     that went is not called any more. An address that did not change keeps its connection.
 * L7. Whom we cannot call is answered over the connection it called us on: a leader that a member which was away has
 *     never heard of, a member that was removed and does not know it.
 * L8. A connection that opens says so with a frame without messages: a member that was removed while it was down, and
 *     that has nothing to send, is told so (`removed`).
 * L9. Whoever calls us is up, so it is called back at once and not after the rest of a back-off. Once for each of its
 *     calls, and not more often than the longest back-off: two that turn each other away must not make a storm either.
 */
import { FormatError } from '../../codec/binary.ts';
import { decodePeerFrame, describePeerFrame, encodePeerFrame } from '../../codec/peer-frame.ts';
import type { PeerFrame } from '../../codec/peer-frame.ts';
import { hexId, term } from '../../core/base/brands.ts';
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
  /** Of whoever says a first word on a connection: its membership is over, so it must hear so and nothing else. */
  isRemoved(member: MemberId): boolean;
}

interface Link {
  peer: PeerAddress;
  connection: Connection | null;
  /** Since when it is open; `null` while it is not. */
  openSinceMs: number | null;
  /** Frames are being dropped: said once, not for each. */
  dropping: boolean;
  reconnect: Timer | null;
  backoffMs: number;
  /** L9. */
  calledBackMs: number;
  gathered: RaftMessage[];
}

/** Whom we cannot call and who calls us (L7). */
interface Caller {
  readonly connection: Connection;
  gathered: RaftMessage[];
}

export class Peers {
  private readonly links = new Map<MemberId, Link>();
  private readonly inbound = new Set<Connection>();
  /** Those of `inbound` on which nothing was said yet. */
  private readonly silent = new Set<Connection>();
  private readonly callers = new Map<MemberId, Caller>();
  private readonly heardMs = new Map<MemberId, number>();
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
    for (const peer of parts.peers) this.links.set(peer.id, linkTo(peer));
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

  /** All others that there are now (L6). */
  setMembers(peers: readonly PeerAddress[]): void {
    if (this.stopped) return;
    const wanted = new Map(peers.map((peer) => [peer.id, peer]));
    for (const [id, link] of [...this.links]) {
      const peer = wanted.get(id);
      if (peer?.address === link.peer.address) link.peer = peer;
      else this.drop(link);
    }
    for (const peer of peers) {
      if (this.links.has(peer.id)) continue;
      const link = linkTo(peer);
      this.links.set(peer.id, link);
      if (this.events !== null) this.connect(link);
    }
  }

  /** Gathers; `flush` sends what a turn gathered (L2). */
  gather(envelopes: readonly Envelope[]): void {
    for (const { to, message } of envelopes) {
      (this.links.get(to) ?? this.callers.get(to))?.gathered.push(message);
    }
  }

  flush(): void {
    for (const link of this.links.values()) {
      for (const some of framesOf(takeGathered(link))) this.transmit(link, { type: 'raft', messages: some });
    }
    for (const [id, caller] of this.callers) {
      for (const some of framesOf(takeGathered(caller))) {
        this.write(caller.connection, id, { type: 'raft', messages: some });
      }
    }
  }

  /** False when there is no connection or its queue is full. */
  send(to: MemberId, frame: PeerFrame): boolean {
    const link = this.links.get(to);
    if (link !== undefined) return this.transmit(link, frame);
    const caller = this.callers.get(to);
    return caller !== undefined && this.write(caller.connection, to, frame);
  }

  connected(member: MemberId): boolean {
    const link = this.links.get(member);
    return link !== undefined && link.openSinceMs !== null;
  }

  /** `null`: there is no connection to it now. */
  connectedSinceMs(member: MemberId): number | null {
    return this.links.get(member)?.openSinceMs ?? null;
  }

  /** When something last came from this member, on the monotonic clock; `null`: not yet in this life. */
  lastHeardMs(member: MemberId): number | null {
    return this.heardMs.get(member) ?? null;
  }

  stop(): void {
    this.stopped = true;
    for (const link of this.links.values()) {
      link.reconnect?.cancel();
      link.connection?.close();
    }
    for (const connection of this.inbound) connection.close();
    this.inbound.clear();
    this.silent.clear();
  }

  /** L6. */
  private drop(link: Link): void {
    const { connection, peer, reconnect } = link;
    this.links.delete(peer.id);
    this.heardMs.delete(peer.id);
    reconnect?.cancel();
    // Forgotten first: its close is not a loss.
    link.connection = null;
    connection?.close();
  }

  private write(connection: Connection, to: MemberId, frame: PeerFrame): boolean {
    if (this.stopped) return false;
    const { clusterId, self } = this.identity;
    return connection.send(encodePeerFrame({ clusterId, from: self, to }, frame));
  }

  private transmit(link: Link, frame: PeerFrame): boolean {
    if (link.connection === null || this.stopped) return false;
    const sent = this.write(link.connection, link.peer.id, frame);
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
        if (link.connection === connection) this.write(connection, link.peer.id, GREETING);
      },
      onFrame: (bytes) => this.receive(connection, bytes),
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
      onClose: () => this.hungUp(connection),
      onFrame: (bytes) => this.receive(connection, bytes),
    });
    if (this.stopped) {
      connection.close();
      return;
    }
    this.inbound.add(connection);
    this.silent.add(connection);
    for (const oldest of this.inbound) {
      if (this.inbound.size <= INBOUND_MAX) return;
      this.inbound.delete(oldest);
      this.silent.delete(oldest);
      oldest.close();
    }
  }

  private hungUp(connection: Connection): void {
    this.inbound.delete(connection);
    this.silent.delete(connection);
    for (const [id, caller] of this.callers) if (caller.connection === connection) this.callers.delete(id);
  }

  private receive(connection: Connection, bytes: Uint8Array): void {
    if (this.stopped) return;
    const expected = { clusterId: this.identity.clusterId, to: this.identity.self };
    try {
      const decoded = decodePeerFrame(bytes, expected);
      if (decoded === null) {
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
      this.hear(connection, decoded.from, decoded.frame);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.log('error', 'peer frame not understood', { address: connection.address, reason: error.message });
      connection.close();
    }
  }

  private hear(connection: Connection, from: MemberId, frame: PeerFrame): void {
    if (this.events?.isRemoved(from) === true) {
      this.write(connection, from, REMOVED);
      return;
    }
    const link = this.links.get(from);
    if (link !== undefined) {
      this.heardMs.set(from, this.clock.monotonicMs());
      if (this.silent.delete(connection)) this.callBack(link);
    } else if (this.inbound.has(connection)) this.noteCaller(connection, from);
    if (frame.type === 'raft' && frame.messages.length === 0) return;
    this.events?.onFrame(from, frame);
  }

  /** L9. */
  private callBack(link: Link): void {
    const nowMs = this.clock.monotonicMs();
    if (link.connection !== null || nowMs - link.calledBackMs < RECONNECT_MS_MAX) return;
    link.calledBackMs = nowMs;
    link.reconnect?.cancel();
    this.connect(link);
  }

  /** The latest to call, and one for each connection: both bounded by the connections (L4). */
  private noteCaller(connection: Connection, from: MemberId): void {
    if (this.callers.get(from)?.connection === connection) return;
    for (const [id, caller] of this.callers) if (caller.connection === connection) this.callers.delete(id);
    this.callers.set(from, { connection, gathered: [] });
  }
}

function linkTo(peer: PeerAddress): Link {
  return {
    ...{ peer, connection: null, openSinceMs: null, dropping: false },
    ...{ reconnect: null, backoffMs: RECONNECT_MS_MIN, calledBackMs: -Infinity, gathered: [] },
  };
}

function takeGathered(from: { gathered: RaftMessage[] }): RaftMessage[] {
  const { gathered } = from;
  if (gathered.length > 0) from.gathered = [];
  return gathered;
}

/** L8. A release that does not know of it reads a frame without messages. */
const GREETING: PeerFrame = { type: 'raft', messages: [] };
/** It holds in any term. */
const REMOVED: PeerFrame = { type: 'raft', messages: [{ type: 'removed', term: term(0) }] };

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
