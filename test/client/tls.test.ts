import { expect } from 'chai';
import { AtollClient, ClientError } from '../../src/client/index.ts';
import type { ClientTls } from '../../src/client/index.ts';
import { CA, CERTIFICATES } from '../support/certificates.ts';
import { startFakeMember } from './fake-member.ts';
import type { FakeMember } from './fake-member.ts';

const { server, client, stranger } = CERTIFICATES;
const OWN = { ca: CA, cert: client.cert, key: client.key };

describe('the client with TLS', () => {
  let member: FakeMember;
  afterEach(() => member.close());

  async function put(endpoint: string, tls?: ClientTls): Promise<string> {
    const asking = new AtollClient({ endpoints: [endpoint], tls });
    try {
      await asking.kv.put('a', 'b');
      return 'put';
    } catch (error) {
      if (error instanceof ClientError) return `${error.kind}: ${error.message}`;
      throw error;
    } finally {
      asking.close();
    }
  }

  describe('and a member that asks for no certificate', () => {
    beforeEach(async () => {
      member = await startFakeMember(0, { cert: server.cert, key: server.key, trustedCa: null });
    });

    it('is used for https://, and for what has no scheme when a CA is given', async () => {
      expect(await put(`https://${member.endpoint}`, { ca: CA })).to.equal('put');
      expect(await put(member.endpoint, { ca: CA })).to.equal('put');
      expect(await put(`https://localhost:${member.endpoint.split(':')[1]}`, { ca: CA })).to.equal('put');
    });

    it('does not trust whom its CA does not know, unless told to trust anyone', async () => {
      const endpoint = `https://${member.endpoint}`;
      expect(await put(endpoint, { ca: stranger.cert })).to.match(
        /^untrusted: no TLS with 127.0.0.1:\d+: .*certificate/,
      );
      expect(await put(endpoint)).to.match(/^untrusted: no TLS with/);
      expect(member.serving.proposed).to.deep.equal([]);
      expect(await put(endpoint, { skipVerify: true })).to.equal('put');
    });

    it('is named as the way out to who speaks in the clear', async () => {
      expect(await put(`http://${member.endpoint}`, { ca: CA })).to.match(
        /^untrusted: .* says nothing in the clear: if it serves TLS, write https:/,
      );
    });

    it('goes to the next endpoint when one is not to be trusted', async () => {
      const other = await startFakeMember(0, { cert: stranger.cert, key: stranger.key, trustedCa: null });
      const both = new AtollClient({
        endpoints: [`https://${other.endpoint}`, `https://${member.endpoint}`],
        tls: { ca: CA },
      });
      await both.kv.put('a', 'b');
      expect([other, member].map(({ serving }) => serving.proposed.length)).to.deep.equal([0, 1]);
      both.close();
      await other.close();
    });
  });

  describe('and a member that asks for certificates', () => {
    beforeEach(async () => {
      member = await startFakeMember(0, { cert: server.cert, key: server.key, trustedCa: CA });
    });

    it('shows its own', async () => {
      expect(await put(`https://${member.endpoint}`, OWN)).to.equal('put');
    });

    it('says that it may need one when it has none, or another’s', async () => {
      const wanted = /^untrusted: .*it may want a certificate that its CA signed$/;
      expect(await put(`https://${member.endpoint}`, { ca: CA })).to.match(wanted);
      expect(
        await put(`https://${member.endpoint}`, { ca: CA, cert: stranger.cert, key: stranger.key }),
      ).to.match(wanted);
    });
  });

  it('says so when its own files make no TLS', async () => {
    member = await startFakeMember();
    const wrong = { ca: CA, cert: client.cert, key: stranger.key };
    expect(() => new AtollClient({ endpoints: ['https://127.0.0.1:1'], tls: wrong })).to.throw(
      ClientError,
      'do not make TLS possible',
    );
  });
});
