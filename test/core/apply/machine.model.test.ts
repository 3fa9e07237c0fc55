import { expect } from 'chai';
import type { Command } from '../../../src/core/apply/types.ts';
import { leaseId, memberId } from '../../../src/core/base/brands.ts';
import { createRandom, nextInteger, pick, type Random } from '../../../src/core/base/random.ts';
import type { Op } from '../../../src/core/mvcc/types.ts';
import { compare, del, delOp, delPrefix, getOp, put, putOp, txn } from '../mvcc/requests.ts';
import { picture, Rig } from './rig.ts';

const SEEDS = [1, 2, 3, 4, 5, 6];
const COMMANDS = 250;
/** How far deleting has come is each member’s own business, so both come to its end. */
const EVERYTHING_BUDGET = 1_000_000;
const KEYS = ['a', 'b', 'cfg/a', 'cfg/b', 'cfg/c', 'z'];

function drawOp(random: Random): Op {
  const key = pick(random, KEYS);
  switch (nextInteger(random, 0, 3)) {
    case 0:
      return delOp(key);
    case 1:
      return getOp(key);
    default:
      return putOp(key, `${nextInteger(random, 0, 9)}`, drawLease(random));
  }
}

const drawLease = (random: Random): { lease: ReturnType<typeof leaseId> | null } => ({
  lease: nextInteger(random, 0, 3) === 0 ? leaseId(BigInt(nextInteger(random, 1, 4))) : null,
});

/** A command that one of the regions could be asked for; `other` is whom it hears from. */
function drawCommand(random: Random, rig: Rig, other: Rig): Command {
  const id = leaseId(BigInt(nextInteger(random, 1, 4)));
  const key = pick(random, KEYS);
  switch (nextInteger(random, 0, 17)) {
    case 0:
      return { type: 'lease-grant', id, ttl: nextInteger(random, 1, 90) };
    case 1:
      return { type: 'lease-revoke', id };
    case 2:
      return { type: 'lease-checkpoint', remaining: [{ id, seconds: nextInteger(random, 0, 9) }] };
    case 3:
      return { type: 'compact', revision: nextInteger(random, 0, rig.machine.keyspace.currentRevision + 1) };
    case 4:
      return {
        type: 'set-rule',
        rule: { prefix: 'cfg/', policy: 'lww', cas: pick(random, ['refuse', 'local']) },
      };
    case 5:
      return nextInteger(random, 0, 3) === 0
        ? { type: 'remove-rule', prefix: 'cfg/' }
        : { type: 'put', request: put(key) };
    case 6: {
      const [marked] = rig.machine.federation?.adopting ?? [];
      const [prefix, from] = marked === undefined ? ['cfg/', 'cfg/'] : [marked[0], marked[1].from];
      return {
        type: 'adopt',
        prefix,
        from,
        absent: marked?.[1].phase === 'absent' ? { keys: [], next: null } : null,
      };
    }
    case 7:
    case 8: {
      const from = nextInteger(random, 0, Math.max(0, other.originated.length - 1));
      return { type: 'remote-transactions', transactions: other.originated.slice(from, from + 3) };
    }
    case 9: {
      const member = other.machine.federation;
      return {
        type: 'region-report',
        region: member?.self.region ?? 'us',
        applied: new Map(member?.applied),
      };
    }
    case 10:
      return { type: 'federation-free', counted: ['eu', 'us'], conflictsBefore: nextInteger(random, 0, 3) };
    case 11:
      return {
        type: 'alarm',
        action: pick(random, ['activate', 'deactivate', 'deactivate', 'deactivate']),
        member: memberId(1n),
        alarm: pick(random, ['nospace', 'corrupt']),
      };
    case 12:
      return { type: 'delete', request: nextInteger(random, 0, 3) === 0 ? delPrefix('cfg/') : del(key) };
    case 13:
    case 14: {
      const guards =
        nextInteger(random, 0, 1) === 0 ? [] : [compare(pick(random, KEYS), 'version', 'greater', 1)];
      const ops = (): Op[] => Array.from({ length: nextInteger(random, 0, 3) }, () => drawOp(random));
      // A key may be put once in a transaction; the API sees to that.
      const once = (some: Op[]): Op[] => {
        const seen = new Set<string>();
        return some.filter(
          (op) => op.type !== 'put' || (!seen.has(op.request.key) && seen.add(op.request.key)),
        );
      };
      return { type: 'txn', request: txn({ compares: guards, success: once(ops()), failure: once(ops()) }) };
    }
    default:
      return { type: 'put', request: put(key, `${nextInteger(random, 0, 9)}`, drawLease(random)) };
  }
}

describe('core/apply: random lives of two regions', () => {
  for (const seed of SEEDS) {
    it(`seed ${seed}: twins agree, refusals leave no trace, a command is one revision, a restart is the same machine`, () => {
      const random = createRandom(seed);
      const regions = [
        { rig: new Rig(), twin: new Rig() },
        { rig: new Rig(), twin: new Rig() },
      ];
      regions.forEach(({ rig, twin }, i) => {
        const name: Command = {
          type: 'init-region',
          region: ['eu', 'us'][i] ?? '',
          incarnation: BigInt(i + 1),
        };
        expect(rig.apply(name)).to.eql(twin.apply(name));
      });
      const seen = new Map<string, number>();
      for (let n = 0; n < COMMANDS; n++) {
        const at = nextInteger(random, 0, 1);
        const { rig, twin } = regions[at]!;
        const command = drawCommand(random, rig, regions[1 - at]!.rig);
        rig.wallMs = twin.wallMs = rig.wallMs + nextInteger(random, -5, 50);
        const before = rig.machine.keyspace.currentRevision;
        const state = picture(rig.machine);
        const effect = rig.apply(command);
        expect(twin.apply(command), `twins after ${command.type}`).to.eql(effect);

        const { result, changes, writes, signals, revision } = effect;
        const verdict = result.type === 'refused' ? 'refused' : 'done';
        seen.set(`${command.type} ${verdict}`, (seen.get(`${command.type} ${verdict}`) ?? 0) + 1);
        if (verdict === 'refused') {
          expect([changes, writes, signals], `${command.type} refused`).to.eql([[], [], []]);
          expect(picture(rig.machine)).to.eql(state);
        }
        const mains = changes.map((change) => change.revision.main);
        if (command.type === 'remote-transactions') expect(mains).to.eql([...mains].sort((a, b) => a - b));
        else expect(new Set(mains).size).to.equal(revision - before);
        expect(changes.length > 0, 'a revision has changes').to.equal(revision > before);
        expect(mains.every((main) => main > before && main <= revision)).to.equal(true);

        if (nextInteger(random, 0, 9) === 0) for (const each of [rig, twin]) each.compact(EVERYTHING_BUDGET);
        if (nextInteger(random, 0, 19) === 0) rig.machine = rig.restarted();
      }
      for (const { rig, twin } of regions) {
        expect(picture(rig.restarted())).to.eql(picture(twin.machine));
        expect(rig.tables).to.eql(twin.tables);
      }
      expect(seen.get('put done')).to.be.greaterThan(10);
      expect(seen.get('remote-transactions done')).to.be.greaterThan(5);
      expect([...seen.keys()].filter((what) => what.endsWith('refused')).length).to.be.greaterThan(3);
    });
  }
});
