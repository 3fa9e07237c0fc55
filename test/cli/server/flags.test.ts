import { LOG_RETENTION_DEFAULT } from '../../../src/node/server-config.ts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect } from 'chai';
import { createProgram, runProgram } from '../../../src/cli/program.ts';
import { FlagError } from '../../../src/cli/failure.ts';
import { defineServerFlags, readServerFlags } from '../../../src/cli/server/flags.ts';
import type { ServerFlags } from '../../../src/cli/server/flags.ts';
import { FakeTerminal } from '../fake-terminal.ts';

async function read(...args: string[]): Promise<ServerFlags> {
  const command = defineServerFlags(new Command('server')).exitOverride();
  command.configureOutput({ outputError: () => undefined });
  command.parse(args, { from: 'user' });
  return readServerFlags(command);
}

/** What the operator sees: exit code and standard error. */
async function refusalOf(...args: string[]): Promise<{ code: number; line: string }> {
  const terminal = new FakeTerminal();
  const program = createProgram('atoll', terminal);
  const command = defineServerFlags(program.command('server'));
  command.action(async () => void (await readServerFlags(command)));
  const code = await runProgram(program, ['server', ...args], {
    terminal,
    badArguments: 2,
    exitCodeOf: () => null,
  });
  return { code, line: terminal.stderr };
}

const TLS = [
  ...['--listen-client-urls', 'https://127.0.0.1:2379'],
  ...['--cert-file', 'server.crt', '--key-file', 'server.key'],
];
const OTHER_REGION = ['--federation', 'us=us-1=http://10.0.0.4:2380,us-2=http://10.0.0.5:2380'];

describe('the flags of atoll server', () => {
  it('take snapshots by the clock only where a folder is named', async () => {
    expect((await read('--snapshot-interval', '5m')).snapshots).to.equal(null);
    const { snapshots } = await read('--snapshot-dir', 'd', '--snapshot-retention', '3');
    expect(snapshots).to.deep.equal({ folder: 'd', intervalMs: 3_600_000, retention: 3 });
    for (const wrong of [
      ['--snapshot-interval', 'soon'],
      ['--snapshot-interval', '1ms'],
      ['--snapshot-retention', '0'],
    ]) {
      const { code, line } = await refusalOf(...wrong);
      expect([code, line.includes(wrong[0]!)], wrong.join(' ')).to.deep.equal([2, true]);
    }
  });

  it('refuse to keep snapshots in the data folder, which they are to outlive', async () => {
    for (const folder of ['data', 'data/snapshots', './data/../data/x']) {
      const { code, line } = await refusalOf('--data-dir', 'data', '--snapshot-dir', folder);
      expect([code, line], folder).to.satisfy(
        ([exit, text]: [number, string]) =>
          exit === 2 && text.includes(`--snapshot-dir: ${folder} lies in the data folder`),
      );
    }
    const { snapshots } = await read('--data-dir', 'data', '--snapshot-dir', 'data-snapshots');
    expect(snapshots?.folder).to.equal('data-snapshots');
  });

  it('answer reads by leases only where that is asked for', async () => {
    expect((await read()).config.leaseReads).to.equal(false);
    expect((await read('--lease-reads')).config.leaseReads).to.equal(true);
  });

  it('keep as many log entries for members that lag as is said, and let go in batches no larger', async () => {
    const retention = async (...args: string[]) => (await read(...args)).config.logRetention;
    expect(await retention()).to.deep.equal(LOG_RETENTION_DEFAULT);
    const few = { ...LOG_RETENTION_DEFAULT, entries: 100, releasedMin: 100 };
    expect(await retention('--snapshot-catchup-entries', '100')).to.deep.equal(few);
  });

  it('need none: one member alone on loopback', async () => {
    const { name, dataDir, listenClients, listenPeer, config } = await read();
    expect({ name, dataDir, listenClients, listenPeer }).to.deep.equal({
      ...{ name: 'default', dataDir: 'default.atoll' },
      listenClients: [{ host: '127.0.0.1', port: 2379, tls: false }],
      listenPeer: { host: '127.0.0.1', port: 2380, tls: false },
    });
    expect(config.members.map((member) => [member.name, member.address])).to.deep.equal([
      ['default', '127.0.0.1:2380'],
    ]);
    expect(config.self).to.equal(config.members[0]?.id);
    expect(config).to.deep.include({
      region: 'default',
      clientUrls: ['http://127.0.0.1:2379'],
      federation: [],
    });
  });

  it('give members of one region the same ids and everyone else others', async () => {
    const cluster = 'a=http://127.0.0.1:1,b=http://127.0.0.1:2';
    const configOf = async (...args: string[]) => (await read('--initial-cluster', cluster, ...args)).config;
    const [a, b] = [await configOf('--name', 'a'), await configOf('--name', 'b')];
    expect([a.clusterId, a.members.map(({ id }) => id)]).to.deep.equal([
      b.clusterId,
      b.members.map(({ id }) => id),
    ]);
    expect(a.self).not.to.equal(b.self);
    for (const other of [
      ['--name', 'a', '--region', 'us'],
      ['--name', 'a', '--initial-cluster-token', 't'],
    ]) {
      const config = await configOf(...other);
      expect([config.clusterId === a.clusterId, config.self === a.self]).to.deep.equal([false, false]);
    }
  });

  it('read regions, IPv6 addresses and several URLs of one member', async () => {
    const { config, listenClients } = await read(
      ...['--listen-client-urls', 'http://[::1]:2379,http://localhost:80/'],
      ...['--initial-cluster', 'default=http://[::1]:2380,default=http://127.0.0.1:2380'],
      ...OTHER_REGION,
    );
    expect(listenClients).to.deep.equal([
      { host: '::1', port: 2379, tls: false },
      { host: 'localhost', port: 80, tls: false },
    ]);
    expect(config.members.map(({ address, peerUrls }) => [address, peerUrls.length])).to.deep.equal([
      ['[::1]:2380', 2],
    ]);
    expect(config.federation).to.deep.equal([
      {
        region: 'us',
        members: [
          { name: 'us-1', address: '10.0.0.4:2380' },
          { name: 'us-2', address: '10.0.0.5:2380' },
        ],
      },
    ]);
  });

  it('count retention in hours, durations or revisions, and switch it off in three ways', async () => {
    const compaction = async (...args: string[]) => (await read(...args)).config.autoCompaction;
    expect(await compaction()).to.deep.include({ mode: 'periodic', retentionMs: 3_600_000 });
    expect(await compaction('--auto-compaction-retention', '30m')).to.deep.include({
      retentionMs: 1_800_000,
    });
    expect(
      await compaction('--auto-compaction-mode', 'revision', '--auto-compaction-retention', '1000'),
    ).to.deep.equal({
      mode: 'revision',
      retention: 1000,
    });
    for (const args of [
      ['--auto-compaction-mode', 'off'],
      ['--auto-compaction-retention', '0'],
      ['--auto-compaction-mode', 'revision', '--auto-compaction-retention', '0'],
    ]) {
      expect(await compaction(...args)).to.deep.equal({ mode: 'off' });
    }
  });

  it('allow other hosts only when told that this is meant', async () => {
    const open = ['--listen-client-urls', 'http://10.0.0.1:2379'];
    expect((await read(...open, '--insecure')).listenClients).to.deep.equal([
      { host: '10.0.0.1', port: 2379, tls: false },
    ]);
  });

  it('take https:// client URLs with a certificate and its key, and say so to other clients', async () => {
    const { clientTls, listenClients, config } = await read(...TLS);
    expect(clientTls).to.deep.equal({ certFile: 'server.crt', keyFile: 'server.key', trustedCaFile: null });
    expect(listenClients).to.deep.equal([{ host: '127.0.0.1', port: 2379, tls: true }]);
    expect(config.clientUrls).to.deep.equal(['https://127.0.0.1:2379']);
    const port443 = await read(...TLS, '--listen-client-urls', 'https://localhost:443');
    expect(port443.listenClients).to.deep.equal([{ host: 'localhost', port: 443, tls: true }]);
  });

  it('allow other hosts who must have certificates', async () => {
    const guarded = [...TLS, '--listen-client-urls', 'https://10.0.0.1:2379', '--trusted-ca-file', 'ca.crt'];
    expect((await read(...guarded)).clientTls?.trustedCaFile).to.equal('ca.crt');
    const { line } = await refusalOf(
      ...guarded,
      '--listen-client-urls',
      'https://10.0.0.1:1,http://10.0.0.1:2',
    );
    expect(line).to.contain('listening on 10.0.0.1:2 without asking for certificates');
  });

  const WRONG: readonly [args: readonly string[], says: string][] = [
    [['--nme', 'x'], 'Did you mean --name?'],
    [['extra'], 'too many arguments'],
    [['--name', ''], '--name: "" should be up to 64 letters'],
    [['--name', 'a/b'], '--name: "a/b" should be'],
    [['--region', 'a b'], '--region: "a b" should be'],
    [['--listen-client-urls', 'foo'], '--listen-client-urls: "foo" is not a URL like http://127.0.0.1:2379'],
    [['--listen-client-urls', ''], '--listen-client-urls: "" is not a URL'],
    [['--listen-client-urls', 'ftp://127.0.0.1:2379'], 'should begin with http:// or https://'],
    [['--listen-client-urls', 'https://127.0.0.1:2379'], '--cert-file is missing: TLS for clients needs'],
    [
      ['--listen-client-urls', 'https://127.0.0.1:2379', '--cert-file', 'a'],
      '--key-file is missing: TLS for clients needs',
    ],
    [['--cert-file', 'a', '--key-file', 'b'], 'nothing would be encrypted: write https:// there'],
    [['--trusted-ca-file', 'a'], '--cert-file is missing'],
    [[...TLS, '--client-cert-auth'], '--client-cert-auth: say with --trusted-ca-file which CA'],
    [
      [...TLS, '--listen-client-urls', 'https://10.0.0.1:2379'],
      'listening on 10.0.0.1:2379 without asking for certificates',
    ],
    [
      ['--listen-peer-urls', 'https://127.0.0.1:2380'],
      'between members and regions this release speaks http:// only',
    ],
    [['--initial-cluster', 'default=https://127.0.0.1:2380'], 'this release speaks http:// only'],
    [['--listen-client-urls', 'http://127.0.0.1'], 'has no port'],
    [['--listen-client-urls', 'http://127.0.0.1:2379/v3'], 'must end after the port'],
    [['--listen-client-urls', 'http://10.0.0.1:2379'], 'say --insecure if that network is yours alone'],
    [['--listen-peer-urls', 'http://10.0.0.1:2380'], 'listening on 10.0.0.1:2380 without asking'],
    [['--listen-peer-urls', 'http://127.0.0.1:1,http://127.0.0.1:2'], 'one URL is offered'],
    [['--advertise-client-urls', 'here'], '--advertise-client-urls: "here" is not a URL'],
    [['--initial-advertise-peer-urls', 'here'], '--initial-advertise-peer-urls: "here" is not a URL'],
    [['--initial-cluster', 'http://127.0.0.1:2380'], 'should look like name=http://127.0.0.1:2380'],
    [
      ['--initial-cluster', 'a=http://127.0.0.1:2380'],
      'must name this member: add default=http://127.0.0.1:2380',
    ],
    [['--initial-cluster', 'default=nowhere'], '--initial-cluster: "nowhere" is not a URL'],
    [['--initial-cluster-state', 'existing'], 'must name members of the region that is to be joined'],
    [['--initial-cluster-state', 'old'], 'Allowed choices are new, existing'],
    [['--federation', 'us=nobody'], 'should look like name=http://127.0.0.1:2380'],
    [['--federation', 'us'], 'write us=member=url, or say with --join-wan where gossip finds it'],
    [['--join', 'nowhere'], '--join: "nowhere" should be host:port'],
    [['--gossip', 'off', '--join', 'a:1'], '--gossip is off'],
    [['--gossip', 'off', '--zone', 'a'], '--gossip is off'],
    [['--zone', 'a b'], '--zone: "a b" should be up to 64 letters'],
    [['--gossip', 'off', '--bootstrap-expect', '3'], '--gossip is off'],
    [['--bootstrap-expect', '99'], 'at most 15 servers found a region'],
    [
      ['--bootstrap-expect', '3', '--initial-cluster-state', 'existing'],
      'stands instead of --initial-cluster',
    ],
    [['--encrypt', 'secret'], '--encrypt should be 16, 24 or 32 bytes in base64'],
    [['--gossip-key-file', '/nowhere'], '--gossip-key-file: ENOENT'],
    [
      ['--federation', 'us=http://10.0.0.1:2380'],
      '--federation: "http://10.0.0.1:2380" should look like name=',
    ],
    [['--federation', 'default=a=http://127.0.0.1:1'], 'must not name this region ("default")'],
    [[...OTHER_REGION, ...OTHER_REGION], '--federation names region "us" twice'],
    [['--heartbeat-interval', 'abc'], "argument 'abc' is invalid. It must be a whole number"],
    [['--heartbeat-interval', '0'], '--heartbeat-interval must be at least 1 ms'],
    [['--election-timeout', '499'], 'at least 5 heartbeat intervals (500 ms) and at most 50000 ms'],
    [['--election-timeout', '50001'], 'at most 50000 ms'],
    [['--quota-backend-bytes', '-1'], 'It must be a whole number'],
    [['--auto-compaction-mode', 'daily'], '"daily" should be periodic, revision or off'],
    [['--auto-compaction-retention', 'soon'], '"soon" is neither hours nor a duration like 30m'],
    [
      ['--auto-compaction-mode', 'revision', '--auto-compaction-retention', '5m'],
      '"5m" should be a number of revisions',
    ],
    [['--transport', 'quic'], 'Allowed choices are rpc, grpc-js'],
    [['--log-level', 'loud'], 'Allowed choices are debug, info, warn, error'],
    [['--config-file', 'no-such.yaml'], '--config-file: no-such.yaml: ENOENT'],
  ];
  for (const [args, says] of WRONG) {
    it(`refuse ${args.join(' ')} in one line`, async () => {
      const { code, line } = await refusalOf(...args);
      expect(line)
        .to.match(/^atoll: [^\n]+\n$/)
        .and.to.contain(says);
      expect(code).to.equal(2);
    });
  }
});

describe('a config file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-flags-'));
    file = join(folder, 'atoll.yaml');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const readFile = (content: string, ...args: string[]): Promise<ServerFlags> => {
    writeFileSync(file, content);
    return read('--config-file', file, ...args);
  };
  const refusal = async (content: string): Promise<string> => {
    try {
      await readFile(content);
    } catch (error) {
      if (error instanceof FlagError) return error.message;
      throw error;
    }
    throw new Error('it was taken');
  };

  it('has the flags’ names, and a flag overrules it', async () => {
    const content = 'name: m1\nheartbeat-interval: 50\ninsecure: true\nlisten-client-urls: http://10.0.0.1:1';
    const { name, config, listenClients } = await readFile(content, '--heartbeat-interval', '20');
    expect([name, config.timing.heartbeatMs, listenClients[0]?.host]).to.deep.equal(['m1', 20, '10.0.0.1']);
    // Settings without a default.
    const more = 'data-dir: d\nadvertise-client-urls: http://h:1\nsnapshot-dir: s';
    const { dataDir, config: told, snapshots } = await readFile(more, '--snapshot-dir', 't');
    expect([dataDir, told.clientUrls, snapshots?.folder]).to.deep.equal(['d', ['http://h:1'], 't']);
  });

  it('may write lists as lists and regions as names with their members', async () => {
    const { config, listenClients } = await readFile(`
listen-client-urls: [http://127.0.0.1:1, http://127.0.0.1:2]
federation:
  us: us-1=http://10.0.0.4:2380
  ap: [ap-1=http://10.0.0.5:2380, ap-2=http://10.0.0.6:2380]
`);
    expect(listenClients.map(({ port }) => port)).to.deep.equal([1, 2]);
    expect(config.federation.map(({ region, members }) => [region, members.length])).to.deep.equal([
      ['us', 1],
      ['ap', 2],
    ]);
    const listed = await readFile('federation: [us=us-1=http://10.0.0.4:2380]');
    expect(listed.config.federation.map(({ region }) => region)).to.deep.equal(['us']);
  });

  it('may hold the TLS settings as etcd does, in a section of their own', async () => {
    const { clientTls } = await readFile(`
listen-client-urls: https://127.0.0.1:2379
client-transport-security:
  cert-file: a.crt
  key-file: a.key
  trusted-ca-file: ca.crt
  client-cert-auth: true
`);
    expect(clientTls).to.deep.equal({ certFile: 'a.crt', keyFile: 'a.key', trustedCaFile: 'ca.crt' });
    expect(await refusal('client-transport-security: {auto-tls: true}')).to.contain(
      '"auto-tls" is none of them',
    );
  });

  it('may be empty', async () => {
    expect((await readFile('# nothing\n')).name).to.equal('default');
  });

  it('is refused when it would be misunderstood', async () => {
    expect(await refusal('nme: x')).to.contain('"nme" is no setting of this server');
    expect(await refusal('config-file: other.yaml')).to.contain('"config-file" is no setting');
    expect(await refusal('- name: x')).to.contain('must hold names and values');
    expect(await refusal('name: [')).to.contain(`--config-file: ${file}: `);
    expect(await refusal('insecure: maybe')).to.contain('"insecure" must be true or false');
    expect(await refusal('heartbeat-interval: fast')).to.contain(
      '"heartbeat-interval": It must be a whole number',
    );
    expect(await refusal('log-level: loud')).to.contain('"log-level": Allowed choices');
    expect(await refusal('name: {a: b}')).to.contain('"name" must be a text or a number');
  });
});
