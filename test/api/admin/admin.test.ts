import { expect } from 'chai';
import type { ConflictRecord, RegionRecord } from '../../../src/core/federation/types.ts';
import { memberId } from '../../../src/core/base/brands.ts';
import { longOf } from '../../../src/codec/etcd-scalars.ts';
import { atoll } from '../../../src/gen/atoll.js';
import { member, SELF } from '../support/fake-serving.ts';
import { answered, failed, Kit } from '../support/kit.ts';
import type { MessageType, Outcome, TestStreamWire } from '../support/kit.ts';

const pb = atoll.admin.v1;
const NOTHING = new Uint8Array(0);
const SOUTH = 'south/2b';

const RECORD: RegionRecord = {
  self: { region: 'north', incarnation: 0xfedc_ba98_7654_3210n },
  clock: { ms: 1_700_000_000_000, counter: 3 },
  applied: new Map([
    ['north/fedcba9876543210', 9],
    [SOUTH, 4],
  ]),
  freed: new Map(),
  chains: new Map(),
  reported: new Map([['south', new Map([[SOUTH, 5]])]]),
  adopting: new Map([['cfg/', { phase: 'keys', from: 'cfg/m' }]]),
  nextConflict: 1,
  conflictsDropped: 0,
};

function conflict(id: number, key: string): ConflictRecord {
  const time = { ms: 1_700_000_000_000 + id, counter: 1 };
  const winner = { origin: SOUTH, sequence: id, time, value: Buffer.from('kept'), actor: 'ann' };
  return {
    id,
    space: 'key',
    key,
    policy: 'lww',
    winner,
    loser: { ...winner, origin: 'north/1', value: null },
    revision: 40 + id,
    foundMs: 1_700_000_000_100,
  };
}

describe('api/admin', () => {
  let kit: Kit;
  beforeEach(() => {
    kit = new Kit();
  });

  function call<Properties, Message>(
    name: string,
    response: MessageType<Properties, Message>,
    request: Uint8Array = NOTHING,
  ): Outcome<Message> {
    return kit.call(`/atoll.admin.v1.Admin/${name}`, request, response);
  }

  it('says in every answer who speaks and in which format', () => {
    const { header } = answered(call('RegionList', pb.RegionListResponse));
    expect(header?.format).to.equal(1);
    expect(header?.region).to.equal('north');
    expect(header?.member_id?.toString(16)).to.equal('a1');
    expect(header?.revision?.toNumber()).to.equal(1);
  });

  it('refuses a format of a later release', () => {
    const request = pb.RegionListRequest.encode({ header: { format: 2 } }).finish();
    expect(failed(call('RegionList', pb.RegionListResponse, request))).to.match(
      /^INVALID_ARGUMENT: atoll: the request has format 2/,
    );
    const stream = pb.ConflictsRequest.encode({ header: { format: 2 } }).finish();
    expect(kit.stream('/atoll.admin.v1.Admin/Conflicts', stream).status?.message).to.match(/format 2/);
    answered(call('RegionList', pb.RegionListResponse, pb.RegionListRequest.encode({ header: {} }).finish()));
  });

  it('tells the feature levels, and 0 for a member that has not said what it reads', () => {
    const { level } = answered(call('Status', pb.StatusResponse));
    expect([level?.region, level?.newest]).to.deep.equal([1, 2]);
    expect(level?.members?.map((each) => [each.member_id?.toString(16), each.newest])).to.deep.equal([
      ['a1', 2],
      ['b2', 0],
    ]);
  });

  it('finalises a feature level, or says why not', () => {
    expect(answered(call('RegionFinalise', pb.RegionFinaliseResponse)).level).to.equal(2);
    kit.serving.finaliseReply = { ok: true, value: { refusal: 'm2 has not said what it reads' } };
    expect(failed(call('RegionFinalise', pb.RegionFinaliseResponse))).to.equal(
      'FAILED_PRECONDITION: atoll: m2 has not said what it reads',
    );
    kit.serving.finaliseReply = { ok: false, error: 'not-leader' };
    expect(failed(call('RegionFinalise', pb.RegionFinaliseResponse))).to.match(/not leader/);
  });

  it('tells how this member and its region stand', () => {
    kit.serving.record = RECORD;
    kit.serving.alarmList = [{ member: kit.serving.identity.memberId, alarm: 'nospace' }];
    kit.serving.regionAlarms = [{ kind: 'clock-ahead', subject: 'south', detail: 'set its clock' }];
    kit.serving.damagedLogs = ['wal.damaged-20260131T235959Z.of-a9'];
    kit.serving.memberList = [{ ...member(SELF, 'm1'), replaces: memberId(0xa9n) }];
    const status = answered(call('Status', pb.StatusResponse));
    const [replaced] = status.replaced ?? [];
    expect([replaced?.member_id, replaced?.replaces].map((id) => id?.toString(16))).to.deep.equal([
      'a1',
      'a9',
    ]);
    expect(status.raft?.role).to.equal('leader');
    expect(status.raft?.applied_index?.toNumber()).to.equal(11);
    expect(status.store?.bytes?.toNumber()).to.equal(4096);
    expect(status.alarms).to.deep.equal([
      ...['nospace on member a1', 'clock-ahead south: set its clock'],
      'damaged log kept as wal.damaged-20260131T235959Z.of-a9: remove the folder when it has been looked at',
    ]);
    const federation = status.federation;
    expect(federation?.incarnation?.toString(16)).to.equal('fedcba9876543210');
    expect(federation?.clock_counter).to.equal(3);
    expect(federation?.applied?.map(({ origin, sequence }) => [origin, Number(sequence)])).to.deep.equal([
      ['north/fedcba9876543210', 9],
      [SOUTH, 4],
    ]);
    expect(federation?.reported?.[0]?.applied?.[0]?.sequence?.toNumber()).to.equal(5);
    expect(federation?.adopting?.map((each) => Buffer.from(each).toString())).to.deep.equal(['cfg/']);
  });

  it('leaves the federation out before the region has an incarnation', () => {
    expect(answered(call('Status', pb.StatusResponse)).federation).to.equal(null);
  });

  it('lists regions and tells silence of 0 ms from no word at all', () => {
    const view = {
      region: 'south',
      self: false,
      connected: true,
      source: 's1',
      appliedSequence: 4,
      headSequence: 9,
      silentMs: 0,
      members: [{ name: 's1', address: '10.0.0.1:2380' }],
    };
    kit.serving.regionList = [view, { ...view, region: 'west', connected: false, silentMs: null }];
    const [south, west] = answered(call('RegionList', pb.RegionListResponse)).regions;
    expect([south?.applied_sequence, south?.head_sequence].map(Number)).to.deep.equal([4, 9]);
    expect(south?.members?.[0]?.address).to.equal('10.0.0.1:2380');
    expect(south?.silent_ms?.toNumber()).to.equal(0);
    expect(west?.silent_ms).to.equal(null);
  });

  describe('rules', () => {
    const prefix = Buffer.from('cfg/');
    const set = (
      rule: atoll.admin.v1.Rule.$Properties | null,
    ): Outcome<atoll.admin.v1.ReplicateSetResponse> =>
      call('ReplicateSet', pb.ReplicateSetResponse, pb.ReplicateSetRequest.encode({ rule }).finish());

    it('puts a rule into force and answers what it amounts to', () => {
      const { rule } = answered(set({ prefix, policy: 'lww' }));
      expect([rule?.policy, rule?.cas]).to.deep.equal(['lww', 'refuse']);
      expect(kit.serving.proposed[0]?.command).to.deep.equal({
        type: 'set-rule',
        rule: { prefix: 'cfg/', policy: 'lww', cas: 'refuse' },
      });
      expect(answered(set({ prefix, policy: 'lww', cas: 'local' })).rule?.cas).to.equal('local');
    });

    it('refuses what it does not know and lists what it does', () => {
      expect(failed(set({ prefix, policy: 'priority' }))).to.equal(
        'INVALID_ARGUMENT: atoll: policy "priority" is unknown: this release knows lww',
      );
      expect(failed(set({ prefix }))).to.equal(
        'INVALID_ARGUMENT: atoll: a rule must name its policy: this release knows lww',
      );
      expect(failed(set(null))).to.match(/^INVALID_ARGUMENT: atoll: a rule needs/);
      expect(failed(set({ prefix, policy: 'lww', cas: 'global' }))).to.equal(
        'INVALID_ARGUMENT: atoll: cas "global" is unknown: this release knows refuse, local',
      );
      expect(kit.serving.proposed).to.deep.equal([]);
    });

    it('lists the rules in force, current ones', () => {
      kit.serving.ruleList = [{ prefix: 'cfg/', policy: 'lww', cas: 'local' }];
      const { rules } = answered(call('ReplicateList', pb.ReplicateListResponse));
      expect(
        rules.map((rule) => [Buffer.from(rule.prefix ?? []).toString(), rule.policy, rule.cas]),
      ).to.deep.equal([['cfg/', 'lww', 'local']]);
      expect(kit.serving.asked).to.deep.equal(['linearize']);
    });

    it('removes a rule, and says when there is none', () => {
      const request = pb.ReplicateRemoveRequest.encode({ prefix }).finish();
      answered(call('ReplicateRemove', pb.ReplicateRemoveResponse, request));
      expect(kit.serving.proposed[0]?.command).to.deep.equal({ type: 'remove-rule', prefix: 'cfg/' });
      kit.serving.answer = () => ({ type: 'refused', reason: 'unknown-rule', detail: '"cfg/"' });
      expect(failed(call('ReplicateRemove', pb.ReplicateRemoveResponse, request))).to.equal(
        'FAILED_PRECONDITION: atoll: there is no replication rule for this prefix ("cfg/"): ' +
          'list the rules and name one of theirs',
      );
    });
  });

  describe('Conflicts', () => {
    const follow = (fields: atoll.admin.v1.ConflictsRequest.$Properties, room?: number): TestStreamWire =>
      kit.stream('/atoll.admin.v1.Admin/Conflicts', pb.ConflictsRequest.encode(fields).finish(), room);
    const received = (wire: TestStreamWire): number[] =>
      wire.messages.flatMap((bytes) =>
        pb.ConflictsResponse.decode(bytes).conflicts.map(({ id }) => Number(id)),
      );
    const found = (id: number, key: string): void => {
      kit.serving.record = { ...RECORD, nextConflict: id + 1 };
      kit.serving.find(conflict(id, key));
    };

    it('answers what is kept, whole, and ends', () => {
      found(1, 'cfg/a');
      const wire = follow({});
      const [record] = pb.ConflictsResponse.decode(wire.messages[0] ?? NOTHING).conflicts;
      expect(record?.winner?.deleted).to.equal(false);
      expect(Buffer.from(record?.winner?.value ?? []).toString()).to.equal('kept');
      expect(record?.loser?.deleted).to.equal(true);
      expect(record?.loser?.origin).to.equal('north/1');
      expect(Number(record?.found_ms)).to.equal(1_700_000_000_100);
      expect(Number(record?.revision)).to.equal(41);
      expect(wire.status?.code).to.equal(0);
    });

    it('starts where it is told and keeps to the prefix', () => {
      ['cfg/a', 'b', 'cfg/c', 'cfg/d'].forEach((key, index) => found(index + 1, key));
      expect(
        received(follow({ prefix: Buffer.from('cfg/'), from_id: longOf(2).toUnsigned() })),
      ).to.deep.equal([3, 4]);
    });

    it('says at once what the feed has let go of, even when nothing is left', () => {
      kit.serving.record = { ...RECORD, nextConflict: 8, conflictsDropped: 7 };
      const wire = follow({});
      expect(Number(pb.ConflictsResponse.decode(wire.messages[0] ?? NOTHING).dropped)).to.equal(7);
      expect(wire.messages).to.have.length(1);
    });

    it('goes on with what is found later when told to watch', () => {
      found(1, 'a');
      const wire = follow({ watch: true });
      found(2, 'b');
      expect(received(wire)).to.deep.equal([1, 2]);
      expect(wire.status).to.equal(null);
    });

    it('passes over what others are interested in', () => {
      const wire = follow({ watch: true, prefix: Buffer.from('cfg/') });
      found(1, 'other');
      found(2, 'cfg/a');
      expect(received(wire)).to.deep.equal([2]);
      expect(wire.messages).to.have.length(2);
    });

    it('passes over a long piece of the feed with the loop free in between, and misses nothing', () => {
      kit.serving.conflictsLookedAt = 10;
      for (let id = 1; id <= 35; id++) found(id, id === 1 || id > 33 ? 'cfg/a' : 'other');
      const wire = follow({ prefix: Buffer.from('cfg/') });
      expect(received(wire)).to.deep.equal([1]);
      expect(wire.status).to.equal(null);
      kit.clock.advance(0);
      expect(received(wire)).to.deep.equal([1, 34, 35]);
      expect(wire.status?.code).to.equal(0);
    });

    it('goes on where it was when more is found while it passes over such a piece', () => {
      kit.serving.conflictsLookedAt = 10;
      for (let id = 1; id <= 25; id++) found(id, 'other');
      const wire = follow({ prefix: Buffer.from('cfg/'), watch: true });
      found(26, 'cfg/late');
      expect(received(wire)).to.deep.equal([]);
      kit.clock.advance(0);
      expect(received(wire)).to.deep.equal([26]);
    });

    it('reads no further while the client does not, and loses nothing by it', () => {
      for (let id = 1; id <= 250; id++) found(id, `k${id}`);
      const wire = follow({ watch: true }, 1);
      expect(received(wire)).to.have.length(100);
      found(251, 'late');
      expect(received(wire)).to.have.length(100);
      wire.drain(1);
      expect(received(wire)).to.have.length(200);
      wire.drain();
      expect(received(wire)).to.deep.equal(Array.from({ length: 251 }, (_, index) => index + 1));
    });

    it('stops listening when the client has gone', () => {
      const wire = follow({ watch: true });
      expect(kit.serving.conflictListenerCount).to.equal(1);
      wire.cancel();
      expect(kit.serving.conflictListenerCount).to.equal(0);
      const sent = wire.messages.length;
      found(1, 'a');
      wire.drain();
      expect(wire.messages).to.have.length(sent);
    });
  });
});
