/**
 * A region of three that goes from the release before to this one, back, and forward again, one member at a time and under
 * load; is finalised; and then refuses the release before.
 *
 * U1. After each step every acknowledged write is at every member, and all members hash their keyspaces alike at one
 *     revision. At the end every watcher has told the whole history, once and in order.
 * U2. In every mix each release leads once.
 */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AtollClient, ClientError, withLeader } from '../../src/client/index.ts';
import { Watchers } from '../crash/region/watchers.ts';
import { RETRYABLE, Writer } from '../support/changing-region.ts';
import type { Place } from '../support/changing-region.ts';
import { freePorts } from '../support/free-port.ts';
import { MemberClient } from '../support/member-client.ts';
import { readHistory } from '../support/watch.ts';
import { UpgradedMember } from './member.ts';
import type { Release } from './release.ts';

/** With room for a machine that has much else to do. */
const GIVE_UP_MS = 60_000;
const LOOK_EVERY_MS = 20;
/** Acknowledged between two steps, at least: a step without load would prove little. */
const WRITES_A_STEP = 200;
const WRITERS = 3;
const SIZE = 3;
const TIMEOUT_MS = 5_000;

export interface Releases {
  readonly before: Release;
  readonly own: Release;
}

export class UpgradeRun {
  readonly wrong: string[] = [];
  private readonly releases: Releases;
  private readonly members: readonly UpgradedMember[];
  private readonly joiner: UpgradedMember;
  private readonly writers: Writer[] = [];
  private watchers: Watchers | null = null;
  private readonly say: (line: string) => void;

  private constructor(
    releases: Releases,
    places: readonly Place[],
    folder: string,
    say: (line: string) => void,
  ) {
    this.releases = releases;
    this.members = places.slice(0, SIZE).map((place) => new UpgradedMember(place, folder));
    this.joiner = new UpgradedMember(places[SIZE]!, folder);
    this.say = say;
  }

  static async in(folder: string, releases: Releases, say: (line: string) => void): Promise<UpgradeRun> {
    const ports = await freePorts(2 * (SIZE + 1));
    const places = Array.from({ length: SIZE + 1 }, (_, at) => ({
      name: `m${at + 1}`,
      client: `127.0.0.1:${ports[2 * at] ?? 0}`,
      peer: `127.0.0.1:${ports[2 * at + 1] ?? 0}`,
    }));
    return new UpgradeRun(releases, places, join(folder, 'members'), say);
  }

  get acknowledged(): number {
    return this.writers.reduce((sum, { acknowledged }) => sum + acknowledged.length, 0);
  }

  async all(): Promise<void> {
    const { before, own } = this.releases;
    await Promise.all(this.members.map((member) => member.start(before, this.cluster())));
    const endpoints = this.members.map(({ endpoint }) => endpoint);
    for (let at = 0; at < WRITERS; at++) {
      const turned = [...endpoints.slice(at % SIZE), ...endpoints.slice(0, at % SIZE)];
      this.writers.push(new Writer(turned, keysOf(at)));
    }
    this.watchers = new Watchers(this.members, 1, (what) => this.wrong.push(what));
    await this.verify(`three members of ${before.name}`);
    await this.changeAll(own, 'forward', true);
    await this.changeAll(before, 'back', false);
    await this.changeAll(own, 'forward again', false);
    await this.finalise();
    await this.refuseOld();
    await this.restartAll(own);
    await this.judgeWatchers();
  }

  async stop(): Promise<void> {
    this.watchers?.stop();
    await Promise.all(this.writers.map((writer) => writer.stop()));
    await Promise.all([...this.members, this.joiner].map((member) => member.stop('SIGKILL')));
  }

  private async changeAll(to: Release, what: string, triesToFinalise: boolean): Promise<void> {
    for (const [at, member] of this.members.entries()) {
      await member.stop(at === 1 ? 'SIGKILL' : 'SIGTERM');
      await this.writes();
      await member.start(to, this.cluster());
      for (const leader of this.oneOfEach()) await this.lead(leader);
      if (triesToFinalise && at + 1 < SIZE) await this.refuseFinalise();
      await this.verify(`${what}: ${this.describe()}`);
    }
  }

  private async finalise(): Promise<void> {
    const levels = await this.eachStatus(({ level }) => level.region);
    this.expect('the level before', levels.join(), '1,1,1');
    await this.retried('all members to say what they read', async () => {
      const level = await this.asked((client) => withLeader(client, ({ admin }) => admin.finalise()));
      this.expect('the level that finalising answers', level, 2);
    });
    await this.retried('the level at all members', async () => {
      const after = await this.eachStatus(({ level }) => level.region);
      if (after.join() !== '2,2,2') throw new ClientError('refused', `levels ${after.join()}`);
    });
    await this.verify('finalised');
  }

  /** On the data of a member, and as one that wants to join. */
  private async refuseOld(): Promise<void> {
    const { before, own } = this.releases;
    const last = this.members[SIZE - 1]!;
    await last.stop('SIGTERM');
    const end = await last.startOrEnd(before, this.cluster());
    this.expectMatch(
      `${before.name} on finalised data`,
      end,
      /start this member with the release that\s+wrote it/,
    );
    await last.start(own, this.cluster());
    await this.verify(`${before.name} refused the data`);

    const { peer } = this.joiner.place;
    // Voters count as healthy when they have been connected for a while.
    const { added } = await this.retried('the addition', () =>
      this.asked((client) => client.members.add([`http://${peer}`], true)),
    );
    const joining = ['--initial-cluster-state', 'existing', ...this.cluster(this.joiner)];
    const turnedAway = await this.joiner.startOrEnd(before, joining);
    this.expectMatch(`${before.name} that joins`, turnedAway, /region eu runs at feature level 2/);
    const welcomed = await this.joiner.startOrEnd(own, joining);
    this.expect('this release that joins', welcomed, null);
    await this.asked((client) => client.members.remove(added.id));
    await this.verify(`${before.name} was turned away, this release joined`);
  }

  private async restartAll(own: Release): Promise<void> {
    await Promise.all(this.members.map((member) => member.stop('SIGKILL')));
    await Promise.all(this.members.map((member) => member.start(own, this.cluster())));
    await this.verify('all killed and started again');
  }

  /** While a member of the release before is there. */
  private async refuseFinalise(): Promise<void> {
    const newest = this.members.find(({ release }) => release === this.releases.own)!;
    await this.lead(newest);
    try {
      await this.asked((client) => withLeader(client, ({ admin }) => admin.finalise()), [newest]);
      this.wrong.push('a mixed region was finalised');
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      this.expectMatch('finalising a mixed region', error.message, /has not said what it reads|not leader/);
    }
  }

  /** U1. */
  private async verify(step: string): Promise<void> {
    await this.writes();
    const due = this.writers.map(({ acknowledged }) => acknowledged.slice());
    const revision = await this.asked(async (client) => (await client.admin.status()).revision);
    const hashes = await Promise.all(
      this.members.map((member) =>
        this.retried(`${member.name} to be even`, async () => {
          for (const [at, keys] of due.entries()) await this.findAll(member, keysOf(at), keys);
          const client = new MemberClient(member.endpoint);
          try {
            return await client.hashAt(revision);
          } finally {
            client.close();
          }
        }),
      ),
    );
    if (new Set(hashes).size !== 1)
      this.wrong.push(`${step}: hashes ${hashes.join(', ')} at revision ${revision}`);
    const sum = due.reduce((total, keys) => total + keys.length, 0);
    this.say(`${step}: ${sum} acknowledged writes at each member, hash ${hashes[0]} at revision ${revision}`);
  }

  private async findAll(member: UpgradedMember, prefix: string, keys: readonly string[]): Promise<void> {
    const client = new MemberClient(member.endpoint);
    try {
      const values = new Map((await client.list(prefix)).map(({ key, value }) => [key, value]));
      for (const key of keys) {
        if (values.get(key) !== key.slice(prefix.length))
          this.wrong.push(`${key} was acknowledged and is not at ${member.name}`);
      }
    } finally {
      client.close();
    }
  }

  private async judgeWatchers(): Promise<void> {
    await Promise.all(this.writers.map((writer) => writer.stop()));
    for (const { failures } of this.writers) this.wrong.push(...failures);
    const revision = await this.asked(async (client) => {
      await client.kv.put('last', 'x');
      return (await client.admin.status()).revision;
    });
    const history = await readHistory(this.members[0]!.endpoint, 2, revision);
    const { watchers } = this;
    if (watchers === null) return;
    this.wrong.push(...(await watchers.judge(history, revision)));
    const gap = Math.max(...this.writers.map(({ longestGapMs }) => longestGapMs));
    this.say(
      `three watchers told ${history.length} events each, resumed ${watchers.resumed.times} times in all; longest wait of ` +
        `a writer ${(gap / 1000).toFixed(2)} s`,
    );
  }

  /** The load goes on: that many more acknowledgements. */
  private async writes(): Promise<void> {
    const due = this.acknowledged + WRITES_A_STEP;
    const giveUpAt = performance.now() + GIVE_UP_MS;
    while (this.acknowledged < due) {
      if (performance.now() > giveUpAt) throw new Error(`no ${WRITES_A_STEP} writes within ${GIVE_UP_MS} ms`);
      await wait(LOOK_EVERY_MS);
    }
  }

  /** U2. */
  private oneOfEach(): readonly UpgradedMember[] {
    const { before, own } = this.releases;
    return [before, own].flatMap((release) => this.members.find((each) => each.release === release) ?? []);
  }

  private async lead(member: UpgradedMember): Promise<void> {
    await this.retried(`${member.name} to lead`, async () => {
      const { memberId, raft } = await this.asked((client) => client.admin.status(), [member]);
      if (raft.role === 'leader') return;
      await this.asked(
        (client) => withLeader(client, ({ members }) => members.moveLeader(memberId)),
        [member],
      );
    });
  }

  private eachStatus<T>(
    of: (status: Awaited<ReturnType<AtollClient['admin']['status']>>) => T,
  ): Promise<T[]> {
    return Promise.all(
      this.members.map((member) => this.asked(async (client) => of(await client.admin.status()), [member])),
    );
  }

  private async asked<T>(
    work: (client: AtollClient) => Promise<T>,
    members: readonly UpgradedMember[] = this.members,
  ): Promise<T> {
    const client = new AtollClient({
      endpoints: members.map(({ endpoint }) => endpoint),
      timeoutMs: TIMEOUT_MS,
    });
    try {
      return await work(client);
    } finally {
      client.close();
    }
  }

  private async retried<T>(what: string, work: () => Promise<T>): Promise<T> {
    const giveUpAt = performance.now() + GIVE_UP_MS;
    for (;;) {
      try {
        return await work();
      } catch (error) {
        const isPassing = error instanceof ClientError && error.kind !== 'invalid';
        if (!isPassing || performance.now() > giveUpAt)
          throw new Error(`waited in vain for ${what}: ${String(error)}`, { cause: error });
        await wait(RETRYABLE.test(error.message) ? LOOK_EVERY_MS : 5 * LOOK_EVERY_MS);
      }
    }
  }

  private cluster(joiner?: UpgradedMember): string[] {
    const all = joiner === undefined ? this.members : [...this.members, joiner];
    return ['--initial-cluster', all.map(({ place }) => `${place.name}=http://${place.peer}`).join(',')];
  }

  private describe(): string {
    return this.members.map(({ name, release }) => `${name} ${release?.name ?? 'down'}`).join(', ');
  }

  private expect(what: string, found: unknown, wanted: unknown): void {
    if (found !== wanted) this.wrong.push(`${what}: ${String(found)}, not ${String(wanted)}`);
  }

  private expectMatch(what: string, found: string | null, wanted: RegExp): void {
    const line = found?.split('\n').find((each) => wanted.test(each));
    if (line === undefined) this.wrong.push(`${what}: ${found ?? 'it serves'}`);
    else this.say(`${what}: ${line.trim()}`);
  }
}

const keysOf = (writer: number): string => `key-${writer}-`;
