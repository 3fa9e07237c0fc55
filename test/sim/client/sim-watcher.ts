/**
 * One watch of one range, for as long as the run lasts: when its stream ends it goes on from where it was, at any
 * member. What arrived is kept as it came, for the validators.
 *
 * V1. It resumes one revision after the last it knows to be complete: the last event's, or a progress notice's.
 */
import { nextFloat, nextInteger, pick, type Random } from '../../../src/core/base/random.ts';
import type { KeyRange } from '../../../src/core/base/bytes.ts';
import { counterOf, keyOf, longOf } from '../../../src/codec/etcd-scalars.ts';
import { etcdserverpb, mvccpb } from '../../../src/gen/etcd.js';
import { changeRevision, describeChange, type KeyChange, type Kv } from '../history.ts';
import type { World } from '../world.ts';
import { rangeFields, revisionOf, toKv } from './etcd-calls.ts';
import { SimStream, type Way } from './sim-wires.ts';
import { wayOf } from './sim-client.ts';

const WATCH_PATH = '/etcdserverpb.Watch/Watch';
const RETRY_US = { least: 20_000, most: 800_000 } as const;
/** After so many of its deliveries a watcher asks how far it is complete: its bookmarks are to be tried, too. */
const ASK_PROGRESS_CHANCE = 0.2;

export interface WatchedChange {
  readonly change: KeyChange;
  /** As the response said; `null` when it said nothing. */
  readonly previous: Kv | null;
}

export interface Delivery {
  readonly seenUs: number;
  readonly headerRevision: number;
  /** Empty: a progress notice. */
  readonly changes: readonly WatchedChange[];
}

/** A stream of the watch began. */
export interface Opening {
  /** Where it was asked to begin. */
  readonly revision: number;
  /** How many deliveries had come before it. */
  readonly position: number;
}

export interface WatchOptions {
  readonly name: string;
  readonly region: string;
  readonly range: KeyRange;
  /** 0: from now on. */
  readonly startRevision: number;
  readonly prevKv: boolean;
  readonly progressNotify: boolean;
  /** Messages that may be on their way to it at once. */
  readonly roomMessages: number;
}

export class SimWatcher {
  readonly options: WatchOptions;
  readonly deliveries: Delivery[] = [];
  readonly openings: Opening[] = [];
  /** The first revision it must see; 0 until it was told. */
  firstRevision: number;
  /** Set when its place was compacted away: it saw everything before `next` and ends there. */
  compactedAt: number | null = null;
  /** The next revision it has not seen. */
  next: number;
  readonly #world: World;
  readonly #random: Random;
  readonly #way: Way;
  readonly #onDelivery: (delivery: Delivery) => void;
  #stream: SimStream | null = null;
  #stopWaiting: () => void = () => undefined;
  #stopped = false;

  constructor(
    world: World,
    options: WatchOptions,
    onDelivery: (delivery: Delivery) => void = () => undefined,
  ) {
    this.options = options;
    this.firstRevision = options.startRevision;
    this.next = options.startRevision;
    this.#world = world;
    this.#random = world.forkRandom();
    this.#way = wayOf(world, this.#random);
    this.#onDelivery = onDelivery;
  }

  start(): void {
    if (this.#stopped || this.compactedAt !== null) return;
    const member = pick(this.#random, this.#world.membersOf(this.options.region)).running;
    if (member === null) {
      this.#retry();
      return;
    }
    const stream = new SimStream(
      this.#way,
      member,
      WATCH_PATH,
      {
        onMessage: (bytes) => {
          if (this.#stream === stream) this.#receive(etcdserverpb.WatchResponse.decode(bytes));
        },
        onEnd: () => {
          if (this.#stream === stream) this.#again();
        },
      },
      this.options.roomMessages,
    );
    this.#stream = stream;
    this.#stopWaiting = this.#world.onEnd(member.process, () => {
      this.#world.scheduler.after(this.#way.delayUs(), { owner: null, what: 'watcher loses member' }, () => {
        stream.lose('the member ended');
      });
    });
    stream.open(this.#createMessage());
  }

  stop(): void {
    this.#stopped = true;
    this.#leave();
  }

  /** Drops its stream and resumes elsewhere, as a client that lost its network would. */
  hop(): void {
    if (this.#stream !== null) this.#again();
  }

  #createMessage(): Uint8Array {
    const { range, prevKv, progressNotify } = this.options;
    const create_request = {
      ...rangeFields(range),
      start_revision: longOf(this.next),
      prev_kv: prevKv,
      progress_notify: progressNotify,
    };
    return etcdserverpb.WatchRequest.encode({ create_request }).finish();
  }

  #receive(response: etcdserverpb.WatchResponse): void {
    const headerRevision = revisionOf(response.header);
    if (response.canceled) {
      this.#cancelled(counterOf(response.compact_revision));
      return;
    }
    if (response.created) {
      if (this.next === 0) this.firstRevision = this.next = headerRevision + 1;
      this.openings.push({ revision: this.next, position: this.deliveries.length });
      return;
    }
    const changes = response.events.map(toChange);
    const delivery: Delivery = { seenUs: this.#world.scheduler.nowUs, headerRevision, changes };
    this.deliveries.push(delivery);
    this.#world.scheduler.transcript.say(delivery.seenUs, this.options.name, () =>
      describeDelivery(delivery),
    );
    const last = changes.at(-1);
    const complete = last === undefined ? headerRevision : changeRevision(last.change);
    this.next = Math.max(this.next, complete + 1);
    if (last !== undefined && nextFloat(this.#random) < ASK_PROGRESS_CHANCE) this.#askProgress();
    this.#onDelivery(delivery);
  }

  #askProgress(): void {
    this.#stream?.say(etcdserverpb.WatchRequest.encode({ progress_request: {} }).finish());
  }

  #cancelled(compactRevision: number): void {
    this.#leave();
    if (compactRevision > 0 && this.next >= compactRevision)
      this.#world.complain(
        'watch: resumable',
        `${this.options.name}: from revision ${this.next} on it was refused as compacted up to ${compactRevision}`,
      );
    if (compactRevision > 0) this.compactedAt = compactRevision;
    else this.#retry();
  }

  #again(): void {
    this.#leave();
    this.#retry();
  }

  #leave(): void {
    const stream = this.#stream;
    this.#stream = null;
    this.#stopWaiting();
    stream?.lose(null);
  }

  #retry(): void {
    const delayUs = nextInteger(this.#random, RETRY_US.least, RETRY_US.most);
    this.#world.scheduler.after(delayUs, { owner: null, what: 'watcher retries' }, () => {
      if (this.#stream === null) this.start();
    });
  }
}

function describeDelivery({ headerRevision, changes }: Delivery): string {
  const shown = changes.map(({ change }) => describeChange(change)).join(', ');
  return shown === '' ? `progress notice of ${headerRevision}` : `sees ${shown}`;
}

function toChange(event: mvccpb.Event.$Properties): WatchedChange {
  const kv = toKv(event.kv);
  const previous = event.prev_kv ? toKv(event.prev_kv) : null;
  if (event.type === mvccpb.Event.EventType.DELETE) {
    return {
      change: { type: 'delete', key: keyOf(event.kv?.key ?? new Uint8Array(0)), mod: kv.mod },
      previous,
    };
  }
  return { change: { type: 'put', kv }, previous };
}
