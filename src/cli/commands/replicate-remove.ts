/** `atollctl replicate remove`: ends a replication rule. */
import type { Command } from 'commander';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';

export function defineReplicateRemove(parent: Command, contextOf: (command: Command) => CtlContext): void {
  parent
    .command('remove')
    .summary('stop replicating a prefix')
    .description('Remove a replication rule. Every region keeps the values it has, as its own from then on.')
    .argument('<prefix>', "the rule's prefix, as `atollctl replicate list` shows it")
    .action(async (prefix: string, _flags: object, command: Command) => {
      const context = contextOf(command);
      await withClient(context, ({ admin }) => admin.removeRule(prefix));
      context.terminal.out(context.format === 'json' ? '{}\n' : `${prefix} is not replicated any more\n`);
    });
}
