/**
 * Conditions an operator must hear of: raised once when they begin, cleared once when they end. Each says what to do.
 *
 * W1. An alarm is named by its kind and subject; raising it again while it stands says nothing new.
 */
import type { Log } from '../../ports/log.ts';
import type { RegionAlarm } from '../serving/types.ts';

export type FederationAlarmKind =
  /** Other regions hold writes of this region that it does not have itself. */
  | 'rolled-back'
  /** A region's log does not continue what was applied here. */
  | 'chain-mismatch'
  /** A region stamps its writes too far ahead of our clock; they wait. */
  | 'clock-ahead'
  /** Transactions we lack were freed everywhere we could ask. */
  | 'log-freed'
  /** A region sends what this release cannot apply. */
  | 'not-understood'
  /** Conflict records were dropped by their retention. */
  | 'conflicts-dropped';

export interface FederationAlarm extends RegionAlarm {
  readonly kind: FederationAlarmKind;
}

export class Alarms {
  private readonly standing = new Map<string, FederationAlarm>();
  private readonly log: Log;

  constructor(log: Log) {
    this.log = log;
  }

  raise(kind: FederationAlarmKind, subject: string, detail: string): void {
    const name = `${kind} ${subject}`;
    if (this.standing.has(name)) return;
    this.standing.set(name, { kind, subject, detail });
    this.log('error', `federation-${kind}`, { subject, detail });
  }

  clear(kind: FederationAlarmKind, subject: string): void {
    if (this.standing.delete(`${kind} ${subject}`)) this.log('info', `federation-${kind}-over`, { subject });
  }

  /** Something that happened rather than stands: told every time, and never cleared. */
  tell(kind: FederationAlarmKind, subject: string, detail: string): void {
    this.log('warn', `federation-${kind}`, { subject, detail });
  }

  /** This member does not lead any more: whoever does sees for itself. */
  clearAll(): void {
    for (const { kind, subject } of [...this.standing.values()]) this.clear(kind, subject);
  }

  list(): FederationAlarm[] {
    return [...this.standing.values()];
  }
}
