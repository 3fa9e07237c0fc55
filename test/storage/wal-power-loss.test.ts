/**
 * Lives of one log on the simulated disk: random batches, power lost at a random moment, what was not synced kept or
 * lost sector by sector and name by name; then the same again on what is left.
 */
import { expect } from 'chai';
import { createRandom, fork, nextFloat, nextInteger, pick, type Random } from '../../src/core/base/random.ts';
import { logIndex, term } from '../../src/core/base/brands.ts';
import type { LogEntry } from '../../src/core/raft/types.ts';
import {
  openWal,
  type WalFailure,
  type WalOpened,
  type WalRecovered,
  type WriteAheadLog,
} from '../../src/storage/wal.ts';
import { FaultCounts } from '../sim/ports/fault-counts.ts';
import { Scheduler, SimProcess } from '../sim/ports/scheduler.ts';
import { settle } from '../sim/ports/settle.ts';
import { GOOD_DISK, SimPlatter } from '../sim/ports/sim-disk.ts';
import { hardState, IDENTITY, snapshot } from './wal-harness.ts';

const SEEDS = 30;
const LIVES = 6;
const LIFE_US_MAX = 60_000;
const SEGMENT_BYTES = 16 * 1024;

/** What a reader of the log must find: at least what was acknowledged, at most what was asked for. */
interface Model {
  term: number;
  /** The log begins behind it. */
  base: number;
  /** Everything appended and not overwritten. */
  entries: LogEntry[];
  acknowledged: { last: number; term: number; commit: number; released: number };
}

class Life {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly model: Model;
  readonly process = new SimProcess('member');
  readonly failures: string[] = [];
  acknowledgements = 0;
  private readonly platter: SimPlatter;

  constructor(platter: SimPlatter, random: Random, model: Model) {
    this.platter = platter;
    this.scheduler = platter.scheduler;
    this.random = random;
    this.model = model;
  }

  open(): WalOpened {
    const disk = this.platter.mount(this.process);
    const fail = (failure: WalFailure): number => this.failures.push(failure.message);
    const options = { segmentBytes: SEGMENT_BYTES, onFatal: fail, onWarning: fail };
    const opened: WalOpened[] = [];
    openWal(disk, 'wal', IDENTITY, options, (result) => opened.push(result));
    settle(this.scheduler, 'the log', () => opened.length > 0);
    return opened[0]!;
  }

  /** Appends, releases and overwrites until power is lost. */
  run(wal: WriteAheadLog): void {
    const end = this.scheduler.nowUs + nextInteger(this.random, 0, LIFE_US_MAX);
    while (this.scheduler.nowUs < end) {
      for (let i = nextInteger(this.random, 1, 3); i > 0; i--) this.act(wal);
      this.scheduler.runUntil(this.scheduler.nowUs + nextInteger(this.random, 1, 1500));
    }
    this.process.alive = false;
    this.platter.crash({ survivalRate: nextFloat(this.random), namesInOrder: nextFloat(this.random) < 0.5 });
  }

  private act(wal: WriteAheadLog): void {
    const chance = nextFloat(this.random);
    if (chance < 0.05) this.release(wal);
    else if (chance < 0.07) this.install(wal);
    else this.append(wal, chance < 0.15);
  }

  private release(wal: WriteAheadLog): void {
    const { acknowledged, entries } = this.model;
    const index = nextInteger(this.random, acknowledged.released, acknowledged.commit);
    const entry = entries.find((each) => each.index === index);
    if (entry === undefined) return;
    wal.append({ snapshot: snapshot(index, entry.term) }, () => undefined);
    wal.release(logIndex(index), (outcome) => {
      if (outcome.ok) acknowledged.released = Math.max(acknowledged.released, index);
    });
  }

  /** The log is replaced; until that is durable, what was acknowledged before may be there or not. */
  private install(wal: WriteAheadLog): void {
    const { model } = this;
    const { acknowledged } = model;
    const index = this.last() + nextInteger(this.random, 1, 50);
    const inTerm = ++model.term;
    model.base = index;
    model.entries = [];
    acknowledged.last = acknowledged.released = 0;
    acknowledged.commit = index;
    wal.append({ snapshot: snapshot(index, inTerm), hardState: hardState(inTerm, index) }, (outcome) => {
      if (!outcome.ok) return;
      this.acknowledgements++;
      acknowledged.term = Math.max(acknowledged.term, inTerm);
      acknowledged.last = Math.max(acknowledged.last, index);
      acknowledged.released = Math.max(acknowledged.released, index);
    });
  }

  private append(wal: WriteAheadLog, overwrite: boolean): void {
    const { model, random } = this;
    const { acknowledged } = model;
    if (overwrite) model.term++;
    const first = overwrite ? nextInteger(random, acknowledged.commit + 1, this.last() + 1) : this.last() + 1;
    const entries = this.newEntries(first);
    model.entries = [...model.entries.filter(({ index }) => index < first), ...entries];
    const known = Math.max(acknowledged.commit, Math.min(acknowledged.last, first - 1));
    acknowledged.commit = nextInteger(random, acknowledged.commit, known);
    if (overwrite) acknowledged.last = Math.min(acknowledged.last, first - 1);
    const inTerm = model.term;
    wal.append({ entries, hardState: hardState(inTerm, acknowledged.commit) }, (outcome) => {
      if (!outcome.ok) return;
      this.acknowledgements++;
      acknowledged.term = Math.max(acknowledged.term, inTerm);
      const { index } = entries.at(-1)!;
      if (model.entries.includes(entries.at(-1)!)) acknowledged.last = Math.max(acknowledged.last, index);
    });
  }

  private last(): number {
    return this.model.entries.at(-1)?.index ?? this.model.base;
  }

  private newEntries(first: number): LogEntry[] {
    return Array.from({ length: nextInteger(this.random, 1, 4) }, (_, i) => ({
      index: logIndex(first + i),
      term: term(this.model.term),
      type: 'command' as const,
      data: new Uint8Array(nextInteger(this.random, 0, nextFloat(this.random) < 0.1 ? 3000 : 200)).fill(
        1 + (first % 255),
      ),
    }));
  }
}

/** Of one seed: a disk, what it was asked to keep, and the lives on it. */
class Machine {
  readonly random: Random;
  readonly platter: SimPlatter;
  readonly model: Model = {
    ...{ term: 1, base: 0, entries: [] },
    acknowledged: { last: 0, term: 0, commit: 0, released: 0 },
  };
  private readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
    this.random = createRandom(seed);
    this.platter = new SimPlatter({
      ...{ scheduler: new Scheduler(), random: fork(this.random) },
      ...{ faults: new FaultCounts(), profile: GOOD_DISK },
    });
  }

  newLife(): Life {
    return new Life(this.platter, this.random, this.model);
  }

  /** One life, to its end. */
  live(): { cut: boolean; acknowledgements: number } {
    const life = this.newLife();
    const opened = life.open();
    if (!opened.ok) throw new Error(`seed ${this.seed}: ${opened.error.message}`);
    const { wal, recovered } = opened.value;
    this.check(recovered);
    this.goOnFrom(recovered);
    life.run(wal);
    expect(life.failures).to.eql([]);
    return { cut: recovered.truncatedAt !== undefined, acknowledgements: life.acknowledgements };
  }

  check(recovered: WalRecovered): void {
    const { acknowledged, entries } = this.model;
    expect(lastOf(recovered), `seed ${this.seed}`).to.be.at.least(acknowledged.last);
    expect(recovered.hardState?.term ?? 0).to.be.at.least(acknowledged.term);
    expect(recovered.released.index).to.be.at.least(acknowledged.released);
    for (const entry of recovered.entries) {
      const wanted = entries.find(({ index }) => index === entry.index);
      if (entry.index <= acknowledged.last) expect(entry).to.eql(wanted);
    }
  }

  private goOnFrom(recovered: WalRecovered): void {
    const { model } = this;
    const released = recovered.released.index;
    model.base = released;
    model.entries = [...recovered.entries];
    model.term = Math.max(model.term, recovered.hardState?.term ?? 0) + 1;
    model.acknowledged.last = lastOf(recovered);
    model.acknowledged.commit = Math.max(recovered.hardState?.commit ?? 0, released);
    model.acknowledged.released = released;
  }

  /** Turns a bit of a segment. */
  damage(): void {
    const names = (this.platter.folder('wal')?.names() ?? []).filter((name) => name.endsWith('.wal'));
    this.platter.file(`wal/${pick(this.random, names)}`)?.flipBit(this.random);
  }
}

const lastOf = ({ entries, released }: WalRecovered): number => entries.at(-1)?.index ?? released.index;

describe('the write-ahead log when power is lost', () => {
  it('keeps what it acknowledged, and never takes a torn write for damage', () => {
    let cuts = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const machine = new Machine(seed);
      let acknowledgements = 0;
      for (let number = 0; number < LIVES; number++) {
        const life = machine.live();
        acknowledgements += life.acknowledgements;
        if (life.cut) cuts++;
      }
      expect(acknowledgements).to.be.greaterThan(50);
    }
    expect(cuts).to.be.greaterThan(SEEDS / 4);
  }).timeout(30_000);

  it('and a bit turns besides, refuses or still has everything', () => {
    const verdicts = { refused: 0, whole: 0 };
    for (let seed = 1; seed <= SEEDS; seed++) {
      const machine = new Machine(seed);
      machine.live();
      machine.live();
      machine.damage();
      const opened = machine.newLife().open();
      if (opened.ok) machine.check(opened.value.recovered);
      verdicts[opened.ok ? 'whole' : 'refused']++;
    }
    expect(verdicts.refused).to.be.greaterThan(SEEDS / 4);
    expect(verdicts.whole).to.be.greaterThan(0);
  }).timeout(30_000);
});
