/**
 * Members of one region on virtual time: the production server over simulated ports, asked through its face to the API.
 * Nothing fails here unless a test makes it fail.
 */
import { expect } from 'chai';
import { encodeCommand, type ServerCommand } from '../../../src/codec/command.ts';
import { longOfId } from '../../../src/codec/etcd-scalars.ts';
import type { Applied, MemberRecord, MembershipChange } from '../../../src/core/apply/types.ts';
import { leaseId, memberId, type MemberId } from '../../../src/core/base/brands.ts';
import { NEWEST_LEVEL } from '../../../src/core/base/feature-level.ts';
import { singleKey } from '../../../src/core/base/bytes.ts';
import { createRandom, fork, nextUint64, type Random } from '../../../src/core/base/random.ts';
import type { RangeRequest } from '../../../src/core/mvcc/types.ts';
import { etcdserverpb } from '../../../src/gen/etcd.js';
import { startServer, type Server } from '../../../src/node/server.ts';
import { joinRegion } from '../../../src/node/joining/join-region.ts';
import type { JoinWelcome, ReturnQuestion } from '../../../src/codec/join-frame.ts';
import type { Outcome } from '../../../src/ports/outcome.ts';
import type { MemberConfig, ServerConfig } from '../../../src/node/server-config.ts';
import type { FinaliseAnswer, Proposal, Serving, ServingReply } from '../../../src/node/serving/types.ts';
import type { LogFields } from '../../../src/ports/log.ts';
import { FaultCounts } from '../../sim/ports/fault-counts.ts';
import { Scheduler, SimProcess } from '../../sim/ports/scheduler.ts';
import { createSimClock, PUNCTUAL } from '../../sim/ports/sim-clock.ts';
import { GOOD_DISK, SimPlatter } from '../../sim/ports/sim-disk.ts';
import { createSimEntropy } from '../../sim/ports/sim-entropy.ts';
import { CLEAN_LINK, SimFabric, type LinkProfile } from '../../sim/ports/sim-fabric.ts';
import { SimNetworks, type Farewell } from '../../sim/ports/sim-network.ts';
import { GOOD_STORE, SimStores } from '../../sim/ports/sim-store.ts';

const MS = 1_000;
const LIMIT_MS = 60_000;

/** What came of a question: nothing yet, a value, or the name of an error. */
export class Call<T> {
  answers: ({ readonly value: T } | { readonly error: string })[] = [];

  readonly done: ServingReply<T> = (reply) => {
    this.answers.push(reply.ok ? { value: reply.value } : { error: reply.error });
  };

  get isAnswered(): boolean {
    return this.answers.length > 0;
  }

  get error(): string | null {
    const [first] = this.answers;
    return first !== undefined && 'error' in first ? first.error : null;
  }

  get value(): T {
    const [first] = this.answers;
    expect(this.answers, 'answered once').to.have.length(1);
    if (first === undefined || 'error' in first) throw new Error(`no value but ${this.error ?? 'nothing'}`);
    return first.value;
  }
}

export type RegionOptions = Partial<
  Pick<
    ServerConfig,
    | 'initialState'
    | 'autopilot'
    | 'strictReconfigCheck'
    | 'leaseReads'
    | 'quotaBytes'
    | 'logRetention'
    | 'autoCompaction'
    | 'segmentBytes'
    | 'corruptCheckMs'
    | 'featureLevelMax'
  >
>;

export class Region {
  readonly scheduler = new Scheduler();
  readonly faults = new FaultCounts();
  readonly fabric: SimFabric;
  readonly networks: SimNetworks;
  readonly members: Member[];
  readonly clusterId: bigint;
  /** How every link between two members treats its frames. */
  link: LinkProfile = CLEAN_LINK;
  private readonly random: Random;

  constructor(size: number, options: RegionOptions = {}, seed = 1) {
    this.random = createRandom(seed);
    const { scheduler, faults } = this;
    this.fabric = new SimFabric({ scheduler, random: fork(this.random), faults, profile: () => this.link });
    this.networks = new SimNetworks(this.fabric);
    this.clusterId = nextUint64(this.random);
    const configs = Array.from({ length: size }, (_, i) => this.configOf(`m${i + 1}`));
    this.members = configs.map((config) => new Member(this, fork(this.random), config, configs, options));
  }

  /** Started, with a leader that has introduced itself. */
  static running(size: number, options: RegionOptions = {}, seed = 1): Region {
    const region = new Region(size, options, seed);
    region.startAll();
    return region;
  }

  startAll(): void {
    for (const member of this.members) member.start();
    this.until('a leader', () => this.leader !== null);
    this.until('introductions', () =>
      this.up().every(
        ({ serving }) => serving.members().length === this.members.length && serving.regionRecord() !== null,
      ),
    );
  }

  /**
   * Adds a member by the call an operator makes, and starts it as one that knows nothing but where the others are.
   */
  join(name: string, learner = false): Member {
    const config = this.configOf(name);
    const add = { type: 'add', member: recordOf(config, learner) } as const;
    const isAdded = (): boolean => this.answer(this.leading.change(add)).result.type === 'done';
    // Voters count as healthy a while after they were connected.
    this.until(`${name} to be added`, isAdded);
    return this.startJoiner(config);
  }

  /** As if the operator had added it. */
  startJoiner(config: MemberConfig): Member {
    const known = [...this.members.map((member) => member.config), config];
    const member = new Member(this, fork(this.random), config, known, { initialState: 'existing' });
    this.members.push(member);
    member.start();
    return member;
  }

  configOf(name: string): MemberConfig {
    return {
      ...{ id: memberId(nextUint64(this.random) | 1n), name, address: `${name}:2380` },
      peerUrls: [`http://${name}:2380`],
    };
  }

  /** Another machine that takes itself for this member. */
  rival(member: Member): Member {
    const others = this.members.map(({ config }) => config);
    const rival = new Member(this, fork(this.random), member.config, others, {});
    rival.start();
    return rival;
  }

  /** Asks the members as one that takes itself for this member and has its log damaged; what is answered is logged. */
  askToReturn(
    { config, id }: Member,
    not: Partial<ReturnQuestion> = {},
  ): { readonly answers: string[]; readonly outcomes: Outcome<JoinWelcome>[] } {
    const { scheduler } = this;
    const process = new SimProcess('copy');
    const random = fork(this.random);
    const clock = createSimClock({
      ...{ scheduler, process, machine: { rate: 1, wallOffsetMs: 0 }, lateness: PUNCTUAL, random },
    });
    const answers: string[] = [];
    const outcomes: Outcome<JoinWelcome>[] = [];
    const { name, peerUrls } = config;
    const whose = { clusterId: this.clusterId, region: 'eu', spent: id, name, peerUrls };
    joinRegion(
      {
        ...{ clock, network: this.networks.endpoint(process, 'copy:2380') },
        log: (_, event, fields = {}) => void answers.push(`${event}: ${String(fields['answer'])}`),
        addresses: this.members.map((member) => member.config.address),
        question: { type: 'return', ...whose, level: NEWEST_LEVEL, ...not },
      },
      (outcome) => outcomes.push(outcome),
    );
    return { answers, outcomes };
  }

  up(): readonly Member[] {
    return this.members.filter((member) => member.server !== null);
  }

  /** Of the newest term, as that member sees it itself. */
  get leader(): Member | null {
    let newest: Member | null = null;
    for (const member of this.up()) {
      const { role, term } = member.serving.status();
      if (role === 'leader' && (newest === null || term > newest.serving.status().term)) newest = member;
    }
    return newest;
  }

  get leading(): Member {
    if (this.leader === null) throw new Error('nobody leads');
    return this.leader;
  }

  followers(): readonly Member[] {
    const { leader } = this;
    return this.up().filter((member) => member !== leader);
  }

  run(ms: number): void {
    this.scheduler.runUntil(this.scheduler.nowUs + ms * MS);
  }

  until(what: string, condition: () => boolean, limitMs = LIMIT_MS): void {
    const endUs = this.scheduler.nowUs + limitMs * MS;
    while (!condition()) {
      if (this.scheduler.nowUs > endUs || !this.scheduler.step())
        throw new Error(`waited ${limitMs} ms in vain for ${what}`);
    }
  }

  /** Waits for an answer and hands out its value. */
  answer<T>(call: Call<T>): T {
    this.until('an answer', () => call.isAnswered);
    return call.value;
  }

  cutOff(member: Member): void {
    for (const other of this.members) {
      if (other === member) continue;
      this.cut(member, other);
      this.cut(other, member);
    }
  }

  /** One way. */
  cut(from: Member, to: Member): void {
    this.fabric.cut(from.config.address, to.config.address);
  }

  heal(): void {
    this.fabric.healAll();
  }

  /** Everyone stands where the leader stands. */
  untilEven(): void {
    this.until('all members to stand at one entry', () => {
      const places = this.up().map(({ serving }) => serving.status().appliedIndex);
      const commits = this.up().map(({ serving }) => serving.status().commitIndex);
      return new Set([...places, ...commits]).size === 1;
    });
  }
}

export class Member {
  readonly config: MemberConfig;
  readonly platter: SimPlatter;
  readonly stores: SimStores;
  /** Its clocks. */
  readonly machine = { rate: 1, wallOffsetMs: 0 };
  readonly fatals: string[] = [];
  readonly logged: { readonly event: string; readonly fields: LogFields }[] = [];
  /** Of the release that its next start runs. */
  featureLevelMax: number;
  server: Server | null = null;
  process: SimProcess | null = null;
  /** What its data folder says after its log was damaged. */
  replacedBy: ServerConfig | null = null;
  /** Why its data folder cannot be written. */
  folderTrouble: string | null = null;
  private readonly region: Region;
  private readonly random: Random;
  private readonly all: readonly MemberConfig[];
  private readonly options: RegionOptions;
  private lives = 0;

  constructor(
    region: Region,
    random: Random,
    config: MemberConfig,
    all: readonly MemberConfig[],
    options: RegionOptions,
  ) {
    const { scheduler, faults } = region;
    this.region = region;
    this.random = random;
    this.config = config;
    this.all = all;
    this.options = options;
    this.featureLevelMax = options.featureLevelMax ?? NEWEST_LEVEL;
    this.platter = new SimPlatter({ scheduler, faults, random: fork(random), profile: GOOD_DISK });
    this.stores = new SimStores({ scheduler, faults, random: fork(random), profile: GOOD_STORE });
  }

  get id(): MemberId {
    return this.replacedBy?.self ?? this.config.id;
  }

  get serving(): Serving {
    if (this.server === null) throw new Error(`${this.config.name} is down`);
    return this.server.serving;
  }

  start(): void {
    const { scheduler, networks } = this.region;
    const process = new SimProcess(`${this.config.name}.${++this.lives}`);
    this.process = process;
    const { machine } = this;
    const ports = {
      clock: createSimClock({ scheduler, process, machine, lateness: PUNCTUAL, random: fork(this.random) }),
      entropy: createSimEntropy(fork(this.random)),
      disk: this.platter.mount(process),
      stores: this.stores.host(process),
      network: networks.endpoint(process, this.config.address),
      log: (_: string, event: string, fields: LogFields = {}) => void this.logged.push({ event, fields }),
      trace: null,
    };
    startServer(ports, this.serverConfig(), {
      onStarted: (server) => (this.server = server),
      onFatal: (reason) => this.fatals.push(reason),
      onReplaced: (config) => {
        this.replacedBy = config;
        return this.folderTrouble;
      },
    });
  }

  kill(farewell: Farewell = 'reset'): void {
    this.end(farewell);
    this.stores.crash();
  }

  losePower(): void {
    this.end('silent');
    this.platter.crash({ survivalRate: 0, namesInOrder: true });
    this.stores.crash();
  }

  /** A stop as an operator would ask for it; the process ends with it. */
  stop(): Call<void> {
    const call = new Call<void>();
    this.server?.stop((outcome) => {
      call.done(outcome.ok ? { ok: true, value: undefined } : { ok: false, error: 'stopped' });
      this.region.scheduler.after(0, { owner: null, what: 'stopped' }, () => this.kill());
    });
    return call;
  }

  restart(): void {
    this.kill();
    this.start();
  }

  storeNames(): string[] {
    return [...this.stores.held.keys()];
  }

  put(key: string, value: string, lease: bigint = 0n): Call<Applied> {
    const request = { key: bytesOf(key), value: bytesOf(value), lease: longOfId(lease) };
    return this.propose({ kind: 'put', payload: etcdserverpb.PutRequest.encode(request).finish(), user: '' });
  }

  delete(key: string): Call<Applied> {
    const payload = etcdserverpb.DeleteRangeRequest.encode({ key: bytesOf(key) }).finish();
    return this.propose({ kind: 'delete', payload, user: '' });
  }

  finalise(): Call<FinaliseAnswer> {
    const call = new Call<FinaliseAnswer>();
    this.serving.finaliseLevel(call.done);
    return call;
  }

  command(command: ServerCommand): Call<Applied> {
    return this.propose({ ...encodeCommand(command), user: '' });
  }

  change(change: MembershipChange): Call<Applied> {
    return this.command({ type: 'change-membership', change });
  }

  grant(id: bigint, ttl: number): Call<Applied> {
    return this.command({ type: 'lease-grant', id: leaseId(id), ttl });
  }

  keepAlive(id: bigint): Call<{ readonly ttl: number } | null> {
    const call = new Call<{ readonly ttl: number } | null>();
    this.serving.keepAlive(leaseId(id), call.done);
    return call;
  }

  propose(proposal: Proposal): Call<Applied> {
    const call = new Call<Applied>();
    this.serving.propose(proposal, call.done);
    return call;
  }

  /** A linearizable read. */
  read(key: string): Call<string | null> {
    const call = new Call<string | null>();
    this.serving.linearize((reply) => call.done(reply.ok ? { ok: true, value: this.local(key) } : reply));
    return call;
  }

  /** Everything below `revision` that can be deleted is deleted. */
  compacted(revision: number): Call<void> {
    const call = new Call<void>();
    this.serving.compactionDone(revision, call.done);
    return call;
  }

  /** What this member has, without asking anyone. */
  local(key: string): string | null {
    const outcome = this.serving.range(oneKey(key));
    if (!outcome.ok) throw new Error(outcome.refusal);
    const [found] = outcome.result.kvs;
    return found === undefined ? null : Buffer.from(found.value).toString();
  }

  hash(): Call<number> {
    const call = new Call<number>();
    this.serving.hashKeyspace(0, (reply) => {
      if (!reply.ok) call.done(reply);
      else if ('refusal' in reply.value) throw new Error(reply.value.refusal);
      else call.done({ ok: true, value: reply.value.hash });
    });
    return call;
  }

  /** Makes everything applied durable, which lets the log go. */
  flush(): Call<void> {
    const call = new Call<void>();
    this.serving.defragment(call.done);
    return call;
  }

  /** How often `key` was put since it was created; 0 when it is absent. */
  version(key: string): number {
    const outcome = this.serving.range(oneKey(key));
    return outcome.ok ? (outcome.result.kvs[0]?.version ?? 0) : 0;
  }

  logs(event: string): number {
    return this.logged.filter((line) => line.event === event).length;
  }

  private end(farewell: Farewell): void {
    const { process } = this;
    if (process === null) return;
    process.alive = false;
    this.process = null;
    this.server = null;
    this.region.networks.ended(process, farewell);
  }

  private serverConfig(): ServerConfig {
    if (this.replacedBy !== null) return this.replacedBy;
    return {
      region: 'eu',
      clusterId: this.region.clusterId,
      self: this.id,
      members: this.all,
      clientUrls: [`http://${this.config.name}:2379`],
      federation: [],
      timing: { heartbeatMs: 100, electionMs: 1_000 },
      quotaBytes: 1024 * 1024 * 1024,
      autoCompaction: { mode: 'off' },
      segmentBytes: 256 * 1024,
      ...this.options,
      featureLevelMax: this.featureLevelMax,
    };
  }
}

export const recordOf = ({ id, peerUrls }: MemberConfig, learner = false): MemberRecord => ({
  ...{ id, name: '', peerUrls, clientUrls: [], learner },
});

export const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

export function oneKey(key: string, revision = 0): RangeRequest {
  return {
    range: singleKey(key),
    ...{ revision, limit: 0, sortOrder: 'none', sortTarget: 'key', keysOnly: false, countOnly: false },
    ...{ minModRevision: 0, maxModRevision: 0, minCreateRevision: 0, maxCreateRevision: 0 },
  };
}
