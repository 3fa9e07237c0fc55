/** `atollctl event`: a name and a few bytes to all servers of a region, and what others say so. */
import type { Command } from 'commander';
import type { GossipClient, HeardEvent } from '../../client/index.ts';
import { describeValue } from '../bytes-text.ts';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { base64, printReport } from '../ctl/report.ts';
import type { Report } from '../ctl/report.ts';
import { FlagError } from '../failure.ts';

interface EventFlags {
  readonly watch: boolean;
}

const HELP = `
  atollctl event deploy v1.2       tell all servers of the region
  atollctl event --watch           stay and print what the asked server hears of
  atollctl event deploy --watch    only events of this name`;

export function defineEvent(program: Command, contextOf: (command: Command) => CtlContext): void {
  program
    .command('event')
    .summary('tell all servers of the region something, or hear what they are told')
    .description(
      'Send a name and up to 512 bytes to every server of the region. Each tells it once to those who watch, and to its ' +
        'log; none keeps it, and the order in which two arrive is not promised.',
    )
    .argument('[name]')
    .argument('[payload]', 'text', '')
    .option('--watch', 'stay and print events from now on', false)
    .addHelpText('after', HELP)
    .action((name: string | undefined, payload: string, { watch }: EventFlags, command: Command) => {
      const context = contextOf(command);
      return withClient(context, ({ gossip }) =>
        watch ? follow(context, gossip, name) : send(context, gossip, name, payload),
      );
    });
}

async function send(
  { terminal, format }: CtlContext,
  gossip: GossipClient,
  name: string | undefined,
  payload: string,
): Promise<void> {
  if (name === undefined) throw new FlagError('event: name one to send, or say --watch to hear of others');
  await gossip.event(name, new TextEncoder().encode(payload));
  terminal.out(format === 'json' ? '{}\n' : `${name} sent\n`);
}

async function follow(context: CtlContext, gossip: GossipClient, name = ''): Promise<void> {
  for await (const { events, missed } of gossip.events(name)) {
    if (missed > 0) context.terminal.err(`atollctl: too slow for ${missed} events, which are lost to it\n`);
    if (events.length > 0) printReport(context, eventReport(events));
  }
}

function eventReport(events: readonly HeardEvent[]): Report {
  return {
    columns: ['LAMPORT TIME', 'EVENT', 'SENDER', 'PAYLOAD'],
    rows: events.map(({ lamport, name, sender, payload }) => [
      ...[String(lamport), name, sender === '' ? 'unknown' : sender, describeValue(payload)],
    ]),
    json: { events: events.map((event) => ({ ...event, payload: base64(event.payload) })) },
  };
}
