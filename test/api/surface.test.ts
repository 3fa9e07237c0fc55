import { expect } from 'chai';
import { surfaceOf, unary } from '../../src/api/surface.ts';
import { Kit } from './support/kit.ts';

const TEXT = {
  encode: (text: string) => ({ finish: () => Buffer.from(text) }),
  decode: (bytes: Uint8Array) => Buffer.from(bytes).toString(),
};

describe('api/surface', () => {
  it('has one handler for a path', () => {
    const method = unary('/a/B', TEXT, TEXT, (call) => call.reply(call.request));
    expect(() => surfaceOf([method, method])).to.throw('two handlers for /a/B');
  });

  it('offers every method of the services of etcd 3.6 but those that are plugged in', () => {
    const { methods } = new Kit().surface;
    const count = (service: string): number =>
      [...methods.keys()].filter((path) => path.startsWith(service)).length;
    expect(count('/etcdserverpb.KV/')).to.equal(5);
    expect(count('/etcdserverpb.Lease/')).to.equal(5);
    expect(count('/etcdserverpb.Cluster/')).to.equal(5);
    expect(count('/etcdserverpb.Maintenance/')).to.equal(8);
    expect(count('/etcdserverpb.Auth/')).to.equal(17);
    expect(count('/grpc.health.v1.Health/')).to.equal(3);
    expect(count('/atoll.admin.v1.Admin/')).to.equal(14);
  });
});
