/** `atollctl put`: one key, for machines without etcdctl. */
import type { Command } from 'commander';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';

export function definePut(program: Command, contextOf: (command: Command) => CtlContext): void {
  program
    .command('put')
    .summary('write a key')
    .description('Write a key. etcdctl does this and much more; this is for machines without it.')
    .argument('<key>')
    .argument('<value>')
    .action(async (key: string, value: string, _flags: object, command: Command) => {
      const context = contextOf(command);
      const revision = await withClient(context, ({ kv }) => kv.put(key, value));
      context.terminal.out(context.format === 'json' ? `${JSON.stringify({ revision })}\n` : 'OK\n');
    });
}
