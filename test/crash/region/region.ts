/** One region of three real members, on ports of their own, with relays between them that can be cut. */
import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { AtollClient, ClientError } from '../../../src/client/index.ts';
import type { MemberStatus } from '../../../src/client/index.ts';
import { MemberClient } from '../../support/member-client.ts';
import { buildLayer } from '../power/build.ts';
import { HOST, Links } from './links.ts';
import { freePorts } from './ports.ts';
import { dataFolderIn, lastOf, RegionMember } from './member.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PORTS_PER_MEMBER = 3;
const MEMBERS = ['m1', 'm2', 'm3'] as const;
const STATUS_MS_MAX = 1_000;
const LOOK_EVERY_MS = 20;
const SERVES_MS_MAX = 60_000;

export const REGION = 'crash';

/** So that a member which was away for a second may need a snapshot: an entry holds a turn's commands, not one. */
export const CATCHUP_ENTRIES = 10;

export interface RegionOptions {
  /** Of the whole run; the program and all data are below it. */
  readonly folder: string;
  /** With a disk whose power can be cut, or on the bare one. */
  readonly layered: boolean;
  /** Straight from member to member, without relays. */
  readonly direct?: boolean;
  /** The server's own number of entries kept for members that lag; few, when snapshots are wanted. */
  readonly catchupEntries?: number;
  /** What stands before a member's program, by its name: another mount namespace. */
  readonly prefixOf?: (member: string, dataFolder: string) => Promise<readonly string[]>;
}

export class Region {
  readonly members: readonly RegionMember[];
  readonly links: Links;
  private readonly clients: ReadonlyMap<RegionMember, MemberClient>;
  private readonly statuses: ReadonlyMap<RegionMember, AtollClient>;

  private constructor(members: readonly RegionMember[], links: Links) {
    this.members = members;
    this.links = links;
    this.clients = new Map(members.map((member) => [member, new MemberClient(member.endpoint)]));
    this.statuses = new Map(
      members.map((member) => [
        member,
        new AtollClient({ endpoints: [member.endpoint], timeoutMs: STATUS_MS_MAX }),
      ]),
    );
  }

  /** Resolves when all members serve. */
  static async open(options: RegionOptions): Promise<Region> {
    const { folder, layered, direct = false, catchupEntries, prefixOf } = options;
    const layer = layered ? await buildLayer() : null;
    const program = copyProgram(folder);
    const base = await freePorts(MEMBERS.length * PORTS_PER_MEMBER);
    const portsOf = (at: number): readonly number[] =>
      [0, 1, 2].map((offset) => base + at * PORTS_PER_MEMBER + offset);
    const cluster = MEMBERS.map((name, at) => `${name}=http://${HOST}:${portsOf(at)[direct ? 1 : 2]}`).join(
      ',',
    );
    const members: RegionMember[] = [];
    for (const [at, name] of MEMBERS.entries()) {
      const [client = 0, peer = 0, relay = 0] = portsOf(at);
      const own = join(folder, name);
      mkdirSync(own, { recursive: true });
      const data = dataFolderIn(own);
      const prefix = (await prefixOf?.(name, data)) ?? [];
      const args = [
        ...['--name', name, '--region', REGION, '--data-dir', data, '--initial-cluster', cluster],
        ...[
          '--listen-client-urls',
          `http://${HOST}:${client}`,
          '--listen-peer-urls',
          `http://${HOST}:${peer}`,
        ],
        ...['--initial-advertise-peer-urls', `http://${HOST}:${direct ? peer : relay}`, '--exit-with-parent'],
        ...(catchupEntries === undefined ? [] : ['--snapshot-catchup-entries', String(catchupEntries)]),
      ];
      const command = [...prefix, process.execPath, program, 'server'];
      members.push(
        new RegionMember({ name, endpoint: `${HOST}:${client}`, folder: own, command, args, layer }),
      );
    }
    const ends = members.map((member, at) => {
      const [, peerPort = 0, relayPort = 0] = portsOf(at);
      return { name: member.name, peerPort, relayPort, pid: () => member.pid };
    });
    const region = new Region(members, new Links(direct ? [] : ends));
    await region.links.start();
    for (const member of members) member.start();
    await region.serves();
    return region;
  }

  clientOf(member: RegionMember): MemberClient {
    const client = this.clients.get(member);
    if (client === undefined) throw new Error(`no client of ${member.name}`);
    return client;
  }

  /** `null`: no member that answers leads. */
  async leader(): Promise<RegionMember | null> {
    return (await this.leading())?.member ?? null;
  }

  /** How far the log is, by its leader; 0 while there is none. */
  async commitIndex(): Promise<number> {
    return (await this.leading())?.status?.raft.commitIndex ?? 0;
  }

  private async leading(): Promise<{ member: RegionMember; status: MemberStatus | null } | null> {
    const roles = await Promise.all(
      this.members.map(async (member) => ({ member, status: await this.statusOf(member) })),
    );
    const leaders = roles.filter(({ status }) => status?.raft.role === 'leader');
    // One that was deposed and does not know it yet has the lower term.
    leaders.sort((left, right) => (right.status?.raft.term ?? 0) - (left.status?.raft.term ?? 0));
    return leaders[0] ?? null;
  }

  /** Everything runs, is awake and reaches everything. */
  async heal(): Promise<void> {
    this.links.heal();
    for (const member of this.members) {
      member.resume();
      member.disk?.heal();
      if (!member.running) member.start();
    }
    await this.serves();
  }

  /** Every member answers a linearizable read. */
  async serves(): Promise<void> {
    await Promise.all(this.members.map((member) => this.servesAt(member)));
  }

  async servesAt(member: RegionMember): Promise<void> {
    const giveUpAt = performance.now() + SERVES_MS_MAX;
    for (;;) {
      if (!member.running) throw new Error(`${member.name} ended and says:\n${lastOf(member.said())}`);
      try {
        await this.clientOf(member).revision();
        return;
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        if (performance.now() > giveUpAt)
          throw new Error(`${member.name} does not serve after ${SERVES_MS_MAX / 1_000} s: ${error.message}`);
      }
      await wait(LOOK_EVERY_MS);
    }
  }

  async close(): Promise<void> {
    this.links.stop();
    for (const client of [...this.clients.values(), ...this.statuses.values()]) client.close();
    for (const member of this.members) member.kill();
    await Promise.all(this.members.map((member) => member.whenGone()));
  }

  private async statusOf(member: RegionMember): Promise<MemberStatus | null> {
    if (!member.running) return null;
    try {
      return (await this.statuses.get(member)?.admin.status()) ?? null;
    } catch (error) {
      if (error instanceof ClientError) return null;
      throw error;
    }
  }
}

/** A copy, which nobody builds anew under the run. */
function copyProgram(folder: string): string {
  const copy = join(folder, 'program');
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const part of ['dist', 'package.json'])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return join(copy, 'dist', 'cli', 'main.js');
}
