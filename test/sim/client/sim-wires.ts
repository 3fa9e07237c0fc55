/**
 * Calls to a member's handler table over a short simulated way: what a client's library and its transport are between a
 * program and a real server. The table itself is the production one.
 *
 * W1. A call ends once for its client: by an answer, a status, or by being lost with its member.
 * W2. A call that was lost may have been carried out; nothing is ever sent twice.
 * W3. A member that stops takes no new calls from that moment on (src/cli/server/member-process.ts E3).
 */
import { present } from '../../../src/core/base/assert.ts';
import { passing } from '../../../src/core/base/slab.ts';
import { CODE } from '../../../src/api/status.ts';
import type { Status } from '../../../src/api/status.ts';
import type { Inbound, Peer, StreamWire, Surface, UnaryWire } from '../../../src/api/surface.ts';
import type { Scheduler, SimProcess } from '../ports/scheduler.ts';

/** A member as its clients reach it. */
export interface Reachable {
  readonly process: SimProcess;
  readonly surface: Surface;
  /** It was asked to stop. */
  stopping: boolean;
}

const SENT_AWAY: Status = { code: CODE.UNAVAILABLE, message: 'the member sends its clients away' };

export type CallEnd =
  | { readonly type: 'reply'; readonly bytes: Uint8Array }
  | { readonly type: 'failed'; readonly status: Status }
  /** The member ended, or the client waited too long. */
  | { readonly type: 'lost'; readonly why: string };

export interface Way {
  readonly scheduler: Scheduler;
  /** One way, drawn for each message. */
  readonly delayUs: () => number;
}

const PEER: Peer = { address: 'simulated client', certificateName: null };

abstract class Wire {
  readonly path: string;
  readonly timeoutMs = null;
  protected readonly way: Way;
  protected readonly target: Reachable;
  protected over = false;
  #cancelListeners: (() => void)[] = [];
  /** Answers keep their order. */
  #arrivesUs = 0;

  constructor(way: Way, target: Reachable, path: string) {
    this.way = way;
    this.target = target;
    this.path = path;
  }

  metadata(): undefined {
    return undefined;
  }
  peer(): Peer {
    return PEER;
  }
  onCancel(listener: () => void): void {
    this.#cancelListeners.push(listener);
  }

  /** The client goes away, or its member has ended: the handler hears of it only if it lives. */
  protected cancelAtMember(): void {
    const { process } = this.target;
    const listeners = this.#cancelListeners;
    this.#cancelListeners = [];
    this.way.scheduler.after(this.way.delayUs(), { owner: process, what: 'client gone' }, () => {
      for (const listener of listeners) listener();
    });
  }

  protected toMember(what: string, act: () => void): void {
    const { scheduler, delayUs } = this.way;
    scheduler.after(delayUs(), { owner: this.target.process, what }, act);
  }

  protected toClient(what: string, detail: number, act: () => void): void {
    const { scheduler, delayUs } = this.way;
    this.#arrivesUs = Math.max(this.#arrivesUs, scheduler.nowUs + delayUs());
    scheduler.at(this.#arrivesUs, { owner: null, what, detail }, act);
  }
}

/** One request, one answer. */
export class SimUnary extends Wire implements UnaryWire {
  readonly #onEnd: (end: CallEnd) => void;
  #answered = false;

  constructor(way: Way, target: Reachable, path: string, onEnd: (end: CallEnd) => void) {
    super(way, target, path);
    this.#onEnd = onEnd;
  }

  send(bytes: Uint8Array): void {
    const method = present(this.target.surface.methods.get(this.path), this.path);
    if (method.kind !== 'unary') throw new Error(`${this.path} is a ${method.kind} call`);
    this.toMember(this.path, () => {
      if (this.target.stopping) this.fail(SENT_AWAY);
      else method.serve(this, bytes);
    });
  }

  reply(bytes: Uint8Array): void {
    this.#answer({ type: 'reply', bytes });
  }
  fail(status: Status): void {
    this.#answer({ type: 'failed', status });
  }
  /** The member is gone, or the client gives up. */
  lose(why: string): void {
    if (this.over) return;
    this.over = true;
    this.cancelAtMember();
    this.#onEnd({ type: 'lost', why });
  }

  #answer(end: CallEnd): void {
    if (this.#answered) return;
    this.#answered = true;
    this.toClient('answer', end.type === 'reply' ? end.bytes.length : 0, () => {
      if (this.over) return;
      this.over = true;
      this.#onEnd(end);
    });
  }
}

export interface StreamListener {
  onMessage(bytes: Uint8Array): void;
  /** Once: the call has ended, by its handler or by loss. */
  onEnd(end: { readonly status: Status | null; readonly why: string }): void;
}

/** A stream of answers; a slow client lets only so many be on their way. */
export class SimStream extends Wire implements StreamWire {
  readonly #listener: StreamListener;
  readonly #roomMessages: number;
  #onTheWay = 0;
  /** A write was told so, and waits for the way to empty. */
  #full = false;
  #ended = false;
  #paused = false;
  #held: Uint8Array[] = [];
  #drainListeners: (() => void)[] = [];
  #inbound: Inbound | null = null;

  constructor(way: Way, target: Reachable, path: string, listener: StreamListener, roomMessages: number) {
    super(way, target, path);
    this.#listener = listener;
    this.#roomMessages = roomMessages;
  }

  /** A bidirectional call; `first` is its first message. */
  open(first: Uint8Array): void {
    const method = present(this.target.surface.methods.get(this.path), this.path);
    this.toMember(this.path, () => {
      if (this.target.stopping) this.fail(SENT_AWAY);
      else if (method.kind === 'bidi') {
        this.#inbound = method.open(this);
        this.#give(first);
      } else if (method.kind === 'server-stream') {
        method.serve(this, first);
      }
    });
  }

  say(bytes: Uint8Array): void {
    this.toMember(`${this.path} message`, () => {
      if (!this.target.stopping) this.#give(bytes);
    });
  }

  write(message: Uint8Array): boolean {
    if (this.#ended) return true;
    this.#onTheWay += 1;
    const bytes = passing.copy(message);
    this.toClient('stream message', bytes.length, () => {
      this.#onTheWay -= 1;
      if (this.#onTheWay === 0 && this.#full) this.#drained();
      if (!this.over) this.#listener.onMessage(bytes);
    });
    if (this.#onTheWay < this.#roomMessages) return true;
    this.#full = true;
    return false;
  }
  onDrain(listener: () => void): void {
    this.#drainListeners.push(listener);
  }
  end(): void {
    this.#finish(null, 'the member ended the stream');
  }
  fail(status: Status): void {
    this.#finish(status, status.message);
  }
  pause(): void {
    this.#paused = true;
  }
  resume(): void {
    this.#paused = false;
    const held = this.#held;
    this.#held = [];
    for (const bytes of held) this.#give(bytes);
  }

  /** The client goes away, or finds its member gone; it hears `onEnd` only in the second case. */
  lose(why: string | null): void {
    if (this.over) return;
    this.over = true;
    this.#ended = true;
    this.cancelAtMember();
    if (why !== null) this.#listener.onEnd({ status: null, why });
  }

  #give(bytes: Uint8Array): void {
    if (this.#paused) this.#held.push(bytes);
    else this.#inbound?.message(bytes);
  }

  #drained(): void {
    this.#full = false;
    this.way.scheduler.after(0, { owner: this.target.process, what: 'stream drained' }, () => {
      for (const listener of this.#drainListeners) listener();
    });
  }

  #finish(status: Status | null, why: string): void {
    if (this.#ended) return;
    this.#ended = true;
    this.toClient('stream end', 0, () => {
      if (this.over) return;
      this.over = true;
      this.#listener.onEnd({ status, why });
    });
  }
}
