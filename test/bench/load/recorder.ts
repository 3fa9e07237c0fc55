/**
 * What came of the operations of one run.
 *
 * M1. One wrong answer fails the run: a figure for work that was not done says nothing.
 * M2. A revision that a reply names is at least the highest one acknowledged before the request was sent, and above it for a
 *     write: `floor` is taken when a request leaves.
 * M3. Every write made one revision: nobody else writes meanwhile.
 */
import { Histogram } from './histogram.ts';

const MICROSECONDS = 1_000;

export class Recorder {
  readonly latencies = new Histogram();
  operations = 0;
  isMeasuring = false;
  /** Nothing new begins. */
  isStopping = false;
  underWay = 0;
  #fault: string | null = null;
  #firstRevision = 0;
  #highestRevision = 0;
  #writes = 0;

  get floor(): number {
    return this.#highestRevision;
  }

  get fault(): string | null {
    return this.#fault;
  }

  fail(fault: string): void {
    this.#fault ??= fault;
    this.isStopping = true;
  }

  /** The revision before the first write. */
  beginAt(revision: number): void {
    this.#firstRevision = this.#highestRevision = revision;
  }

  /** One operation ended that began, or was due, at `began` (performance.now()). */
  done(began: number): void {
    if (!this.isMeasuring) return;
    this.operations += 1;
    this.latencies.record((performance.now() - began) * MICROSECONDS);
  }

  wrote(revision: number, floor: number): void {
    if (revision <= floor)
      this.fail(`a write answered revision ${revision}, after ${floor} was acknowledged`);
    this.#writes += 1;
    this.#highestRevision = Math.max(this.#highestRevision, revision);
  }

  read(revision: number, floor: number): void {
    if (revision < floor) this.fail(`a read answered revision ${revision}, after ${floor} was acknowledged`);
  }

  /** M3, once nothing is under way. */
  checkRevisions(): void {
    const made = this.#highestRevision - this.#firstRevision;
    if (made !== this.#writes)
      this.fail(`${this.#writes} writes were acknowledged, but ${made} revisions made`);
  }
}
