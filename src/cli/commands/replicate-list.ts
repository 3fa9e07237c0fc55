/** `atollctl replicate list`: the rules in force. */
import type { Command } from 'commander';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { printReport } from '../ctl/report.ts';
import { ruleReport } from '../ctl/rule-report.ts';

export function defineReplicateList(parent: Command, contextOf: (command: Command) => CtlContext): void {
  parent
    .command('list')
    .summary('the rules in force')
    .description(
      'The replication rules in force in this region. They reach all regions like the keys they cover.',
    )
    .action(async (_flags: object, command: Command) => {
      const context = contextOf(command);
      printReport(context, ruleReport(await withClient(context, ({ admin }) => admin.rules())));
    });
}
