/**
 * Holders of leases: each takes one, attaches two keys in one transaction, renews for a while and lets go, or revokes.
 *
 * H1. Keys of a lease are there as long as the last answered renewal was good for, whoever leads meanwhile: a deposed
 *     leader neither ends what it no longer decides nor promises what nobody keeps (etcd #15247, #12528).
 * H2. What was let go is gone some time after everything runs again (`settle`); both keys in one revision (the ledger).
 */
import { setTimeout as wait } from 'node:timers/promises';
import { present } from '../../../src/core/base/assert.ts';
import { ClientError } from '../../../src/client/index.ts';
import { LeaseClient } from '../../support/lease-client.ts';
import { MemberClient } from '../../support/member-client.ts';
import type { Ledger } from '../ledger.ts';
import type { LoadMember } from '../load.ts';

const TTL_SECONDS = 3;
const RENEW_EVERY_MS = 400;
const HELD_MS_MIN = 1_000;
const HELD_MS_SPREAD = 4_000;
const REVOKE_SHARE = 0.3;
const AGAIN_MS = 100;
const LOOK_EVERY_MS = 100;
/** From the moment that everything runs: a new leader starts every lease anew, with an election timeout on top. */
const GONE_MS_MAX = 20_000;

export interface HoldersOptions {
  readonly region: string;
  readonly members: readonly LoadMember[];
  readonly ledger: Ledger;
  readonly prefix: string;
  readonly holders: number;
  onWrong(what: string): void;
}

interface Target {
  readonly name: string;
  readonly leases: LeaseClient;
  readonly keys: MemberClient;
}

export class LeaseHolders {
  taken = 0;
  renewed = 0;
  private readonly options: HoldersOptions;
  private readonly targets: readonly Target[];
  private readonly done: readonly Promise<void>[];
  private stopping = false;

  constructor(options: HoldersOptions) {
    this.options = options;
    this.targets = options.members.map(({ name, endpoint }) => ({
      ...{ name, leases: new LeaseClient(endpoint), keys: new MemberClient(endpoint) },
    }));
    this.done = Array.from({ length: options.holders }, (_, holder) => this.hold(holder));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.done);
  }

  /** H2. After `stop`, with every member serving. */
  async settle(onWrong: (what: string) => void): Promise<void> {
    const giveUpAt = performance.now() + GONE_MS_MAX;
    const { prefix } = this.options;
    const client = present(this.targets[0], 'a member').keys;
    for (;;) {
      const left = await client.list(prefix);
      if (left.length === 0) break;
      if (performance.now() > giveUpAt) {
        onWrong(`${left.length} keys outlive their leases, among them ${left[0]?.key}`);
        break;
      }
      await wait(LOOK_EVERY_MS);
    }
  }

  close(): void {
    for (const { leases, keys } of this.targets) {
      leases.close();
      keys.close();
    }
  }

  private async hold(holder: number): Promise<void> {
    for (let number = 1; !this.stopping; number++) {
      const key = `${this.options.prefix}h${holder}/${String(number).padStart(4, '0')}`;
      await this.holdOne([`${key}-1`, `${key}-2`]);
      await wait(AGAIN_MS);
    }
  }

  private async holdOne(keys: readonly string[]): Promise<void> {
    const { ledger, region, onWrong } = this.options;
    let sentAt = performance.now();
    const lease = await this.any().leases.grant(TTL_SECONDS);
    if (lease === null) return;
    const write = ledger.begin('put several', region, keys);
    ledger.begin('end of lease', region, keys).outcome = { kind: 'unknown', why: 'it ends by itself' };
    const newest = ledger.newestSeen(region);
    const outcome = await this.any().keys.putAll(ledger.pairs(keys), lease.id);
    write.outcome = outcome;
    if (outcome.kind !== 'acknowledged') return;
    if (outcome.revision <= newest)
      onWrong(`${keys[0]} got ${outcome.revision}, and ${newest} was seen before`);
    ledger.see(region, outcome.revision);
    this.taken += 1;
    const until = sentAt + HELD_MS_MIN + Math.random() * HELD_MS_SPREAD;
    let goodUntil = sentAt + lease.ttlSeconds * 1_000;
    while (performance.now() < until && !this.stopping) {
      await wait(RENEW_EVERY_MS);
      sentAt = performance.now();
      const target = this.any();
      const ttl = await target.leases.keepAlive(lease.id);
      if (ttl === 0) {
        if (performance.now() < goodUntil)
          onWrong(`${target.name} knows no lease of ${keys[0]}, which was renewed and still good`);
        return;
      }
      if (ttl !== null) {
        goodUntil = sentAt + ttl * 1_000;
        this.renewed += 1;
      }
      await this.expectHeld(keys, goodUntil);
    }
    if (Math.random() < REVOKE_SHARE) await this.any().leases.revoke(lease.id);
  }

  /** H1. */
  private async expectHeld(keys: readonly string[], goodUntil: number): Promise<void> {
    const target = this.any();
    try {
      const { state } = await target.keys.getAt(present(keys[0], 'a key'));
      if (state === null && performance.now() < goodUntil)
        this.options.onWrong(`${keys[0]} was gone at ${target.name} while its lease was good`);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
    }
  }

  private any(): Target {
    return present(this.targets[Math.floor(Math.random() * this.targets.length)], 'a member');
  }
}
