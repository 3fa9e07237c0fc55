import { expect } from 'chai';
import { longOfId } from '../../../src/codec/etcd-scalars.ts';
import { etcdserverpb as pb } from '../../../src/gen/etcd.js';
import { member, OTHER, SELF } from '../support/fake-serving.ts';
import { answered, failed, Kit } from '../support/kit.ts';
import type { MessageType, Outcome } from '../support/kit.ts';

const NOT_SUPPORTED = /^UNIMPLEMENTED: atoll: membership changes are not supported by this release: /;
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

  it('says that members cannot be changed yet, and what to do', () => {
    const add = pb.MemberAddRequest.encode({ peerURLs: ['http://10.0.0.1:2380'] });
    expect(failed(call('MemberAdd', add, pb.MemberAddResponse))).to.match(NOT_SUPPORTED);
    const remove = pb.MemberRemoveRequest.encode({ ID: longOfId(OTHER) });
    expect(failed(call('MemberRemove', remove, pb.MemberRemoveResponse))).to.match(NOT_SUPPORTED);
    const update = pb.MemberUpdateRequest.encode({ ID: longOfId(OTHER) });
    expect(failed(call('MemberUpdate', update, pb.MemberUpdateResponse))).to.match(NOT_SUPPORTED);
  });

  it('refuses addresses that etcd refuses', () => {
    for (const peerURLs of [[], ['nonsense'], ['http://127.0.0.1'], ['http://127.0.0.1:2380/x']]) {
      expect(
        failed(call('MemberAdd', pb.MemberAddRequest.encode({ peerURLs }), pb.MemberAddResponse)),
      ).to.equal('INVALID_ARGUMENT: etcdserver: given member URLs are invalid');
    }
  });

  it('knows who is no member, and who is no learner', () => {
    const ID = longOfId(0x1234n);
    expect(
      failed(call('MemberRemove', pb.MemberRemoveRequest.encode({ ID }), pb.MemberRemoveResponse)),
    ).to.equal(NOT_FOUND);
    expect(
      failed(call('MemberUpdate', pb.MemberUpdateRequest.encode({ ID }), pb.MemberUpdateResponse)),
    ).to.equal(NOT_FOUND);
    const promote = (id: bigint): string =>
      failed(
        call('MemberPromote', pb.MemberPromoteRequest.encode({ ID: longOfId(id) }), pb.MemberPromoteResponse),
      );
    expect(promote(0x1234n)).to.equal(NOT_FOUND);
    expect(promote(SELF)).to.equal('FAILED_PRECONDITION: etcdserver: can only promote a learner member');
    kit.serving.memberList = [member(SELF, 'm1'), member(OTHER, 'm2', true)];
    expect(promote(OTHER)).to.match(NOT_SUPPORTED);
  });
});
