/**
 * A watch on everything at every member, resumed behind its last revision whenever it breaks: whatever happened, each
 * must have told the whole history, in order and once.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { openWatch } from '../../support/watch.ts';
import type { Watch, WatchEvent } from '../../support/watch.ts';
import { describeEvents } from '../histories.ts';
import type { LoadMember } from '../load.ts';

const AGAIN_MS = 50;
const CAUGHT_UP_MS_MAX = 30_000;
const LOOK_EVERY_MS = 10;

export class Watchers {
  readonly resumed = { times: 0 };
  private readonly watchers: readonly Watcher[];

  /** All revisions from `from` on. */
  constructor(members: readonly LoadMember[], from: number, onWrong: (what: string) => void) {
    this.watchers = members.map((member) => new Watcher(member, from, this.resumed, onWrong));
  }

  /** What is wrong with what they told of the history up to a revision. */
  async judge(history: readonly WatchEvent[], upTo: number): Promise<readonly string[]> {
    const told = await Promise.all(this.watchers.map((watcher) => watcher.upTo(upTo)));
    const due = describeEvents(history);
    return told.flatMap(({ member, events, late }) => {
      if (late) return [`the watch at ${member} did not come to revision ${upTo}`];
      if (describeEvents(events) === due) return [];
      return [
        `the watch at ${member} told ${events.length} events, not the ${history.length} of the history`,
      ];
    });
  }

  stop(): void {
    for (const watcher of this.watchers) watcher.stop();
  }
}

interface Told {
  readonly member: string;
  readonly events: readonly WatchEvent[];
  readonly late: boolean;
}

class Watcher {
  private readonly member: LoadMember;
  private readonly resumed: { times: number };
  private readonly onWrong: (what: string) => void;
  private readonly events: WatchEvent[] = [];
  private next: number;
  private watch: Watch | null = null;
  private stopped = false;

  constructor(member: LoadMember, from: number, resumed: { times: number }, onWrong: (what: string) => void) {
    this.member = member;
    this.resumed = resumed;
    this.onWrong = onWrong;
    this.next = from;
    this.open();
  }

  async upTo(revision: number): Promise<Told> {
    const giveUpAt = performance.now() + CAUGHT_UP_MS_MAX;
    while (this.next <= revision && performance.now() < giveUpAt) await wait(LOOK_EVERY_MS);
    const events = this.events.filter(({ modRevision }) => modRevision <= revision);
    return { member: this.member.name, events, late: this.next <= revision };
  }

  stop(): void {
    this.stopped = true;
    this.watch?.close();
  }

  private open(): void {
    this.watch = openWatch({
      ...{ endpoint: this.member.endpoint, prefix: '', fromRevision: this.next },
      onEvent: (event) => this.take(event),
      onBroken: () => {
        this.watch = null;
        if (this.stopped) return;
        this.resumed.times += 1;
        setTimeout(() => {
          if (!this.stopped) this.open();
        }, AGAIN_MS);
      },
    });
  }

  private take(event: WatchEvent): void {
    // Events of one revision come in one message; one that is older than the last went back in time.
    const last = this.events.at(-1)?.modRevision ?? 0;
    if (event.modRevision < last)
      this.onWrong(`the watch at ${this.member.name} went back from ${last} to ${event.modRevision}`);
    this.events.push(event);
    this.next = Math.max(this.next, event.modRevision + 1);
  }
}
