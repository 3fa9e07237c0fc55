/**
 * Lives of one log on the simulated disk: random batches, power lost at a random moment, what was not synced kept or
 * lost sector by sector and name by name; then the same again on what is left.
 */
import { expect } from 'chai';
import { createRandom, fork, nextFloat, nextInteger, type Random } from '../../src/core/base/random.ts';
import { logIndex, term } from '../../src/core/base/brands.ts';
import type { LogEntry } from '../../src/core/raft/types.ts';
import { openWal, type WalFailure, type WalOpened, type WriteAheadLog } from '../../src/storage/wal.ts';
import { FaultCounts } from '../sim/ports/fault-counts.ts';
import { Scheduler, SimProcess } from '../sim/ports/scheduler.ts';
import { settle } from '../sim/ports/settle.ts';
import { GOOD_DISK, SimPlatter } from '../sim/ports/sim-disk.ts';
import { hardState, IDENTITY, snapshot } from './wal-harness.ts';

const SEEDS = 40;
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
        first % 256,
      ),
    }));
  }
}

function live(seed: number): { cuts: number; acknowledgements: number } {
  const random = createRandom(seed);
  const scheduler = new Scheduler();
  const platter = new SimPlatter({
    scheduler,
    random: fork(random),
    faults: new FaultCounts(),
    profile: GOOD_DISK,
  });
  const model: Model = {
    term: 1,
    base: 0,
    entries: [],
    acknowledged: { last: 0, term: 0, commit: 0, released: 0 },
  };
  let [cuts, acknowledgements] = [0, 0];
  for (let number = 0; number < LIVES; number++) {
    const life = new Life(platter, random, model);
    const opened = life.open();
    if (!opened.ok) throw new Error(`seed ${seed}, life ${number}: ${opened.error.message}`);
    const { wal, recovered } = opened.value;
    const { acknowledged } = model;
    const last = recovered.entries.at(-1)?.index ?? recovered.released.index;
    expect(last, `seed ${seed}, life ${number}`).to.be.at.least(acknowledged.last);
    expect(recovered.hardState?.term ?? 0).to.be.at.least(acknowledged.term);
    expect(recovered.released.index).to.be.at.least(acknowledged.released);
    for (const entry of recovered.entries) {
      const wanted = model.entries.find(({ index }) => index === entry.index);
      if (entry.index <= acknowledged.last) expect(entry).to.eql(wanted);
    }
    if (recovered.truncatedAt !== undefined) cuts++;
    model.base = recovered.released.index;
    model.entries = [...recovered.entries];
    model.term = Math.max(model.term, recovered.hardState?.term ?? 0) + 1;
    acknowledged.last = last;
    acknowledged.commit = Math.max(recovered.hardState?.commit ?? 0, recovered.released.index);
    acknowledged.released = recovered.released.index;
    life.run(wal);
    acknowledgements += life.acknowledgements;
    expect(life.failures).to.eql([]);
  }
  return { cuts, acknowledgements };
}

describe('the write-ahead log when power is lost', () => {
  it('keeps what it acknowledged, and never takes a torn write for damage', () => {
    let cuts = 0;
    for (let seed = 1; seed <= SEEDS; seed++) {
      const lived = live(seed);
      cuts += lived.cuts;
      expect(lived.acknowledgements).to.be.greaterThan(50);
    }
    expect(cuts).to.be.greaterThan(SEEDS / 4);
  }).timeout(30_000);
});
