import { expect } from 'chai';
import { singleKey } from '../../../src/core/base/bytes.ts';
import { createRandom, nextFloat, nextInteger } from '../../../src/core/base/random.ts';
import type { Kv, Operation, OpAnswer, OpRequest } from '../history.ts';
import { checkBlackBox } from './black-box.ts';
import { checkLinearizable, type Call, type Model } from './wgl.ts';

type Input = { readonly write: number } | { readonly add: number } | 'read';
type RegisterCall = Call<Input, number>;

/** A number that can be written, added to (which answers the sum) and read. */
const REGISTER: Model<number, Input, number> = {
  init: () => [0],
  step: (state, input, output) => {
    const next = input === 'read' ? state : 'write' in input ? input.write : state + input.add;
    const answer = input !== 'read' && 'write' in input ? 0 : next;
    return output === null || output === answer ? [next] : [];
  },
  equal: (left, right) => left === right,
  hash: String,
};

const call = (input: Input, output: number | null, calledUs: number, returnedUs: number): RegisterCall => ({
  ...{ input, output, calledUs },
  returnedUs: output === null ? Infinity : returnedUs,
});
const verdict = (...history: readonly RegisterCall[]): string => checkLinearizable(REGISTER, history).type;

describe('the search for an order', () => {
  it('accepts what one after the other explains, and what only an overlap does', () => {
    expect(verdict(call({ write: 1 }, 0, 0, 1), call('read', 1, 2, 3))).to.equal('linearizable');
    expect(verdict(call({ write: 1 }, 0, 0, 9), call('read', 1, 2, 3), call('read', 1, 4, 5))).to.equal(
      'linearizable',
    );
    expect(verdict(call({ write: 1 }, 0, 0, 9), call('read', 0, 2, 3), call('read', 1, 4, 5))).to.equal(
      'linearizable',
    );
  });

  it('finds a stale read', () => {
    expect(verdict(call({ write: 1 }, 0, 0, 1), call('read', 0, 2, 3))).to.equal('not-linearizable');
  });

  it('finds reads that go back in time while a write is under way', () => {
    expect(verdict(call({ write: 1 }, 0, 0, 9), call('read', 1, 2, 3), call('read', 0, 4, 5))).to.equal(
      'not-linearizable',
    );
  });

  it('finds a lost update', () => {
    expect(verdict(call({ add: 1 }, 1, 0, 5), call({ add: 1 }, 1, 1, 6))).to.equal('not-linearizable');
    expect(verdict(call({ add: 1 }, 1, 0, 5), call({ add: 1 }, 2, 1, 6))).to.equal('linearizable');
  });

  it('finds an effect that happened twice', () => {
    expect(verdict(call({ add: 1 }, 1, 0, 1), call('read', 2, 2, 3))).to.equal('not-linearizable');
  });

  it('finds effects in the wrong order', () => {
    const late = [call({ write: 1 }, 0, 0, 1), call({ write: 2 }, 0, 2, 3), call('read', 1, 4, 5)];
    expect(verdict(...late)).to.equal('not-linearizable');
  });

  it('finds a value that nobody wrote', () => {
    expect(verdict(call({ write: 1 }, 0, 0, 1), call('read', 7, 2, 3))).to.equal('not-linearizable');
  });

  it('lets a request without an answer happen late or never, and not twice', () => {
    const open = call({ add: 1 }, null, 0, 1);
    expect(verdict(open, call('read', 0, 2, 3))).to.equal('linearizable');
    expect(verdict(open, call('read', 0, 2, 3), call('read', 1, 4, 5))).to.equal('linearizable');
    expect(verdict(open, call('read', 1, 2, 3), call('read', 0, 4, 5))).to.equal('not-linearizable');
    expect(verdict(open, call('read', 2, 2, 3))).to.equal('not-linearizable');
  });

  it('says where it got stuck', () => {
    const found = checkLinearizable(REGISTER, [call({ write: 1 }, 0, 0, 1), call('read', 0, 2, 3)]);
    if (found.type !== 'not-linearizable') throw new Error(found.type);
    expect([found.order.length, found.stuck.length]).to.deep.equal([1, 1]);
  });

  it('gives up where it is told to, and says so', () => {
    const history = Array.from({ length: 14 }, (_, i) => call({ write: i }, 0, 0, 100));
    expect(checkLinearizable(REGISTER, [...history, call('read', 99, 200, 201)], 500).type).to.equal(
      'unknown',
    );
  });

  it('looks at parts one by one', () => {
    const bad = [call({ write: 1 }, 0, 0, 1), call('read', 0, 2, 3)];
    const parts = {
      ...REGISTER,
      partition: (history: readonly RegisterCall[]) => history.map((each) => [each]),
    };
    expect(checkLinearizable(parts, bad).type).to.equal('linearizable');
  });

  it('agrees with true histories of many clients, and with none that was changed afterwards', () => {
    for (let seed = 0; seed < 60; seed++) {
      const random = createRandom(seed);
      const history: RegisterCall[] = [];
      let state = 0;
      for (let i = 0; i < 120; i++) {
        const atUs = 10 * i;
        const [calledUs, returnedUs] = [atUs - nextInteger(random, 0, 40), atUs + nextInteger(random, 0, 40)];
        const reads = nextFloat(random) < 0.5;
        if (!reads) state += 1;
        history.push(call(reads ? 'read' : { add: 1 }, state, calledUs, returnedUs));
      }
      expect(checkLinearizable(REGISTER, history).type, `seed ${seed}`).to.equal('linearizable');
      const at = nextInteger(random, 0, history.length - 1);
      const changed = history.map((each, i) =>
        i === at ? { ...each, output: (each.output ?? 0) + 50 } : each,
      );
      expect(checkLinearizable(REGISTER, changed).type, `seed ${seed}`).to.equal('not-linearizable');
    }
  });
});

const KEY = 'r/1';
const kv = (value: string, mod: number, version: number, create: number): Kv => ({
  ...{ key: KEY, value, mod, version, create, lease: 0n },
});

function operation(
  request: OpRequest,
  answer: OpAnswer | null,
  revision: number,
  [calledUs, returnedUs]: readonly [number, number],
): Operation {
  return {
    ...{ id: calledUs, client: 'c', region: 'a', member: 'a1', request, calledUs },
    returnedUs: answer === null ? Infinity : returnedUs,
    outcome: answer === null ? { type: 'unknown', why: 'lost' } : { type: 'acked', revision, answer },
  };
}

const put = (value: string, revision: number, span: readonly [number, number], acked = true): Operation =>
  operation(
    { type: 'put', key: KEY, value, padding: 0, lease: 0n, prevKv: false },
    acked ? { type: 'put', previous: null } : null,
    revision,
    span,
  );
const read = (shown: Kv | null, revision: number, span: readonly [number, number]): Operation =>
  operation(
    { type: 'range', range: singleKey(KEY), revision: 0, limit: 0, serializable: false },
    { type: 'range', kvs: shown === null ? [] : [shown], count: shown === null ? 0 : 1, more: false },
    revision,
    span,
  );
const swap = (
  mod: number,
  value: string,
  won: boolean,
  revision: number,
  span: readonly [number, number],
): Operation =>
  operation(
    {
      type: 'txn',
      compares: [{ key: KEY, target: 'mod', result: 'equal', operand: mod }],
      success: [{ type: 'put', key: KEY, value, padding: 0, lease: 0n, prevKv: false }],
      failure: [],
    },
    { type: 'txn', succeeded: won, answers: won ? [{ type: 'put', previous: null }] : [] },
    revision,
    span,
  );

const blackBox = (...operations: readonly Operation[]): string =>
  checkBlackBox({ region: 'a', operations, keys: [KEY] })
    .violations.map(({ what }) => what)
    .join('\n');

describe('the black box of one key', () => {
  it('accepts writes, reads, swaps and lost requests that some order explains', () => {
    expect(
      blackBox(
        put('x', 2, [0, 10]),
        read(kv('x', 2, 1, 2), 2, [11, 12]),
        swap(2, 'y', true, 3, [13, 14]),
        swap(2, 'z', false, 3, [15, 16]),
        put('lost', 0, [17, 18], false),
        read(kv('y', 3, 2, 2), 3, [19, 20]),
        read(kv('lost', 4, 3, 2), 4, [21, 22]),
      ),
    ).to.equal('');
  });

  it('finds a stale read, a lost write, a second effect and two swaps that both won', () => {
    expect(blackBox(put('x', 2, [0, 1]), put('y', 3, [2, 3]), read(kv('x', 2, 1, 2), 3, [4, 5]))).to.match(
      /no order/,
    );
    expect(blackBox(put('x', 2, [0, 1]), read(null, 2, [2, 3]))).to.match(/no order/);
    expect(blackBox(put('x', 2, [0, 1]), read(kv('x', 3, 2, 2), 3, [2, 3]))).to.match(/no order/);
    expect(
      blackBox(put('x', 2, [0, 1]), swap(2, 'y', true, 3, [2, 6]), swap(2, 'z', true, 4, [3, 7])),
    ).to.match(/no order/);
  });
});
