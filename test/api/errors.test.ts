import { expect } from 'chai';
import { ERROR, notOffered, refusalStatus, servingStatus } from '../../src/api/errors.ts';
import { CODE, describeStatus } from '../../src/api/status.ts';

describe('api/errors', () => {
  it('has the texts and codes that clients of etcd compare', () => {
    const texts = Object.values(ERROR).map(describeStatus).sort();
    expect(texts).to.deep.equal(
      [
        'INVALID_ARGUMENT: etcdserver: key is not provided',
        'INVALID_ARGUMENT: etcdserver: key not found',
        'INVALID_ARGUMENT: etcdserver: value is provided',
        'INVALID_ARGUMENT: etcdserver: lease is provided',
        'INVALID_ARGUMENT: etcdserver: too many operations in txn request',
        'INVALID_ARGUMENT: etcdserver: duplicate key given in txn request',
        'INVALID_ARGUMENT: etcdserver: invalid sort option',
        'INVALID_ARGUMENT: etcdserver: request is too large',
        'INVALID_ARGUMENT: etcdserver: given member URLs are invalid',
        'INVALID_ARGUMENT: etcdserver: user name is empty',
        'INVALID_ARGUMENT: etcdserver: role name is empty',
        'INVALID_ARGUMENT: etcdserver: permission not given',
        'OUT_OF_RANGE: etcdserver: mvcc: required revision has been compacted',
        'OUT_OF_RANGE: etcdserver: mvcc: required revision is a future revision',
        'OUT_OF_RANGE: etcdserver: too large lease TTL',
        'RESOURCE_EXHAUSTED: etcdserver: mvcc: database space exceeded',
        'RESOURCE_EXHAUSTED: etcdserver: too many requests',
        'NOT_FOUND: etcdserver: requested lease not found',
        'NOT_FOUND: etcdserver: member not found',
        'FAILED_PRECONDITION: etcdserver: lease already exists',
        'FAILED_PRECONDITION: etcdserver: not leader',
        'FAILED_PRECONDITION: etcdserver: rpc not supported for learner',
        'FAILED_PRECONDITION: etcdserver: can only promote a learner member',
        'FAILED_PRECONDITION: etcdserver: can only promote a learner member which is in sync with leader',
        'FAILED_PRECONDITION: etcdserver: too many learner members in cluster',
        'FAILED_PRECONDITION: etcdserver: member ID already exist',
        'FAILED_PRECONDITION: etcdserver: Peer URLs already exists',
        'FAILED_PRECONDITION: etcdserver: re-configuration failed due to not enough started members',
        'UNAVAILABLE: etcdserver: unhealthy cluster',
        'FAILED_PRECONDITION: etcdserver: bad leader transferee',
        'FAILED_PRECONDITION: etcdserver: no inflight downgrade job',
        'FAILED_PRECONDITION: etcdserver: authentication is not enabled',
        'FAILED_PRECONDITION: etcdserver: root user does not exist',
        'FAILED_PRECONDITION: etcdserver: user name not found',
        'FAILED_PRECONDITION: etcdserver: role name not found',
        'UNAVAILABLE: etcdserver: no leader',
        'UNAVAILABLE: etcdserver: leader changed',
        'UNAVAILABLE: etcdserver: server stopped',
        'UNAVAILABLE: etcdserver: request timed out',
        'DATA_LOSS: etcdserver: corrupt cluster',
      ].sort(),
    );
  });

  it('uses the numbers of gRPC', () => {
    expect(CODE.UNAVAILABLE).to.equal(14);
    expect(CODE.FAILED_PRECONDITION).to.equal(9);
    expect(CODE.OUT_OF_RANGE).to.equal(11);
  });

  it('says the way out of everything that only exists here', () => {
    const reasons = [
      'lease-on-federated',
      'compare-on-federated',
      'delete-too-large',
      'unknown-rule',
      'region-not-ready',
    ] as const;
    for (const reason of reasons) {
      const { code, message } = refusalStatus(reason, 'key "a"');
      expect(code).to.equal(CODE.FAILED_PRECONDITION);
      expect(message).to.match(/^atoll: .+ \(key "a"\): .+/);
    }
    expect(refusalStatus('region-not-ready', '').message).to.not.contain('()');
    expect(servingStatus('not-ready').message).to.match(/^atoll: .*try again/);
    expect(notOffered('x', 'do y').message).to.equal('atoll: x by this release: do y');
  });
});
