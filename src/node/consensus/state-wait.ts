/**
 * A member whose store was damaged waits for the state its leader sends. It says so again and again, with what it waits
 * for: nobody should have to guess why a server does not serve.
 */
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';

export const REMINDER_MS = 10_000;

export class StateWait {
  private readonly clock: Clock;
  private readonly log: Log;
  private readonly hasLeader: () => boolean;
  private then: (() => void) | null = null;
  private timer: Timer | null = null;
  private installed = false;

  constructor(clock: Clock, log: Log, hasLeader: () => boolean) {
    this.clock = clock;
    this.log = log;
    this.hasLeader = hasLeader;
  }

  start(then: () => void): void {
    if (this.installed) {
      then();
      return;
    }
    this.then = then;
    this.remind();
  }

  onInstalled(): void {
    this.installed = true;
    this.timer?.cancel();
    const { then } = this;
    this.then = null;
    then?.();
  }

  stop(): void {
    this.timer?.cancel();
    this.then = null;
  }

  private remind(): void {
    const waitsFor = this.hasLeader()
      ? 'the leader is known and was asked'
      : 'no leader can be reached: start the other members, and check the peer addresses';
    this.log('warn', 'not serving yet: waiting for the state from the region’s leader', { waitsFor });
    this.timer = this.clock.after(REMINDER_MS, () => this.remind());
  }
}
