/** `atollctl del`: one key, for machines without etcdctl. */
import type { Command } from 'commander';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';

export function defineDel(program: Command, contextOf: (command: Command) => CtlContext): void {
  program
    .command('del')
    .summary('delete a key')
    .description('Delete a key and print how many went. etcdctl does this and much more.')
    .argument('<key>')
    .action(async (key: string, _flags: object, command: Command) => {
      const context = contextOf(command);
      const deleted = await withClient(context, ({ kv }) => kv.delete(key));
      context.terminal.out(context.format === 'json' ? `${JSON.stringify({ deleted })}\n` : `${deleted}\n`);
    });
}
