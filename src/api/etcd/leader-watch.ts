/**
 * Streams of clients that want a leader (metadata `hasleader: true`) end when this member has known none for a while;
 * the client then looks for a better member. One missed election ends none: opening streams again costs far more than
 * waiting (etcd: three election timeouts).
 *
 * W1. The timer runs only while there are such streams.
 */
import type { Timer } from '../../ports/clock.ts';
import type { ApiContext } from '../context.ts';
import { ERROR } from '../errors.ts';
import type { Peer, StreamWire } from '../wire.ts';
import type { Status } from '../status.ts';

const LEADERLESS_CHECKS_MAX = 3;

export class LeaderWatch {
  private readonly context: ApiContext;
  private readonly streams = new Set<WatchedWire>();
  private leaderlessChecks = 0;
  private timer: Timer | null = null;

  constructor(context: ApiContext) {
    this.context = context;
  }

  follow(wire: StreamWire): StreamWire {
    const watched = new WatchedWire(wire, () => this.leave(watched));
    this.streams.add(watched);
    this.arm();
    return watched;
  }

  private leave(stream: WatchedWire): void {
    this.streams.delete(stream);
    if (this.streams.size > 0) return;
    this.timer?.cancel();
    this.timer = null;
    this.leaderlessChecks = 0;
  }

  private arm(): void {
    this.timer ??= this.context.clock.after(this.context.electionTimeoutMs, () => {
      this.timer = null;
      this.check();
      if (this.streams.size > 0) this.arm();
    });
  }

  private check(): void {
    const leaderless = this.context.serving.status().leader === null;
    this.leaderlessChecks = leaderless ? this.leaderlessChecks + 1 : 0;
    if (this.leaderlessChecks < LEADERLESS_CHECKS_MAX) return;
    this.leaderlessChecks = 0;
    for (const stream of [...this.streams]) stream.abort(ERROR.noLeader);
  }
}

/** A wire that can also be ended from here: its handler then hears of a cancellation. */
class WatchedWire implements StreamWire {
  private readonly wire: StreamWire;
  private readonly left: () => void;
  private readonly listeners: (() => void)[] = [];
  private over = false;

  constructor(wire: StreamWire, left: () => void) {
    this.wire = wire;
    this.left = left;
    wire.onCancel(() => this.cancelled());
  }

  get path(): string {
    return this.wire.path;
  }
  get timeoutMs(): number | null {
    return this.wire.timeoutMs;
  }
  metadata(name: string): string | undefined {
    return this.wire.metadata(name);
  }
  peer(): Peer {
    return this.wire.peer();
  }
  write(message: Uint8Array): boolean {
    return this.wire.write(message);
  }
  onDrain(listener: () => void): void {
    this.wire.onDrain(listener);
  }
  onCancel(listener: () => void): void {
    this.listeners.push(listener);
  }
  pause(): void {
    this.wire.pause();
  }
  resume(): void {
    this.wire.resume();
  }
  end(): void {
    if (this.finish()) this.wire.end();
  }
  fail(status: Status): void {
    if (this.finish()) this.wire.fail(status);
  }
  abort(status: Status): void {
    if (this.over) return;
    this.wire.fail(status);
    this.cancelled();
  }

  private cancelled(): void {
    if (!this.finish()) return;
    for (const listener of this.listeners) listener();
  }

  private finish(): boolean {
    if (this.over) return false;
    this.over = true;
    this.left();
    return true;
  }
}
