/** What is claimed, what was measured, and whether it holds: the table at the end. */
import { drawTable } from '../../src/cli/table.ts';

export interface Verdict {
  readonly claim: string;
  readonly figure: string;
  readonly limit: string;
  readonly holds: boolean;
}

export class Verdicts {
  private readonly all: Verdict[] = [];
  private readonly say: (line: string) => void;

  constructor(say: (line: string) => void) {
    this.say = say;
  }

  /** Said at once, and again in the table. */
  add(verdict: Verdict): void {
    this.all.push(verdict);
    const { claim, figure, limit } = verdict;
    this.say(`${describeHolds(verdict)}  ${claim}: ${figure}${limit === '' ? '' : ` (${limit})`}`);
  }

  /** A figure with an upper bound, both in the same unit. */
  below(claim: string, figure: number, limit: number, describe: (figure: number) => string): void {
    this.add({ claim, figure: describe(figure), limit: `under ${describe(limit)}`, holds: figure < limit });
  }

  /** Something that must be exactly so. */
  exactly(claim: string, figure: string | number, wanted: string | number): void {
    this.add({ claim, figure: String(figure), limit: `exactly ${wanted}`, holds: figure === wanted });
  }

  /** Prints everything; how many do not hold. */
  summarise(): number {
    const rows = this.all.map((verdict) => [
      ...[describeHolds(verdict), verdict.claim, verdict.figure, verdict.limit],
    ]);
    this.say(`\n${drawTable(['', 'CLAIM', 'FIGURE', 'LIMIT'], rows)}`);
    const failed = this.all.filter(({ holds }) => !holds).length;
    this.say(`${this.all.length - failed} passed, ${failed} failed`);
    return failed;
  }
}

const describeHolds = ({ holds }: Verdict): string => (holds ? 'ok  ' : 'FAIL');
