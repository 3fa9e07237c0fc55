/** `atollctl member remove`: takes a member out for ever; its process ends by itself. */
import type { Command } from 'commander';
import { hexId } from '../../core/base/brands.ts';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { changeReport, memberIdFrom } from '../ctl/member-report.ts';
import { printReport } from '../ctl/report.ts';

export function defineMemberRemove(parent: Command, contextOf: (command: Command) => CtlContext): void {
  parent
    .command('remove')
    .summary('take a member out of the region')
    .description(
      'Take a member out of the region for ever. Its process ends by itself; its data folder is of no use.',
    )
    .argument('<id>')
    .action(async (text: string, _flags: object, command: Command) => {
      const context = contextOf(command);
      const id = memberIdFrom(text);
      const list = await withClient(context, ({ members }) => members.remove(id));
      printReport(
        context,
        changeReport(list, `Member ${hexId(id)} removed from cluster ${hexId(list.clusterId)}`),
      );
    });
}
