/**
 * Pings both ways: whether the client is still there, and whether it asks too often. The rules for the latter are
 * grpc-go's, since clients are set up against them: a ping that comes sooner than allowed is a strike, sending anything
 * that a client may want to measure forgives, and more than `PING_STRIKES_MAX` end the connection with "too_many_pings".
 */
import { PING_STRIKES_MAX } from './limits.ts';
import type { Timings } from './limits.ts';

export class PingPolicy {
  private readonly timings: Timings;
  private strikes = 0;
  private forgiven = false;
  private lastPingMs = -Infinity;
  private lastHeardMs: number;
  private askedMs: number | null = null;

  constructor(timings: Timings, nowMs: number) {
    this.timings = timings;
    this.lastHeardMs = nowMs;
  }

  /** Anything at all came from the client. */
  heard(nowMs: number): void {
    this.lastHeardMs = nowMs;
    this.askedMs = null;
  }

  /** Headers or data were sent. */
  sent(): void {
    this.forgiven = true;
  }

  /** A ping of the client; whether it may go on like this. */
  isAllowed(nowMs: number, hasOpenStreams: boolean): boolean {
    const { pingIntervalMs, idlePingIntervalMs } = this.timings;
    const tooSoon = nowMs - this.lastPingMs < (hasOpenStreams ? pingIntervalMs : idlePingIntervalMs);
    this.lastPingMs = nowMs;
    if (this.forgiven) {
      this.forgiven = false;
      this.strikes = 0;
    } else if (tooSoon) this.strikes += 1;
    return this.strikes <= PING_STRIKES_MAX;
  }

  /** What silence demands now. */
  onTime(nowMs: number): 'nothing' | 'ask' | 'give-up' {
    if (nowMs < this.wakeAtMs) return 'nothing';
    if (this.askedMs !== null) return 'give-up';
    this.askedMs = nowMs;
    return 'ask';
  }

  get wakeAtMs(): number {
    const { keepAliveMs, keepAliveTimeoutMs } = this.timings;
    return this.askedMs === null ? this.lastHeardMs + keepAliveMs : this.askedMs + keepAliveTimeoutMs;
  }
}
