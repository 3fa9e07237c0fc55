import { expect } from 'chai';
import { prefixRange, singleKey } from '../../../src/core/base/bytes.ts';
import type { KeyChange, Operation, OpRequest, Violation } from '../history.ts';
import { execute } from './model.ts';
import { checkRealTime } from './real-time.ts';
import { RegionLog } from './region-log.ts';
import { replay } from './replay.ts';

const isFederated = (key: string): boolean => key.startsWith('/global/');
const put = (key: string, value: string, lease = 0n): OpRequest => ({
  type: 'put',
  key,
  value,
  padding: 0,
  lease,
  prevKv: true,
});
const del = (key: string): OpRequest => ({ type: 'delete', range: singleKey(key), prevKv: true });
const range = (serializable = false): OpRequest => ({
  ...{ type: 'range', range: prefixRange('r/'), revision: 0, limit: 0, serializable },
});

/** A region that carries out requests one after the other, rightly: what the checkers must accept. */
class TrueRegion {
  readonly log = new RegionLog('a');
  readonly operations: Operation[] = [];
  readonly foreign: Operation[] = [];
  #nowUs = 0;

  perform(request: OpRequest, seenUs = this.#tick()): Operation {
    const calledUs = seenUs - 2;
    const { answer, changes } = execute(this.log.model, this.log.revision, request);
    if (changes.length > 0) this.log.add(changes, seenUs);
    return this.record(request, {
      calledUs,
      returnedUs: seenUs + 2,
      outcome: { type: 'acked', revision: this.log.revision, answer },
    });
  }

  /** Asked and never answered; `carriedOut` is for the one to know. */
  lose(request: OpRequest, carriedOut: boolean): Operation {
    const seenUs = this.#tick();
    if (carriedOut) this.log.add(execute(this.log.model, this.log.revision, request).changes, seenUs);
    return this.record(request, {
      calledUs: seenUs - 2,
      returnedUs: Infinity,
      outcome: { type: 'unknown', why: 'lost' },
    });
  }

  happen(changes: readonly KeyChange[]): void {
    this.log.add(changes, this.#tick());
  }

  record(request: OpRequest, what: Pick<Operation, 'calledUs' | 'returnedUs' | 'outcome'>): Operation {
    const id = this.operations.length + 1;
    const operation: Operation = { id, client: 'c', region: 'a', member: 'a1', request, ...what };
    this.operations.push(operation);
    return operation;
  }

  abroad(request: OpRequest): void {
    const when = { calledUs: 0, returnedUs: 5, outcome: { type: 'unknown', why: 'abroad' } } as const;
    this.foreign.push({
      id: 1000 + this.foreign.length,
      client: 'd',
      region: 'b',
      member: 'b1',
      request,
      ...when,
    });
  }

  replace(operation: Operation, change: Partial<Operation>): void {
    this.operations[this.operations.indexOf(operation)] = { ...operation, ...change };
  }

  check(): readonly Violation[] {
    const { log, operations, foreign } = this;
    const { violations, owners } = replay({ log, operations, foreign, isFederated });
    return [...log.violations, ...violations, ...checkRealTime({ log, operations, owners })];
  }

  #tick(): number {
    this.#nowUs += 10;
    return this.#nowUs;
  }
}

function busyRegion(): TrueRegion {
  const region = new TrueRegion();
  region.perform(put('r/a', '1'));
  region.perform(put('r/b', '2'));
  region.perform(range());
  region.perform(del('r/a'));
  region.perform(del('r/a'));
  region.perform({
    type: 'txn',
    compares: [{ key: 'r/b', target: 'mod', result: 'equal', operand: 3 }],
    success: [{ type: 'put', key: 'r/c', value: '3', padding: 0, lease: 0n, prevKv: false }],
    failure: [],
  });
  region.perform(range(true));
  return region;
}

function expectFound(region: TrueRegion, pattern: RegExp): void {
  const found = region.check().map(({ checker, what }) => `${checker}: ${what}`);
  expect(found.join('\n')).to.match(pattern);
}

describe('the replay of a region', () => {
  it('accepts what a right region answers', () => {
    expect(busyRegion().check()).to.deep.equal([]);
  });

  it('finds an acknowledged write that is gone', () => {
    const region = busyRegion();
    region.record(put('r/d', 'gone'), {
      ...{ calledUs: 100, returnedUs: 110 },
      outcome: { type: 'acked', revision: region.log.revision + 1, answer: { type: 'put', previous: null } },
    });
    expectFound(region, /acknowledged and is gone/);
  });

  it('finds an acknowledged write whose revision is another one’s', () => {
    const region = busyRegion();
    region.record(put('r/d', 'other'), {
      ...{ calledUs: 100, returnedUs: 110 },
      outcome: { type: 'acked', revision: 3, answer: { type: 'put', previous: null } },
    });
    expectFound(region, /the model says/);
  });

  it('finds a read that misses a key, and one that shows a wrong version', () => {
    for (const change of ['miss', 'version'] as const) {
      const region = busyRegion();
      const read = region.perform(range());
      if (read.outcome.type !== 'acked' || read.outcome.answer.type !== 'range')
        throw new Error('not a read');
      const { answer } = read.outcome;
      const kvs =
        change === 'miss'
          ? answer.kvs.slice(1)
          : answer.kvs.map((kv) => ({ ...kv, version: kv.version + 1 }));
      region.replace(read, { outcome: { ...read.outcome, answer: { ...answer, kvs } } });
      expectFound(region, /the model says/);
    }
  });

  it('finds a stale linearizable read, and lets a serializable one be', () => {
    for (const serializable of [false, true]) {
      const region = busyRegion();
      const stale = execute(region.log.model, 3, range(serializable)).answer;
      region.record(range(serializable), {
        ...{ calledUs: 1_000, returnedUs: 1_010 },
        outcome: { type: 'acked', revision: 3, answer: stale },
      });
      if (serializable) expect(region.check()).to.deep.equal([]);
      else expectFound(region, /real time: .*revision 3/);
    }
  });

  it('finds a read that saw a write before it was asked for', () => {
    const region = new TrueRegion();
    region.perform(put('r/a', '1'));
    region.perform(range());
    const [write] = region.operations;
    if (write !== undefined) region.replace(write, { calledUs: 500, returnedUs: 510 });
    expectFound(region, /real time/);
  });

  it('lets an operation of unknown outcome appear or not, and not twice', () => {
    const region = busyRegion();
    region.lose(put('r/x', 'lost'), false);
    region.lose(put('r/x', 'kept'), true);
    expect(region.check()).to.deep.equal([]);
    region.happen([
      {
        type: 'put',
        kv: {
          key: 'r/x',
          value: 'kept',
          create: region.log.revision,
          mod: region.log.revision + 1,
          version: 2,
          lease: 0n,
        },
      },
    ]);
    expectFound(region, /nobody caused revision/);
  });

  it('finds a refused operation that wrote all the same', () => {
    const region = busyRegion();
    const lost = region.lose(put('r/x', 'refused'), true);
    region.replace(lost, { returnedUs: 1_000, outcome: { type: 'refused', code: 9, message: 'no' } });
    expectFound(region, /refused and still wrote/);
  });

  it('finds a revision that nobody asked for', () => {
    const region = busyRegion();
    const mod = region.log.revision + 1;
    region.happen([
      { type: 'put', kv: { key: 'r/z', value: 'ghost', create: mod, mod, version: 1, lease: 0n } },
    ]);
    expectFound(region, /nobody caused revision/);
  });

  it('takes the end of a lease for a cause when all its keys go, and not when one stays', () => {
    for (const whole of [true, false]) {
      const region = new TrueRegion();
      region.perform(put('l/a', '1', 7n));
      region.perform(put('l/b', '2', 7n));
      const mod = region.log.revision + 1;
      const keys = whole ? ['l/b', 'l/a'] : ['l/a'];
      region.happen(keys.map((key) => ({ type: 'delete', key, mod })));
      if (whole) expect(region.check()).to.deep.equal([]);
      else expectFound(region, /nobody caused revision/);
    }
  });

  it('takes a write of another region for a cause on federated keys only', () => {
    for (const key of ['/global/a', 'r/a']) {
      const region = new TrueRegion();
      region.abroad(put(key, 'far'));
      region.happen([{ type: 'put', kv: { key, value: 'far', create: 2, mod: 2, version: 1, lease: 0n } }]);
      if (isFederated(key)) expect(region.check()).to.deep.equal([]);
      else expectFound(region, /nobody caused revision/);
    }
  });
});

describe('the log of a region', () => {
  it('finds a gap, a repetition, and a version that does not follow', () => {
    const kv = { key: 'k', value: 'v', create: 2, mod: 2, version: 1, lease: 0n };
    const broken: KeyChange[][][] = [
      [[{ type: 'put', kv: { ...kv, create: 3, mod: 3 } }]],
      [[{ type: 'put', kv }], [{ type: 'put', kv }]],
      [[{ type: 'put', kv }], [{ type: 'put', kv: { ...kv, mod: 3, version: 3 } }]],
      [[{ type: 'delete', key: 'never there', mod: 2 }]],
    ];
    for (const revisions of broken) {
      const log = new RegionLog('a');
      for (const changes of revisions) log.add(changes, 1);
      expect(
        log.violations,
        JSON.stringify(revisions, (_, each) => (typeof each === 'bigint' ? String(each) : each)),
      ).to.have.length(1);
    }
  });
});
