/**
 * One region as the replicated state machine would run it, with maps for tables and for the keyspace: enough to see
 * what the federation's core makes of local and remote writes.
 */
import { expect } from 'chai';
import { adopt, ADOPT_KEYS_MAX } from '../../../src/core/federation/adopt.ts';
import type { AdoptEffect } from '../../../src/core/federation/adopt.ts';
import { captureLocal } from '../../../src/core/federation/capture.ts';
import type { LocalChange } from '../../../src/core/federation/capture.ts';
import { free } from '../../../src/core/federation/free.ts';
import type { FreeEffect } from '../../../src/core/federation/free.ts';
import { visibleValue } from '../../../src/core/federation/policy.ts';
import { createRegion, takeRecord } from '../../../src/core/federation/region.ts';
import type { RegionState } from '../../../src/core/federation/region.ts';
import { applyRemote } from '../../../src/core/federation/remote.ts';
import type { RemoteOutcome, VisibleChange } from '../../../src/core/federation/remote.ts';
import { removeRule, setRule } from '../../../src/core/federation/rule-space.ts';
import { noteReport } from '../../../src/core/federation/stability.ts';
import type {
  ConflictRecord,
  CurrentValue,
  Dot,
  FederationReader,
  FederationWrite,
  OriginTransaction,
  RegionRecord,
  Rule,
  Space,
  VersionSet,
} from '../../../src/core/federation/types.ts';

export const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
export const textOf = (bytes: Uint8Array | null): string | null =>
  bytes === null ? null : Buffer.from(bytes).toString('latin1');

export const rule = (prefix: string, cas: Rule['cas'] = 'refuse'): Rule => ({ prefix, policy: 'lww', cas });

export class TestRegion implements FederationReader {
  readonly state: RegionState;
  readonly sets = new Map<string, VersionSet>();
  readonly log = new Map<string, OriginTransaction>();
  readonly rules = new Map<string, Rule>();
  readonly conflicts = new Map<number, ConflictRecord>();
  readonly keyspace = new Map<string, CurrentValue>();
  /** Its own transactions, also those its log has freed. */
  readonly originated: OriginTransaction[] = [];
  record: RegionRecord | null = null;
  revision = 1;
  /** What its clock shows; may lie. */
  wallMs = 1_000;

  constructor(region: string, incarnation = 1n) {
    this.state = createRegion({ region, incarnation });
    this.endEntry();
  }

  get key(): string {
    return this.state.key;
  }

  readSet(space: Space, key: string): VersionSet {
    return this.sets.get(`${space}:${key}`) ?? [];
  }

  readTransaction(dot: Dot): OriginTransaction | undefined {
    return this.log.get(`${dot.origin}:${dot.sequence}`);
  }

  readCurrent(key: string): CurrentValue | null {
    return this.keyspace.get(key) ?? null;
  }

  /** One transaction of a client: `null` deletes. */
  write(
    values: Readonly<Record<string, string | null>>,
    lease: bigint | null = null,
  ): OriginTransaction | null {
    const changes: LocalChange[] = [];
    for (const [key, text] of Object.entries(values)) {
      const previous = this.keyspace.get(key);
      if (text === null && previous === undefined) continue;
      const value = text === null ? null : bytesOf(text);
      changes.push({
        type: value === null ? 'delete' : 'put',
        key,
        record: value === null ? null : { value, lease },
        previousLease: previous?.leased === true ? 7n : null,
      });
      if (value === null) this.keyspace.delete(key);
      else this.keyspace.set(key, { value, leased: lease !== null });
    }
    if (changes.length > 0) this.revision++;
    const captured = captureLocal(this.state, changes, { wallMs: this.wallMs, actor: 'ann' }, this);
    this.take(captured.writes);
    this.endEntry();
    return captured.transaction;
  }

  setRule(wanted: Rule): OriginTransaction | null {
    const outcome = setRule(this.state, wanted, { wallMs: this.wallMs, actor: 'root' }, this);
    if (outcome.type !== 'changed') return null;
    this.take(outcome.writes);
    this.endEntry();
    return outcome.transaction;
  }

  removeRule(prefix: string): OriginTransaction | null {
    const outcome = removeRule(this.state, prefix, { wallMs: this.wallMs, actor: 'root' }, this);
    if (outcome.type !== 'changed') return null;
    this.take(outcome.writes);
    this.endEntry();
    return outcome.transaction;
  }

  receive(transaction: OriginTransaction): RemoteOutcome {
    const moment = { wallMs: this.wallMs, revisionIfChanged: this.revision + 1 };
    const outcome = applyRemote(this.state, transaction, moment, this);
    if (outcome.type === 'applied') {
      this.take(outcome.writes);
      this.show(outcome.visible);
    }
    this.endEntry();
    return outcome;
  }

  adoptChunk(
    prefix: string,
    absent: { keys: string[]; next: string | null } | null = null,
    limit = ADOPT_KEYS_MAX,
  ): AdoptEffect {
    const from = this.state.adopting.get(prefix)?.from ?? prefix;
    const under = [...this.keyspace].filter(([key]) => key.startsWith(prefix) && key >= from).sort();
    const keys = under.slice(0, limit).map(([key, current]) => ({
      ...{ key, value: current.value, lease: current.leased ? 7n : null },
    }));
    const more = under.length > limit;
    const request = {
      prefix,
      from,
      keys: absent === null ? keys : [],
      more: absent === null && more,
      absent,
    };
    const effect = adopt(this.state, request, { wallMs: this.wallMs, actor: '' }, this);
    this.take(effect.writes);
    this.show(effect.visible);
    this.endEntry();
    return effect;
  }

  /** All chunks of all prefixes, as a leader would propose them. */
  adoptAll(): void {
    for (;;) {
      const [next] = this.state.adopting;
      if (next === undefined) return;
      const [prefix, mark] = next;
      this.adoptChunk(prefix, mark.phase === 'keys' ? null : { keys: this.absentKeys(prefix), next: null });
    }
  }

  report(other: TestRegion): void {
    noteReport(this.state, other.state.self.region, new Map(other.state.applied));
    this.endEntry();
  }

  free(counted: readonly string[], conflictsBefore = 0): FreeEffect {
    const effect = free(this.state, { counted, conflictsBefore }, this);
    this.take(effect.writes);
    this.endEntry();
    return effect;
  }

  /** Everything originated by this region after `after`, from its log. */
  ownLog(after = 0): OriginTransaction[] {
    const head = this.state.applied.get(this.key) ?? 0;
    const own: OriginTransaction[] = [];
    for (let sequence = after + 1; sequence <= head; sequence++)
      own.push(this.log.get(`${this.key}:${sequence}`)!);
    return own;
  }

  value(key: string): string | null {
    return textOf(this.keyspace.get(key)?.value ?? null);
  }

  conflictTexts(): string[] {
    return [...this.conflicts.values()].map(
      ({ key, winner, loser }) => `${key}: ${textOf(winner.value)} over ${textOf(loser.value)}`,
    );
  }

  absentKeys(prefix: string): string[] {
    return [...this.sets.keys()]
      .filter((name) => name.startsWith(`key:${prefix}`))
      .map((name) => name.slice('key:'.length))
      .filter((key) => !this.keyspace.has(key));
  }

  private show(visible: readonly VisibleChange[]): void {
    if (visible.length > 0) this.revision++;
    for (const { key, value } of visible) {
      if (value === null) expect(this.keyspace.delete(key), `${key} was there to be deleted`).to.equal(true);
      else this.keyspace.set(key, { value, leased: false });
    }
  }

  private endEntry(): void {
    const record = takeRecord(this.state);
    if (record !== null) this.take([record]);
  }

  private take(writes: readonly FederationWrite[]): void {
    for (const write of writes) this.takeOne(write);
  }

  private takeOne(write: FederationWrite): void {
    switch (write.type) {
      case 'put-region':
        this.record = write.region;
        return;
      case 'put-rule':
        this.rules.set(write.rule.prefix, write.rule);
        return;
      case 'delete-rule':
        this.rules.delete(write.prefix);
        return;
      case 'put-set':
        this.sets.set(`${write.space}:${write.key}`, write.set);
        return;
      case 'delete-set':
        this.sets.delete(`${write.space}:${write.key}`);
        return;
      case 'append-origin':
        this.log.set(`${write.transaction.origin}:${write.transaction.sequence}`, write.transaction);
        if (write.transaction.origin === this.key) this.originated.push(write.transaction);
        return;
      case 'free-origin':
        for (let each = write.from; each <= write.through; each++) this.log.delete(`${write.origin}:${each}`);
        return;
      case 'put-conflict':
        this.conflicts.set(write.conflict.id, write.conflict);
        return;
      case 'delete-conflicts':
        for (let each = write.from; each <= write.through; each++) this.conflicts.delete(each);
        return;
    }
  }
}

/** Delivers everything each region has originated to all others, until nothing is missing anywhere. */
export function exchange(regions: readonly TestRegion[]): void {
  for (let moved = true; moved;) {
    moved = false;
    for (const target of regions) {
      for (const source of regions) {
        if (source === target) continue;
        for (const transaction of source.ownLog(target.state.applied.get(source.key) ?? 0)) {
          const outcome = target.receive(transaction);
          if (outcome.type === 'not-ready') break;
          expect(outcome.type).to.equal('applied');
          moved = true;
        }
      }
    }
  }
}

/** Equal sets, and each keyspace shows its sets. `covered` are the prefixes every region has a rule for. */
export function expectConverged(regions: readonly TestRegion[], covered: readonly string[] = ['']): void {
  const [first, ...others] = regions;
  for (const other of others) expect(liveSets(other)).to.deep.equal(liveSets(first!));
  for (const region of regions) {
    for (const [name, set] of region.sets) {
      const key = name.slice('key:'.length);
      if (!name.startsWith('key:') || !covered.some((prefix) => key.startsWith(prefix))) continue;
      expect(region.value(key), `${region.key} shows ${key}`).to.equal(textOf(visibleValue('lww', set)));
    }
  }
}

/** A lone tombstone counts as absence: one region may have freed it before another. */
function liveSets(region: TestRegion): Map<string, VersionSet> {
  const live = [...region.sets].filter(([, set]) => !(set.length === 1 && set[0]?.value === null));
  return new Map(live.sort());
}
