/**
 * Which store serves. A member begins with the one its log names; a snapshot of its leader puts another in its place.
 *
 * V1. The name counts on through the member's life, so that no store is ever filled under the name of another that may
 *     still be needed (consensus/replaced-stores).
 * V2. A store without a configuration of its own has seen no change: what the log says of it is right.
 * V3. A store that met damage is condemned before the member stops: its next start may not meet the damage by itself, and
 *     must not serve from it.
 */
import type { ConfState } from '../core/raft/types.ts';
import { FormatError } from '../codec/binary.ts';
import { APPLIED_KEY, CONFIGURATION_KEY, decodeApplied, decodeConfiguration } from '../codec/state-apply.ts';
import type { AppliedMark } from '../codec/state-apply.ts';
import { StoreDamage } from '../ports/store.ts';
import type { StoreHost, StoreView } from '../ports/store.ts';
import { STATS_KEY } from '../storage/table-stats.ts';
import { storeKey, unwrapRecord } from '../storage/tables.ts';
import type { Booted, OpenedState } from './boot.ts';
import { ReplacedStores } from './consensus/replaced-stores.ts';
import { Replica } from './consensus/replica.ts';
import type { SnapshotView } from './consensus/snapshot-sender.ts';

export class ServingStore {
  readonly replica: Replica;
  private readonly host: StoreHost;
  private readonly replaced: ReplacedStores;
  private serving: string;
  private made: number;
  private confBefore: ConfState;
  /** The entry of the last membership change applied in this life. */
  private configuredAt = 0;

  /** `newestLevel`: the highest feature level this member reads. */
  constructor(host: StoreHost, { storeName, state }: Booted, newestLevel: number) {
    this.host = host;
    this.replaced = new ReplacedStores(host);
    this.serving = storeName;
    this.made = storeNumber(storeName);
    this.confBefore = state.machine.conf;
    this.replica = new Replica(state.machine, state.store, state.applied, newestLevel);
  }

  get name(): string {
    return this.serving;
  }

  /** V1. */
  newName(): string {
    return `state-${++this.made}`;
  }

  onConfiguration(index: number): void {
    this.configuredAt = index;
  }

  /** `null`: not known any more, a change came later. */
  confAt(index: number): ConfState | null {
    return this.configuredAt > index ? null : this.replica.machine.conf;
  }

  /** V2. */
  confOf(view: StoreView): ConfState {
    const at = storeKey('meta', CONFIGURATION_KEY);
    const record = view.get(at);
    return record === undefined ? this.confBefore : decodeConfiguration(unwrapRecord(at, record));
  }

  /** For a follower that needs everything from entry `atLeast` on; `null`: the store does not stand there yet. */
  openSnapshot(atLeast: number, onDamage: (reason: string) => void): SnapshotView | null {
    const view = this.replica.store.view();
    try {
      const applied = appliedMark(view);
      if (applied !== null && applied.index >= atLeast)
        return {
          snapshot: { index: applied.index, term: applied.term, conf: this.confOf(view) },
          content: view.get(STATS_KEY) ?? new Uint8Array(0),
          view,
        };
    } catch (error) {
      if (!(error instanceof FormatError || error instanceof StoreDamage)) throw error;
      onDamage(error.message);
    }
    view.close();
    return null;
  }

  /** The one before stays until the log has recorded this one (`onRecorded`). */
  replace(storeName: string, { machine, store, applied }: OpenedState): void {
    this.replaced.add(this.serving, this.replica.store);
    this.serving = storeName;
    this.replica.replace(machine, store, applied);
    this.confBefore = machine.conf;
  }

  onRecorded(storeName: string): void {
    this.replaced.onRecorded(storeName);
  }

  /** V3. */
  condemn(reason: string): void {
    this.host.condemn(this.serving, reason);
  }
}

/** Where a view stands. */
function appliedMark(view: StoreView): AppliedMark | null {
  const at = storeKey('meta', APPLIED_KEY);
  const record = view.get(at);
  return record === undefined ? null : decodeApplied(unwrapRecord(at, record));
}

function storeNumber(name: string): number {
  const number = Number(name.slice(name.lastIndexOf('-') + 1));
  return Number.isSafeInteger(number) ? number : 1;
}
