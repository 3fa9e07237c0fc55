/**
 * The two servers that are compared: three members each on loopback, with the settings they come with, which for both is a
 * sync of the log before a write is acknowledged. Whichever is not measured is idle, but runs, so each has the same
 * neighbour.
 */
import { mkdirSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ClientError } from '../../src/client/index.ts';
import { HOST } from '../crash/region/links.ts';
import { lastOf, RegionMember } from '../crash/region/member.ts';
import { freePorts } from '../crash/region/ports.ts';
import { CA, CERTIFICATES } from '../support/certificates.ts';
import { MemberClient } from '../support/member-client.ts';
import type { Target } from './load/connection.ts';

const ATOLL = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const NAMES = ['b1', 'b2', 'b3'] as const;
const PORTS_PER_MEMBER = 2;
/** So that a killed bench leaves no server: it is killed with its parent. */
const WITH_PARENT = ['setpriv', '--pdeathsig', 'KILL'] as const;
export const SERVES_MS_MAX = 60_000;
export const LOOK_EVERY_MS = 20;

export interface Program {
  readonly title: string;
  readonly command: readonly string[];
  readonly flags: readonly string[];
}

export async function atoll(more: readonly string[]): Promise<Program> {
  await access(ATOLL).catch(() => {
    throw new Error(`there is no ${ATOLL}: build first (npm run build)`);
  });
  const flags = ['--region', 'bench', '--exit-with-parent', ...more];
  return { title: 'Atoll', command: [process.execPath, ATOLL, 'server'], flags };
}

export const peer = (path: string, title: string): Program => ({
  ...{ title, command: [...WITH_PARENT, path], flags: [] },
});

/** How a side's members are started. */
export interface How {
  /** Stands before every program. */
  readonly pinned?: readonly string[];
  /** Clients speak TLS with them; members speak in the clear with each other. */
  readonly tls?: boolean;
}

/** Of the same name with both. */
const TLS_FLAGS = [
  ...['--cert-file', CERTIFICATES.server.certFile],
  ...['--key-file', CERTIFICATES.server.keyFile],
] as const;

export class Side {
  readonly title: string;
  readonly members: readonly RegionMember[];
  readonly #clients: ReadonlyMap<RegionMember, MemberClient>;

  private constructor(title: string, members: readonly RegionMember[]) {
    this.title = title;
    this.members = members;
    this.#clients = new Map(members.map((member) => [member, new MemberClient(member.endpoint, { ca: CA })]));
  }

  /** Resolves when every member serves. */
  static async open(program: Program, folder: string, how: How = {}): Promise<Side> {
    const base = await freePorts(NAMES.length * PORTS_PER_MEMBER);
    const members = membersOf(program, { folder, base, pinned: [], tls: false, ...how });
    for (const member of members) member.start();
    const side = new Side(program.title, members);
    await side.serves();
    return side;
  }

  get pids(): number[] {
    return this.members.flatMap(({ pid }) => pid ?? []);
  }

  /** The leader first; who does not run is none. */
  async targets(): Promise<Target[]> {
    const giveUpAt = performance.now() + SERVES_MS_MAX;
    for (;;) {
      const leads = await Promise.all(this.members.map((member) => this.#leads(member)));
      const leader = this.members[leads.indexOf(true)];
      if (leader !== undefined) {
        return [leader, ...this.members.filter((member) => member !== leader && member.running)].map(
          targetOf,
        );
      }
      if (performance.now() > giveUpAt) throw new Error(`${this.title} has no leader`);
      await wait(LOOK_EVERY_MS);
    }
  }

  async serves(): Promise<void> {
    for (const member of this.members) await this.servesAt(member);
  }

  async servesAt(member: RegionMember): Promise<void> {
    const giveUpAt = performance.now() + SERVES_MS_MAX;
    for (;;) {
      if (!member.running) throw new Error(`${this.title}: ${member.name} ended: ${lastOf(member.said())}`);
      try {
        await this.#clients.get(member)?.revision();
        return;
      } catch (error) {
        if (!(error instanceof ClientError) || performance.now() > giveUpAt) throw error;
        await wait(LOOK_EVERY_MS);
      }
    }
  }

  async close(): Promise<void> {
    for (const client of this.#clients.values()) client.close();
    for (const member of this.members) member.kill();
    await Promise.all(this.members.map((member) => member.whenGone()));
  }

  async #leads(member: RegionMember): Promise<boolean> {
    try {
      return (await this.#clients.get(member)?.leads()) ?? false;
    } catch (error) {
      if (error instanceof ClientError) return false;
      throw error;
    }
  }
}

function membersOf(
  { command, flags }: Program,
  { folder, base, pinned, tls }: { folder: string; base: number } & Required<How>,
): RegionMember[] {
  const address = (at: number, offset: number): string => `${HOST}:${base + at * PORTS_PER_MEMBER + offset}`;
  const cluster = NAMES.map((name, at) => `${name}=http://${address(at, 1)}`).join(',');
  return NAMES.map((name, at) => {
    const own = join(folder, name);
    mkdirSync(own, { recursive: true });
    const [client, peerUrl] = [`${tls ? 'https' : 'http'}://${address(at, 0)}`, `http://${address(at, 1)}`];
    const args = [
      ...['--name', name, '--data-dir', join(own, 'data'), '--initial-cluster', cluster],
      ...['--listen-client-urls', client, '--advertise-client-urls', client],
      ...[
        '--listen-peer-urls',
        peerUrl,
        '--initial-advertise-peer-urls',
        peerUrl,
        ...(tls ? TLS_FLAGS : []),
        ...flags,
      ],
    ];
    const plan = { name, endpoint: client, folder: own, args, layer: null };
    return new RegionMember({ ...plan, command: [...pinned, ...command] });
  });
}

export function targetOf({ endpoint }: RegionMember): Target {
  const [, scheme, host = HOST, port] = /^(https?):\/\/(.*):(\d+)$/.exec(endpoint) ?? [];
  return { host, port: Number(port), tls: scheme === 'https' };
}
