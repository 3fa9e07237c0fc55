/** Three real servers; one of them has a bit turned in its store while the others take writes. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { AtollClient } from '../../src/client/index.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/until.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const MEMBERS = 3;
/** More than the log keeps for followers: what is lost must come as a snapshot. */
const VALUE_BYTES = 1024 * 1024;
const VALUES = 40;
const SMALL_WRITES_MIN = 20;

interface Ports {
  readonly client: number;
  readonly peer: number;
}

class MemberOnDisk {
  readonly name: string;
  readonly ports: Ports;
  stderr = '';
  exitCode: number | null | undefined = undefined;
  private readonly folder: string;
  private readonly cluster: string;
  private child: ChildProcess | null = null;

  constructor(folder: string, name: string, ports: Ports, cluster: string) {
    this.folder = folder;
    this.name = name;
    this.ports = ports;
    this.cluster = cluster;
  }

  start(): void {
    const { name, ports } = this;
    const urls = [
      ...['--listen-client-urls', `http://127.0.0.1:${ports.client}`],
      ...['--listen-peer-urls', `http://127.0.0.1:${ports.peer}`],
    ];
    const args = ['server', '--name', name, '--initial-cluster', this.cluster, ...urls];
    this.stderr = '';
    this.exitCode = undefined;
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      ...{ cwd: this.folder, stdio: ['pipe', 'ignore', 'pipe'] },
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    child.once('close', (code) => (this.exitCode = code));
    this.child = child;
  }

  serving(): Promise<void> {
    return until(`${this.name} to serve`, () => this.stderr.includes('"event":"serving"'));
  }

  async kill(): Promise<void> {
    if (this.child === null || this.exitCode !== undefined) return;
    this.child.kill('SIGKILL');
    await until(`${this.name} to end`, () => this.exitCode !== undefined);
  }

  get stores(): string {
    return join(this.folder, `${this.name}.atoll`, 'member', 'store');
  }

  /** One bit in the middle of the largest table. */
  turnBit(): string {
    const [store] = readdirSync(this.stores);
    const folder = join(this.stores, store!);
    const tables = readdirSync(folder).filter((name) => name.endsWith('.ldb'));
    const sizeOf = (name: string): number => statSync(join(folder, name)).size;
    const [largest] = tables.sort((left, right) => sizeOf(right) - sizeOf(left));
    const bytes = readFileSync(join(folder, largest!));
    bytes[bytes.length >> 1]! ^= 8;
    writeFileSync(join(folder, largest!), bytes);
    return largest!;
  }
}

describe('a follower with a damaged store', function () {
  this.timeout(40_000);
  let folder: string;
  let members: MemberOnDisk[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-damaged-'));
    const ports: Ports[] = [];
    for (let i = 0; i < MEMBERS; i++) ports.push({ client: await freePort(), peer: await freePort() });
    const cluster = ports.map(({ peer }, i) => `m${i + 1}=http://127.0.0.1:${peer}`).join(',');
    members = ports.map((each, i) => new MemberOnDisk(folder, `m${i + 1}`, each, cluster));
  });

  afterEach(async () => {
    for (const member of members) await member.kill();
    rmSync(folder, { recursive: true });
  });

  const clientOf = (...of: readonly MemberOnDisk[]): AtollClient =>
    new AtollClient({ endpoints: of.map(({ ports }) => `127.0.0.1:${ports.client}`) });

  async function follower(): Promise<MemberOnDisk> {
    for (const member of members) {
      const client = clientOf(member);
      const { raft } = await client.admin.status();
      client.close();
      if (raft.role !== 'leader') return member;
    }
    throw new Error('everyone leads');
  }

  it('repairs itself under load, with nothing lost', async () => {
    for (const member of members) member.start();
    for (const member of members) await member.serving();
    const damaged = await follower();
    const others = members.filter((member) => member !== damaged);
    const client = clientOf(...others);
    const large = Buffer.alloc(VALUE_BYTES, 'v');
    for (let i = 0; i < VALUES; i++) await client.kv.put(`large/${i}`, large);

    await damaged.kill();
    const table = damaged.turnBit();
    let stopped = false;
    let written = 0;
    const load = (async () => {
      for (; !stopped; written++) await client.kv.put(`small/${written}`, `${written}`);
    })();
    damaged.start();
    await damaged.serving();
    await until('more load', () => written >= SMALL_WRITES_MIN);
    stopped = true;
    await load;

    expect(damaged.stderr)
      .to.match(/the store is damaged: it is set aside/)
      .and.to.contain(table);
    expect(readdirSync(damaged.stores).filter((name) => name.includes('.damaged-'))).to.have.length(1);
    const own = clientOf(damaged);
    for (let i = 0; i < VALUES; i++)
      expect((await own.kv.get(`large/${i}`))?.value).to.have.length(VALUE_BYTES);
    for (let i = 0; i < written; i++)
      expect(Buffer.from((await own.kv.get(`small/${i}`))?.value ?? []).toString()).to.equal(`${i}`);
    own.close();
    client.close();
  });
});
