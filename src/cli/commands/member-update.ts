/** `atollctl member update`: where the others reach a member from now on. */
import type { Command } from 'commander';
import { hexId } from '../../core/base/brands.ts';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { changeReport, memberIdFrom, peerUrlsFrom } from '../ctl/member-report.ts';
import { printReport } from '../ctl/report.ts';

export function defineMemberUpdate(parent: Command, contextOf: (command: Command) => CtlContext): void {
  parent
    .command('update')
    .summary('say where a member is reached from now on')
    .description('Say where the others reach a member from now on.')
    .argument('<id>')
    .requiredOption('--peer-urls <urls>', 'where the others will reach it')
    .action(async (text: string, flags: { readonly peerUrls: string }, command: Command) => {
      const context = contextOf(command);
      const id = memberIdFrom(text);
      const urls = peerUrlsFrom(flags.peerUrls);
      const list = await withClient(context, ({ members }) => members.update(id, urls));
      printReport(
        context,
        changeReport(list, `Member ${hexId(id)} updated in cluster ${hexId(list.clusterId)}`),
      );
    });
}
