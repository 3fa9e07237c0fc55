/**
 * What a member has to say once: its own name and where clients find it, and, if it leads a region that has none yet, the
 * region's incarnation. Each is said again until the log has it.
 *
 * I1. A region names its incarnation once in its life; of two offers the log takes the first (core/apply).
 */
import type { MemberRecord } from '../../core/apply/types.ts';
import type { ServerCommand } from '../../codec/command.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Entropy } from '../../ports/entropy.ts';

export const OFFER_AGAIN_MS = 1000;

export interface IntroductionParts {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly region: string;
  readonly member: MemberRecord;
  /** As the log has this member; `undefined` before. */
  recorded(): MemberRecord | undefined;
  isRegionNamed(): boolean;
  isLeader(): boolean;
  /** `done` runs once, whatever became of it. */
  propose(command: ServerCommand, done: () => void): void;
}

export class Introduction {
  private readonly parts: IntroductionParts;
  private readonly timers = new Map<ServerCommand['type'], Timer>();
  private naming = false;
  private stopped = false;

  constructor(parts: IntroductionParts) {
    this.parts = parts;
  }

  start(): void {
    const { member } = this.parts;
    if (this.stopped || sameMember(this.parts.recorded(), member)) return;
    this.offer({ type: 'publish-member', member }, () => this.start());
  }

  /** This member leads. */
  nameRegion(): void {
    const { region, entropy } = this.parts;
    if (this.stopped || this.naming || !this.parts.isLeader() || this.parts.isRegionNamed()) return;
    this.naming = true;
    this.offer({ type: 'init-region', region, incarnation: entropy.uint64() }, () => {
      this.naming = false;
      this.nameRegion();
    });
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.timers.values()) timer.cancel();
  }

  private offer(command: ServerCommand, then: () => void): void {
    this.parts.propose(command, () => {
      if (!this.stopped) this.timers.set(command.type, this.parts.clock.after(OFFER_AGAIN_MS, then));
    });
  }
}

function sameMember(left: MemberRecord | undefined, right: MemberRecord): boolean {
  return (
    left !== undefined &&
    left.name === right.name &&
    left.peerUrls.join() === right.peerUrls.join() &&
    left.clientUrls.join() === right.clientUrls.join()
  );
}
