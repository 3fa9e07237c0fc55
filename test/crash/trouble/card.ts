/** One kind of trouble, and what it is given to do it with. */
import type { Random } from '../../../src/core/base/random.ts';
import type { Region } from '../region/region.ts';

export interface Card {
  /** In words of the run's last table. */
  readonly name: string;
  play(trouble: Trouble): Promise<void>;
}

export interface Trouble {
  readonly region: Region;
  readonly random: Random;
  /** Up to this revision everything was judged in an earlier round: it may be compacted. */
  readonly explained: number;
  /** What is done, in words of the round's line. */
  note(what: string): void;
  /** What must have happened in some round of a run. */
  tally(what: string): void;
  complain(what: string): void;
  /**
   * Resolves when a write begun after `since` was acknowledged, by now at the latest; returns how long that took, from the
   * moment that a majority was up.
   */
  goesOn(since: number): Promise<number>;
}
