/** Log lines about what others do, which they could do a thousand times a second: one of a kind in a while. */
import type { Clock } from '../../ports/clock.ts';
import type { Log, LogFields } from '../../ports/log.ts';

const AGAIN_MS = 60_000;
const KINDS_MAX = 64;

export class SparingLog {
  private readonly log: Log;
  private readonly clock: Pick<Clock, 'monotonicMs'>;
  private readonly toldMs = new Map<string, number>();

  constructor(log: Log, clock: Pick<Clock, 'monotonicMs'>) {
    this.log = log;
    this.clock = clock;
  }

  warn(event: string, about: string, fields: LogFields): void {
    const kind = `${event} ${about}`;
    const nowMs = this.clock.monotonicMs();
    const toldMs = this.toldMs.get(kind);
    if (toldMs !== undefined && nowMs - toldMs < AGAIN_MS) return;
    this.toldMs.delete(kind);
    this.toldMs.set(kind, nowMs);
    for (const oldest of this.toldMs.keys()) {
      if (this.toldMs.size <= KINDS_MAX) break;
      this.toldMs.delete(oldest);
    }
    this.log('warn', event, fields);
  }
}
