/** `atollctl get`: one key or all under a prefix, for machines without etcdctl. */
import type { Command } from 'commander';
import type { KeyValue } from '../../client/index.ts';
import { describeKey, describeValue } from '../bytes-text.ts';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { base64, printReport } from '../ctl/report.ts';
import type { Report } from '../ctl/report.ts';

/** One answer must fit into one message; whoever wants all keys of a large store takes a client library. */
const KEYS_MAX = 1_000;

export function defineGet(program: Command, contextOf: (command: Command) => CtlContext): void {
  program
    .command('get')
    .summary('read a key')
    .description(
      'Read a key (linearizable). etcdctl does this and much more; this is for machines without it.',
    )
    .argument('<key>')
    .option('--prefix', `all keys that begin with it, ${KEYS_MAX} at most`, false)
    .action(async (key: string, { prefix }: { prefix: boolean }, command: Command) => {
      const context = contextOf(command);
      const found = await withClient(context, async ({ kv }) => {
        if (prefix) return kv.list(key, KEYS_MAX);
        const one = await kv.get(key);
        return one === null ? [] : [one];
      });
      printReport(context, keyReport(found));
    });
}

/** `simple` is etcdctl's: the key on one line, the value on the next, both as they are. */
function keyReport(found: readonly KeyValue[]): Report {
  return {
    columns: ['KEY', 'VALUE', 'VERSION', 'CREATED', 'MODIFIED'],
    rows: found.map(({ key, value, version, createRevision, modRevision }) => [
      ...[describeKey(key), describeValue(value)],
      ...[String(version), String(createRevision), String(modRevision)],
    ]),
    lines: found.flatMap(({ key, value }) => [Buffer.from(key).toString(), Buffer.from(value).toString()]),
    json: { kvs: found.map((each) => ({ ...each, key: base64(each.key), value: base64(each.value) })) },
  };
}
