import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { STALLED_MS } from '../../../src/api/etcd/snapshot.ts';
import type { SnapshotExport } from '../../../src/node/serving/types.ts';
import { longOf, longOfId } from '../../../src/codec/etcd-scalars.ts';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';
import { member, OTHER, SELF } from '../support/fake-serving.ts';
import { answered, failed, Kit, QUOTA_BYTES } from '../support/kit.ts';
import type { MessageType, Outcome, TestStreamWire } from '../support/kit.ts';

describe('api/etcd/maintenance', () => {
  let kit: Kit;
  beforeEach(() => {
    kit = new Kit();
  });

  function call<Properties, Message>(
    name: string,
    request: Uint8Array,
    response: MessageType<Properties, Message>,
  ): Outcome<Message> {
    return kit.call(`/etcdserverpb.Maintenance/${name}`, request, response);
  }
  const NOTHING = new Uint8Array(0);
  const status = (): pb.StatusResponse => answered(call('Status', NOTHING, pb.StatusResponse));

  describe('Status', () => {
    it('tells version, store, quota and the position in the log', () => {
      const answer = status();
      expect(answer.version).to.match(/^3\.6\.\d+$/);
      expect(answer.storageVersion).to.equal('3.6.0');
      expect([answer.dbSize.toNumber(), answer.dbSizeInUse.toNumber()]).to.deep.equal([4096, 2048]);
      expect(answer.dbSizeQuota.toNumber()).to.equal(QUOTA_BYTES);
      expect(answer.leader.toString(16)).to.equal('a1');
      expect([answer.raftIndex, answer.raftAppliedIndex, answer.raftTerm].map(Number)).to.deep.equal([
        12, 11, 7,
      ]);
      expect(answer.errors).to.deep.equal([]);
      expect(answer.isLearner).to.equal(false);
      expect(answer.downgradeInfo?.enabled).to.equal(false);
    });

    it('never tells a size of 0, by which etcdctl would divide', () => {
      kit.serving.storeBytes = 0;
      expect(status().dbSize.toNumber()).to.be.greaterThan(0);
    });

    it('names what is wrong', () => {
      kit.serving.leader = null;
      kit.serving.alarmList = [{ member: OTHER, alarm: 'nospace' }];
      const { errors, leader } = status();
      expect(errors).to.deep.equal(['etcdserver: no leader', `memberID:${OTHER} alarm:NOSPACE`]);
      expect(leader.toNumber()).to.equal(0);
    });
  });

  describe('Alarm', () => {
    const { AlarmAction } = pb.AlarmRequest;
    const alarm = (fields: pb.AlarmRequest.$Properties): Outcome<pb.AlarmResponse> =>
      call('Alarm', pb.AlarmRequest.encode(fields).finish(), pb.AlarmResponse);

    it('lists current alarms of one kind or of all', () => {
      kit.serving.alarmList = [
        { member: SELF, alarm: 'nospace' },
        { member: OTHER, alarm: 'corrupt' },
      ];
      const all = answered(alarm({}));
      expect(all.alarms.map((each) => [each.memberID?.toString(16), each.alarm])).to.deep.equal([
        ['a1', pb.AlarmType.NOSPACE],
        ['b2', pb.AlarmType.CORRUPT],
      ]);
      expect(all.header?.revision?.toNumber()).to.equal(1);
      expect(answered(alarm({ alarm: pb.AlarmType.CORRUPT })).alarms).to.have.length(1);
      expect(kit.serving.asked).to.deep.equal(['linearize', 'linearize']);
    });

    it('raises and lowers through the log', () => {
      const memberID = longOfId(OTHER);
      answered(alarm({ action: AlarmAction.ACTIVATE, memberID, alarm: pb.AlarmType.NOSPACE }));
      expect(kit.serving.alarmList).to.deep.equal([{ member: OTHER, alarm: 'nospace' }]);
      answered(alarm({ action: AlarmAction.DEACTIVATE, memberID, alarm: pb.AlarmType.NOSPACE }));
      expect(kit.serving.alarmList).to.deep.equal([]);
    });

    it('raises nothing when nothing is named', () => {
      expect(answered(alarm({ action: AlarmAction.ACTIVATE })).alarms).to.deep.equal([]);
      expect(kit.serving.proposed).to.deep.equal([]);
    });

    it('refuses what it does not know before it gets into the log', () => {
      expect(failed(alarm({ action: 5 as pb.AlarmRequest.AlarmAction }))).to.match(
        /^INVALID_ARGUMENT: atoll: /,
      );
      expect(failed(alarm({ action: AlarmAction.ACTIVATE, alarm: 9 as pb.AlarmType }))).to.match(
        /^INVALID_ARGUMENT: atoll: /,
      );
      expect(kit.serving.proposed).to.deep.equal([]);
    });
  });

  describe('hashes', () => {
    const hashKv = (revision: number): Outcome<pb.HashKVResponse> =>
      call('HashKV', pb.HashKVRequest.encode({ revision: longOf(revision) }).finish(), pb.HashKVResponse);

    it('tells hash and revision, and -1 for a keyspace never compacted', () => {
      kit.serving.seed('a', '1');
      const answer = answered(hashKv(0));
      expect(answer.hash).to.equal(0xfeedbeef);
      expect([answer.hash_revision.toNumber(), answer.compact_revision.toNumber()]).to.deep.equal([2, -1]);
      expect(answer.header?.revision?.toNumber()).to.equal(2);
      kit.serving.compacted = 2;
      expect(answered(hashKv(2)).compact_revision.toNumber()).to.equal(2);
    });

    it('refuses future and compacted revisions', () => {
      expect(failed(hashKv(9))).to.match(/^OUT_OF_RANGE: etcdserver: mvcc: required revision is a future/);
      kit.serving.currentRevision = 9;
      kit.serving.compacted = 5;
      expect(failed(hashKv(4))).to.match(/has been compacted$/);
    });

    it('hashes everything as of now', () => {
      expect(answered(call('Hash', NOTHING, pb.HashResponse)).hash).to.equal(0xfeedbeef);
    });
  });

  it('defragments and answers without a header', () => {
    expect(answered(call('Defragment', NOTHING, pb.DefragmentResponse)).header).to.equal(null);
    expect(kit.serving.asked).to.deep.equal(['defragment']);
  });

  describe('MoveLeader', () => {
    const move = (to: bigint): Outcome<pb.MoveLeaderResponse> =>
      call(
        'MoveLeader',
        pb.MoveLeaderRequest.encode({ targetID: longOfId(to) }).finish(),
        pb.MoveLeaderResponse,
      );

    it('moves it to a voting member and answers without a header', () => {
      expect(answered(move(OTHER)).header).to.equal(null);
      expect(kit.serving.asked).to.deep.equal(['transferLeadership b2']);
    });

    it('must be asked of the leader', () => {
      kit.serving.role = 'follower';
      expect(failed(move(OTHER))).to.equal('FAILED_PRECONDITION: etcdserver: not leader');
    });

    it('refuses strangers and learners', () => {
      kit.serving.memberList = [member(SELF, 'm1'), member(OTHER, 'm2', true)];
      const bad = 'FAILED_PRECONDITION: etcdserver: bad leader transferee';
      expect(failed(move(OTHER))).to.equal(bad);
      expect(failed(move(0x77n))).to.equal(bad);
    });
  });

  describe('Snapshot', () => {
    const PIECES = [Buffer.alloc(4096, 1), Buffer.alloc(600 * 1024, 2), Buffer.alloc(512, 3)];
    const stream = (room = Infinity): TestStreamWire =>
      kit.stream('/etcdserverpb.Maintenance/Snapshot', NOTHING, room);
    const messages = (wire: TestStreamWire): pb.SnapshotResponse[] =>
      wire.messages.map((bytes) => pb.SnapshotResponse.decode(bytes));
    let closed: number;
    let asked: number;

    beforeEach(() => {
      [closed, asked] = [0, 0];
      kit.serving.snapshot = {
        header: {} as SnapshotExport['header'],
        bytesAbout: 500_000,
        read: (done) => kit.clock.atTurnEnd(() => done({ ok: true, value: PIECES[asked++] ?? null })),
        close: () => closed++,
      };
    });
    const run = (): void => {
      kit.serving.settle();
      kit.clock.advance(0);
    };

    it('streams the file and its SHA-256, each message with what remains', () => {
      const wire = stream();
      run();
      const all = messages(wire);
      const body = Buffer.concat(PIECES);
      const blobs = all.map(({ blob }) => blob);
      expect(Buffer.concat(blobs.slice(0, -1)).equals(body)).to.equal(true);
      expect(Buffer.from(blobs.at(-1) ?? []).equals(createHash('sha256').update(body).digest())).to.equal(
        true,
      );
      const remaining = all.map(({ remaining_bytes }) => remaining_bytes.toNumber());
      expect(remaining).to.deep.equal([...remaining].sort((left, right) => right - left));
      expect(remaining.filter((bytes) => bytes === 0)).to.have.length(1);
      expect(new Set(all.map(({ version }) => version))).to.deep.equal(new Set(['3.6.0']));
      expect(all.every(({ header }) => header === null)).to.equal(true);
      expect(Math.max(...blobs.map(({ length }) => length))).to.be.at.most(256 * 1024);
      expect([wire.status?.code, closed]).to.deep.equal([0, 1]);
    });

    it('reads nothing while its client takes nothing, and gives one up that never does', () => {
      const wire = stream(1);
      run();
      expect([asked, wire.messages.length]).to.deep.equal([1, 1]);
      kit.clock.advance(STALLED_MS - 1);
      wire.drain(1);
      kit.clock.advance(STALLED_MS - 1);
      expect([asked, wire.status, closed]).to.deep.equal([2, null, 0]);
      kit.clock.advance(1);
      expect([wire.status?.code, closed]).to.deep.equal([4, 1]);
    });

    it('is closed when its client goes, whenever that is', () => {
      const wire = stream(1);
      run();
      wire.cancel();
      expect(closed).to.equal(1);
      const early = stream();
      early.cancel();
      run();
      expect([closed, early.messages.length]).to.deep.equal([2, 0]);
    });

    it('says that it cannot be had just now', () => {
      kit.serving.snapshot = null;
      const wire = stream();
      run();
      expect(wire.status?.message).to.match(/^atoll: this member is not ready yet/);
    });
  });

  it('refuses downgrades with the way out', () => {
    const downgrade = (action: number): string =>
      failed(call('Downgrade', pb.DowngradeRequest.encode({ action }).finish(), pb.DowngradeResponse));
    expect(downgrade(pb.DowngradeRequest.DowngradeAction.ENABLE)).to.match(
      /^UNIMPLEMENTED: atoll: downgrading/,
    );
    expect(downgrade(pb.DowngradeRequest.DowngradeAction.CANCEL)).to.equal(
      'FAILED_PRECONDITION: etcdserver: no inflight downgrade job',
    );
  });
});
