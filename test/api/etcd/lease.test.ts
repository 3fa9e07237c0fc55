import { expect } from 'chai';
import { leastTtl } from '../../../src/api/etcd/lease.ts';
import { longOf, longOfId } from '../../../src/codec/etcd-scalars.ts';
import { leaseId } from '../../../src/core/base/brands.ts';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';
import { lease } from '../support/fake-serving.ts';
import { answered, failed, Kit } from '../support/kit.ts';
import type { Outcome } from '../support/kit.ts';

const SERVICE = '/etcdserverpb.Lease';

function grant(kit: Kit, fields: pb.LeaseGrantRequest.$Properties): Outcome<pb.LeaseGrantResponse> {
  return kit.call(
    `${SERVICE}/LeaseGrant`,
    pb.LeaseGrantRequest.encode(fields).finish(),
    pb.LeaseGrantResponse,
  );
}

function timeToLive(kit: Kit, id: bigint, keys = false): Outcome<pb.LeaseTimeToLiveResponse> {
  const request = pb.LeaseTimeToLiveRequest.encode({ ID: longOfId(id), keys }).finish();
  return kit.call(`${SERVICE}/LeaseTimeToLive`, request, pb.LeaseTimeToLiveResponse);
}

const renewal = (id: bigint): Uint8Array => pb.LeaseKeepAliveRequest.encode({ ID: longOfId(id) }).finish();
const renewed = (bytes: Uint8Array | undefined): pb.LeaseKeepAliveResponse =>
  pb.LeaseKeepAliveResponse.decode(bytes ?? new Uint8Array(0));

describe('api/etcd/lease', () => {
  let kit: Kit;
  beforeEach(() => {
    kit = new Kit();
  });

  describe('LeaseGrant', () => {
    it('grants the id and duration that were asked for', () => {
      const answer = answered(grant(kit, { ID: longOf(77), TTL: longOf(60) }));
      expect([answer.ID.toNumber(), answer.TTL.toNumber()]).to.deep.equal([77, 60]);
      expect(answer.header?.revision?.toNumber()).to.equal(1);
    });

    it('draws a positive id when none is asked for, and never 0', () => {
      const first = answered(grant(kit, { TTL: longOf(60) })).ID;
      const second = answered(grant(kit, { TTL: longOf(60) })).ID;
      expect([first.toString(), second.toString()]).to.deep.equal(['1', '2']);
    });

    it('raises a shorter duration to one and a half election timeouts, in the log already', () => {
      for (const ttl of [0, -5, 1, 2]) {
        const { TTL } = answered(grant(kit, { ID: longOf(100 + ttl), TTL: longOf(ttl) }));
        expect(TTL.toNumber()).to.equal(2);
      }
      const ttls = kit.serving.proposed.map(({ command }) =>
        command.type === 'lease-grant' ? command.ttl : null,
      );
      expect(ttls).to.deep.equal([2, 2, 2, 2]);
    });

    it('rounds the least duration up to whole seconds', () => {
      expect([1000, 1001, 1334, 2000].map(leastTtl)).to.deep.equal([2, 2, 3, 3]);
    });

    it('refuses a duration beyond the bound and takes the bound itself', () => {
      const tooLarge = 'OUT_OF_RANGE: etcdserver: too large lease TTL';
      expect(failed(grant(kit, { TTL: longOf(9_000_000_001) }))).to.equal(tooLarge);
      expect(failed(grant(kit, { TTL: longOf(1).shiftLeft(62) }))).to.equal(tooLarge);
      answered(grant(kit, { TTL: longOf(9_000_000_000) }));
    });

    it('says when the id is taken', () => {
      kit.serving.answer = () => ({ type: 'refused', reason: 'lease-exists', detail: '' });
      expect(failed(grant(kit, { ID: longOf(77), TTL: longOf(60) }))).to.equal(
        'FAILED_PRECONDITION: etcdserver: lease already exists',
      );
    });

    it('takes a negative id, as etcd does, and answers it unchanged', () => {
      const { ID } = answered(grant(kit, { ID: longOf(-3), TTL: longOf(60) }));
      expect(ID.toString()).to.equal('-3');
      expect(answered(timeToLive(kit, -3n)).TTL.toNumber()).to.equal(59);
    });
  });

  describe('LeaseRevoke', () => {
    const revoke = (id: bigint): Outcome<pb.LeaseRevokeResponse> =>
      kit.call(
        `${SERVICE}/LeaseRevoke`,
        pb.LeaseRevokeRequest.encode({ ID: longOfId(id) }).finish(),
        pb.LeaseRevokeResponse,
      );

    it('revokes through the log', () => {
      kit.serving.leaseList.set(leaseId(5n), lease(5n, 60));
      answered(revoke(5n));
      expect(kit.serving.leaseList.size).to.equal(0);
    });

    it('says when there is no such lease', () => {
      expect(failed(revoke(5n))).to.equal('NOT_FOUND: etcdserver: requested lease not found');
    });
  });

  describe('LeaseTimeToLive', () => {
    it('answers granted and remaining whole seconds, and keys when asked', () => {
      kit.serving.leaseList.set(leaseId(5n), lease(5n, 60));
      kit.serving.seed('a', '1', leaseId(5n));
      const answer = answered(timeToLive(kit, 5n, true));
      expect([answer.TTL.toNumber(), answer.grantedTTL.toNumber()]).to.deep.equal([59, 60]);
      expect(answer.keys.map((key) => Buffer.from(key).toString())).to.deep.equal(['a']);
      expect(answered(timeToLive(kit, 5n)).keys).to.deep.equal([]);
    });

    it('answers -1 for a lease that is gone', () => {
      const answer = answered(timeToLive(kit, 6n));
      expect([answer.ID.toNumber(), answer.TTL.toNumber(), answer.grantedTTL.toNumber()]).to.deep.equal([
        6, -1, 0,
      ]);
      expect(answer.header?.revision?.toNumber()).to.equal(1);
    });
  });

  it('lists leases by what they have left', () => {
    for (const each of [lease(1n, 60), lease(2n, 10), { ...lease(3n, 600), remaining: 5 }, lease(4n, 10)]) {
      kit.serving.leaseList.set(each.id, each);
    }
    const answer = answered(kit.call(`${SERVICE}/LeaseLeases`, new Uint8Array(0), pb.LeaseLeasesResponse));
    expect(answer.leases.map(({ ID }) => ID?.toNumber())).to.deep.equal([3, 2, 4, 1]);
  });

  describe('LeaseKeepAlive', () => {
    beforeEach(() => {
      kit.serving.leaseList.set(leaseId(5n), lease(5n, 60));
    });

    it('renews, and answers 0 for a lease that is gone without ending the stream', () => {
      const { wire, inbound } = kit.open(`${SERVICE}/LeaseKeepAlive`);
      for (const id of [5n, 6n]) {
        inbound.message(renewal(id));
        kit.serving.settle();
      }
      const answers = wire.messages.map(renewed).map(({ ID, TTL }) => [ID.toNumber(), TTL.toNumber()]);
      expect(answers).to.deep.equal([
        [5, 60],
        [6, 0],
      ]);
      expect(wire.status).to.equal(null);
    });

    it('answers with the revision of before the renewal', () => {
      const { wire, inbound } = kit.open(`${SERVICE}/LeaseKeepAlive`);
      inbound.message(renewal(5n));
      kit.serving.seed('written', 'meanwhile');
      kit.serving.settle();
      expect(renewed(wire.messages[0]).header?.revision?.toNumber()).to.equal(1);
    });

    it('reads the next request only when the last one is answered', () => {
      const { wire, inbound } = kit.open(`${SERVICE}/LeaseKeepAlive`);
      inbound.message(renewal(5n));
      expect(wire.paused).to.equal(true);
      kit.serving.settle();
      expect(wire.paused).to.equal(false);
    });

    it('reads nothing while the client does not take answers', () => {
      const { wire, inbound } = kit.open(`${SERVICE}/LeaseKeepAlive`);
      wire.room = 1;
      inbound.message(renewal(5n));
      kit.serving.settle();
      expect(wire.paused).to.equal(true);
      wire.drain();
      expect(wire.paused).to.equal(false);
    });

    it('ends when the client has said all, after the last answer', () => {
      const { wire, inbound } = kit.open(`${SERVICE}/LeaseKeepAlive`);
      inbound.message(renewal(5n));
      inbound.halfClose();
      expect(wire.status).to.equal(null);
      kit.serving.settle();
      expect(wire.messages).to.have.length(1);
      expect(wire.status?.code).to.equal(0);
    });

    it('fails when the leader cannot be asked', () => {
      kit.serving.leaseError = 'no-leader';
      const { wire, inbound } = kit.open(`${SERVICE}/LeaseKeepAlive`);
      inbound.message(renewal(5n));
      kit.serving.settle();
      expect(wire.status?.message).to.equal('etcdserver: no leader');
      inbound.message(renewal(5n));
      expect(kit.serving.asked).to.deep.equal(['keepAlive 5']);
    });

    it('drops an answer that comes after the client has gone', () => {
      const { wire, inbound } = kit.open(`${SERVICE}/LeaseKeepAlive`);
      inbound.message(renewal(5n));
      wire.cancel();
      kit.serving.settle();
      expect(wire.messages).to.deep.equal([]);
    });

    it('fails a client that sends something else than messages', () => {
      const { wire, inbound } = kit.open(`${SERVICE}/LeaseKeepAlive`);
      inbound.message(Uint8Array.of(0xff));
      expect(wire.status?.code).to.equal(13);
      inbound.message(renewal(5n));
      expect(kit.serving.asked).to.deep.equal([]);
    });
  });
});
