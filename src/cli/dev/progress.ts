/** What happens while the playground starts: one line that is written over for a person, a line for each step for a log. */
import type { Terminal } from '../terminal.ts';
import type { Step } from './readiness.ts';

/** More would not fit into one line of a narrow terminal, and only one line can be written over. */
const NAMES_SHOWN_MAX = 3;
const ERASE_LINE = '\r\u001b[2K';

export class Progress {
  private readonly terminal: Terminal;
  private readonly said = new Set<string>();
  private current = '';

  constructor(terminal: Terminal) {
    this.terminal = terminal;
  }

  /** Something that has happened. */
  say(line: string): void {
    this.clear();
    this.terminal.out(`${line}\n`);
  }

  show(steps: readonly Step[]): void {
    for (const step of steps) {
      if (step.waitsFor.length > 0) break;
      if (!this.said.has(step.title)) this.say(`  ${step.title}: ${step.done}/${step.of}`);
      this.said.add(step.title);
    }
    const next = steps.find(({ waitsFor }) => waitsFor.length > 0);
    if (next === undefined) this.clear();
    else this.update(`  ${next.title}: ${next.done}/${next.of}${describeWaiting(next)}`);
  }

  /** Before anything else is written. */
  clear(): void {
    if (this.current !== '') this.terminal.out(ERASE_LINE);
    this.current = '';
  }

  private update(line: string): void {
    if (!this.terminal.isInteractive || line === this.current) return;
    this.terminal.out(`${ERASE_LINE}${line}`);
    this.current = line;
  }
}

function describeWaiting({ waitsFor }: Step): string {
  return waitsFor.length > NAMES_SHOWN_MAX ? '' : `, waiting for ${waitsFor.join(' ')}`;
}
