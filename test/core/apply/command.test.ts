import { expect } from 'chai';
import { encodeRegionRecord, REGION_KEY } from '../../../src/codec/state-federation.ts';
import { present } from '../../../src/core/base/assert.ts';
import { regionRecord } from '../../../src/core/federation/region.ts';
import { storeKey } from '../../../src/storage/tables.ts';
import type { Command, CommandResult } from '../../../src/core/apply/types.ts';
import { leaseId, memberId } from '../../../src/core/base/brands.ts';
import { compare, del, delPrefix, getOp, delOp, put, putOp, txn, withLease } from '../mvcc/requests.ts';
import { picture, Rig, type Effect } from './rig.ts';

const LEASE = leaseId(7n);
const INIT: Command = { type: 'init-region', region: 'eu', incarnation: 5n };
const RULE = { prefix: 'cfg/', policy: 'lww', cas: 'refuse' } as const;

const outcome = ({ result }: { readonly result: CommandResult }): string =>
  result.type === 'refused' ? result.reason : result.type;

function grant(rig: Rig, ttl = 60): Effect {
  return rig.apply({ type: 'lease-grant', id: LEASE, ttl });
}

/** Expects a refusal that left no trace. */
function expectRefused(rig: Rig, command: Command, reason: string): void {
  const before = picture(rig.machine);
  const records = new Map(rig.tables);
  const { result, changes, signals, writes } = rig.apply(command);
  expect(outcome({ result })).to.equal(reason);
  expect([changes, signals, writes]).to.eql([[], [], []]);
  expect(picture(rig.machine)).to.eql(before);
  expect(rig.tables).to.eql(records);
}

describe('core/apply/command', () => {
  describe('the keyspace', () => {
    it('gives each writing command one revision, and says which', () => {
      const rig = new Rig();
      expect(rig.apply({ type: 'put', request: put('a') }).revision).to.equal(2);
      const several = rig.apply({
        type: 'txn',
        request: txn({ success: [putOp('b'), putOp('c'), delOp('a')] }),
      });
      expect(several.revision).to.equal(3);
      expect(several.changes.map(({ revision }) => `${revision.main}.${revision.sub}`)).to.eql([
        '3.0',
        '3.1',
        '3.2',
      ]);
    });

    it('takes no revision for what changes nothing', () => {
      const rig = new Rig();
      const nothing = rig.apply({ type: 'delete', request: delPrefix('none') });
      const reading = rig.apply({ type: 'txn', request: txn({ success: [getOp('a')] }) });
      for (const { revision, changes, writes } of [nothing, reading])
        expect([revision, changes, writes]).to.eql([1, [], []]);
    });

    it('is untouched by a transaction that fails half-way', () => {
      const rig = new Rig();
      rig.apply({ type: 'put', request: put('a', '1') });
      expectRefused(
        rig,
        { type: 'txn', request: txn({ success: [putOp('a', '2'), putOp('b', 'x', withLease(99))] }) },
        'lease-not-found',
      );
    });

    it('refuses to compact what is over or to come', () => {
      const rig = new Rig();
      for (const key of ['a', 'b', 'c']) rig.apply({ type: 'put', request: put(key) });
      expect(rig.apply({ type: 'compact', revision: 3 }).signals).to.eql([
        { type: 'compaction-accepted', revision: 3 },
      ]);
      expectRefused(rig, { type: 'compact', revision: 3 }, 'compacted');
      expectRefused(rig, { type: 'compact', revision: 5 }, 'future-revision');
    });
  });

  describe('leases', () => {
    it('end with all their keys in one revision', () => {
      const rig = new Rig();
      const granted = grant(rig);
      expect(granted.signals).to.eql([
        { type: 'lease-granted', lease: { id: LEASE, ttl: 60, remaining: null } },
      ]);
      for (const key of ['b', 'a', 'c']) rig.apply({ type: 'put', request: put(key, 'x', withLease(7)) });
      rig.apply({ type: 'put', request: put('free') });
      const revoked = rig.apply({ type: 'lease-revoke', id: LEASE });
      expect(revoked.changes.map(({ type, key, revision }) => `${type} ${key} ${revision.main}`)).to.eql([
        'delete a 6',
        'delete b 6',
        'delete c 6',
      ]);
      expect(revoked.signals).to.eql([{ type: 'lease-removed', id: LEASE }]);
      expect(rig.contents()).to.eql({ free: 'value' });
      expectRefused(rig, { type: 'lease-revoke', id: LEASE }, 'lease-not-found');
    });

    it('without keys end without a revision', () => {
      const rig = new Rig();
      grant(rig);
      expect(rig.apply({ type: 'lease-revoke', id: LEASE }).revision).to.equal(1);
    });

    it('are refused when they are there already', () => {
      const rig = new Rig();
      grant(rig);
      expectRefused(rig, { type: 'lease-grant', id: LEASE, ttl: 5 }, 'lease-exists');
    });

    it('let go of a key that is deleted, or put without them', () => {
      const rig = new Rig();
      grant(rig);
      rig.apply({ type: 'put', request: put('a', 'x', withLease(7)) });
      rig.apply({ type: 'put', request: put('b', 'x', withLease(7)) });
      rig.apply({ type: 'put', request: put('a') });
      rig.apply({ type: 'delete', request: del('b') });
      expect(rig.apply({ type: 'lease-revoke', id: LEASE }).changes).to.eql([]);
      expect(rig.contents()).to.eql({ a: 'value' });
    });

    it('remember a checkpoint over a restart, and forget one of 0', () => {
      const rig = new Rig();
      grant(rig);
      rig.apply({ type: 'lease-checkpoint', remaining: [{ id: LEASE, seconds: 12 }] });
      expect(rig.restarted().lessor.leases.get(LEASE)?.record.remaining).to.equal(12);
      rig.apply({ type: 'lease-checkpoint', remaining: [{ id: LEASE, seconds: 0 }] });
      expect(rig.restarted().lessor.leases.get(LEASE)?.record.remaining).to.equal(null);
    });
  });

  describe('members and the region', () => {
    const member = { id: memberId(3n), name: 'a', peerUrls: [], clientUrls: ['http://a'], learner: false };

    it('are what was said last of a member, and first of a region', () => {
      const rig = new Rig();
      rig.apply({ type: 'publish-member', member: { ...member, name: 'old' } });
      rig.apply({ type: 'publish-member', member });
      rig.apply(INIT);
      const again = rig.apply({ type: 'init-region', region: 'eu', incarnation: 6n });
      expect(again.result).to.eql({ type: 'done' });
      const restarted = rig.restarted();
      expect([...restarted.members.values()]).to.eql([member]);
      expect(restarted.federation?.self).to.eql({ region: 'eu', incarnation: 5n });
    });

    it('is named anew after a restore, and nothing of the old name’s writes is used twice', () => {
      const rig = new Rig();
      rig.apply(INIT);
      rig.apply({ type: 'set-rule', rule: RULE });
      rig.apply({ type: 'put', request: put('cfg/a', '1') });
      const before = regionRecord(present(rig.machine.federation, 'the region'));
      const region = encodeRegionRecord({ ...before, self: { region: 'eu', incarnation: 0n } });
      rig.tables.set(storeKey('region', REGION_KEY), region);
      rig.machine = rig.restarted();
      expect(rig.machine.federation).to.equal(null);
      for (const key of ['cfg/a', 'elsewhere']) {
        const early = rig.apply({ type: 'put', request: put(key, 'early') });
        expect([outcome(early), early.writes, early.changes]).to.eql(['region-not-ready', [], []]);
      }
      const early = rig.apply({ type: 'txn', request: txn({ success: [putOp('cfg/a', '2')] }) });
      expect(outcome(early)).to.equal('region-not-ready');
      rig.apply({ type: 'init-region', region: 'eu', incarnation: 6n });
      rig.apply({ type: 'init-region', region: 'eu', incarnation: 7n });
      rig.apply({ type: 'put', request: put('cfg/a', '2') });
      const [last] = rig.originated.slice(-1);
      expect([last?.origin, last?.sequence]).to.eql(['eu/6', 1]);
      expect(last?.vector.get('eu/5')).to.equal(before.applied.get('eu/5'));
      expect(rig.restarted().federation?.self).to.eql({ region: 'eu', incarnation: 6n });
    });

    it('is asked for before anything of the federation', () => {
      const rig = new Rig();
      const commands: readonly Command[] = [
        { type: 'set-rule', rule: RULE },
        { type: 'remove-rule', prefix: 'cfg/' },
        { type: 'adopt', prefix: 'cfg/', from: 'cfg/', absent: null },
        { type: 'remote-transactions', transactions: [] },
        { type: 'region-report', region: 'us', applied: new Map() },
        { type: 'federation-free', counted: [], conflictsBefore: 0 },
      ];
      for (const command of commands) expectRefused(rig, command, 'region-not-ready');
    });
  });

  describe('replicated keys', () => {
    function covered(): Rig {
      const rig = new Rig();
      rig.apply(INIT);
      rig.apply({ type: 'set-rule', rule: RULE });
      return rig;
    }

    it('get a transaction of the region’s own, with one for each command', () => {
      const rig = covered();
      const first = rig.originated.length;
      rig.user = 'jo';
      const written = rig.apply({ type: 'put', request: put('cfg/a') });
      rig.apply({ type: 'put', request: put('other') });
      rig.apply({ type: 'delete', request: delPrefix('cfg/') });
      const own = rig.originated.slice(first);
      expect(written.signals).to.eql([{ type: 'federation-advanced' }]);
      expect(own.map(({ sequence, actor, writes }) => [sequence, actor, writes.length])).to.eql([
        [first + 1, 'jo', 1],
        [first + 2, 'jo', 1],
      ]);
    });

    it('cannot hang on a lease or be compared, and nothing is left of the attempt', () => {
      const rig = covered();
      grant(rig);
      expectRefused(rig, { type: 'put', request: put('cfg/a', 'x', withLease(7)) }, 'lease-on-federated');
      const guarded = txn({ compares: [compare('cfg/a', 'version', 'equal', 0)], success: [putOp('cfg/a')] });
      expectRefused(rig, { type: 'txn', request: guarded }, 'compare-on-federated');
      rig.apply({ type: 'set-rule', rule: { ...RULE, cas: 'local' } });
      expect(outcome(rig.apply({ type: 'txn', request: guarded }))).to.equal('op');
    });

    it('that change elsewhere are one revision here, and none if nobody would see a difference', () => {
      const [here, there] = [covered(), new Rig()];
      there.apply({ type: 'init-region', region: 'us', incarnation: 9n });
      for (const transaction of here.originated)
        there.apply({ type: 'remote-transactions', transactions: [transaction] });
      here.apply({ type: 'txn', request: txn({ success: [putOp('cfg/a', '1'), putOp('cfg/b', '2')] }) });
      const [transaction] = here.originated.slice(-1);
      const arrived = there.apply({ type: 'remote-transactions', transactions: [transaction!] });
      expect(new Set(arrived.changes.map(({ revision }) => revision.main)).size).to.equal(1);
      expect(there.contents()).to.eql({ 'cfg/a': '1', 'cfg/b': '2' });
      const again = there.apply({ type: 'remote-transactions', transactions: [transaction!] });
      expect([again.changes, again.signals]).to.eql([[], []]);
      expect(again.revision).to.equal(arrived.revision);
    });

    it('that were written on both sides leave a conflict, and the same value', () => {
      const [here, there] = [covered(), new Rig()];
      there.apply({ type: 'init-region', region: 'us', incarnation: 9n });
      const sent = { here: 0, there: 0 };
      const exchange = (): Effect[] => {
        const effects = [
          ...here.originated
            .slice(sent.here)
            .map((one) => there.apply({ type: 'remote-transactions', transactions: [one] })),
          ...there.originated
            .slice(sent.there)
            .map((one) => here.apply({ type: 'remote-transactions', transactions: [one] })),
        ];
        sent.here = here.originated.length;
        sent.there = there.originated.length;
        return effects;
      };
      exchange();
      here.wallMs = 2_000;
      here.apply({ type: 'put', request: put('cfg/a', 'here') });
      there.wallMs = 3_000;
      there.apply({ type: 'put', request: put('cfg/a', 'there') });
      const conflicts = exchange().flatMap(({ signals }) =>
        signals.filter(({ type }) => type === 'conflict-found'),
      );
      expect(conflicts).to.eql([
        { type: 'conflict-found', id: 1 },
        { type: 'conflict-found', id: 1 },
      ]);
      expect([here.contents(), there.contents()]).to.eql([{ 'cfg/a': 'there' }, { 'cfg/a': 'there' }]);
    });

    it('that were there before the rule are taken in chunk by chunk', () => {
      const rig = new Rig();
      rig.apply(INIT);
      for (const key of ['cfg/a', 'cfg/b', 'z']) rig.apply({ type: 'put', request: put(key) });
      rig.apply({ type: 'set-rule', rule: RULE });
      const { revision } = rig.apply({ type: 'put', request: put('z') });
      const taken = rig.apply({ type: 'adopt', prefix: 'cfg/', from: 'cfg/', absent: null });
      expect(taken.result).to.include({ type: 'adopted', keys: 2 });
      expect(taken.revision).to.equal(revision);
      expect(rig.originated.flatMap(({ writes }) => writes.map(({ key }) => key))).to.include.members([
        'cfg/a',
        'cfg/b',
      ]);
    });
  });
});
