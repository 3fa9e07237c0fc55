/**
 * What a member has to say once: its own name and where clients find it, and, if it leads, the region's incarnation and
 * those members it was founded with that have not spoken yet. Each is said again until the log has it.
 *
 * I1. A region names its incarnation once in its life; of two offers the log takes the first (core/apply).
 * I2. Where the others find this member is what the log says, once it says so: the flags count at the first start only.
 * I3. A region begins at the feature level that its members have in common; at the first, if one of them has not said
 *     within `FOUNDERS_MS`.
 */
import type { MemberRecord } from '../../core/apply/types.ts';
import { FIRST_LEVEL } from '../../core/base/feature-level.ts';
import type { ServerCommand } from '../../codec/command.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Entropy } from '../../ports/entropy.ts';

export const OFFER_AGAIN_MS = 1000;
/** I3. */
export const FOUNDERS_MS = 2000;
const LOOK_AGAIN_MS = 50;

export interface IntroductionParts {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly region: string;
  readonly member: MemberRecord;
  /** As the log has this member; `undefined` before. */
  recorded(): MemberRecord | undefined;
  isRegionNamed(): boolean;
  /** The feature level all members have in common; `null` while one has not said. */
  commonLevel(): number | null;
  /** Members of the configuration that the log has no record of. */
  unrecorded(): readonly MemberRecord[];
  isLeader(): boolean;
  /** `done` runs once, whatever became of it. */
  propose(command: ServerCommand, done: () => void): void;
}

export class Introduction {
  private readonly parts: IntroductionParts;
  private readonly timers = new Map<ServerCommand['type'] | 'others', Timer>();
  private naming = false;
  private namingMembers = false;
  private stopped = false;

  constructor(parts: IntroductionParts) {
    this.parts = parts;
  }

  start(): void {
    const recorded = this.parts.recorded();
    const peerUrls = recorded?.peerUrls ?? this.parts.member.peerUrls;
    const member = { ...this.parts.member, peerUrls };
    if (this.stopped || sameMember(recorded, member)) return;
    this.offer({ type: 'publish-member', member }, () => this.start());
  }

  /** This member leads. */
  lead(): void {
    this.nameRegion();
    this.nameMembers();
  }

  private nameRegion(waitedMs = 0): void {
    const { region, entropy, clock } = this.parts;
    if (this.stopped || this.naming || !this.parts.isLeader() || this.parts.isRegionNamed()) return;
    this.naming = true;
    const level = this.parts.commonLevel();
    if (level === null && waitedMs < FOUNDERS_MS) {
      const again = (): void => {
        this.naming = false;
        this.nameRegion(waitedMs + LOOK_AGAIN_MS);
      };
      this.timers.set('init-region', clock.after(LOOK_AGAIN_MS, again));
      return;
    }
    const command = { type: 'init-region', region, incarnation: entropy.uint64() } as const;
    this.offer({ ...command, level: level ?? FIRST_LEVEL }, () => {
      this.naming = false;
      this.nameRegion();
    });
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.timers.values()) timer.cancel();
  }

  private nameMembers(): void {
    if (this.stopped || this.namingMembers || !this.parts.isLeader()) return;
    const members = this.parts.unrecorded();
    let open = members.length;
    this.namingMembers = open > 0;
    const again = (): void => {
      this.namingMembers = false;
      this.nameMembers();
    };
    for (const member of members) {
      this.parts.propose({ type: 'publish-member', member }, () => {
        if (--open === 0) this.later('others', again);
      });
    }
  }

  private offer(command: ServerCommand, then: () => void): void {
    this.parts.propose(command, () => this.later(command.type, then));
  }

  private later(what: ServerCommand['type'] | 'others', then: () => void): void {
    if (!this.stopped) this.timers.set(what, this.parts.clock.after(OFFER_AGAIN_MS, then));
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
