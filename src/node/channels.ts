/**
 * One peer port carries six conversations: members of a region among themselves, what feature levels they read, regions
 * with each other, servers that want to join a region, and gossip's two pools. Each frame begins with its channel's byte, so a connection needs no handshake before it can be told apart (frames may be
 * lost or overtake one another, see ports/network).
 *
 * C1. A connection belongs to one channel for life; a frame of another channel closes it.
 * C2. Connections that have not said anything yet are bounded: beyond `UNDECIDED_CONNECTIONS_MAX` the oldest goes. A
 *     server that has nothing to say connects again; whoever only holds connections open must not keep servers out.
 */
import type { Connection, ConnectionEvents, Network } from '../ports/network.ts';
import { DONE } from '../ports/outcome.ts';
import type { Done } from '../ports/outcome.ts';

export type Channel = 'region' | 'federation' | 'join' | 'levels' | 'lan' | 'wan';

const CHANNEL_BYTE: Readonly<Record<Channel, number>> = {
  region: 0x52,
  federation: 0x46,
  join: 0x4a,
  levels: 0x4c,
  lan: 0x47,
  wan: 0x57,
};
const CHANNELS = Object.keys(CHANNEL_BYTE) as readonly Channel[];
export const UNDECIDED_CONNECTIONS_MAX = 256;

export interface Channels {
  network(channel: Channel): Network;
  listen(done: Done): void;
  close(done: Done): void;
}

type Accept = (connection: Connection) => void;

export function createChannels(network: Network): Channels {
  const accept = new Map<Channel, Accept>();
  const undecided = new Set<Connection>();

  function route(connection: Connection): void {
    let tagged: TaggedConnection | null = null;
    connection.handle({
      onOpen: () => undefined,
      onDrain: () => tagged?.events?.onDrain(),
      onClose: (reason) => {
        undecided.delete(connection);
        tagged?.events?.onClose(reason);
      },
      onFrame: (frame) => {
        tagged ??= decide(connection, frame);
        tagged?.receive(frame);
      },
    });
    undecided.add(connection);
    for (const oldest of undecided) {
      if (undecided.size <= UNDECIDED_CONNECTIONS_MAX) return;
      undecided.delete(oldest);
      oldest.close();
    }
  }

  /** `null`: it is nobody's and was closed. */
  function decide(connection: Connection, first: Uint8Array): TaggedConnection | null {
    undecided.delete(connection);
    const channel = channelOf(first);
    const acceptChannel = channel === null ? undefined : accept.get(channel);
    if (channel === null || acceptChannel === undefined) {
      connection.close();
      return null;
    }
    const tagged = new TaggedConnection(connection, channel);
    acceptChannel(tagged);
    tagged.events?.onOpen();
    return tagged;
  }

  return {
    network: (channel) => ({
      listen: (onConnection, done) => {
        accept.set(channel, onConnection);
        done(DONE);
      },
      connect: (address) => {
        const connection = network.connect(address);
        const tagged = new TaggedConnection(connection, channel);
        connection.handle({
          onOpen: () => tagged.events?.onOpen(),
          onFrame: (frame) => tagged.receive(frame),
          onClose: (reason) => tagged.events?.onClose(reason),
          onDrain: () => tagged.events?.onDrain(),
        });
        return tagged;
      },
      close: (done) => {
        accept.delete(channel);
        done(DONE);
      },
    }),
    listen: (done) => network.listen(route, done),
    close: (done) => network.close(done),
  };
}

function channelOf(frame: Uint8Array): Channel | null {
  return CHANNELS.find((channel) => frame[0] === CHANNEL_BYTE[channel]) ?? null;
}

class TaggedConnection implements Connection {
  events: ConnectionEvents | null = null;
  readonly #connection: Connection;
  readonly #byte: number;

  constructor(connection: Connection, channel: Channel) {
    this.#connection = connection;
    this.#byte = CHANNEL_BYTE[channel];
  }

  get address(): string {
    return this.#connection.address;
  }

  handle(events: ConnectionEvents): void {
    this.events = events;
  }

  receive(frame: Uint8Array): void {
    if (frame[0] !== this.#byte) {
      this.#connection.close();
      return;
    }
    this.events?.onFrame(frame.subarray(1));
  }

  send(frame: Uint8Array): boolean {
    const tagged = new Uint8Array(frame.length + 1);
    tagged[0] = this.#byte;
    tagged.set(frame, 1);
    return this.#connection.send(tagged);
  }

  relax(): void {
    this.#connection.relax();
  }

  queuedBytes(): number {
    return this.#connection.queuedBytes();
  }

  close(): void {
    this.#connection.close();
  }
}
