/** `atollctl member list`: who belongs to the region. */
import type { Command } from 'commander';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { memberReport } from '../ctl/member-report.ts';
import { printReport } from '../ctl/report.ts';

export function defineMemberList(parent: Command, contextOf: (command: Command) => CtlContext): void {
  parent
    .command('list')
    .summary('the members of the region')
    .description('The members of the region, as a quorum knows them.')
    .action(async (_flags: object, command: Command) => {
      const context = contextOf(command);
      printReport(context, memberReport(await withClient(context, ({ members }) => members.list())));
    });
}
