/**
 * Times at which something is due, one for each duty; the driver is told the first of them. A duty looks at what it finds
 * when its time comes, so a time that has become pointless does no harm, and is cancelled only where it would be the
 * greater part of what an idle member is woken for.
 *
 * T1. `wakeMs` is not after any of them.
 * T2. They are whole milliseconds, rounded up: whoever comes at that time never comes too early.
 */
export const DUTIES = [
  'probe',
  'probe-timeout',
  'gossip',
  'suspicion',
  'relay',
  'sync',
  'rejoin',
  'reap',
  'leave',
] as const;
export type Duty = (typeof DUTIES)[number];

export interface Timers {
  readonly due: Record<Duty, number>;
  wakeMs: number;
}

export function createTimers(): Timers {
  const due = Object.fromEntries(DUTIES.map((duty) => [duty, Infinity])) as Record<Duty, number>;
  return { due, wakeMs: Infinity };
}

export function setTimer(timers: Timers, duty: Duty, atMs: number): void {
  const dueMs = Math.ceil(atMs);
  timers.due[duty] = dueMs;
  if (dueMs < timers.wakeMs) timers.wakeMs = dueMs;
}

/** Not later than `atMs`. */
export function setTimerBy(timers: Timers, duty: Duty, atMs: number): void {
  if (atMs < timers.due[duty]) setTimer(timers, duty, atMs);
}

export function cancelTimer(timers: Timers, duty: Duty): void {
  if (timers.due[duty] === Infinity) return;
  timers.due[duty] = Infinity;
  timers.wakeMs = Math.min(...DUTIES.map((each) => timers.due[each]));
}

export function isSet(timers: Timers, duty: Duty): boolean {
  return timers.due[duty] !== Infinity;
}

export function clearTimers(timers: Timers): void {
  for (const duty of DUTIES) timers.due[duty] = Infinity;
  timers.wakeMs = Infinity;
}

/** Takes what is due, first things first; each is off until it is set again. */
export function takeDue(timers: Timers, nowMs: number): readonly Duty[] {
  const { due } = timers;
  const taken = DUTIES.filter((duty) => due[duty] <= nowMs).sort((one, other) => due[one] - due[other]);
  for (const duty of taken) due[duty] = Infinity;
  timers.wakeMs = Infinity;
  for (const duty of DUTIES) if (due[duty] < timers.wakeMs) timers.wakeMs = due[duty];
  return taken;
}
