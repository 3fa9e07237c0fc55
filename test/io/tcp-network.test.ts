import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import { createSystemClock } from '../../src/io/system-clock.ts';
import { TcpNetwork } from '../../src/io/tcp-network.ts';
import { parsePeerAddress } from '../../src/io/peer-address.ts';
import { TCP_TIMINGS, type TcpTimings } from '../../src/io/tcp-connection.ts';
import { encodeFrames } from '../../src/io/stream-frame.ts';
import type { Outcome } from '../../src/ports/outcome.ts';
import { describeNetworkContract, Heard, type Endpoint, type NetworkHarness } from '../contract/network.ts';
import { until } from '../support/until.ts';

const LOOPBACK = '127.0.0.1:0';
/** Short enough for a test, long enough for a loaded machine. */
const QUICK: TcpTimings = { ...TCP_TIMINGS, keepAliveMs: 30, idleTimeoutMs: 300 };
const clock = createSystemClock();

function portOf(address: string): number {
  return parsePeerAddress(address)?.port ?? 0;
}

class TcpHarness implements NetworkHarness {
  readonly #networks: TcpNetwork[] = [];
  readonly #proxies: Server[] = [];
  readonly #sockets: Socket[] = [];

  async open(onConnection: Parameters<NetworkHarness['open']>[0]): Promise<Endpoint> {
    const network = this.#create(LOOPBACK);
    let outcome: Outcome<void> | null = null;
    network.listen(onConnection, (result) => (outcome = result));
    await until('the listener', () => outcome !== null);
    return { network, address: network.boundAddress() ?? '' };
  }

  contender(address: string): TcpNetwork {
    return this.#create(address);
  }

  async nobody(): Promise<string> {
    const { network, address } = await this.open(() => undefined);
    let closed = false;
    network.close(() => (closed = true));
    await until('the close', () => closed);
    return address;
  }

  async severable(endpoint: Endpoint): Promise<{ address: string; sever(): void }> {
    const pairs: [Socket, Socket][] = [];
    const proxy = createServer((near) => {
      const far = createConnection(portOf(endpoint.address), '127.0.0.1');
      this.#sockets.push(near, far);
      pairs.push([near, far]);
      near.pipe(far).pipe(near);
      for (const socket of [near, far]) socket.on('error', () => undefined);
    });
    this.#proxies.push(proxy);
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const address = proxy.address();
    const sever = (): void => {
      for (const [near, far] of pairs) {
        near.unpipe(far);
        far.unpipe(near);
        near.resume();
        far.resume();
      }
    };
    return { address: `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, sever };
  }

  until(what: string, condition: () => boolean): Promise<void> {
    return until(what, condition);
  }

  async close(): Promise<void> {
    let open = this.#networks.length;
    for (const network of this.#networks) network.close(() => open--);
    for (const socket of this.#sockets) socket.destroy();
    for (const proxy of this.#proxies) proxy.close();
    await until('all networks to close', () => open === 0);
  }

  #create(listenAddress: string): TcpNetwork {
    const network = new TcpNetwork({ listenAddress, clock, timings: QUICK });
    this.#networks.push(network);
    return network;
  }
}

describeNetworkContract('over TCP', () => new TcpHarness());

describe('the TCP network', () => {
  let harness: TcpHarness;
  beforeEach(() => (harness = new TcpHarness()));
  afterEach(() => harness.close());

  /** Writes raw bytes to a listening network; gives why the connection ended. */
  async function reasonAfter(raw: Uint8Array): Promise<{ heard: Heard }> {
    const heard = new Heard();
    const server = await harness.open((connection) => connection.handle(heard));
    const socket = createConnection(portOf(server.address), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(raw);
    await until('the end', () => heard.reasons.length === 1);
    socket.destroy();
    return { heard };
  }

  it('closes on a frame whose bytes were changed on the way, after the whole ones before it', async () => {
    const [good, bad] = [encodeFrames([Uint8Array.of(1)])[0], encodeFrames([Uint8Array.of(2, 3)])[0]];
    const damaged = Uint8Array.from(bad ?? []);
    damaged[9] = 0xff;
    const { heard } = await reasonAfter(Buffer.concat([good ?? Buffer.of(), damaged]));
    expect(heard.reasons[0]).to.match(/damaged/);
    expect(heard.frames).to.have.length(1);
  });

  it('closes on something that is not a frame, naming what it may be', async () => {
    const { heard } = await reasonAfter(Buffer.from('GET / HTTP/1.1\r\n\r\n'));
    expect(heard.reasons[0]).to.match(/not an Atoll peer port/);
  });

  it('closes a connection that says nothing', async () => {
    const { heard } = await reasonAfter(new Uint8Array(0));
    expect(heard.reasons[0]).to.match(/no word for/);
  });

  it('notices silence later on a relaxed connection, and keeps one alive that nobody cut', async () => {
    const heard = new Heard();
    const server = await harness.open((connection) => {
      connection.relax();
      connection.handle(heard);
    });
    const cut = await harness.severable(server);
    const [client, whole] = [new Heard(), new Heard()];
    const { network } = await harness.open(() => undefined);
    for (const [address, events] of [
      [cut.address, client],
      [server.address, whole],
    ] as const) {
      const connection = network.connect(address);
      connection.relax();
      connection.handle(events);
    }
    await until('both', () => client.opened + whole.opened === 2);
    const began = performance.now();
    cut.sever();
    await until('the silence', () => client.reasons.length === 1);
    expect(performance.now() - began).to.be.greaterThan(2 * QUICK.idleTimeoutMs);
    expect(whole.reasons).to.eql([]);
  });

  it('hands the frames of one turn to the system in one piece', async () => {
    const chunks: number[] = [];
    const raw = createServer((socket) => socket.on('data', (chunk) => chunks.push(chunk.length)));
    raw.listen(0, '127.0.0.1');
    await once(raw, 'listening');
    const client = await harness.open(() => undefined);
    const address = raw.address();
    const connection = client.network.connect(`127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
    const heard = new Heard();
    connection.handle(heard);
    await until('open', () => heard.opened === 1);
    for (let i = 0; i < 100; i++) connection.send(Uint8Array.of(i));
    await until('the bytes', () => chunks.length > 0);
    connection.close();
    raw.close();
    expect(chunks[0]).to.equal(100 * 10);
  });

  for (const text of ['nonsense', 'host', 'host:99999', ':2380', '::1:2380']) {
    it(`refuses to dial "${text}" and shows how an address looks`, async () => {
      const client = await harness.open(() => undefined);
      const heard = new Heard();
      client.network.connect(text).handle(heard);
      await until('the refusal', () => heard.reasons.length === 1);
      expect(heard.reasons[0]).to.contain(`"${text}" is not an address`);
    });
  }

  it('gives up on an address that does not answer in time', async () => {
    // A listener whose backlog is never emptied cannot be had portably; an address reserved for documentation is.
    const network = new TcpNetwork({
      listenAddress: LOOPBACK,
      clock,
      timings: { ...QUICK, connectTimeoutMs: 50 },
    });
    const heard = new Heard();
    network.connect('192.0.2.1:9').handle(heard);
    await until('the end', () => heard.reasons.length === 1);
    expect(heard.opened).to.equal(0);
  });

  it('says what to do when the host is not of this machine', async () => {
    const outcomes: Outcome<void>[] = [];
    harness.contender('192.0.2.1:2380').listen(
      () => undefined,
      (outcome) => outcomes.push(outcome),
    );
    await until('the outcome', () => outcomes.length === 1);
    const [outcome] = outcomes;
    expect(outcome?.ok === false && outcome.error.message).to.match(
      /192\.0\.2\.1:2380.*not an address of this machine/,
    );
  });
});
