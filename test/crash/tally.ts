/** What a run adds up to: rounds, requests, how often each kind of trouble came, and what the run itself took. */
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { count, seconds } from '../support/figures.ts';
import type { Deck } from './deck.ts';
import type { RegionRoundResult } from './region/round.ts';

const MEBIBYTE = 1024 * 1024;

export class Tally {
  passed = 0;
  failed = 0;
  private acknowledged = 0;
  private unknown = 0;
  private reads = 0;
  private revisions = 0;
  private ms = 0;
  private folderBytesMost = 0;
  private rssMost = 0;
  private readonly seen = new Map<string, number>();
  private readonly dealt: [string, number][] = [];

  add(result: RegionRoundResult): void {
    if (result.wrong.length === 0) this.passed += 1;
    else this.failed += 1;
    this.acknowledged += result.acknowledged;
    this.unknown += result.unknown;
    this.reads += result.reads;
    this.revisions += result.findings.revisions;
    this.ms += result.ms;
    this.rssMost = Math.max(this.rssMost, process.memoryUsage.rss());
  }

  /** Something failed that is no round. */
  giveUp(): void {
    this.failed += 1;
  }

  saw(what: string): void {
    this.seen.set(what, (this.seen.get(what) ?? 0) + 1);
  }

  seeFolder(bytes: number): void {
    this.folderBytesMost = Math.max(this.folderBytesMost, bytes);
  }

  /** A run that was long enough for all of its cards must have dealt them, and seen what comes of them. */
  addDeck(deck: Pick<Deck, 'dealt' | 'size'>, effects: readonly string[]): void {
    const deals = [...deck.dealt.values()].reduce((sum, times) => sum + times, 0);
    const due = [...deck.dealt, ...effects.map((what) => [what, this.seen.get(what) ?? 0] as const)];
    for (const [what, times] of due) {
      this.dealt.push([what, times]);
      if (times > 0 || deals < deck.size) continue;
      console.log(`WRONG: no "${what}" in ${deals} troubles`);
      this.failed += 1;
    }
  }

  describe(title: string): string {
    const rounds = Math.max(1, this.passed + this.failed);
    return [
      ...this.dealt.map(([what, times]) => `${String(times).padStart(5)}  ${what}`),
      `${title}: ${count(this.acknowledged)} acknowledged writes, ${count(this.unknown)} unknown, ` +
        `${count(this.reads)} linearizable reads, ${count(this.revisions)} revisions explained`,
      `${seconds(this.ms / rounds)} a round; at most ${mebibytes(this.folderBytesMost)} on disk, ` +
        `${mebibytes(this.rssMost)} of memory for this program`,
      `${this.passed} passed, ${this.failed} failed`,
    ].join('\n');
  }
}

const mebibytes = (bytes: number): string => `${count(Math.round(bytes / MEBIBYTE))} MiB`;

/** Of everything below it; what goes away meanwhile does not count. */
export function folderBytes(folder: string): number {
  let sum = 0;
  for (const name of namesIn(folder)) {
    const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
    if (found?.isDirectory() === true) sum += folderBytes(join(folder, name));
    else if (found?.isFile() === true) sum += found.size;
  }
  return sum;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
