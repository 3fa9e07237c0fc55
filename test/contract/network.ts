/**
 * What every implementation of the Network port does. The simulated one runs it on clean links: loss, doubling and
 * reordering are liberties the contract grants, and node code is tested under them elsewhere.
 */
import { expect } from 'chai';
import { equalBytes } from '../../src/core/base/bytes.ts';
import {
  FRAME_BYTES_MAX,
  SEND_QUEUE_BYTES_MAX,
  type Connection,
  type ConnectionEvents,
  type Network,
} from '../../src/ports/network.ts';
import type { Outcome } from '../../src/ports/outcome.ts';

export interface Endpoint {
  readonly network: Network;
  readonly address: string;
}

export interface NetworkHarness {
  /** A server of its own that listens already. */
  open(onConnection: (connection: Connection) => void): Promise<Endpoint>;
  /** A network that will try to listen on an address that is taken. */
  contender(address: string): Network;
  /** An address where nothing listens. */
  nobody(): Promise<string>;
  /** A way to a server that can be made to swallow everything, both ways, without a word. */
  severable(endpoint: Endpoint): Promise<{ readonly address: string; sever(): void }>;
  /** Lets time pass until the condition holds; fails after a while. */
  until(what: string, condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

/** Keeps what one side of a connection hears. */
export class Heard implements ConnectionEvents {
  readonly frames: Uint8Array[] = [];
  readonly reasons: string[] = [];
  opened = 0;
  drained = 0;
  /** True while the test itself is calling: nothing may be heard then. */
  busy = false;
  heardWhileBusy = 0;
  onEach: (frame: Uint8Array) => void = () => undefined;

  onOpen(): void {
    this.#hear();
    this.opened += 1;
  }
  onFrame(frame: Uint8Array): void {
    this.#hear();
    this.frames.push(frame);
    this.onEach(frame);
  }
  onClose(reason: string): void {
    this.#hear();
    this.reasons.push(reason);
  }
  onDrain(): void {
    this.#hear();
    this.drained += 1;
  }
  #hear(): void {
    if (this.busy) this.heardWhileBusy += 1;
  }
}

/** A server that takes every connection; `heard` and `connections` grow together. */
async function openServer(
  harness: NetworkHarness,
): Promise<Endpoint & { heard: Heard[]; connections: Connection[] }> {
  const heard: Heard[] = [];
  const connections: Connection[] = [];
  const endpoint = await harness.open((connection) => {
    const events = new Heard();
    connection.handle(events);
    heard.push(events);
    connections.push(connection);
  });
  return { ...endpoint, heard, connections };
}

function dial(from: Endpoint, address: string): { connection: Connection; heard: Heard } {
  const connection = from.network.connect(address);
  const heard = new Heard();
  connection.handle(heard);
  return { connection, heard };
}

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

function patterned(length: number): Uint8Array {
  const pattern = new Uint8Array(length);
  for (let i = 0; i < length; i++) pattern[i] = (i * 31 + (i >> 8)) & 0xff;
  return pattern;
}

export function describeNetworkContract(name: string, createHarness: () => NetworkHarness): void {
  describe(`the network contract, ${name}`, () => {
    let harness: NetworkHarness;
    beforeEach(() => (harness = createHarness()));
    afterEach(() => harness.close());

    it('delivers frames that were sent before the connection was open', async () => {
      const [server, client] = [await openServer(harness), await openServer(harness)];
      const { connection, heard } = dial(client, server.address);
      expect(connection.send(bytes(1, 2, 3))).to.equal(true);
      expect(heard.opened).to.equal(0);
      await harness.until('the frame', () => server.heard[0]?.frames.length === 1);
      expect([...(server.heard[0]?.frames[0] ?? [])]).to.deep.equal([1, 2, 3]);
      await harness.until('open', () => heard.opened === 1);
    });

    it('keeps frames whole and apart, from nothing to a megabyte', async () => {
      const [server, client] = [await openServer(harness), await openServer(harness)];
      const { connection } = dial(client, server.address);
      const sizes = [0, 1, 7, 8, 9, 300, 16_384, 65_537, 0, 1_048_576, 5];
      for (const size of sizes) connection.send(patterned(size));
      await harness.until('all frames', () => server.heard[0]?.frames.length === sizes.length);
      const received = server.heard[0]?.frames ?? [];
      expect(received.map((frame) => frame.length)).to.deep.equal(sizes);
      expect(received.every((frame) => equalBytes(frame, patterned(frame.length)))).to.equal(true);
    });

    it('carries the largest frame there is and refuses to send a larger one', async () => {
      const [server, client] = [await openServer(harness), await openServer(harness)];
      const { connection } = dial(client, server.address);
      const largest = patterned(FRAME_BYTES_MAX);
      expect(connection.send(largest)).to.equal(true);
      expect(() => connection.send(new Uint8Array(FRAME_BYTES_MAX + 1))).to.throw(/larger/);
      await harness.until('the frame', () => server.heard[0]?.frames.length === 1);
      expect(equalBytes(server.heard[0]?.frames[0] ?? bytes(), largest)).to.equal(true);
    });

    it('carries frames both ways', async () => {
      const [server, client] = [await openServer(harness), await openServer(harness)];
      const { connection, heard } = dial(client, server.address);
      connection.send(bytes(1));
      await harness.until('the question', () => server.heard[0]?.frames.length === 1);
      server.connections[0]?.send(bytes(2));
      await harness.until('the answer', () => heard.frames.length === 1);
      expect([...(heard.frames[0] ?? [])]).to.deep.equal([2]);
    });

    it('says once and with the address when nobody listens, and never that it opened', async () => {
      const client = await openServer(harness);
      const address = await harness.nobody();
      const { connection, heard } = dial(client, address);
      await harness.until('the refusal', () => heard.reasons.length > 0);
      expect(heard.reasons).to.have.length(1);
      expect(heard.reasons[0]).to.contain(address);
      expect(heard.opened).to.equal(0);
      expect(connection.send(bytes(1))).to.equal(false);
    });

    it('tells both sides once of a close, after the frames that were sent before it', async () => {
      const [server, client] = [await openServer(harness), await openServer(harness)];
      const { connection, heard } = dial(client, server.address);
      await harness.until('open', () => heard.opened === 1);
      connection.send(bytes(9));
      connection.close();
      connection.close();
      await harness.until(
        'both ends',
        () => heard.reasons.length > 0 && (server.heard[0]?.reasons.length ?? 0) > 0,
      );
      expect(heard.reasons).to.have.length(1);
      expect(server.heard[0]?.reasons).to.have.length(1);
      expect(server.heard[0]?.frames.map((frame) => [...frame])).to.deep.equal([[9]]);
    });

    it('gives nothing to a side that has closed, and takes nothing from it', async () => {
      const [server, client] = [await openServer(harness), await openServer(harness)];
      const { connection, heard } = dial(client, server.address);
      connection.send(bytes(1));
      await harness.until('the frame', () => server.heard[0]?.frames.length === 1);
      server.connections[0]?.send(bytes(2));
      connection.close();
      expect(connection.send(bytes(3))).to.equal(false);
      await harness.until(
        'both ends',
        () => heard.reasons.length > 0 && (server.heard[0]?.reasons.length ?? 0) > 0,
      );
      expect(heard.frames).to.have.length(0);
      expect(server.heard[0]?.frames).to.have.length(1);
    });

    it('lets the owner close from within an event', async () => {
      const accepted = new Heard();
      const server = await harness.open((connection) => {
        connection.handle(accepted);
        accepted.onEach = () => connection.close();
      });
      const { connection, heard } = dial(await openServer(harness), server.address);
      for (let i = 0; i < 10; i++) connection.send(bytes(i));
      await harness.until('both ends', () => heard.reasons.length === 1 && accepted.reasons.length === 1);
      expect(accepted.frames.length).to.equal(1);
    });

    it('never calls back inside a call', async () => {
      const [server, client] = [await openServer(harness), await openServer(harness)];
      const { connection, heard } = dial(client, server.address);
      const calmly = (act: () => void): void => {
        heard.busy = true;
        act();
        heard.busy = false;
      };
      calmly(() => connection.send(bytes(1)));
      await harness.until('open', () => heard.opened === 1);
      calmly(() => connection.send(bytes(2)));
      await harness.until('the frames', () => server.heard[0]?.frames.length === 2);
      calmly(() => connection.close());
      await harness.until('the end', () => heard.reasons.length === 1);
      const refused = client.network.connect(await harness.nobody());
      refused.handle(heard);
      calmly(() => refused.close());
      await harness.until('the other end', () => heard.reasons.length === 2);
      expect(heard.heardWhileBusy).to.equal(0);
    });

    it('refuses frames beyond the queue bound and says when the queue has emptied', async () => {
      const [server, client] = [await openServer(harness), await openServer(harness)];
      const { connection, heard } = dial(client, server.address);
      const frame = patterned(4 * 1024 * 1024);
      let accepted = 0;
      while (connection.send(frame)) accepted += 1;
      expect(accepted).to.be.within(1, SEND_QUEUE_BYTES_MAX / frame.length);
      expect(connection.queuedBytes()).to.be.within(accepted * frame.length, SEND_QUEUE_BYTES_MAX);
      await harness.until('the frames', () => server.heard[0]?.frames.length === accepted);
      await harness.until('the drain', () => heard.drained > 0 && connection.queuedBytes() === 0);
      expect(connection.send(frame)).to.equal(true);
    });

    it('says which port is taken', async () => {
      const server = await openServer(harness);
      const outcomes: Outcome<void>[] = [];
      harness.contender(server.address).listen(
        () => undefined,
        (outcome) => outcomes.push(outcome),
      );
      expect(outcomes).to.have.length(0);
      await harness.until('the outcome', () => outcomes.length === 1);
      const [outcome] = outcomes;
      expect(outcome?.ok === false && outcome.error.kind).to.equal('locked');
      expect(outcome?.ok === false && outcome.error.message).to.match(
        new RegExp(server.address.replace(/^.*:/, '')),
      );
    });

    it('ends every connection when the network closes, and leaves the address free', async () => {
      const [server, client] = [await openServer(harness), await openServer(harness)];
      const { heard } = dial(client, server.address);
      await harness.until('open', () => heard.opened === 1 && server.heard.length === 1);
      let closed = false;
      server.network.close(() => (closed = true));
      await harness.until('the close', () => closed && heard.reasons.length === 1);
      expect(server.heard[0]?.reasons).to.have.length(1);
      let outcome: Outcome<void> | null = null;
      const next = harness.contender(server.address);
      next.listen(
        () => undefined,
        (result) => (outcome = result),
      );
      await harness.until('the new listener', () => outcome !== null);
      expect(outcome).to.deep.equal({ ok: true, value: undefined });
      closed = false;
      next.close(() => (closed = true));
      await harness.until('the second close', () => closed);
    });

    it('notices a link that died without a word, on both sides', async () => {
      const [server, client] = [await openServer(harness), await openServer(harness)];
      const link = await harness.severable(server);
      const { connection, heard } = dial(client, link.address);
      connection.send(bytes(1));
      await harness.until('the frame', () => server.heard[0]?.frames.length === 1);
      link.sever();
      await harness.until(
        'the silence',
        () => heard.reasons.length === 1 && server.heard[0]?.reasons.length === 1,
      );
      expect(heard.reasons[0]).to.match(/no word for/);
    });

    it('keeps a quiet link that is alive', async () => {
      const [server, client] = [await openServer(harness), await openServer(harness)];
      const [quiet, other] = [dial(client, server.address), dial(client, server.address)];
      await harness.until('open', () => quiet.heard.opened === 1 && other.heard.opened === 1);
      const dead = await harness.severable(await openServer(harness));
      const silent = dial(client, dead.address);
      await harness.until('open', () => silent.heard.opened === 1);
      dead.sever();
      await harness.until('the dead link to be noticed', () => silent.heard.reasons.length === 1);
      quiet.connection.send(bytes(5));
      await harness.until('the frame', () => server.heard.some(({ frames }) => frames.length === 1));
      expect(quiet.heard.reasons).to.deep.equal([]);
    });
  });
}
