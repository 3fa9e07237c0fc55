import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { expect } from 'chai';
import type { DevServer, RegionName, Relay } from '../../../src/cli/dev/layout.ts';
import { Relays } from '../../../src/cli/dev/relay.ts';
import { CommandFailure } from '../../../src/cli/failure.ts';
import { freePort } from '../../support/free-port.ts';
import { until } from '../../support/until.ts';

const HOST = '127.0.0.1';

/** A server that sends back what it gets. */
async function startEcho(region: RegionName, name: string): Promise<{ server: Server; dev: DevServer }> {
  const server = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
  const peerPort = await listen(server);
  return { server, dev: { name, region, clientPort: 0, peerPort } };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}

class Dialled {
  readonly socket: Socket;
  text = '';
  closed = false;

  constructor(port: number) {
    this.socket = connect(port, HOST);
    this.socket.setEncoding('utf8');
    this.socket.on('data', (chunk: string) => (this.text += chunk));
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => (this.closed = true));
  }

  async echoes(text: string): Promise<void> {
    this.socket.write(text);
    await until(`"${text}" to come back`, () => this.text.endsWith(text));
  }
}

describe('the relays between regions', () => {
  let echoes: Server[];
  let relays: Relays;
  let ports: { usToEu: number; euToUs: number; apToUs: number; euToAp: number };
  let dialled: Dialled[];

  beforeEach(async () => {
    const eu = await startEcho('eu', 'eu-1');
    const us = await startEcho('us', 'us-1');
    const ap = await startEcho('ap', 'ap-1');
    echoes = [eu.server, us.server, ap.server];
    ports = {
      usToEu: await freePort(),
      euToUs: await freePort(),
      apToUs: await freePort(),
      euToAp: await freePort(),
    };
    const all: Relay[] = [
      { from: 'us', to: eu.dev, port: ports.usToEu },
      { from: 'eu', to: us.dev, port: ports.euToUs },
      { from: 'ap', to: us.dev, port: ports.apToUs },
      { from: 'eu', to: ap.dev, port: ports.euToAp },
    ];
    relays = new Relays(all);
    dialled = [];
    await relays.start();
  });

  afterEach(() => {
    relays.stop();
    for (const { socket } of dialled) socket.destroy();
    for (const server of echoes) server.close();
  });

  const dial = (port: number): Dialled => {
    const one = new Dialled(port);
    dialled.push(one);
    return one;
  };

  it('pass every byte in both directions', async () => {
    const large = 'x'.repeat(1_000_000);
    const one = dial(ports.euToUs);
    await one.echoes('hello');
    one.socket.write(large);
    await until('a million bytes to come back', () => one.text.length === large.length + 'hello'.length);
  });

  it('end what leads to and from a region that is cut, and leave the rest alone', async () => {
    const all = [dial(ports.usToEu), dial(ports.euToUs), dial(ports.apToUs), dial(ports.euToAp)];
    for (const each of all) await each.echoes('before');
    relays.cutRegion('us');
    await until('three to end', () => all.filter(({ closed }) => closed).length === 3);
    await all[3]?.echoes('after');
    expect(all.map(({ closed }) => closed)).to.deep.equal([true, true, true, false]);
    expect(relays.cutRegions()).to.deep.equal(['us']);
  });

  it('take no new connection of a cut region, until it is healed', async () => {
    relays.cutRegion('us');
    const cut = dial(ports.euToUs);
    await until('it to be turned away', () => cut.closed);
    expect(cut.text).to.equal('');
    relays.heal();
    await dial(ports.euToUs).echoes('again');
    expect(relays.cutRegions()).to.deep.equal([]);
  });

  it('end the one side when the other ends or is not there', async () => {
    const one = dial(ports.euToUs);
    await one.echoes('hello');
    echoes[1]?.close();
    const late = dial(ports.euToUs);
    await until('a connection to nobody to end', () => late.closed);
    expect(one.closed).to.equal(false);
  });

  it('name the port that is taken and hold none then', async () => {
    const [port, taken] = [await freePort(), createServer()];
    const takenPort = await listen(taken);
    const to: DevServer = { name: 'us-3', region: 'us', clientPort: 0, peerPort: 1 };
    const others = new Relays([
      { from: 'eu', to, port },
      { from: 'ap', to, port: takenPort },
    ]);
    const failure: unknown = await others.start().catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(CommandFailure);
    expect((failure as CommandFailure).message).to.contain(
      `port ${takenPort} (the relay from region ap to us-3) is taken by another process`,
    );
    const retry = createServer();
    await new Promise<void>((resolve, reject) => retry.once('error', reject).listen(port, HOST, resolve));
    for (const server of [retry, taken]) server.close();
  });
});
