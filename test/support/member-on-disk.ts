/** A real server of a region of several, on the loopback, that can be killed and started again. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AtollClient } from '../../src/client/index.ts';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

export interface Ports {
  readonly client: number;
  readonly peer: number;
}

export class MemberOnDisk {
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

  get dataDir(): string {
    return join(this.folder, `${this.name}.atoll`);
  }

  get stores(): string {
    return join(this.dataDir, 'member', 'store');
  }
}

/** Members m1 to mN, not started yet. */
export async function regionOnDisk(folder: string, size: number): Promise<MemberOnDisk[]> {
  const ports: Ports[] = [];
  for (let i = 0; i < size; i++) ports.push({ client: await freePort(), peer: await freePort() });
  const cluster = ports.map(({ peer }, i) => `m${i + 1}=http://127.0.0.1:${peer}`).join(',');
  return ports.map((each, i) => new MemberOnDisk(folder, `m${i + 1}`, each, cluster));
}

export const clientOf = (...of: readonly MemberOnDisk[]): AtollClient =>
  new AtollClient({ endpoints: of.map(({ ports }) => `127.0.0.1:${ports.client}`) });

export async function roleOf(member: MemberOnDisk): Promise<string> {
  const client = clientOf(member);
  const { raft } = await client.admin.status();
  client.close();
  return raft.role;
}

/** One that does not lead. */
export async function followerOf(members: readonly MemberOnDisk[]): Promise<MemberOnDisk> {
  for (const member of members) if ((await roleOf(member)) !== 'leader') return member;
  throw new Error('everyone leads');
}
