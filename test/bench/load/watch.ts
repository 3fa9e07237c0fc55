/**
 * Watchers on ten clients, each with one connection and one stream, as etcd's own client library has them. A put has ended
 * when every watcher of its key has been told; each telling is an operation, measured from when its put was sent.
 *
 * X1. Every watcher gets every event of its key exactly once: a put counts its events, and one too many or one for a put
 *     that is not under way fails the run.
 */
import { longOf } from '../../../src/codec/etcd-scalars.ts';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';
import type { LoadConnection } from './connection.ts';
import { VALUE_BYTES } from './kv.ts';
import { digitsAt, Fields, framed, keyBytes, revisionOf, Template } from './message.ts';
import type { Recorder } from './recorder.ts';
import type { ReplySink } from './reply-messages.ts';

export const WATCH_CLIENTS = 10;
const WATCH = '/etcdserverpb.Watch/Watch';
const PUT = '/etcdserverpb.KV/Put';
const RESPONSE_CREATED = 3;
const RESPONSE_CANCELED = 4;
const RESPONSE_EVENTS = 11;
const EVENT_KV = 2;
const KV_VALUE = 5;
/** Begins the value of a put, before its number. */
const VALUE_PREFIX = 'put ';

export interface WatchWorld {
  readonly connections: readonly LoadConnection[];
  readonly recorder: Recorder;
  readonly prefix: string;
  readonly watchers: number;
  readonly keys: number;
  /** 0: from when they are created. */
  readonly startRevision: number;
}

interface PutUnderWay {
  readonly began: number;
  missing: number;
  isAcknowledged: boolean;
}

export class WatchLoad {
  readonly #world: WatchWorld;
  readonly #watchersOfKey: number;
  readonly #underWay = new Map<number, PutUnderWay>();
  /** One for each key, in which the number in the value changes. */
  #templates: readonly Template[] = [];
  #next = 0;
  #created = 0;
  #whenCreated: () => void = () => undefined;

  constructor(world: WatchWorld) {
    this.#world = world;
    this.#watchersOfKey = world.watchers / world.keys;
  }

  /** Resolves when every watcher is told that it watches. */
  async open(): Promise<void> {
    const { connections, watchers, keys, prefix, startRevision } = this.#world;
    const start_revision = longOf(startRevision);
    const created = new Promise<void>((resolve) => (this.#whenCreated = resolve));
    const streams = connections.map((connection) => connection.openStream(WATCH, this.#streamSink()));
    for (let i = 0; i < watchers; i++) {
      const at = i % connections.length;
      const key = keyBytes(prefix, i % keys);
      const request = framed(pb.WatchRequest.encode({ create_request: { key, start_revision } }).finish());
      connections[at]?.send(streams[at] ?? 0, request);
    }
    await created;
  }

  start(inFlight: number): void {
    const { keys, prefix } = this.#world;
    this.#templates = Array.from(
      { length: keys },
      (_, key) => new Template(putOf(keyBytes(prefix, key)), VALUE_PREFIX),
    );
    for (let i = 0; i < inFlight; i++) this.#put();
  }

  #put(): void {
    const { connections, recorder, keys } = this.#world;
    if (recorder.isStopping) return;
    const number = this.#next++;
    const put = { began: performance.now(), missing: this.#watchersOfKey, isAcknowledged: false };
    this.#underWay.set(number, put);
    recorder.underWay += 1;
    const message = this.#templates[number % keys]?.withKey(number);
    const connection = connections[number % connections.length];
    if (message !== undefined) connection?.call(PUT, message, this.#putSink(number, put));
  }

  #putSink(number: number, put: PutUnderWay): ReplySink {
    const { recorder } = this.#world;
    const floor = recorder.floor;
    return {
      onMessage: (bytes, from, to) => recorder.wrote(revisionOf(bytes, from, to), floor),
      onEnd: (fault) => {
        if (fault !== null) recorder.fail(fault);
        put.isAcknowledged = true;
        this.#endIfWhole(number, put);
      },
    };
  }

  #endIfWhole(number: number, put: PutUnderWay): void {
    if (put.missing > 0 || !put.isAcknowledged) return;
    this.#underWay.delete(number);
    this.#world.recorder.underWay -= 1;
    this.#put();
  }

  #streamSink(): ReplySink {
    return {
      onMessage: (bytes, from, to) => this.#onResponse(bytes, from, to),
      onEnd: (fault) => this.#world.recorder.fail(`a watch ended: ${fault ?? 'by the server'}`),
    };
  }

  #onResponse(bytes: Uint8Array, from: number, to: number): void {
    const fields = new Fields(bytes, from, to);
    while (fields.next()) {
      if (fields.number === RESPONSE_CREATED) this.#onCreated();
      else if (fields.number === RESPONSE_CANCELED) this.#world.recorder.fail('a watcher was cancelled');
      else if (fields.number === RESPONSE_EVENTS) this.#onEvent(bytes, fields.from, fields.to);
    }
  }

  #onCreated(): void {
    this.#created += 1;
    if (this.#created === this.#world.watchers) this.#whenCreated();
  }

  #onEvent(bytes: Uint8Array, from: number, to: number): void {
    const number = numberInEvent(bytes, from, to);
    const put = this.#underWay.get(number);
    if (put === undefined || put.missing === 0) {
      return this.#world.recorder.fail(`an event of put ${number}, which is not under way`);
    }
    put.missing -= 1;
    this.#world.recorder.done(put.began);
    this.#endIfWhole(number, put);
  }
}

function putOf(key: Uint8Array): Uint8Array {
  const value = Buffer.alloc(VALUE_BYTES, 'x');
  value.set(keyBytes(VALUE_PREFIX));
  return pb.PutRequest.encode({ key, value }).finish();
}

function numberInEvent(bytes: Uint8Array, from: number, to: number): number {
  const event = new Fields(bytes, from, to);
  while (event.next()) {
    if (event.number !== EVENT_KV) continue;
    const kv = new Fields(bytes, event.from, event.to);
    while (kv.next()) if (kv.number === KV_VALUE) return digitsAt(bytes, kv.from + VALUE_PREFIX.length);
  }
  return Number.NaN;
}
