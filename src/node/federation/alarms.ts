/**
 * Conditions an operator must hear of: raised once when they begin, cleared once when they end. Each says what to do.
 *
 * W1. An alarm is named by its kind and subject; raising it again while it stands says nothing new.
 */
import type { Log } from '../../ports/log.ts';

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

export interface FederationAlarm {
  readonly kind: FederationAlarmKind;
  /** The region or origin it is about. */
  readonly subject: string;
  readonly detail: string;
  readonly active: boolean;
}

export type AlarmListener = (alarm: FederationAlarm) => void;

export class Alarms {
  private readonly standing = new Map<string, FederationAlarm>();
  private readonly listener: AlarmListener;
  private readonly log: Log;

  constructor(log: Log, listener: AlarmListener) {
    this.log = log;
    this.listener = listener;
  }

  raise(kind: FederationAlarmKind, subject: string, detail: string): void {
    const name = `${kind} ${subject}`;
    if (this.standing.has(name)) return;
    const alarm: FederationAlarm = { kind, subject, detail, active: true };
    this.standing.set(name, alarm);
    this.log('error', `federation-${kind}`, { subject, detail });
    this.listener(alarm);
  }

  clear(kind: FederationAlarmKind, subject: string): void {
    if (this.standing.size === 0) return;
    const name = `${kind} ${subject}`;
    const alarm = this.standing.get(name);
    if (alarm === undefined) return;
    this.standing.delete(name);
    this.log('info', `federation-${kind}-over`, { subject });
    this.listener({ ...alarm, active: false });
  }

  /** Something that happened rather than stands: told every time, and never cleared. */
  tell(kind: FederationAlarmKind, subject: string, detail: string): void {
    this.log('warn', `federation-${kind}`, { subject, detail });
    this.listener({ kind, subject, detail, active: true });
  }

  /** This member does not lead any more: whoever does sees for itself. */
  clearAll(): void {
    for (const { kind, subject } of [...this.standing.values()]) this.clear(kind, subject);
  }

  list(): FederationAlarm[] {
    return [...this.standing.values()];
  }
}
