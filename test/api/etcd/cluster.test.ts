import { expect } from 'chai';
import { longOfId } from '../../../src/codec/etcd-scalars.ts';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';
import { member, OTHER, SELF } from '../support/fake-serving.ts';
import { answered, failed, Kit } from '../support/kit.ts';
import type { MessageType, Outcome } from '../support/kit.ts';

const NOT_FOUND = 'NOT_FOUND: etcdserver: member not found';

describe('api/etcd/cluster', () => {
  let kit: Kit;
  beforeEach(() => {
    kit = new Kit();
  });

  function call<Properties, Message>(
    name: string,
    request: { finish(): Uint8Array },
    response: MessageType<Properties, Message>,
  ): Outcome<Message> {
    return kit.call(`/etcdserverpb.Cluster/${name}`, request.finish(), response);
  }

  const list = (linearizable: boolean): pb.MemberListResponse =>
    answered(call('MemberList', pb.MemberListRequest.encode({ linearizable }), pb.MemberListResponse));

  it('lists members by id with a header that leaves out the revision', () => {
    kit.serving.memberList = [member(OTHER, 'm2', true), member(SELF, 'm1')];
    const { header, members } = list(false);
    expect(members.map(({ name, isLearner }) => [name, isLearner])).to.deep.equal([
      ['m1', false],
      ['m2', true],
    ]);
    expect(members[0]?.ID?.toString(16)).to.equal('a1');
    expect(members[0]?.clientURLs).to.deep.equal(['http://m1:2379']);
    expect(header?.revision?.toNumber()).to.equal(0);
    expect(header?.raft_term?.toNumber()).to.equal(7);
    expect(kit.serving.asked).to.deep.equal([]);
  });

  it('asks whether the list is current when told to', () => {
    list(true);
    expect(kit.serving.asked).to.deep.equal(['linearize']);
  });

  it('sends each change to the log and answers with the members it leaves', () => {
    kit.serving.answer = () => ({ type: 'done' });
    const peerURLs = ['http://10.0.0.2:2380', 'http://10.0.0.1:2380'];
    const added = answered(
      call('MemberAdd', pb.MemberAddRequest.encode({ peerURLs, isLearner: true }), pb.MemberAddResponse),
    );
    expect(added.member).to.include({ name: '', isLearner: true });
    expect(added.member?.peerURLs).to.deep.equal([...peerURLs].sort());
    expect(added.member?.ID?.isZero()).to.equal(false);
    expect(added.members).to.have.length(2);
    const ID = longOfId(OTHER);
    answered(call('MemberRemove', pb.MemberRemoveRequest.encode({ ID }), pb.MemberRemoveResponse));
    answered(call('MemberPromote', pb.MemberPromoteRequest.encode({ ID }), pb.MemberPromoteResponse));
    const updated = answered(
      call('MemberUpdate', pb.MemberUpdateRequest.encode({ ID, peerURLs }), pb.MemberUpdateResponse),
    );
    expect(updated.header?.revision?.toNumber()).to.equal(0);
    const [add, ...others] = kit.serving.proposed.map(({ command }) => command);
    expect(add).to.have.nested.property('change.member.learner', true);
    expect(others).to.deep.equal([
      { type: 'change-membership', change: { type: 'remove', id: OTHER } },
      { type: 'change-membership', change: { type: 'promote', id: OTHER } },
      { type: 'update-member', id: OTHER, peerUrls: [...peerURLs].sort() },
    ]);
  });

  it('says what etcd says when a change is refused', () => {
    const texts = {
      'member-not-found': NOT_FOUND,
      'member-exists': 'FAILED_PRECONDITION: etcdserver: member ID already exist',
      'peer-urls-exist': 'FAILED_PRECONDITION: etcdserver: Peer URLs already exists',
      'not-a-learner': 'FAILED_PRECONDITION: etcdserver: can only promote a learner member',
      'too-many-learners': 'FAILED_PRECONDITION: etcdserver: too many learner members in cluster',
      'learner-not-ready':
        'FAILED_PRECONDITION: etcdserver: can only promote a learner member which is in sync with leader',
      'not-enough-started':
        'FAILED_PRECONDITION: etcdserver: re-configuration failed due to not enough started members',
      unhealthy: 'UNAVAILABLE: etcdserver: unhealthy cluster',
    } as const;
    const ID = longOfId(OTHER);
    const said = (Object.keys(texts) as (keyof typeof texts)[]).map((reason) => {
      kit.serving.answer = () => ({ type: 'refused', reason, detail: '' });
      const request = pb.MemberRemoveRequest.encode({ ID });
      return [reason, failed(call('MemberRemove', request, pb.MemberRemoveResponse))];
    });
    expect(Object.fromEntries(said)).to.deep.equal(texts);
  });

  it('refuses addresses that etcd refuses', () => {
    for (const peerURLs of [[], ['nonsense'], ['http://127.0.0.1'], ['http://127.0.0.1:2380/x']]) {
      expect(
        failed(call('MemberAdd', pb.MemberAddRequest.encode({ peerURLs }), pb.MemberAddResponse)),
      ).to.equal('INVALID_ARGUMENT: etcdserver: given member URLs are invalid');
    }
  });

  it('refuses to move a member to no address, and does not know strangers', () => {
    const update = (id: bigint): string => {
      const request = pb.MemberUpdateRequest.encode({ ID: longOfId(id) });
      return failed(call('MemberUpdate', request, pb.MemberUpdateResponse));
    };
    expect(update(OTHER)).to.equal('INVALID_ARGUMENT: etcdserver: given member URLs are invalid');
    expect(update(0x1234n)).to.equal(NOT_FOUND);
  });
});
