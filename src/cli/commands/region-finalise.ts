/** `atollctl region finalise`: the region takes up the newest feature level, and the way back is closed. */
import type { Command } from 'commander';
import { withLeader } from '../../client/index.ts';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';

const HELP = `
After an upgrade a region goes on writing what the release before can read, so that every member can be started with that
release again. This ends it: the region may write what only the new release reads. It is refused while a member is not
known to read it. \`atollctl status\` shows the levels.`;

export function defineRegionFinalise(parent: Command, contextOf: (command: Command) => CtlContext): void {
  parent
    .command('finalise')
    .alias('finalize')
    .summary('take up the newest feature level, with no way back to an older release')
    .description('Raise the region to the newest feature level that its leader reads. There is no way back.')
    .addHelpText('after', HELP)
    .action(async (_flags: object, command: Command) => {
      const context = contextOf(command);
      const level = await withClient(context, (client) =>
        withLeader(client, ({ admin }) => admin.finalise()),
      );
      const line =
        context.format === 'json' ? JSON.stringify({ level }) : `The region runs at feature level ${level}`;
      context.terminal.out(`${line}\n`);
    });
}
