/**
 * Stores that snapshot installs have taken out of service. They stay until the log has recorded a successor: before that
 * a crash brings the old one back.
 *
 * R1. A store goes only when the log names one that came after it. Another install may come before the log has recorded
 *     the one before, so what the log names may itself be out of service already; it stays until the log names a later.
 */
import type { StoreHost } from '../../ports/store.ts';
import type { StateStore } from '../../storage/state-store.ts';

export class ReplacedStores {
  private readonly host: Pick<StoreHost, 'remove'>;
  /** Oldest first. */
  private waiting: { readonly name: string; readonly store: Pick<StateStore, 'abandon'> }[] = [];

  constructor(host: Pick<StoreHost, 'remove'>) {
    this.host = host;
  }

  add(name: string, store: Pick<StateStore, 'abandon'>): void {
    this.waiting.push({ name, store });
  }

  onRecorded(serving: string): void {
    const kept = this.waiting.findIndex(({ name }) => name === serving);
    for (const { name, store } of this.waiting.splice(0, kept < 0 ? this.waiting.length : kept)) {
      store.abandon(() => this.host.remove(name, () => undefined));
    }
  }
}
