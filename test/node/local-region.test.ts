import { expect } from 'chai';
import { sinkStateWrite } from '../../src/codec/state.ts';
import { logIndex } from '../../src/core/base/brands.ts';
import { HLC_ZERO } from '../../src/core/base/hlc.ts';
import { localRegion } from '../../src/node/local-region.ts';
import { storeKey, tableRange } from '../../src/storage/tables.ts';
import { putOf, ReplicaRig } from './support/replica-rig.ts';

const VERSION = { origin: 'eu/1', sequence: 1, time: HLC_ZERO, value: null, actor: '' };

class Desk extends ReplicaRig {
  readonly damage: string[] = [];
  readonly found: { readonly keys: readonly string[]; readonly next: string | null }[] = [];
  readonly region = localRegion(
    this.replica,
    () => 'm1',
    (reason) => this.damage.push(reason),
  );

  /** Version sets of these keys; those in `present` are in the keyspace too. */
  constructor(sets: readonly string[], present: readonly string[] = []) {
    super();
    for (const key of present) this.apply(putOf(key, 'x'));
    for (const key of sets)
      sinkStateWrite(this.replica.store, { type: 'put-set', space: 'key', key, set: [VERSION] });
    this.replica.store.commit(logIndex(present.length));
  }

  look(from: string, limit = 10): void {
    this.region.absentKeys('cfg/', from, limit, (found) => this.found.push(found));
  }
}

describe('node/local-region', () => {
  it('finds keys that have versions and are not in the keyspace, under the prefix only, in order', () => {
    const desk = new Desk(['a', 'cfg/1', 'cfg/2', 'cfg/3', 'cfg/4', 'd'], ['cfg/2']);
    desk.look('cfg/');
    expect(desk.found).to.eql([]);
    desk.settle();
    expect(desk.found).to.eql([{ keys: ['cfg/1', 'cfg/3', 'cfg/4'], next: null }]);
  });

  it('says where to go on when there are more than asked for', () => {
    const desk = new Desk(['cfg/1', 'cfg/2', 'cfg/3', 'cfg/4', 'cfg/5']);
    desk.look('cfg/', 2);
    desk.settle();
    expect(desk.found).to.eql([{ keys: ['cfg/1', 'cfg/2'], next: 'cfg/3' }]);
    desk.look('cfg/3', 2);
    desk.settle();
    desk.look('cfg/5', 2);
    desk.settle();
    expect(desk.found.slice(1)).to.eql([
      { keys: ['cfg/3', 'cfg/4'], next: 'cfg/5' },
      { keys: ['cfg/5'], next: null },
    ]);
  });

  it('reports damage, and does not take the rest for seen', () => {
    const desk = new Desk(['cfg/1', 'cfg/2', 'cfg/3', 'cfg/4', 'cfg/5']);
    desk.settle();
    const [at] = [...desk.memory.records.keys()].filter(
      (key) => key.startsWith(tableRange('set').from) && key.endsWith('cfg/4'),
    );
    desk.memory.records.set(at ?? storeKey('set', 'none'), Uint8Array.of(1, 2, 3, 4, 5, 6));
    desk.look('cfg/');
    desk.settle();
    expect(desk.damage).to.have.length(1);
    expect(desk.found[0]?.next).to.be.oneOf(['cfg/1', 'cfg/2', 'cfg/3', 'cfg/']);
  });

  it('is answered when the member stops or a snapshot comes, and claims nothing', () => {
    for (const end of ['stop', 'snapshot'] as const) {
      for (let steps = 0; steps < 6; steps++) {
        const desk = new Desk(['cfg/1', 'cfg/2', 'cfg/3', 'cfg/4', 'cfg/5']);
        desk.look('cfg/');
        for (let i = 0; i < steps; i++) desk.turns.step();
        if (end === 'stop') desk.replica.stop();
        else desk.replace(50).abandon(() => undefined);
        desk.settle();
        expect(desk.found, `${end} after ${steps} steps`).to.have.length(1);
        const [{ keys, next }] = desk.found as [(typeof desk.found)[0]];
        if (next === null) expect(keys).to.have.length(5);
        expect(desk.damage).to.eql([]);
      }
    }
  });
});
