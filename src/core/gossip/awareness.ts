/**
 * Lifeguard's local health: a member that misses answers, nacks or its own deadlines is most likely slow itself, and gives
 * others more time before it doubts them (Dadgar, Phillips, Currey: Lifeguard, §IV-A).
 *
 * W1. The score is 0 when all is well and below `max` always; intervals and time-outs are stretched by score + 1.
 */
export interface Awareness {
  readonly max: number;
  score: number;
}

export function createAwareness(max: number): Awareness {
  return { max, score: 0 };
}

export function adjustAwareness(awareness: Awareness, by: number): void {
  awareness.score = Math.min(Math.max(awareness.score + by, 0), awareness.max - 1);
}

export const stretched = (awareness: Awareness, ms: number): number => ms * (awareness.score + 1);
