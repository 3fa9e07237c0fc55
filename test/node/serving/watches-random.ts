/**
 * A random life of watches: writes, compactions, snapshots, reads of the past that are slow, cut short or fail, and
 * clients that come, read when they like, cancel, break off and resume. Everything a watcher is sent is logged and in
 * the end checked against all that was written.
 */
import { prefixRange, singleKey, type KeyRange } from '../../../src/core/base/bytes.ts';
import { nextInteger, pick } from '../../../src/core/base/random.ts';
import type { WatchRequest } from '../../../src/node/serving/watches-types.ts';
import { NO_ID, type Seen } from './watches-client.ts';
import type { ModelWrite } from './watches-keyspace.ts';
import { bookmarkOf, complaintsAbout, type WatchLog } from './watches-validators.ts';
import { del, PROGRESS_MS, put, watchOf, WatchWorld, type Joined } from './watches-world.ts';

const KEYS = ['a', 'b', 'c', 'p/1', 'p/2', 'p/3'];
const RANGES: readonly KeyRange[] = [
  ...KEYS.map(singleKey),
  prefixRange('p/'),
  { from: 'a', to: 'c' },
  { from: 'b', to: 'p/2' },
  { from: 'a', to: null },
];
/** Below every range that is watched: a value of this size empties the changes that are kept in memory. */
const NOISE_KEY = '\0noise';
const NOISE = new Uint8Array(9 * 1024 * 1024);
const STREAMS_MAX = 4;
const WATCHERS_MAX = 40;

interface Client extends Joined {
  readonly live: Map<bigint, WatchLog>;
  /** The requests whose `created` has not come; answers come in their order. */
  readonly asked: WatchRequest[];
  closed: boolean;
}

export class RandomLife {
  readonly complaints: string[] = [];
  private readonly world: WatchWorld;
  private readonly logs: WatchLog[] = [];
  private clients: Client[] = [];

  constructor(seed: number) {
    this.world = new WatchWorld(seed, (keyspace) => {
      for (let i = 0; i < 20; i++) keyspace.write([put(KEYS[i % KEYS.length]!)]);
    });
  }

  step(): void {
    const chance = this.draw(0, 99);
    if (chance < 30) this.writeEntry();
    else if (chance < 34) this.world.write(put(NOISE_KEY, NOISE));
    else if (chance < 40) this.joinStream();
    else if (chance < 54) this.withClient((client) => this.createWatch(client));
    else if (chance < 58) this.withClient((client) => this.cancelWatch(client));
    else if (chance < 64) this.withClient(({ stream }) => stream.requestProgress());
    else if (chance < 74) this.withClient((client) => client.client.read());
    else if (chance < 84) this.world.clock.run(this.draw(0, 3));
    else if (chance < 91) this.world.answerReads(this.draw(1, 30));
    else if (chance < 92) this.world.failReads();
    else if (chance < 95) this.compact();
    else if (chance < 97) this.jump();
    else if (chance < 98) this.world.clock.run(PROGRESS_MS * 1.1);
    else this.withClient((client) => this.breakOff(client));
  }

  /** Everyone reads until nothing moves; then everyone must have everything. */
  finish(): void {
    for (let round = 0; round < 200; round++) {
      for (const { client } of this.clients) client.read();
      this.world.settle();
      this.world.clock.run(300);
    }
    const { currentRevision } = this.world.keyspace;
    for (const { live, stream } of this.clients) {
      for (const log of live.values()) this.checkComplete(log, currentRevision);
      stream.close();
    }
    for (const log of this.logs) this.complaints.push(...complaintsAbout(log, this.world.keyspace));
    const { watchers, slowWatchers } = this.world.watches.stats();
    if (watchers + slowWatchers > 0) this.complaints.push(`${watchers} watchers are left over`);
  }

  get eventsSeen(): number {
    return this.logs.reduce(
      (sum, { responses }) => sum + responses.flatMap(({ events }) => events).length,
      0,
    );
  }

  get scansAnswered(): number {
    return this.world.answered.length;
  }

  private checkComplete(log: WatchLog, currentRevision: number): void {
    const owed = this.world.keyspace.wantedBy(log.demand, log.from).length;
    const got = log.responses.flatMap(({ events }) => events).length;
    if (owed !== got)
      this.complaints.push(`${log.name} got ${got} of ${owed} events up to ${currentRevision}`);
  }

  private writeEntry(): void {
    const count = this.draw(1, 3);
    const transactions = Array.from({ length: count }, () => this.transaction());
    if (this.draw(0, 29) === 0) this.world.entryCompactingItself(transactions);
    else this.world.entry(transactions);
  }

  private transaction(): ModelWrite[] {
    const keys = KEYS.filter(() => this.draw(0, 2) === 0);
    return keys.map((key) => (this.draw(0, 3) === 0 ? del(key) : put(key, this.value())));
  }

  private value(): Uint8Array {
    const size = pick(this.world.random, [0, 1, 10, 900, 30_000]);
    return new Uint8Array(size).fill(this.draw(0, 255));
  }

  private joinStream(): void {
    if (this.clients.length >= STREAMS_MAX) return;
    const joined = this.world.join();
    const client: Client = { ...joined, live: new Map(), asked: [], closed: false };
    joined.client.room = pick(this.world.random, [1, 2, 5, Number.POSITIVE_INFINITY]);
    joined.client.onSeen = (seen) => this.onSeen(client, seen);
    this.clients.push(client);
  }

  private createWatch(client: Client): void {
    if (client.live.size >= WATCHERS_MAX) return;
    const { currentRevision, compactRevision } = this.world.keyspace;
    const startRevision = pick(this.world.random, [
      0,
      0,
      this.draw(1, currentRevision),
      this.draw(Math.max(compactRevision, 1), currentRevision),
      Math.max(compactRevision, 1),
      currentRevision + 1,
      currentRevision + this.draw(2, 12),
    ]);
    this.ask(client, { range: pick(this.world.random, RANGES), startRevision, ...this.wishes() });
  }

  private wishes(): Partial<WatchRequest> {
    const likely = (percent: number): boolean => this.draw(0, 99) < percent;
    const [noPut, noDelete, prevKv] = [likely(10), likely(20), likely(40)];
    return { noPut, noDelete, prevKv, progressNotify: likely(50), fragment: likely(40) };
  }

  private ask(client: Client, request: Partial<WatchRequest>): void {
    const whole = watchOf('', request);
    client.asked.push(whole);
    client.stream.create(whole);
  }

  private cancelWatch(client: Client): void {
    const ids = [...client.live.keys()];
    if (ids.length > 0) client.stream.cancel(pick(this.world.random, ids));
  }

  private compact(): void {
    const { currentRevision, compactRevision } = this.world.keyspace;
    this.world.compact(this.draw(compactRevision, currentRevision));
  }

  private jump(): void {
    const transactions = Array.from({ length: this.draw(1, 5) }, () => this.transaction());
    const ahead = this.draw(0, 2) === 0;
    const { currentRevision, compactRevision } = this.world.keyspace;
    this.world.installSnapshot(transactions, ahead ? this.draw(compactRevision, currentRevision) : null);
  }

  /** The connection breaks, and the client watches on from its bookmarks over a new one. */
  private breakOff(client: Client): void {
    client.closed = true;
    client.stream.close();
    this.clients = this.clients.filter((other) => other !== client);
    this.joinStream();
    const next = this.clients.at(-1);
    if (next === undefined) return;
    for (const log of client.live.values()) {
      this.ask(next, { ...log.demand, startRevision: bookmarkOf(log) + 1, progressNotify: true });
    }
  }

  private onSeen(client: Client, seen: Seen): void {
    if (client.closed) this.complaints.push('something was sent after the stream was closed');
    if (seen.created) this.onCreated(client, seen);
    else if (seen.canceled) this.onCanceled(client, seen);
    else if (seen.id === NO_ID) for (const log of client.live.values()) this.log(log, seen);
    else {
      const log = client.live.get(seen.id);
      if (log === undefined) this.complaints.push(`an answer for ${seen.id}, which is not watched`);
      else this.log(log, seen);
    }
  }

  private onCreated(client: Client, seen: Seen): void {
    const request = client.asked.shift();
    if (request === undefined || seen.canceled) {
      this.complaints.push(`a watch was refused: ${seen.cancelReason}`);
      return;
    }
    const { startRevision, range, noPut, noDelete, prevKv } = request;
    const log: WatchLog = {
      name: `watch ${this.logs.length}`,
      demand: { range, noPut, noDelete, prevKv },
      from: startRevision === 0 ? seen.revision + 1 : startRevision,
      told: startRevision === 0 ? seen.revision : startRevision,
      responses: [],
    };
    this.logs.push(log);
    client.live.set(seen.id, log);
  }

  private onCanceled(client: Client, seen: Seen): void {
    const log = client.live.get(seen.id);
    client.live.delete(seen.id);
    if (seen.compactRevision === 0) return;
    const justified =
      seen.compactRevision === this.world.keyspace.compactRevision &&
      (log === undefined || bookmarkOf(log) + 1 < seen.compactRevision);
    if (!justified)
      this.complaints.push(`${log?.name} was cancelled at ${seen.compactRevision} without need`);
  }

  private log({ name, from, told, responses }: WatchLog, { revision, events, fragment }: Seen): void {
    if (revision < told) this.complaints.push(`${name} from ${from} was told of ${revision}`);
    responses.push({ revision, events, fragment, compactRevision: this.world.keyspace.compactRevision });
  }

  private withClient(act: (client: Client) => void): void {
    if (this.clients.length > 0) act(pick(this.world.random, this.clients));
    else this.joinStream();
  }

  private draw(low: number, high: number): number {
    return nextInteger(this.world.random, low, high);
  }
}
