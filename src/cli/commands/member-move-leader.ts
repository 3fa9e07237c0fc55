/** `atollctl member move-leader`: leadership goes to a member of the operator's choice. */
import type { Command } from 'commander';
import { withLeader } from '../../client/index.ts';
import { hexId } from '../../core/base/brands.ts';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { memberIdFrom } from '../ctl/member-report.ts';

export function defineMemberMoveLeader(parent: Command, contextOf: (command: Command) => CtlContext): void {
  parent
    .command('move-leader')
    .summary('hand leadership to a voter')
    .description('Hand leadership to a voter. Any member may be asked; the leader is found through it.')
    .argument('<id>')
    .action(async (text: string, _flags: object, command: Command) => {
      const context = contextOf(command);
      const id = memberIdFrom(text);
      await withClient(context, (client) => withLeader(client, ({ members }) => members.moveLeader(id)));
      const line =
        context.format === 'json'
          ? JSON.stringify({ leader: hexId(id) })
          : `Leadership moved to ${hexId(id)}`;
      context.terminal.out(`${line}\n`);
    });
}
