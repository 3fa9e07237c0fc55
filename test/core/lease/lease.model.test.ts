/**
 * Lessor and deadlines against naive models: whatever is granted, attached, moved, revoked and restarted, the lessor's
 * two maps say what a plain list of key and lease says; and whatever is renewed, the leases that are overdue are those
 * whose last promise has run out.
 */
import { expect } from 'chai';
import { leaseId, type LeaseId } from '../../../src/core/base/brands.ts';
import { compareStrings } from '../../../src/core/base/bytes.ts';
import { createRandom, nextInteger, pick, type Random } from '../../../src/core/base/random.ts';
import {
  createDeadlines,
  expired,
  forget,
  granted,
  promote,
  renew,
} from '../../../src/core/lease/deadlines.ts';
import { checkDueQueue } from '../../../src/core/lease/due-queue.ts';
import {
  attachChanges,
  checkLessor,
  checkpointLeases,
  createLessor,
  grantLease,
  keysOfLease,
  listLeases,
  restoreAttachments,
  restoreLease,
  revokeLease,
  type AttachmentRecord,
  type Lessor,
} from '../../../src/core/lease/lessor.ts';
import type { LeaseRecord, LeaseWrite } from '../../../src/core/lease/types.ts';

const KEYS = ['a', 'b', 'c', 'd', 'e', 'f'];
const IDS = [1n, 2n, 3n, 4n].map(leaseId);
const STEPS = 500;

describe('the lessor', () => {
  for (let seed = 1; seed <= 20; seed++) {
    it(`agrees with a list of keys and their leases, before and after restarts (seed ${seed})`, () => {
      const world = new LessorWorld(seed);
      for (let i = 0; i < STEPS; i++) world.step();
    });
  }
});

class LessorWorld {
  readonly random: Random;
  lessor: Lessor = createLessor();
  readonly keys = new Map<string, LeaseId | null>();
  readonly table = new Map<LeaseId, LeaseRecord>();
  readonly history: AttachmentRecord[] = [];

  constructor(seed: number) {
    this.random = createRandom(seed);
  }

  step(): void {
    const dice = nextInteger(this.random, 0, 99);
    const id = pick(this.random, IDS);
    if (dice < 20) this.grant(id);
    else if (dice < 28) this.revoke(id);
    else if (dice < 34)
      this.record(checkpointLeases(this.lessor, [{ id, seconds: nextInteger(this.random, 0, 9) }]));
    else if (dice < 96) this.write(pick(this.random, KEYS));
    else this.restart();
    this.compare();
  }

  private grant(id: LeaseId): void {
    const known = this.table.has(id);
    const granted = grantLease(this.lessor, { id, ttl: 30 });
    expect(granted.ok).to.equal(!known);
    if (granted.ok) this.record(granted.writes);
  }

  private revoke(id: LeaseId): void {
    const expected = this.keysOf(id);
    const revoked = revokeLease(this.lessor, id);
    expect(revoked.ok).to.equal(this.table.has(id));
    if (!revoked.ok) return;
    expect(revoked.keys).to.deep.equal(expected);
    this.record(revoked.writes);
    for (const key of revoked.keys) this.change(key, null);
  }

  private write(key: string): void {
    const lease = pick(this.random, [null, ...this.table.keys()]);
    this.change(key, nextInteger(this.random, 0, 3) === 0 ? null : { lease });
  }

  private change(key: string, record: { readonly lease: LeaseId | null } | null): void {
    if (record === null && !this.keys.has(key)) return;
    attachChanges(this.lessor, [{ key, record, previousLease: this.keys.get(key) ?? null }]);
    this.history.push({ key, put: record });
    if (record === null) this.keys.delete(key);
    else this.keys.set(key, record.lease);
  }

  private record(writes: readonly LeaseWrite[]): void {
    for (const write of writes) {
      if (write.type === 'put-lease') this.table.set(write.lease.id, write.lease);
      else this.table.delete(write.id);
    }
  }

  private restart(): void {
    this.lessor = createLessor();
    const leases = (): void => this.table.forEach((record) => restoreLease(this.lessor, record));
    const leasesFirst = nextInteger(this.random, 0, 1) === 0;
    if (leasesFirst) leases();
    restoreAttachments(this.lessor, this.history);
    if (!leasesFirst) leases();
  }

  private compare(): void {
    checkLessor(this.lessor);
    expect(listLeases(this.lessor)).to.deep.equal(
      [...this.table.values()].sort((left, right) => (left.id < right.id ? -1 : 1)),
    );
    for (const id of IDS) expect(keysOfLease(this.lessor, id)).to.deep.equal(this.keysOf(id));
  }

  private keysOf(id: LeaseId): string[] {
    return [...this.keys]
      .filter(([, lease]) => lease === id)
      .map(([key]) => key)
      .sort(compareStrings);
  }
}

describe('the deadlines of a leader', () => {
  for (let seed = 1; seed <= 20; seed++) {
    it(`expire exactly the leases whose last promise has run out (seed ${seed})`, () => {
      const random = createRandom(seed);
      const deadlines = createDeadlines();
      const ends = new Map<LeaseId, number>();
      let now = 0;
      promote(deadlines, [], now);
      for (let i = 1; i <= STEPS; i++) {
        now += nextInteger(random, 0, 3_000);
        const ttl = nextInteger(random, 2, 60);
        const id = leaseId(BigInt(nextInteger(random, 1, 40)));
        if (!ends.has(id)) {
          granted(deadlines, { id, ttl, remaining: null }, now);
          ends.set(id, now + ttl * 1_000);
        } else if (nextInteger(random, 0, 9) === 0) {
          forget(deadlines, id);
          ends.delete(id);
        } else {
          const renewal = renew(deadlines, id, now);
          expect(renewal === null).to.equal(ends.get(id)! <= now);
          if (renewal !== null) ends.set(id, now + renewal.ttl * 1_000);
        }
        checkDueQueue(deadlines.expiries);
        const overdue = [...ends].filter(([, end]) => end <= now).map(([over]) => over);
        const got = expired(deadlines, now, 1_000);
        expect(new Set(got)).to.deep.equal(new Set(overdue));
        for (const over of got) {
          forget(deadlines, over);
          ends.delete(over);
        }
      }
      expect(deadlines.expiries.items).to.have.length(ends.size);
    });
  }
});
