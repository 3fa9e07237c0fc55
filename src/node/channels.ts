/**
 * One peer port carries two conversations: members of a region among themselves, and regions with each other. Each
 * frame begins with its channel's byte, so a connection needs no handshake before it can be told apart (frames may be
 * lost or overtake one another, see ports/network).
 *
 * Invariant C1: a connection belongs to one channel for life; a frame of another channel closes it.
 */
import type { Connection, ConnectionEvents, Network } from '../ports/network.ts';
import { DONE } from '../ports/outcome.ts';
import type { Done } from '../ports/outcome.ts';

export type Channel = 'region' | 'federation';

const CHANNEL_BYTE: Readonly<Record<Channel, number>> = { region: 0x52, federation: 0x46 };
/** Accepted connections that have not said anything yet; beyond it the newest is closed. */
const UNDECIDED_CONNECTIONS_MAX = 256;

export interface Channels {
  network(channel: Channel): Network;
  listen(done: Done): void;
  close(done: Done): void;
}

type Accept = (connection: Connection) => void;

export function createChannels(network: Network): Channels {
  const accept = new Map<Channel, Accept>();
  let undecided = 0;

  function route(connection: Connection): void {
    if (undecided >= UNDECIDED_CONNECTIONS_MAX) {
      connection.close();
      return;
    }
    undecided++;
    let tagged: TaggedConnection | null = null;
    let open = true;
    connection.handle({
      onOpen: () => undefined,
      onDrain: () => tagged?.events?.onDrain(),
      onClose: (reason) => {
        if (tagged === null && open) undecided--;
        open = false;
        tagged?.events?.onClose(reason);
      },
      onFrame: (frame) => {
        if (tagged === null) {
          undecided--;
          const channel = channelOf(frame);
          const acceptChannel = channel === null ? undefined : accept.get(channel);
          if (channel === null || acceptChannel === undefined) {
            open = false;
            connection.close();
            return;
          }
          tagged = new TaggedConnection(connection, channel);
          acceptChannel(tagged);
          tagged.events?.onOpen();
        }
        tagged.receive(frame);
      },
    });
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
  if (frame[0] === CHANNEL_BYTE.region) return 'region';
  if (frame[0] === CHANNEL_BYTE.federation) return 'federation';
  return null;
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

  queuedBytes(): number {
    return this.#connection.queuedBytes();
  }

  close(): void {
    this.#connection.close();
  }
}
