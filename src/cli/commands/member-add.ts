/** `atollctl member add`: announces a member; its server is started afterwards. */
import type { Command } from 'commander';
import { hexId } from '../../core/base/brands.ts';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { changeReport, peerUrlsFrom } from '../ctl/member-report.ts';
import { printReport } from '../ctl/report.ts';

interface Flags {
  readonly peerUrls: string;
  readonly learner: boolean;
}

const HELP = `
Then start its server with an empty data folder, the same name and address, and the flags that are printed.

  atollctl member add eu-4 --peer-urls http://10.0.0.4:2380`;

export function defineMemberAdd(parent: Command, contextOf: (command: Command) => CtlContext): void {
  parent
    .command('add')
    .summary('announce a member that is about to join')
    .description('Announce a member that is about to join the region.')
    .argument('<name>')
    .requiredOption('--peer-urls <urls>', 'where the others will reach it')
    .option('--learner', 'it does not vote until it is promoted', false)
    .addHelpText('after', HELP)
    .action(async (name: string, flags: Flags, command: Command) => {
      const context = contextOf(command);
      const urls = peerUrlsFrom(flags.peerUrls);
      const list = await withClient(context, ({ members }) => members.add(urls, flags.learner));
      const line = `Member ${hexId(list.added.id)} added to cluster ${hexId(list.clusterId)}`;
      printReport(context, changeReport(list, line));
      if (context.format !== 'simple') return;
      const known = list.members.filter((member) => member.name !== '');
      const cluster = [...known, { name, peerUrls: urls }].map(
        (each) => `${each.name}=${each.peerUrls[0] ?? ''}`,
      );
      context.terminal.out(
        `\natoll server --name ${name} --listen-peer-urls ${urls[0] ?? ''} --initial-cluster-state existing ` +
          `--initial-cluster ${cluster.join(',')}\n`,
      );
    });
}
