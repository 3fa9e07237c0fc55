/** `atoll server` as a process: what it says, how it ends, and with which code. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { get } from 'node:https';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import type { SecureContextOptions, TLSSocket } from 'node:tls';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { AtollClient } from '../../src/client/index.ts';
import { CA, CA_FILE, CERTIFICATES } from '../support/certificates.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/until.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const STOP_MS_MAX = 3_500;

class ServerProcess {
  readonly child: ChildProcess;
  stderr = '';
  exitCode: number | null | undefined = undefined;

  constructor(folder: string, args: readonly string[]) {
    this.child = spawn(process.execPath, [PROGRAM, 'server', ...args], {
      ...{ cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] },
    });
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.child.once('close', (code) => (this.exitCode = code));
  }

  /** What it says to a person, beside its log. */
  get lines(): string[] {
    return this.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
  }

  serving(): Promise<void> {
    return until('the server to serve', () => this.stderr.includes('"event":"serving"'));
  }

  async ended(): Promise<number | null> {
    await until('the server to end', () => this.exitCode !== undefined);
    return this.exitCode ?? null;
  }
}

describe('atoll server', function () {
  this.timeout(40_000);
  let folder: string;
  let servers: ServerProcess[];
  let held: Server[];
  let clientPort: number;
  let peerPort: number;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-server-'));
    [servers, held] = [[], []];
    [clientPort, peerPort] = [await freePort(), await freePort()];
  });

  afterEach(async () => {
    for (const { child } of servers) child.kill('SIGKILL');
    await Promise.all(servers.map((server) => server.ended()));
    for (const server of held) server.close();
    rmSync(folder, { recursive: true });
  });

  function start(
    args: readonly string[] = [],
    ports = { client: clientPort, peer: peerPort },
  ): ServerProcess {
    const server = new ServerProcess(folder, [
      ...['--name', 'm1', '--heartbeat-interval', '20', '--election-timeout', '100'],
      ...['--listen-client-urls', `http://127.0.0.1:${ports.client}`],
      ...['--listen-peer-urls', `http://127.0.0.1:${ports.peer}`, ...args],
    ]);
    servers.push(server);
    return server;
  }

  async function withClient<T>(work: (client: AtollClient) => Promise<T>): Promise<T> {
    const client = new AtollClient({ endpoints: [`127.0.0.1:${clientPort}`] });
    try {
      return await work(client);
    } finally {
      client.close();
    }
  }

  it('serves, stops in order when asked, and has its data when it comes back', async () => {
    const first = start();
    await first.serving();
    await withClient(({ kv }) => kv.put('a', 'b'));
    const began = performance.now();
    first.child.kill('SIGTERM');
    expect(await first.ended()).to.equal(0);
    expect(performance.now() - began).to.be.below(STOP_MS_MAX);
    expect(first.lines).to.deep.equal([]);
    const second = start();
    await second.serving();
    const found = await withClient(({ kv }) => kv.get('a'));
    expect(Buffer.from(found?.value ?? []).toString()).to.equal('b');
    second.child.kill('SIGINT');
    expect(await second.ended()).to.equal(0);
  });

  it('serves clients with TLS, and takes renewed certificates without a restart', async () => {
    const { server: first, renewed, client } = CERTIFICATES;
    const [certFile, keyFile] = [join(folder, 'own.crt'), join(folder, 'own.key')];
    copyFileSync(first.certFile, certFile);
    copyFileSync(first.keyFile, keyFile);
    const url = `https://127.0.0.1:${clientPort}`;
    const server = start([
      ...['--listen-client-urls', url, '--cert-file', certFile, '--key-file', keyFile],
      ...['--trusted-ca-file', CA_FILE, '--client-cert-auth'],
    ]);
    await server.serving();
    const tls = { ca: CA, cert: client.cert, key: client.key };
    const asking = new AtollClient({ endpoints: [url], tls });
    await asking.kv.put('a', 'b');
    expect((await asking.members.list()).members[0]?.clientUrls).to.deep.equal([url]);
    expect(await health(url, tls)).to.deep.equal({ certificate: 'atoll-server', status: 200 });

    copyFileSync(renewed.keyFile, keyFile);
    await until('it to say that the files do not fit', () => server.stderr.includes('cannot be used'));
    expect(await health(url, tls)).to.deep.equal({ certificate: 'atoll-server', status: 200 });
    copyFileSync(renewed.certFile, certFile);
    await until('it to take them', () => server.stderr.includes('certificates renewed'));
    expect(await health(url, tls)).to.deep.equal({ certificate: 'atoll-renewed', status: 200 });
    // The connection from before goes on.
    expect((await asking.kv.get('a'))?.version).to.equal(1);
    asking.close();
  });

  it('does not start with certificates that cannot be used, and touches nothing', async () => {
    const missing = ['--cert-file', join(folder, 'none.crt'), '--key-file', CERTIFICATES.server.keyFile];
    const server = start(['--listen-client-urls', `https://127.0.0.1:${clientPort}`, ...missing]);
    expect(await server.ended()).to.equal(1);
    expect(server.lines).to.have.length(1);
    expect(server.lines[0]).to.match(/^atoll: --cert-file: .*none\.crt cannot be read: ENOENT/);
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it('has acknowledged data when it was killed', async () => {
    const first = start();
    await first.serving();
    await withClient(({ kv }) => kv.put('a', 'b'));
    first.child.kill('SIGKILL');
    await first.ended();
    await start().serving();
    expect((await withClient(({ kv }) => kv.get('a')))?.version).to.equal(1);
  });

  it('stops with open watches and within its bound', async () => {
    const server = start();
    await server.serving();
    await withClient(async ({ admin }) => {
      const feed = admin.conflicts({ watch: true });
      await feed.next();
      server.child.kill('SIGTERM');
      expect(await server.ended()).to.equal(0);
      await feed.next().catch(() => undefined);
    });
  });

  it('ends with its parent when told to', async () => {
    const server = start(['--exit-with-parent']);
    await server.serving();
    server.child.stdin?.end();
    expect(await server.ended()).to.equal(0);
  });

  it('keeps snapshots of its own, each restored on trial, and removes none but its own old ones', async () => {
    const kept = join(folder, 'kept');
    mkdirSync(kept);
    const strangers = ['notes.txt', 'eu-20200101T000000Z-rev5.snapshot', 'default-old.snapshot'];
    const old = 'default-20200101T000000Z-rev5.snapshot';
    for (const name of [...strangers, old]) writeFileSync(join(kept, name), 'x');
    const server = start([
      ...['--snapshot-dir', kept, '--snapshot-interval', '1s', '--snapshot-retention', '2'],
    ]);
    await server.serving();
    await withClient(async ({ kv }) => {
      for (let i = 0; i < 50; i++) await kv.put(`k${i}`, 'v');
    });
    const taken = (): number =>
      server.stderr.split('"event":"snapshot taken and restored on trial"').length - 1;
    await until('three snapshots', () => taken() >= 3);
    await until('the older ones to go', () => readdirSync(kept).length <= strangers.length + 2);
    const own = readdirSync(kept).filter((name) => !strangers.includes(name));
    expect(own).to.have.length(2);
    expect(own).not.to.include(old);
    for (const name of own) expect(name).to.match(/^default-\d{8}T\d{6}Z-rev51[.]snapshot$/);
    expect(server.stderr).to.contain('"compared":"keyspace hash"');
    const status = await withClient(({ admin }) => admin.status());
    expect(status.snapshots).to.include({ revision: 51, failures: 0, error: '' });
    expect(status.snapshots?.file).to.match(/rev51[.]snapshot$/);
    const metrics = await (await fetch(`http://127.0.0.1:${clientPort}/metrics`)).text();
    expect(metrics).to.match(/^atoll_snapshot_verified_age_seconds \d/m);
    rmSync(kept, { recursive: true });
    writeFileSync(kept, 'in the way');
    await until('a failure', () => server.stderr.includes('a scheduled snapshot failed'));
    const { alarms } = await withClient(({ admin }) => admin.status());
    expect(alarms.join()).to.contain('snapshot failed: ');
    expect(existsSync(join(folder, 'm1.atoll', 'member', 'restore-trial'))).to.equal(false);
  });

  it('says who holds its data folder', async () => {
    await start().serving();
    const second = start([], { client: await freePort(), peer: await freePort() });
    expect(await second.ended()).to.equal(1);
    expect(second.lines).to.have.length(1);
    expect(second.lines[0]).to.match(/^atoll: m1[.]atoll is in use by process \d+/);
  });

  it('names a client port that is taken', async () => {
    await hold(clientPort);
    const server = start();
    expect(await server.ended()).to.equal(1);
    expect(server.lines).to.have.length(1);
    expect(server.lines[0]).to.contain(
      `atoll: --listen-client-urls: 127.0.0.1:${clientPort} is taken by another`,
    );
  });

  it('names a peer port that is taken', async () => {
    await hold(peerPort);
    const server = start();
    expect(await server.ended()).to.equal(1);
    expect(server.lines).to.have.length(1);
    expect(server.lines[0]).to.contain(`port ${peerPort} is in use by another process`);
  });

  it('says what is wrong with a flag and starts nothing', async () => {
    const server = start(['--heartbeat-interval', 'fast']);
    expect(await server.ended()).to.equal(2);
    expect(server.stderr).to.match(
      /^atoll: option '--heartbeat-interval <ms>' argument 'fast' is invalid[^\n]*\n$/,
    );
  });

  async function hold(port: number): Promise<void> {
    const server = createServer();
    held.push(server);
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  }
});

function health(url: string, tls: SecureContextOptions): Promise<object> {
  return new Promise((resolve, reject) => {
    get(`${url}/health`, { ...tls, agent: false }, (response) => {
      const certificate = (response.socket as TLSSocket).getPeerCertificate().subject.CN;
      response.resume().on('end', () => resolve({ certificate, status: response.statusCode }));
    }).on('error', reject);
  });
}
