/** `atollctl join`, `leave` and `force-leave`: what an operator tells a pool. */
import type { Command } from 'commander';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { WAN_FLAG } from './gossip-members.ts';
import type { PoolFlags } from './gossip-members.ts';

type ContextOf = (command: Command) => CtlContext;

function say({ terminal, format }: CtlContext, line: string): void {
  terminal.out(format === 'json' ? '{}\n' : `${line}\n`);
}

export function defineJoin(program: Command, contextOf: ContextOf): void {
  program
    .command('join')
    .summary('have a server look for its pool at more addresses')
    .description('Have the asked server look for a pool at these addresses, too, until it is stopped.')
    .argument('<addresses...>', 'host:port of peer ports')
    .option(...WAN_FLAG)
    .action(async (addresses: readonly string[], { wan }: PoolFlags, command: Command) => {
      const context = contextOf(command);
      await withClient(context, ({ gossip }) => gossip.join(addresses, wan));
      say(context, `Asking ${addresses.join(', ')}; "atollctl members" shows who answers`);
    });
}

export function defineLeave(program: Command, contextOf: ContextOf): void {
  program
    .command('leave')
    .summary('say good-bye to the pools, and stop')
    .description(
      'The asked server says good-bye to its gossip pools, so that nobody takes it for failed, and stops. It stays a ' +
        'member of its region ("atollctl member remove" takes it out) and comes back when it is started again.',
    )
    .action(async (_flags: object, command: Command) => {
      const context = contextOf(command);
      await withClient(context, ({ gossip }) => gossip.leave());
      say(context, 'Leaving; it stops when the others have heard of it');
    });
}

export function defineForceLeave(program: Command, contextOf: ContextOf): void {
  program
    .command('force-leave')
    .summary('a dead member will not come back')
    .description(
      'Take a dead member for gone: nobody calls on it any more. One that lives says so, and stays.',
    )
    .argument('<name>', 'as "atollctl members" shows it')
    .option(...WAN_FLAG)
    .action(async (name: string, { wan }: PoolFlags, command: Command) => {
      const context = contextOf(command);
      await withClient(context, ({ gossip }) => gossip.forceLeave(name, wan));
      say(context, `${name} has left`);
    });
}
