import { connect as connectHttp2 } from 'node:http2';
import { get } from 'node:https';
import { connect as open } from 'node:net';
import { connect } from 'node:tls';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import * as grpc from '@grpc/grpc-js';
import { expect } from 'chai';
import { listenClientPort } from '../../src/api/client-port.ts';
import type { ClientPort } from '../../src/api/client-port.ts';
import { surfaceOf, unary } from '../../src/api/surface.ts';
import type { Peer } from '../../src/api/surface.ts';
import { TRANSPORTS } from '../../src/api/transport.ts';
import type { Transport } from '../../src/api/transport.ts';
import { CA, CERTIFICATES } from '../support/certificates.ts';
import type { Certificate } from '../support/certificates.ts';
import { until } from '../support/until.ts';

const { server, renewed, client, stranger } = CERTIFICATES;
const asItIs = (bytes: Buffer): Buffer => bytes;
const BYTES = {
  encode: (bytes: Uint8Array) => ({ finish: () => bytes }),
  decode: (bytes: Uint8Array) => bytes,
};

describe('the client port with TLS', () => {
  for (const transport of TRANSPORTS) {
    describe(`over ${transport}`, () => {
      let port: ClientPort;
      let peers: Peer[];
      let troubles: string[];

      async function start(trustedCa: Buffer | null): Promise<void> {
        peers = [];
        troubles = [];
        port = await listen(transport, trustedCa, peers, troubles);
      }
      afterEach(() => new Promise<void>((resolve) => port.close(0, resolve)));

      it('serves gRPC, chosen by ALPN, and knows the name of a verified client', async () => {
        await start(CA);
        expect(await echo(port.port, trusting(client))).to.equal('hello');
        expect(peers[0]?.certificateName).to.equal('atoll-client');
        expect(peers[0]?.address).to.match(/^127\.0\.0\.1:\d+$/);
      });

      it('asks nobody for a certificate where no CA is trusted, and then knows no name', async () => {
        await start(null);
        expect(await echo(port.port, trusting())).to.equal('hello');
        expect(peers[0]?.certificateName).to.equal(null);
      });

      it('lets nobody in without a certificate of its CA, and says who was turned away and why', async () => {
        await start(CA);
        for (const credentials of [trusting(), trusting(stranger)]) {
          expect(await refusalOf(echo(port.port, credentials))).to.equal(grpc.status.UNAVAILABLE);
        }
        await until('both to be told', () => troubles.length >= 2);
        expect([...troubles].sort()).to.deep.equal([
          'a TLS handshake failed: peer did not return a certificate',
          "a client's certificate is not accepted: DEPTH_ZERO_SELF_SIGNED_CERT",
        ]);
        expect(peers).to.deep.equal([]);
      });

      it('serves HTTP/1.1 on the same port', async () => {
        await start(null);
        expect(await fetchText(port.port)).to.equal('200 from HTTP');
      });

      it('turns away who does not speak TLS, says so, and goes on', async () => {
        await start(null);
        expect(await refusalOf(echo(port.port, grpc.credentials.createInsecure()))).to.equal(
          grpc.status.UNAVAILABLE,
        );
        await until('the trouble to be told', () => troubles.length > 0);
        expect(troubles[0]).to.match(/^a TLS handshake failed/);
        expect(await fetchText(port.port)).to.equal('200 from HTTP');
      });

      it('says nothing of who only looks whether it is open', async () => {
        await start(null);
        const closed = new Promise<void>((resolve) => {
          const socket = open({ port: port.port, host: '127.0.0.1' }, () => socket.end());
          socket.resume().on('close', () => resolve());
        });
        await closed;
        expect(await fetchText(port.port)).to.equal('200 from HTTP');
        expect(troubles).to.deep.equal([]);
      });

      it('agrees on TLS 1.2 and on nothing older', async () => {
        await start(null);
        const socket = await handshake(port.port, { maxVersion: 'TLSv1.2', ALPNProtocols: ['h2'] });
        expect([socket.getProtocol(), socket.alpnProtocol]).to.deep.equal(['TLSv1.2', 'h2']);
        socket.destroy();
        const old: ConnectionOptions = {
          minVersion: 'TLSv1.1',
          maxVersion: 'TLSv1.1',
          ciphers: 'ALL:@SECLEVEL=0',
        };
        expect(await handshake(port.port, old).catch(({ message }: Error) => message)).to.match(
          /protocol version/,
        );
      });

      it('agrees with TLS 1.2 on no cipher that HTTP/2 has ruled out', async () => {
        await start(null);
        const ruledOut = { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA256' } as const;
        expect(await handshake(port.port, ruledOut).catch(({ message }: Error) => message)).to.match(
          /handshake/,
        );
      });

      it('shows renewed certificates to new connections, and keeps those that stand', async () => {
        await start(CA);
        const options = { cert: client.cert, key: client.key, ALPNProtocols: ['http/1.1'] };
        const before = await handshake(port.port, options);
        port.renew({ cert: renewed.cert, key: renewed.key, trustedCa: CA });
        const after = await handshake(port.port, options);
        expect([before, after].map((socket) => socket.getPeerCertificate().subject.CN)).to.deep.equal([
          'atoll-server',
          'atoll-renewed',
        ]);
        before.write('GET /health HTTP/1.1\r\nhost: x\r\n\r\n');
        const answer = (await new Promise((resolve) => before.once('data', resolve))) as Buffer;
        expect(answer.toString()).to.match(/^HTTP\/1.1 200/);
        for (const socket of [before, after]) socket.destroy();
        // Clients are asked for theirs as before.
        expect(await refusalOf(echo(port.port, trusting()))).to.equal(grpc.status.UNAVAILABLE);
      });

      // Node's HTTP/2 insists on ALPN.
      if (transport === 'grpc-js') return;

      it('serves health and metrics over HTTP/2, too, for clients that prefer it', async () => {
        await start(CA);
        const { cert, key } = client;
        const session = connectHttp2(`https://127.0.0.1:${port.port}`, { ca: CA, cert, key });
        const answer = await new Promise<string>((resolve, reject) => {
          let text = '';
          const request = session.request({ ':path': '/health' });
          request.on(
            'response',
            (headers) => (text += `${headers[':status']} ${headers['content-length']} `),
          );
          request.setEncoding('utf8').on('data', (piece: string) => (text += piece));
          request.on('end', () => resolve(text)).on('error', reject);
        });
        session.close();
        expect(answer).to.equal('200 9 from HTTP');
      });

      it('speaks HTTP/2 with a client that names no protocol', async () => {
        await start(null);
        const socket = await handshake(port.port, {});
        socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0');
        const [first] = (await new Promise((resolve) => socket.once('data', resolve))) as Buffer;
        // The length of a SETTINGS frame, where HTTP/1 would have an "H".
        expect(first).to.equal(0);
        socket.destroy();
      });
    });
  }
});

function listen(
  transport: Transport,
  trustedCa: Buffer | null,
  peers: Peer[],
  troubles: string[],
): Promise<ClientPort> {
  const echoes = unary('/test.Test/Echo', BYTES, BYTES, (call) => {
    peers.push(call.peer());
    call.reply(call.request);
  });
  const options = {
    ...{ host: '127.0.0.1', port: 0, transport, surface: surfaceOf([echoes]) },
    tls: { cert: server.cert, key: server.key, trustedCa },
    onTrouble: (message: string) => void troubles.push(message),
  };
  return new Promise((resolve, reject) =>
    listenClientPort(
      { ...options, http: (_request, respond) => respond({ status: 200, headers: {}, body: 'from HTTP' }) },
      (listening) => (listening.ok ? resolve(listening.clientPort) : reject(new Error(listening.message))),
    ),
  );
}

/** Of a client that trusts the CA and has that certificate, or none. */
function trusting(own?: Certificate): grpc.ChannelCredentials {
  return grpc.credentials.createSsl(CA, own?.key ?? null, own?.cert ?? null);
}

function echo(port: number, credentials: grpc.ChannelCredentials): Promise<string> {
  const client = new grpc.Client(`127.0.0.1:${port}`, credentials, { 'grpc.use_local_subchannel_pool': 1 });
  return new Promise<string>((resolve, reject) =>
    client.makeUnaryRequest('/test.Test/Echo', asItIs, asItIs, Buffer.from('hello'), (error, answer) =>
      answer === undefined ? reject(error ?? new Error('no answer')) : resolve(answer.toString()),
    ),
  ).finally(() => client.close());
}

const refusalOf = (call: Promise<string>): Promise<unknown> =>
  call.catch((error: grpc.ServiceError) => error.code);

function handshake(port: number, options: ConnectionOptions): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', ca: CA, ...options }, () => resolve(socket));
    socket.on('error', reject);
  });
}

function fetchText(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/health', ca: CA, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => resolve(`${response.statusCode} ${body}`));
    }).on('error', reject);
  });
}
