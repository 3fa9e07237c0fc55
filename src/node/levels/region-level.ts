/**
 * The region's feature level on this member: what it is, what it could be, and how an operator raises it.
 *
 * R1. Only a leader judges whether all members read a level, by what their processes say now; whoever joins later, and
 *     cannot, is turned away (joining/join-host) or stops at what it cannot read.
 * R2. Nothing rises by itself. Only a region that is being founded begins where its founders are.
 * R3. What would raise nothing is not proposed: the command itself is of a level that older releases do not read.
 */
import { membersOf } from '../../core/raft/configuration.ts';
import { FIRST_LEVEL } from '../../core/base/feature-level.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { Machine } from '../../core/apply/machine.ts';
import type { Command, CommandResult } from '../../core/apply/types.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { FinaliseAnswer, LevelReport, ServingError, ServingReply } from '../serving/types.ts';

type RaiseLevel = Command & { readonly type: 'raise-level' };

export interface RegionLevelParts {
  /** The highest level this member reads. */
  readonly newest: number;
  readonly clock: Clock;
  readonly log: Log;
  machine(): Machine;
  levelOf(member: MemberId): number | null;
  nameOf(member: MemberId): string;
  isLeader(): boolean;
  /** Good for the term this member leads in. */
  proposeAsLeader(
    command: RaiseLevel,
    done: (
      outcome:
        | { readonly ok: true; readonly result: CommandResult }
        | { readonly ok: false; readonly error: ServingError },
    ) => void,
  ): void;
}

export class RegionLevel {
  private readonly parts: RegionLevelParts;

  constructor(parts: RegionLevelParts) {
    this.parts = parts;
  }

  get current(): number {
    return this.parts.machine().level;
  }

  report(): LevelReport {
    const { newest, levelOf } = this.parts;
    const members = this.members().map((id) => ({ id, newest: levelOf(id) }));
    return { region: this.current, newest, members };
  }

  /** The level all members have in common; `null` while one has not said. */
  common(): number | null {
    let lowest = this.parts.newest;
    for (const member of this.members()) {
      const level = this.parts.levelOf(member);
      if (level === null) return null;
      lowest = Math.min(lowest, level);
    }
    return lowest;
  }

  /** R1. Raises the region to what this member reads. */
  finalise(done: ServingReply<FinaliseAnswer>): void {
    const { newest, clock, isLeader, proposeAsLeader } = this.parts;
    const level = newest;
    if (isLeader() && level <= this.current) {
      clock.atTurnEnd(() => done({ ok: true, value: { level: this.current } }));
      return;
    }
    const reading = this.members().filter((member) => (this.parts.levelOf(member) ?? FIRST_LEVEL) >= level);
    const missing = this.members().filter((member) => !reading.includes(member));
    if (isLeader() && missing.length > 0) {
      const refusal = this.describeMissing(level, missing);
      clock.atTurnEnd(() => done({ ok: true, value: { refusal } }));
      return;
    }
    proposeAsLeader({ type: 'raise-level', level, members: reading }, (outcome) => {
      if (!outcome.ok) done(outcome);
      else if (outcome.result.type === 'refused') done({ ok: true, value: { refusal: MEMBERS_CHANGED } });
      else done({ ok: true, value: { level: this.current } });
    });
  }

  onRaised(level: number): void {
    this.parts.log(
      'warn',
      'the region runs at another feature level: releases that cannot read it are refused',
      {
        level,
      },
    );
  }

  /** Said once at a start. */
  tellStart(): void {
    const { newest, log } = this.parts;
    const advice =
      'once all members run this release and going back is not wanted: `atollctl region finalise`';
    if (this.current < newest) log('info', 'feature level', { region: this.current, newest, advice });
    else log('info', 'feature level', { region: this.current, newest });
  }

  private members(): readonly MemberId[] {
    return membersOf(this.parts.machine().conf);
  }

  private describeMissing(level: number, missing: readonly MemberId[]): string {
    const names = missing.map((member) => {
      const known = this.parts.levelOf(member);
      return `${this.parts.nameOf(member)} (${known === null ? 'has not said what it reads' : `reads up to ${known}`})`;
    });
    return (
      `not every member is known to read feature level ${level}: ${names.join(', ')}. Start them with a release that ` +
      'reads it, or remove them, and ask again'
    );
  }
}

const MEMBERS_CHANGED = 'the members of the region changed meanwhile: ask again';
