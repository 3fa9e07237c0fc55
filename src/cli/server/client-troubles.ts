/**
 * What clients do wrong, in the log, within bounds: how often they do it is up to them, and each line is a write.
 *
 * T1. A window opens with a line and lasts `WINDOW_MS`; it takes `LINES_MAX` lines. The rest are counted, and the window's
 *     end says how many they were.
 */
import type { Clock } from '../../ports/clock.ts';

export const WINDOW_MS = 10_000;
export const LINES_MAX = 20;

export class ClientTroubles {
  private readonly clock: Pick<Clock, 'after'>;
  private readonly write: (reason: string) => void;
  private isOpen = false;
  private lines = 0;
  private leftOut = 0;

  constructor(clock: Pick<Clock, 'after'>, write: (reason: string) => void) {
    this.clock = clock;
    this.write = write;
  }

  tell(reason: string): void {
    this.open();
    if (this.lines === LINES_MAX) this.leftOut += 1;
    else {
      this.lines += 1;
      this.write(reason);
    }
  }

  private open(): void {
    if (this.isOpen) return;
    this.isOpen = true;
    this.clock.after(WINDOW_MS, () => this.close());
  }

  private close(): void {
    const { leftOut } = this;
    this.isOpen = false;
    this.lines = 0;
    this.leftOut = 0;
    if (leftOut === 0) return;
    this.write(
      `${leftOut} more like these in ${WINDOW_MS / 1000} s were not written; /metrics counts by cause whom this member cut off`,
    );
  }
}
