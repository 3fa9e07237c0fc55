/**
 * Drives adoption on the leader: proposes chunk after chunk until no prefix is marked in the region's record any more.
 * The mark is replicated, so a new leader or a restarted one goes on where the last chunk stopped.
 *
 * D1. One chunk at a time; each is proposed from the mark as it stands after the one before.
 */
import { ADOPT_KEYS_MAX } from '../../core/federation/adopt.ts';
import type { AdoptionMark } from '../../core/federation/types.ts';
import type { Timer } from '../../ports/clock.ts';
import type { FederationCounters } from './counters.ts';
import type { FederationCommand, FederationParts } from './parts.ts';

const RETRY_MS = 500;

type AdoptCommand = FederationCommand & { readonly type: 'adopt' };

export class Adoption {
  private readonly parts: FederationParts;
  private readonly counters: FederationCounters;
  private running = false;
  private busy = false;
  private retry: Timer | null = null;
  /** Answers meant for an earlier leadership do not count. */
  private life = 0;

  constructor(parts: FederationParts, counters: FederationCounters) {
    this.parts = parts;
    this.counters = counters;
  }

  start(): void {
    this.running = true;
    this.life++;
    this.step();
  }

  stop(): void {
    this.running = false;
    this.life++;
    this.busy = false;
    this.retry?.cancel();
    this.retry = null;
  }

  /** A rule has come into force, or anything else that may have set a mark. */
  step(): void {
    if (!this.running || this.busy || this.retry !== null) return;
    const [marked] = this.parts.region.state()?.adopting ?? [];
    if (marked === undefined) return;
    const [prefix, mark] = marked;
    this.busy = true;
    if (mark.phase === 'keys') this.propose({ type: 'adopt', prefix, from: mark.from, absent: null });
    else this.lookForAbsent(prefix, mark);
  }

  /** A search that got nowhere (the store could not be read) is tried again later. */
  private lookForAbsent(prefix: string, { from }: AdoptionMark): void {
    const { life } = this;
    this.parts.region.absentKeys(prefix, from, ADOPT_KEYS_MAX, (absent) => {
      if (life !== this.life) return;
      if (absent.next === from) {
        this.busy = false;
        this.retryLater();
      } else this.propose({ type: 'adopt', prefix, from, absent });
    });
  }

  private propose(command: AdoptCommand): void {
    const { life } = this;
    this.counters.adoptionsProposed++;
    this.parts.propose(command, (outcome) => {
      if (life !== this.life) return;
      this.busy = false;
      if (outcome.ok && outcome.result.type === 'adopted') this.step();
      else this.retryLater();
    });
  }

  private retryLater(): void {
    this.retry = this.parts.clock.after(RETRY_MS, () => {
      this.retry = null;
      this.step();
    });
  }
}
