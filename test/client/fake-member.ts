/** A member whose node is a fake and whose client port is real: what clients and tools talk to in their tests. */
import { listenClientPort } from '../../src/api/client-port.ts';
import type { ClientPort } from '../../src/api/client-port.ts';
import { createSurface } from '../../src/api/create-surface.ts';
import { createHttp } from '../../src/api/http/create-http.ts';
import type { PortCertificates } from '../../src/api/tls-listener.ts';
import { createSystemClock } from '../../src/io/system-clock.ts';
import { FakeServing } from '../api/support/fake-serving.ts';

const GRACE_MS = 50;

export interface FakeMember {
  readonly serving: FakeServing;
  readonly endpoint: string;
  close(): Promise<void>;
}

export async function startFakeMember(port = 0, tls?: PortCertificates): Promise<FakeMember> {
  const serving = new FakeServing();
  serving.settleBy = setImmediate;
  const parts = {
    serving,
    clock: createSystemClock(),
    entropy: { uint32: () => 1, uint64: () => 1n },
    electionTimeoutMs: 1000,
    quotaBytes: 1024,
  };
  const options = {
    host: '127.0.0.1',
    port,
    surface: createSurface(serving, parts),
    http: createHttp(parts),
    ...(tls === undefined ? {} : { tls }),
  };
  const clientPort = await new Promise<ClientPort>((resolve, reject) => {
    listenClientPort(options, (listening) => {
      if (listening.ok) resolve(listening.clientPort);
      else reject(new Error(listening.message));
    });
  });
  return {
    serving,
    endpoint: `127.0.0.1:${clientPort.port}`,
    close: () => new Promise((resolve) => clientPort.close(GRACE_MS, resolve)),
  };
}

/** An endpoint where nothing listens any more. */
export async function deadEndpoint(): Promise<string> {
  const member = await startFakeMember();
  await member.close();
  return member.endpoint;
}
