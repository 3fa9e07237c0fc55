import { expect } from 'chai';
import { etcdserverpb as pb, grpc } from '../../../src/gen/etcd.js';
import { member, SELF } from '../support/fake-serving.ts';
import { answered, ELECTION_TIMEOUT_MS, failed, Kit } from '../support/kit.ts';

const WANTS_LEADER = { hasleader: 'true' };
const NOTHING = new Uint8Array(0);
const KEEP_ALIVE = '/etcdserverpb.Lease/LeaseKeepAlive';

describe('api/etcd/guards', () => {
  let kit: Kit;
  beforeEach(() => {
    kit = new Kit();
  });

  const status = (metadata = {}) =>
    kit.call('/etcdserverpb.Maintenance/Status', NOTHING, pb.StatusResponse, metadata);

  it('fails a call that wants a leader on a member that knows none', () => {
    answered(status(WANTS_LEADER));
    kit.serving.leader = null;
    expect(failed(status(WANTS_LEADER))).to.equal('UNAVAILABLE: etcdserver: no leader');
    answered(status());
    answered(status({ hasleader: 'false' }));
  });

  it('does not open a stream that wants a leader on a member that knows none', () => {
    kit.serving.leader = null;
    const { wire, inbound } = kit.open(KEEP_ALIVE, WANTS_LEADER);
    expect(wire.status?.message).to.equal('etcdserver: no leader');
    inbound.message(NOTHING);
    inbound.halfClose();
    expect(kit.serving.asked).to.deep.equal([]);
  });

  it('ends an open stream that wants a leader after three election timeouts without one', () => {
    const { wire, inbound } = kit.open(KEEP_ALIVE, WANTS_LEADER);
    const careless = kit.open(KEEP_ALIVE);
    kit.serving.leader = null;
    kit.clock.advance(2 * ELECTION_TIMEOUT_MS);
    expect(wire.status).to.equal(null);
    kit.clock.advance(ELECTION_TIMEOUT_MS);
    expect(wire.status?.message).to.equal('etcdserver: no leader');
    expect(careless.wire.status).to.equal(null);
    inbound.message(NOTHING);
    expect(kit.serving.asked).to.deep.equal([]);
  });

  it('counts election timeouts in a row only', () => {
    const { wire } = kit.open(KEEP_ALIVE, WANTS_LEADER);
    for (const leader of [null, null, SELF, null, null]) {
      kit.serving.leader = leader;
      kit.clock.advance(ELECTION_TIMEOUT_MS);
    }
    expect(wire.status).to.equal(null);
  });

  it('looks for the leader only while somebody wants one', () => {
    const { wire, inbound } = kit.open(KEEP_ALIVE, WANTS_LEADER);
    const second = kit.open(KEEP_ALIVE, WANTS_LEADER);
    expect(kit.clock.armed).to.equal(1);
    inbound.halfClose();
    expect(wire.status?.code).to.equal(0);
    expect(kit.clock.armed).to.equal(1);
    second.wire.cancel();
    expect(kit.clock.armed).to.equal(0);
  });

  it('serves on a learner what etcd serves there', () => {
    kit.serving.memberList = [member(SELF, 'm1', true)];
    expect(answered(status()).isLearner).to.equal(true);
    const learner = 'FAILED_PRECONDITION: etcdserver: rpc not supported for learner';
    const put = pb.PutRequest.encode({ key: Buffer.from('a') }).finish();
    expect(failed(kit.call('/etcdserverpb.KV/Put', put, pb.PutResponse))).to.equal(learner);
    expect(kit.open(KEEP_ALIVE).wire.status?.message).to.equal('etcdserver: rpc not supported for learner');
    kit.stream('/etcdserverpb.Maintenance/Snapshot', NOTHING);
    expect(kit.serving.asked).to.include('openSnapshot');
  });
});

describe('api/etcd/health', () => {
  const { HealthCheckRequest, HealthCheckResponse, HealthListResponse } = grpc.health.v1;
  const { ServingStatus } = HealthCheckResponse;
  const check = (service: string): Uint8Array => HealthCheckRequest.encode({ service }).finish();

  it('serves the whole server and knows no other', () => {
    const kit = new Kit();
    const answer = answered(kit.call('/grpc.health.v1.Health/Check', check(''), HealthCheckResponse));
    expect(answer.status).to.equal(ServingStatus.SERVING);
    expect(failed(kit.call('/grpc.health.v1.Health/Check', check('x'), HealthCheckResponse))).to.equal(
      'NOT_FOUND: unknown service',
    );
    const list = answered(kit.call('/grpc.health.v1.Health/List', NOTHING, HealthListResponse));
    expect(list.statuses['']?.status).to.equal(ServingStatus.SERVING);
  });

  it('keeps a watch open', () => {
    const wire = new Kit().stream('/grpc.health.v1.Health/Watch', check(''));
    expect(HealthCheckResponse.decode(wire.messages[0] ?? NOTHING).status).to.equal(ServingStatus.SERVING);
    expect(wire.status).to.equal(null);
    const unknown = new Kit().stream('/grpc.health.v1.Health/Watch', check('x'));
    expect(HealthCheckResponse.decode(unknown.messages[0] ?? NOTHING).status).to.equal(
      ServingStatus.SERVICE_UNKNOWN,
    );
  });
});
