/** `atollctl replicate set`: puts a replication rule into force. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { printReport } from '../ctl/report.ts';
import { ruleReport } from '../ctl/rule-report.ts';

const HELP = `
Keys that begin with PREFIX are then written in any region and reach all others. Keys already there are taken along.
A put with a lease is refused under the prefix, because a lease lives in one region. A transaction that compares is
refused, too, unless the rule says --cas local: it then compares what its own region has, and another region may write
at the same moment; whatever loses such a race stands in "atollctl conflicts".

  atollctl replicate set /global/
  atollctl replicate set /flags/ --cas local`;

export function defineReplicateSet(parent: Command, contextOf: (command: Command) => CtlContext): void {
  parent
    .command('set')
    .summary('replicate the keys under a prefix to every region')
    .description('Replicate the keys under a prefix to every region, or change the rule that does.')
    .argument('<prefix>', 'what the keys begin with')
    .addOption(
      new Option('--policy <policy>', 'which of concurrent writes is visible: lww, the latest')
        .choices(['lww'])
        .default('lww'),
    )
    .addOption(
      new Option('--cas <mode>', 'transactions that compare: refuse, or local (this region only)')
        .choices(['refuse', 'local'])
        .default('refuse'),
    )
    .addHelpText('after', HELP)
    .action(async (prefix: string, flags: { policy: string; cas: string }, command: Command) => {
      const context = contextOf(command);
      const rule = await withClient(context, ({ admin }) => admin.setRule({ prefix, ...flags }));
      printReport(context, ruleReport([rule]));
    });
}
