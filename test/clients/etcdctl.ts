/** Debian's etcdctl 3.4. `--cluster` makes it call each member under the URL it advertises. */
import { EtcdctlProcess, runEtcdctl } from '../compat/etcdctl.ts';
import type { Outcome } from '../compat/etcdctl.ts';
import { matches, same } from './expect.ts';
import { CREDENTIALS, urlOf } from './target.ts';
import type { Target } from './target.ts';
import type { Tools } from './tools.ts';

export async function etcdctl(target: Target, { etcd }: Tools): Promise<void> {
  const own = {
    program: etcd.etcdctl,
    endpoint: target.addresses.map((each) => urlOf(target, each)).join(','),
  };
  const { caFile, certFile, keyFile } = CREDENTIALS;
  const tls = target.transport === 'TLS' ? ['--cacert', caFile, '--cert', certFile, '--key', keyFile] : [];
  const start = (...args: string[]): EtcdctlProcess => new EtcdctlProcess(own, [...tls, ...args]);
  const run = async (args: readonly string[], stdin?: string): Promise<string> =>
    worked(args.join(' '), await runEtcdctl(own, [...tls, ...args], stdin));

  const watch = start('watch', 'ctl');
  await run(['get', 'ctl']);
  same('put', await run(['put', 'ctl', 'one']), 'OK\n');
  same('get', await run(['get', 'ctl']), 'ctl\none\n');
  same('txn', await run(['txn'], 'value("ctl") = "one"\n\nput ctl two\n\n\n\n'), 'SUCCESS\n\nOK\n');
  // It may have begun between the two.
  matches('watch', heard('watch', await watch.hear(3)), /PUT\nctl\n(one|two)\n/);
  await watch.interrupt();

  const lease = /lease ([0-9a-f]+) granted/.exec(await run(['lease', 'grant', '6']))?.[1] ?? '';
  const keeping = start('lease', 'keep-alive', lease);
  matches('keep-alive', heard('keep-alive', await keeping.hear(2)), /(keepalived with TTL\(6\)[^]*){2}/);
  await keeping.interrupt();
  await run(['lease', 'revoke', lease]);

  same('member list', (await run(['member', 'list'])).trim().split('\n').length, 3);
  const all = JSON.parse(await run(['endpoint', 'status', '--cluster', '-w', 'json'])) as {
    Endpoint: string;
  }[];
  same('--cluster', all.map((each) => each.Endpoint).sort(), own.endpoint.split(',').sort());
  const hashes = (await run(['endpoint', 'hashkv', '--cluster'])).trim().split('\n');
  same('hashes', [hashes.length, new Set(hashes.map((line) => line.split(', ')[1])).size], [3, 1]);
  matches('del', await run(['del', 'ctl']), /^1\n$/);
}

function worked(what: string, { end, stdout, stderr }: Outcome): string {
  same(`${what} (${stderr.trim()})`, end, 'exit 0');
  return stdout;
}

function heard(what: string, { broken, stdout, stderr }: Outcome): string {
  same(`${what} (${stderr.trim()})`, broken, undefined);
  return stdout;
}
