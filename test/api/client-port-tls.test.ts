import { get } from 'node:https';
import { connect } from 'node:tls';
import * as grpc from '@grpc/grpc-js';
import { expect } from 'chai';
import { listenClientPort } from '../../src/api/client-port.ts';
import type { ClientPort } from '../../src/api/client-port.ts';
import { surfaceOf, unary } from '../../src/api/surface.ts';
import type { Peer } from '../../src/api/surface.ts';
import { TRANSPORTS } from '../../src/api/transport.ts';
import type { Transport } from '../../src/api/transport.ts';
import { TEST_CERTIFICATE } from '../support/test-certificate.ts';
import { until } from '../support/until.ts';

const { cert, key, name } = TEST_CERTIFICATE;
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

      beforeEach(async () => {
        peers = [];
        troubles = [];
        port = await listen(transport, peers, troubles);
      });
      afterEach(() => new Promise<void>((resolve) => port.close(0, resolve)));

      it('serves gRPC, chosen by ALPN, and knows the name of a verified client', async () => {
        const credentials = grpc.credentials.createSsl(
          Buffer.from(cert),
          Buffer.from(key),
          Buffer.from(cert),
        );
        expect(await echo(port.port, credentials)).to.equal('hello');
        expect(peers[0]?.certificateName).to.equal(name);
        expect(peers[0]?.address).to.match(/^127\.0\.0\.1:\d+$/);
      });

      it('knows no name of a client without a certificate', async () => {
        expect(await echo(port.port, grpc.credentials.createSsl(Buffer.from(cert)))).to.equal('hello');
        expect(peers[0]?.certificateName).to.equal(null);
      });

      it('serves HTTP/1.1 on the same port', async () => {
        expect(await fetchText(port.port)).to.equal('200 over HTTP/1');
      });

      it('turns away who does not speak TLS, says so, and goes on', async () => {
        const insecure = grpc.credentials.createInsecure();
        const refused = await echo(port.port, insecure).catch((error: grpc.ServiceError) => error.code);
        expect(refused).to.equal(grpc.status.UNAVAILABLE);
        await until('the trouble to be told', () => troubles.length > 0);
        expect(troubles[0]).to.match(/^a TLS handshake failed/);
        expect(await fetchText(port.port)).to.equal('200 over HTTP/1');
      });

      // Node's HTTP/2 insists on ALPN.
      if (transport === 'grpc-js') return;

      it('speaks HTTP/2 with a client that names no protocol', async () => {
        const socket = connect({ port: port.port, host: '127.0.0.1', ca: cert });
        socket.write('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0');
        const [first] = (await new Promise((resolve) => socket.once('data', resolve))) as Buffer;
        // The length of a SETTINGS frame, where HTTP/1 would have an "H".
        expect(first).to.equal(0);
        socket.destroy();
      });
    });
  }
});

function listen(transport: Transport, peers: Peer[], troubles: string[]): Promise<ClientPort> {
  const echoes = unary('/test.Test/Echo', BYTES, BYTES, (call) => {
    peers.push(call.peer());
    call.reply(call.request);
  });
  const options = {
    ...{ host: '127.0.0.1', port: 0, transport, surface: surfaceOf([echoes]) },
    tls: { cert, key, ca: cert, requestCert: true, rejectUnauthorized: false },
    onTrouble: (message: string) => void troubles.push(message),
  };
  return new Promise((resolve, reject) =>
    listenClientPort(
      { ...options, http: (_request, respond) => respond({ status: 200, headers: {}, body: 'over HTTP/1' }) },
      (listening) => (listening.ok ? resolve(listening.clientPort) : reject(new Error(listening.message))),
    ),
  );
}

function echo(port: number, credentials: grpc.ChannelCredentials): Promise<string> {
  const client = new grpc.Client(`127.0.0.1:${port}`, credentials, { 'grpc.use_local_subchannel_pool': 1 });
  return new Promise<string>((resolve, reject) =>
    client.makeUnaryRequest('/test.Test/Echo', asItIs, asItIs, Buffer.from('hello'), (error, answer) =>
      answer === undefined ? reject(error ?? new Error('no answer')) : resolve(answer.toString()),
    ),
  ).finally(() => client.close());
}

function fetchText(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path: '/health', ca: cert, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => resolve(`${response.statusCode} ${body}`));
    }).on('error', reject);
  });
}
