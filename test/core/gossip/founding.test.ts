import { expect } from 'chai';
import { judgeFounding } from '../../../src/core/gossip/founding.ts';
import type { Founder, FoundingStep, FoundingView } from '../../../src/core/gossip/founding.ts';
import { createRandom, nextFloat, nextInteger, pick, type Random } from '../../../src/core/base/random.ts';

const fresh = (name: string, more: Partial<Founder> = {}): Founder => ({
  ...{ name, address: `${name}:1`, raftId: 0n, clusterId: 0n, expect: 3 },
  ...more,
});

/** Names in their order make a number of their own. */
function clusterOf(names: readonly string[]): bigint {
  let id = 1n;
  for (const letter of [...names].sort().join('')) id = id * 131n + BigInt(letter.charCodeAt(0));
  return id;
}

function judge(self: Founder, others: readonly Founder[], bound: FoundingView['bound'] = null): FoundingStep {
  return judgeFounding({ self, others, bound, clusterOf });
}
const namesIn = (step: FoundingStep): unknown =>
  step.type === 'bind' ? step.founders.map(({ name }) => name) : step.type;

describe('core/gossip/founding', () => {
  it('waits for as many as are expected, and then binds to them in the order of their names', () => {
    expect(namesIn(judge(fresh('b'), [fresh('c')]))).to.equal('wait');
    expect(namesIn(judge(fresh('b'), [fresh('c'), fresh('a')]))).to.eql(['a', 'b', 'c']);
  });

  it('waits while servers expect different numbers, or share a name', () => {
    for (const third of [fresh('c', { expect: 5 }), fresh('b')])
      expect(namesIn(judge(fresh('a'), [fresh('b'), third]))).to.equal('wait');
  });

  it('founds when all that it is bound to are bound to it, and not before', () => {
    const names = ['a', 'b', 'c'];
    const bound = { names, clusterId: clusterOf(names) };
    const { clusterId } = bound;
    const self = fresh('a', { clusterId });
    const b = fresh('b', { clusterId });
    for (const c of [fresh('c'), fresh('c', { clusterId: 5n })])
      expect(judge(self, [b, c], bound).type).to.equal('wait');
    expect(judge(self, [b], bound).type).to.equal('wait');
    expect(judge(self, [b, fresh('c', { clusterId })], bound).type).to.equal('found');
    expect(judge(self, [fresh('c', { clusterId, raftId: 7n, expect: 0 })], bound).type).to.equal('found');
  });

  it('joins where there is a region already, bound or not', () => {
    const member = fresh('z', { raftId: 9n, clusterId: 4n, expect: 0 });
    const step = judge(fresh('a'), [fresh('b'), fresh('c'), member]);
    expect(step).to.eql({ type: 'exists', members: [member] });
    expect(judge(fresh('a'), [member], { names: ['a', 'b', 'c'], clusterId: 5n }).type).to.equal('exists');
  });

  it('binds to the list that others are bound to, and to none that it is not in', () => {
    const clusterId = clusterOf(['a', 'c', 'd']);
    const others = [fresh('a', { clusterId }), fresh('b'), fresh('d')];
    expect(namesIn(judge(fresh('c'), others))).to.eql(['a', 'c', 'd']);
    expect(namesIn(judge(fresh('b'), [others[0]!, fresh('c'), others[2]!]))).to.equal('wait');
  });

  it('never makes two regions of fewer than twice as many servers, whatever they see and whoever is started again', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const founded = play(createRandom(seed));
      expect(founded.size, `seed ${seed}`).to.be.at.most(1);
    }
  });

  it('makes one region when all see all', () => {
    for (let seed = 1; seed <= 50; seed++)
      expect(play(createRandom(seed), 1).size, `seed ${seed}`).to.equal(1);
  });

  interface Server {
    readonly name: string;
    bound: { readonly names: readonly string[]; readonly clusterId: bigint } | null;
    raftId: bigint;
  }

  /** Servers look at changing parts of what the others are, which may be old news; the regions that were founded. */
  function play(random: Random, sight = 0.6): Set<bigint> {
    const ROUNDS = 200;
    const servers: Server[] = ['a', 'b', 'c', 'd', 'e']
      .slice(0, nextInteger(random, 3, 5))
      .map((name) => ({ name, bound: null, raftId: 0n }));
    const told: Founder[][] = [];
    const founded = new Set<bigint>();
    for (let round = 0; round < ROUNDS; round++) {
      told.push(servers.map(({ name, bound, raftId }) => tellOf(name, bound, raftId)));
      const server = pick(random, servers);
      if (server.raftId !== 0n) continue;
      const seen = told[sight === 1 ? told.length - 1 : nextInteger(random, 0, told.length - 1)]!;
      const others = seen.filter(({ name }) => name !== server.name && nextFloat(random) < sight);
      const step = judge(tellOf(server.name, server.bound, 0n), others, server.bound);
      if (step.type === 'bind') {
        const names = step.founders.map(({ name }) => name);
        server.bound = { names, clusterId: clusterOf(names) };
      }
      if (step.type === 'found') {
        server.raftId = 1n;
        founded.add(server.bound!.clusterId);
      }
    }
    return founded;
  }

  const tellOf = (name: string, bound: Server['bound'], raftId: bigint): Founder =>
    fresh(name, { clusterId: bound?.clusterId ?? 0n, raftId, expect: raftId === 0n ? 3 : 0 });
});
