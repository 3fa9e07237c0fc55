/** What people install from npm to talk to etcd. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { same, within } from './expect.ts';
import { CREDENTIALS, urlOf } from './target.ts';
import type { Target } from './target.ts';
import type { Tools } from './tools.ts';

interface Etcd3Lease {
  put(key: string): { value(value: string): Promise<unknown> };
  on(event: 'keepaliveSucceeded' | 'lost', listener: () => void): void;
  revoke(): Promise<unknown>;
}

interface Etcd3 {
  put(key: string): { value(value: string): Promise<unknown> };
  get(key: string): { string(): Promise<string | null> };
  delete(): { prefix(prefix: string): { exec(): Promise<{ deleted: string }> } };
  if(
    key: string,
    column: 'Value',
    operator: '==',
    value: string,
  ): {
    then(...operations: unknown[]): { commit(): Promise<{ succeeded: boolean }> };
  };
  watch(): { key(key: string): { create(): Promise<Etcd3Watcher> } };
  lease(seconds: number): Etcd3Lease;
  readonly cluster: { memberList(request: object): Promise<{ members: unknown[] }> };
  close(): void;
}

interface Etcd3Watcher {
  on(event: 'put', listener: (kv: { value: Buffer }) => void): void;
  cancel(): Promise<void>;
}

export async function etcd3(target: Target, tools: Tools): Promise<void> {
  const { Etcd3: Client } = load(tools, 'etcd3') as { Etcd3: new (options: object) => Etcd3 };
  const { ca, cert, key } = CREDENTIALS;
  const credentials = { rootCertificate: ca, privateKey: key, certChain: cert };
  const client = new Client({
    hosts: target.addresses.map((each) => urlOf(target, each)),
    ...(target.transport === 'TLS' ? { credentials } : {}),
  });
  try {
    const watcher = await within('the watch', client.watch().key('etcd3/a').create());
    const seen = new Promise<string>((resolve) =>
      watcher.on('put', ({ value }) => resolve(value.toString())),
    );
    await client.put('etcd3/a').value('one');
    same('get', await client.get('etcd3/a').string(), 'one');
    same('watch', await within('the event', seen), 'one');
    await watcher.cancel();
    const txn = client.if('etcd3/a', 'Value', '==', 'one').then(client.put('etcd3/a').value('two'));
    same('txn', (await txn.commit()).succeeded, true);
    const lease = client.lease(3);
    const kept = new Promise<void>((resolve) => lease.on('keepaliveSucceeded', resolve));
    await lease.put('etcd3/b').value('leased');
    await within('the keep-alive', kept);
    await lease.revoke();
    same('after the lease', await client.get('etcd3/b').string(), null);
    same('members', (await client.cluster.memberList({})).members.length, 3);
    same('delete', (await client.delete().prefix('etcd3/').exec()).deleted, '1');
  } finally {
    client.close();
  }
}

interface Keyv {
  set(key: string, value: string): Promise<void>;
  get(key: string): Promise<string | null>;
  delete(key: string): Promise<boolean>;
  disconnect(): Promise<unknown>;
  on(event: 'error', listener: () => void): void;
}

/** An adapter on top of `etcd3`; it takes an address and nothing else. It looks at users first, which are not here yet. */
export async function keyv({ addresses }: Target, tools: Tools): Promise<void> {
  const { KeyvEtcd } = load(tools, '@keyv/etcd') as { KeyvEtcd: new (url: string) => Keyv };
  const client = new KeyvEtcd(addresses[0] ?? '');
  client.on('error', () => undefined);
  await client.set('keyv', 'one');
  same('get', await client.get('keyv'), 'one');
  same('delete', [await client.delete('keyv'), await client.get('keyv')], [true, null]);
  await client.disconnect();
}

const load = ({ npm }: Tools, name: string): unknown =>
  createRequire(join(npm, 'package.json'))(name) as unknown;
