/** `atollctl member promote`: a learner that has caught up becomes a voter. */
import type { Command } from 'commander';
import { hexId } from '../../core/base/brands.ts';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { changeReport, memberIdFrom } from '../ctl/member-report.ts';
import { printReport } from '../ctl/report.ts';

export function defineMemberPromote(parent: Command, contextOf: (command: Command) => CtlContext): void {
  parent
    .command('promote')
    .summary('make a learner a voter')
    .description('Make a learner that has caught up with the leader a voter.')
    .argument('<id>')
    .action(async (text: string, _flags: object, command: Command) => {
      const context = contextOf(command);
      const id = memberIdFrom(text);
      const list = await withClient(context, ({ members }) => members.promote(id));
      printReport(
        context,
        changeReport(list, `Member ${hexId(id)} promoted in cluster ${hexId(list.clusterId)}`),
      );
    });
}
