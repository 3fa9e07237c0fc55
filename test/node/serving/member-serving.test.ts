import { expect } from 'chai';
import { sinkStateWrite } from '../../../src/codec/state.ts';
import { logIndex, memberId } from '../../../src/core/base/brands.ts';
import { HLC_ZERO } from '../../../src/core/base/hlc.ts';
import { createRegion } from '../../../src/core/federation/region.ts';
import type { ConflictRecord } from '../../../src/core/federation/types.ts';
import type { MemberServingParts } from '../../../src/node/serving/member-serving.ts';
import {
  CONFLICTS_LOOKED_AT_MAX,
  memberServing,
  type MemberServing,
} from '../../../src/node/serving/member-serving.ts';
import { revisionTableKey } from '../../../src/codec/state-mvcc.ts';
import { storeKey } from '../../../src/storage/tables.ts';
import { putOf, ReplicaRig } from '../support/replica-rig.ts';
import { oneKey } from '../support/region.ts';

const VERSION = { origin: 'eu/1', sequence: 1, time: HLC_ZERO, value: null, actor: '' };

/** The face over a replica; the parts that are not asked here are not there. */
function serve(rig: ReplicaRig, damage: string[] = []): MemberServing {
  const parts: Partial<MemberServingParts> = {
    identity: { clusterId: 1n, memberId: memberId(1n), memberName: 'm1', region: 'eu' },
    replica: rig.replica,
    onDamage: (reason) => damage.push(reason),
  };
  return memberServing(parts as MemberServingParts);
}

function feed(count: number, keyOf: (id: number) => string): ReplicaRig {
  const rig = new ReplicaRig();
  const federation = createRegion({ region: 'eu', incarnation: 1n });
  rig.replica.machine.federation = federation;
  federation.nextConflict = count + 1;
  for (let id = 1; id <= count; id++) {
    const conflict: ConflictRecord = {
      ...{ id, space: 'key', key: keyOf(id), policy: 'lww', winner: VERSION, loser: VERSION },
      ...{ revision: 2, foundMs: 1 },
    };
    sinkStateWrite(rig.replica.store, { type: 'put-conflict', conflict });
  }
  rig.replica.store.commit(logIndex(1));
  return rig;
}

function pages(serving: MemberServing, prefix: string, limit = 100): { found: number[]; looks: number[] } {
  const found: number[] = [];
  const looks: number[] = [];
  for (let from = 1, more = true; more;) {
    const page = serving.conflicts({ prefix, fromId: from, limit });
    expect(page.records.length).to.be.at.most(limit);
    found.push(...page.records.map(({ id }) => id));
    looks.push(page.next - from);
    ({ next: from, more } = page);
  }
  return { found, looks };
}

describe('node/serving/member-serving', () => {
  describe('the conflict feed', () => {
    it('is read in bounded pieces, whatever the prefix, and nothing of it is missed', () => {
      const count = 3 * CONFLICTS_LOOKED_AT_MAX + 7;
      const wanted = [1, 2, CONFLICTS_LOOKED_AT_MAX + 1, count];
      const rig = feed(count, (id) => (wanted.includes(id) ? 'cfg/a' : 'other'));
      const { found, looks } = pages(serve(rig), 'cfg/');
      expect(found).to.eql(wanted);
      expect(Math.max(...looks)).to.equal(CONFLICTS_LOOKED_AT_MAX);
      expect(looks).to.have.length(4);
    });

    it('gives no more than it is asked for, and goes on there', () => {
      const { found, looks } = pages(serve(feed(25, () => 'a')), '', 10);
      expect([found.length, looks]).to.eql([25, [10, 10, 5]]);
    });

    it('passes at once over what was let go of', () => {
      const rig = feed(2_000, () => 'a');
      rig.replica.machine.federation!.conflictsDropped = 1_990;
      const page = serve(rig).conflicts({ prefix: '', fromId: 1, limit: 100 });
      expect(page.records.map(({ id }) => id)).to.eql([
        1991, 1992, 1993, 1994, 1995, 1996, 1997, 1998, 1999, 2000,
      ]);
      expect([page.next, page.more]).to.eql([2_001, false]);
    });

    it('of a region without a name is empty', () => {
      const page = serve(new ReplicaRig()).conflicts({ prefix: '', fromId: 1, limit: 10 });
      expect(page).to.eql({ records: [], next: 1, more: false });
    });

    it('calls listeners until they have had enough', () => {
      const serving = serve(new ReplicaRig());
      let calls = 0;
      const stop = serving.onConflict(() => calls++);
      serving.conflictFound();
      stop();
      serving.conflictFound();
      expect(calls).to.equal(1);
    });
  });

  it('reports damage that a read meets', () => {
    const rig = new ReplicaRig();
    rig.apply(putOf('a', '1'));
    rig.settle();
    rig.memory.records.delete(storeKey('kv-value', revisionTableKey({ main: 2, sub: 0 })));
    const damage: string[] = [];
    const serving = serve(rig, damage);
    expect(() => serving.range(oneKey('a'))).to.throw('missing');
    expect(() => serving.keyAt('a', 2)).to.throw('missing');
    expect(damage).to.have.length(2);
  });
});
