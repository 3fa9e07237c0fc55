/** `atollctl member list`: who belongs to the region. */
import type { Command } from 'commander';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { memberListReport } from '../ctl/member-report.ts';
import { printReport } from '../ctl/report.ts';

export function defineMemberList(parent: Command, contextOf: (command: Command) => CtlContext): void {
  parent
    .command('list')
    .summary('the members of the region')
    .description(
      'The members of the region, as a quorum knows them. LEVEL: the highest feature level each reads, as the asked member ' +
        'knows; empty for one that is not connected, or whose release has none. REPLACES: the id a member had before its log ' +
        'was damaged.',
    )
    .action(async (_flags: object, command: Command) => {
      const context = contextOf(command);
      const report = await withClient(context, async ({ members, admin }) => {
        const [list, { level, replaced }] = [await members.list(), await admin.status()];
        return memberListReport(list, level.members, replaced);
      });
      printReport(context, report);
    });
}
