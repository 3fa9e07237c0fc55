/**
 * How other regions stand, from the states of their servers: since when they can be reached, or are lost.
 *
 * R1. A region is as well as the best of its servers; it has failed when all that have not left are dead.
 */
import type { MemberState } from '../../core/gossip/types.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { PoolMember } from './pool.ts';

export type Standing = 'alive' | 'suspected' | 'failed' | 'left';

export interface RegionStanding {
  readonly standing: Standing;
  readonly forMs: number;
}

const BEST_FIRST: readonly MemberState[] = ['alive', 'suspect', 'dead', 'left'];
const STANDINGS: Readonly<Record<MemberState, Standing>> = {
  alive: 'alive',
  suspect: 'suspected',
  dead: 'failed',
  left: 'left',
};

export class RegionWatch {
  private readonly clock: Pick<Clock, 'monotonicMs'>;
  private readonly log: Log;
  private readonly known = new Map<string, { readonly standing: Standing; readonly sinceMs: number }>();

  constructor(clock: Pick<Clock, 'monotonicMs'>, log: Log) {
    this.clock = clock;
    this.log = log;
  }

  /** Something was heard of the members. */
  look(members: readonly PoolMember[]): void {
    const best = new Map<string, MemberState>();
    for (const { info, state } of members) {
      const before = best.get(info.region);
      if (before === undefined || rank(state) < rank(before)) best.set(info.region, state);
    }
    for (const [region, state] of best) this.note(region, STANDINGS[state]);
    for (const region of [...this.known.keys()]) if (!best.has(region)) this.known.delete(region);
  }

  /** `null`: nothing was ever heard of it. */
  of(region: string): RegionStanding | null {
    const known = this.known.get(region);
    if (known === undefined) return null;
    return { standing: known.standing, forMs: this.clock.monotonicMs() - known.sinceMs };
  }

  private note(region: string, standing: Standing): void {
    const before = this.known.get(region);
    if (before?.standing === standing) return;
    this.known.set(region, { standing, sinceMs: this.clock.monotonicMs() });
    if (standing === 'suspected' || (before?.standing === 'suspected' && standing === 'alive')) return;
    this.log(standing === 'failed' ? 'warn' : 'info', `region ${standing}`, { region });
  }
}

const rank = (state: MemberState): number => BEST_FIRST.indexOf(state);
