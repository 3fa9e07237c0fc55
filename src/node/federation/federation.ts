/**
 * The federation's driver in one member: serves origin logs to other regions, always; reads theirs, reports, frees and
 * adopts, while this member leads its region.
 *
 * How it is driven: `start` once; `setLeader` whenever this member begins or ends to lead; `onSignal` for every signal
 * of an applied entry, which is answered once at the end of that turn, however many there were; after a snapshot install
 * a `federation-advanced`; `tick` at each heartbeat of the region.
 */
import type { ApplySignal } from '../../core/apply/types.ts';
import type { VersionVector } from '../../core/federation/types.ts';
import type { RegionView } from '../serving/types.ts';
import { Adoption } from './adoption.ts';
import { Alarms } from './alarms.ts';
import type { FederationAlarm } from './alarms.ts';
import { createCounters } from './counters.ts';
import type { FederationCounters } from './counters.ts';
import { Links } from './links.ts';
import type { FederationParts } from './parts.ts';
import { Publisher } from './publisher.ts';
import { Receiver } from './receiver.ts';
import { Reports } from './reports.ts';
import { RollbackWatch } from './rollback-watch.ts';
import { regionViews } from './views.ts';

/** Ticks that follow sooner say nothing new. */
const TICK_MS_MIN = 50;

export class Federation {
  readonly counters: FederationCounters = createCounters();
  private readonly parts: FederationParts;
  private readonly alarmsRaised: Alarms;
  private readonly publisher: Publisher;
  private readonly receiver: Receiver;
  private readonly links: Links;
  private readonly reports: Reports;
  private readonly adoption: Adoption;
  private readonly rollback: RollbackWatch;
  private tickedMs = -Infinity;
  private isLeader = false;
  private gathering = false;
  private stopped = false;

  constructor(parts: FederationParts) {
    this.parts = parts;
    const { counters } = this;
    const alarms = new Alarms(parts.log);
    const onApplied = (region: string, applied: VersionVector): void => this.onApplied(region, applied);
    this.alarmsRaised = alarms;
    this.rollback = new RollbackWatch(alarms);
    this.receiver = new Receiver({ parts, alarms, counters });
    this.reports = new Reports({ parts, alarms, counters });
    this.adoption = new Adoption(parts, counters);
    this.links = new Links({ ...{ parts, alarms, counters, onApplied }, receiver: this.receiver });
    const isRolledBack = (): boolean => this.rollback.rolledBack;
    this.publisher = new Publisher({ parts, alarms, counters, onApplied, isRolledBack });
  }

  start(): void {
    this.parts.network.listen(
      (connection) => this.publisher.accept(connection),
      (outcome) => {
        if (!outcome.ok)
          this.parts.log('error', 'federation-not-listening', { error: outcome.error.message });
      },
    );
  }

  setLeader(isLeader: boolean): void {
    if (isLeader === this.isLeader) return;
    this.isLeader = isLeader;
    if (isLeader) this.lead();
    else this.follow();
  }

  onSignal(signal: ApplySignal): void {
    if (signal.type === 'remote-refused' && this.isLeader) {
      this.parts.log('error', 'federation-transaction-refused', { detail: signal.detail });
    }
    if (signal.type !== 'federation-advanced' && signal.type !== 'rule-changed') return;
    if (this.gathering) return;
    this.gathering = true;
    this.parts.clock.atTurnEnd(() => this.onTurnEnd());
  }

  private onTurnEnd(): void {
    this.gathering = false;
    if (this.stopped) return;
    this.publisher.advanced();
    if (!this.isLeader) return;
    this.receiver.advanced();
    this.links.advanced();
    this.adoption.step();
  }

  /** Retries, give-ups and reports; what arrives is taken at once. */
  tick(): void {
    const nowMs = this.parts.clock.monotonicMs();
    if (!this.isLeader || this.links.byRegion.size === 0 || nowMs - this.tickedMs < TICK_MS_MIN) return;
    this.tickedMs = nowMs;
    this.links.tick();
    this.receiver.tick();
    const state = this.parts.region.state();
    if (state !== null) this.rollback.check(state, nowMs);
  }

  stop(): void {
    this.stopped = true;
    this.setLeader(false);
    this.publisher.stop();
    this.parts.network.close(() => undefined);
  }

  regions(): RegionView[] {
    return regionViews(this.parts, this.links.byRegion);
  }

  alarms(): FederationAlarm[] {
    return this.alarmsRaised.list();
  }

  describe(): string[] {
    return [...this.links.describe(), ...this.receiver.describe(), ...this.publisher.describe()];
  }

  private lead(): void {
    this.receiver.start();
    this.links.start();
    this.reports.start();
    this.adoption.start();
  }

  private follow(): void {
    this.links.stop();
    this.receiver.stop();
    this.reports.stop();
    this.adoption.stop();
    this.alarmsRaised.clearAll();
  }

  private onApplied(region: string, applied: VersionVector): void {
    const state = this.parts.region.state();
    if (!this.isLeader || state === null) return;
    this.rollback.heard(state, region, applied);
    this.reports.heard(region, applied);
  }
}
