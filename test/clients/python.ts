/** Python: gRPC's C core with stubs from our own proto files, and aetcd, a client of etcd on top of it. */
import { fileURLToPath } from 'node:url';
import { output, CREDENTIALS } from './target.ts';
import type { Target } from './target.ts';
import type { Tools } from './tools.ts';

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export async function pythonGrpc(target: Target, tools: Tools): Promise<void> {
  const { caFile, certFile, keyFile } = CREDENTIALS;
  const tls = target.transport === 'TLS' ? [caFile, certFile, keyFile] : [];
  await run(tools, 'grpc_core.py', [target.addresses.join(','), ...tls]);
}

export const aetcd = ({ addresses }: Target, tools: Tools): Promise<void> =>
  run(tools, 'aetcd_client.py', [addresses[0] ?? '']);

async function run({ python }: Tools, name: string, args: readonly string[]): Promise<void> {
  await output(python.program, [script(name), ...args], {
    env: { PYTHONPATH: [python.packages, python.stubs].join(':'), PYTHONDONTWRITEBYTECODE: '1' },
  });
}
