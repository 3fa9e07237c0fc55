import { expect } from 'chai';
import { NoAnswer } from '../../src/node/consensus/machine-reader.ts';
import { memberId } from '../../src/core/base/brands.ts';
import { createRandom } from '../../src/core/base/random.ts';
import { boot, readSnapshot, type Booted, type OpenedState } from '../../src/node/boot.ts';
import type { Outcome } from '../../src/ports/outcome.ts';
import type { Store, StoreRecord } from '../../src/ports/store.ts';
import { storeKey } from '../../src/storage/tables.ts';
import { FaultCounts } from '../sim/ports/fault-counts.ts';
import { Scheduler, SimProcess } from '../sim/ports/scheduler.ts';
import { createSimClock, PUNCTUAL } from '../sim/ports/sim-clock.ts';
import { GOOD_DISK, SimPlatter } from '../sim/ports/sim-disk.ts';
import { GOOD_STORE, SimStores } from '../sim/ports/sim-store.ts';
import { Region, type Member } from './support/region.ts';

/** What a start of a member that never ran would find in its folder. */
class Folder {
  readonly scheduler = new Scheduler();
  readonly platter: SimPlatter;
  readonly stores: SimStores;

  constructor() {
    const { scheduler } = this;
    const faults = new FaultCounts();
    this.platter = new SimPlatter({ scheduler, faults, random: createRandom(1), profile: GOOD_DISK });
    this.stores = new SimStores({ scheduler, faults, random: createRandom(2), profile: GOOD_STORE });
  }

  run<T>(start: (process: SimProcess, done: (outcome: Outcome<T>) => void) => void): Outcome<T> {
    const outcomes: Outcome<T>[] = [];
    const process = new SimProcess('m1');
    start(process, (outcome) => outcomes.push(outcome));
    while (this.scheduler.step());
    process.alive = false;
    this.stores.crash();
    expect(outcomes).to.have.length(1);
    return outcomes[0]!;
  }

  boot(): Outcome<Booted> {
    return this.run<Booted>((process, done) =>
      boot(
        {
          ...{ disk: this.platter.mount(process), stores: this.stores.host(process), log: () => undefined },
          clock: this.clock(process),
          ...{
            clusterId: 9n,
            self: memberId(1n),
            voters: [memberId(2n), memberId(1n)],
            segmentBytes: 64 * 1024,
            isReplacement: false,
          },
          onSpentLog: ({ reason }) => expect.fail(reason),
          onFatal: ({ message }) => expect.fail(message),
          onWarning: ({ message }) => expect.fail(message),
        },
        done,
      ),
    );
  }

  /** A store with nothing but what `change` does to it. */
  openStore(name: string, then: (store: Store) => void = () => undefined): void {
    this.run<void>((process, done) =>
      this.stores.host(process).open(name, (opened) => {
        if (!opened.ok) throw new Error(opened.error.message);
        then(opened.value);
        opened.value.close(done);
      }),
    );
  }

  clock(process: SimProcess): ReturnType<typeof createSimClock> {
    const machine = { rate: 1, wallOffsetMs: 0 };
    const { scheduler } = this;
    return createSimClock({ scheduler, process, machine, lateness: PUNCTUAL, random: createRandom(3) });
  }
}

function reasonOf(outcome: Outcome<unknown>): string {
  return outcome.ok ? 'it started' : outcome.error.message;
}

const ALL = { from: '', to: null };

function recordsOf(member: Member): readonly StoreRecord[] {
  return member.stores.held.get('state-1')!.records.range(ALL);
}

function replaceStore(member: Member, by: readonly StoreRecord[]): void {
  const { records } = member.stores.held.get('state-1')!;
  for (const { key } of records.range(ALL)) records.delete(key);
  for (const { key, value } of by) records.set(key, value);
}

/** A member of one that has something in its log and its store, stopped. */
function stopped(more: (region: Region, member: Member) => void = () => undefined): {
  readonly region: Region;
  readonly member: Member;
} {
  const region = Region.running(1, { logRetention: { entries: 0, bytes: 1, releasedMin: 1 } });
  const member = region.members[0]!;
  for (let i = 0; i < 5; i++) region.answer(member.put(`k${i}`, `${i}`));
  region.answer(member.flush());
  for (let i = 5; i < 8; i++) region.answer(member.put(`k${i}`, `${i}`));
  more(region, member);
  region.answer(member.stop());
  region.run(10);
  return { region, member };
}

function refusalAfter(harm: (member: Member) => void): string {
  const { region, member } = stopped();
  harm(member);
  member.start();
  region.until('a refusal', () => member.fatals.length > 0 || member.server !== null);
  expect(member.fatals).to.have.length(1);
  return member.fatals[0] ?? '';
}

describe('node/boot', () => {
  it('begins a region with its voters in order and an empty machine', () => {
    const folder = new Folder();
    for (let life = 0; life < 2; life++) {
      const outcome = folder.boot();
      if (!outcome.ok) throw new Error(outcome.error.message);
      const { raft, storeName, state } = outcome.value;
      expect(raft.snapshot.conf.voters).to.eql([1n, 2n]);
      expect([raft.hardState, raft.entries, raft.applied]).to.eql([
        { term: 0, vote: null, commit: 0 },
        [],
        0,
      ]);
      expect([storeName, state.applied]).to.eql(['state-1', { index: 0, term: 0, level: 1 }]);
    }
  });

  it('removes stores that an interrupted install has left', () => {
    const folder = new Folder();
    folder.boot();
    folder.openStore('state-2');
    folder.openStore('state-7');
    expect(folder.boot().ok).to.equal(true);
    expect([...folder.stores.held.keys()]).to.eql(['state-1']);
  });

  it('refuses a store without its log: the votes in it are gone, and the store must not be taken away', () => {
    const folder = new Folder();
    folder.openStore('state-3');
    expect(reasonOf(folder.boot())).to.match(
      /log is empty, but there is a store \(state-3\).*Put the folder "wal" back/,
    );
    expect([...folder.stores.held.keys()]).to.eql(['state-3']);
  });

  it('refuses a store that stands behind what the log has let go of, when nobody else has the state', () => {
    const reason = refusalAfter((member) => replaceStore(member, []));
    expect(reason).to.match(
      /is empty, and the log begins behind entry \d+\. This region has no other member.*atollctl snapshot restore/,
    );
  });

  it('refuses a store that stands beyond the log', () => {
    const other = stopped((region, member) => {
      for (let i = 0; i < 50; i++) region.answer(member.put('x', `${i}`));
    });
    const reason = refusalAfter((member) => replaceStore(member, recordsOf(other.member)));
    expect(reason).to.match(
      /stands at entry \d\d of term 1, .*one of the two was replaced\. If the log is this member’s own, move the folder/,
    );
  });

  it('refuses a store that stands at an entry of another history', () => {
    const other = Region.running(1);
    const [member] = other.members;
    for (let i = 0; i < 4; i++) {
      other.answer(member!.flush());
      member!.restart();
      other.until('it to lead again', () => other.leader !== null);
      other.answer(member!.read('x'));
    }
    for (const value of ['1', '2']) other.answer(member!.put('x', value));
    other.answer(member!.stop());
    other.run(10);
    const reason = refusalAfter((ours) => replaceStore(ours, recordsOf(member!)));
    const [, at, from, to] =
      /entry (\d+) of term 5, but the log holds entries (\d+) to (\d+)/.exec(reason) ?? [];
    expect(Number(at), reason).to.be.within(Number(from), Number(to));
  });

  it('names a damaged record, and what to do', () => {
    const reason = refusalAfter(({ stores }) => {
      const { records } = stores.held.get('state-1')!;
      const [record] = records.range({ from: storeKey('kv-index', ''), to: null });
      const flipped = new Uint8Array(record!.value);
      flipped[flipped.length - 1]! ^= 1;
      records.set(record!.key, flipped);
    });
    expect(reason).to.match(
      /^store "state-1": table kv-index, record .*damaged.* This region has no other member.*snapshot restore/,
    );
  });

  it('names a record that is missing by its table', () => {
    const reason = refusalAfter(({ stores }) => {
      const { records } = stores.held.get('state-1')!;
      const [record] = records.range({ from: storeKey('kv-index', ''), to: null });
      records.delete(record!.key);
    });
    expect(reason).to.match(/table kv-index has \d+ records, and its stats say \d+.*snapshot restore/);
  });

  it('does not read values at a start, and finds a damaged one when it is read', () => {
    const { region, member } = stopped();
    const { records } = member.stores.held.get('state-1')!;
    const [record] = records.range({ from: storeKey('kv-value', ''), to: null });
    const flipped = new Uint8Array(record!.value);
    flipped[flipped.length - 1]! ^= 1;
    records.set(record!.key, flipped);
    member.start();
    region.until('it to lead again', () => region.leader !== null);
    expect(() => member.local('k0')).to.throw(NoAnswer, 'damaged');
    expect(member.fatals[0]).to.match(/table kv-value, record .*damaged.* Start this member again/);
  });

  it('stops with the same words when it is a compaction that meets the damaged value', () => {
    const { region, member } = stopped((running, first) => running.answer(first.put('k0', 'again')));
    const { records } = member.stores.held.get('state-1')!;
    const [record] = records.range({ from: storeKey('kv-value', ''), to: null });
    const flipped = new Uint8Array(record!.value);
    flipped[flipped.length - 1]! ^= 1;
    records.set(record!.key, flipped);
    member.start();
    region.until('it to lead again', () => region.leader !== null);
    member.command({ type: 'compact', revision: 10 });
    region.until('it to stop', () => member.fatals.length > 0);
    expect(member.fatals[0]).to.match(/table kv-value, record .*damaged.* Start this member again/);
  });

  describe('a snapshot from another member', () => {
    function readAfter(harm: (member: Member) => void): Outcome<OpenedState> {
      const { member } = stopped();
      harm(member);
      const folder = new Folder();
      folder.openStore('state-2', () => {
        for (const { key, value } of recordsOf(member))
          folder.stores.held.get('state-2')!.records.set(key, value);
      });
      return folder.run<OpenedState>((process, done) =>
        folder.stores.host(process).open('state-2', (opened) => {
          if (opened.ok) readSnapshot(opened.value, folder.clock(process), done);
        }),
      );
    }

    it('is read into the machine it was', () => {
      const outcome = readAfter(() => undefined);
      if (!outcome.ok) throw new Error(outcome.error.message);
      expect(outcome.value.machine.keyspace.live.size).to.equal(8);
      expect(outcome.value.machine.members.size).to.equal(1);
    });

    it('is verified whole, values too', () => {
      for (const table of ['kv-value', 'kv-index', 'member'] as const) {
        const missing = readAfter(({ stores }) => {
          const { records } = stores.held.get('state-1')!;
          const [record] = records.range({ from: storeKey(table, ''), to: null });
          records.delete(record!.key);
        });
        expect(reasonOf(missing)).to.match(new RegExp(`table ${table} has \\d+ records`));
        const damaged = readAfter(({ stores }) => {
          const { records } = stores.held.get('state-1')!;
          const [record] = records.range({ from: storeKey(table, ''), to: null });
          records.set(
            record!.key,
            record!.value.map((byte) => byte ^ 1),
          );
        });
        expect(reasonOf(damaged)).to.match(new RegExp(`table ${table}, record `));
      }
    });
  });
});
