/** `atoll dev`: the playground. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { runSupervisor } from '../dev/background.ts';
import { cutRegion, heal, killServer, stopPlayground } from '../dev/control.ts';
import { regionNamed, REGIONS, serverNamed, SERVERS } from '../dev/layout.ts';
import { startPlayground } from '../dev/start.ts';
import { FlagError } from '../failure.ts';
import type { Terminal } from '../terminal.ts';

interface DevFlags {
  readonly detach: boolean;
  readonly fresh: boolean;
  readonly stop: boolean;
  readonly heal: boolean;
  readonly supervise: boolean;
  readonly kill?: string;
  readonly cut?: string;
}

const ACTIONS = ['stop', 'kill', 'cut', 'heal', 'supervise'] as const;

const HELP = `
Three regions (eu, us, ap) of three servers each, real processes on 127.0.0.1: clients of eu-1 at port 2379, of eu-2 at
2389, and so on to ap-3 at 2459. Keys under /global/ are replicated between the regions. Data and logs stay in
.atoll/dev of the folder it is started in; --fresh forgets them.

  atoll dev                     start, until Ctrl-C; "npm start" does the same
  atoll dev --detach            start in the background; --stop or "npm run stop" ends it
  atoll dev --kill us-2         end a server without warning
  atoll dev --cut us            cut a region off from the others
  atoll dev --heal              start what is down, join what was cut`;

export function defineDev(program: Command, terminal: Terminal): void {
  program
    .command('dev')
    .summary('a playground: three regions of three servers on this machine')
    .description('Start a playground of three regions on this machine, or do something to the one that runs.')
    .addOption(new Option('--detach', 'return when it is ready, and leave it running').default(false))
    .addOption(
      new Option('--fresh', 'forget the data of earlier runs').default(false).conflicts([...ACTIONS]),
    )
    .addOption(action('--stop', 'end everything').default(false))
    .addOption(
      action('--kill <server>', `end a server with SIGKILL: ${SERVERS.map(({ name }) => name).join(', ')}`),
    )
    .addOption(action('--cut <region>', `cut a region off from the others: ${REGIONS.join(', ')}`))
    .addOption(action('--heal', 'start what is down and join what was cut').default(false))
    .addOption(action('--supervise', 'the background process of --detach').default(false).hideHelp())
    .addHelpText('after', HELP)
    .action((flags: DevFlags) => run(flags, terminal));
}

/** One at a time. */
function action(flags: string, description: string): Option {
  const option = new Option(flags, description);
  return option.conflicts(['detach', ...ACTIONS.filter((name) => name !== option.attributeName())]);
}

function run(flags: DevFlags, terminal: Terminal): Promise<void> {
  if (flags.supervise) return runSupervisor(terminal);
  if (flags.stop) return stopPlayground(terminal);
  if (flags.heal) return heal(terminal);
  if (flags.kill !== undefined) return killServer(knownServer(flags.kill), terminal);
  if (flags.cut !== undefined) return cutRegion(knownRegion(flags.cut), terminal);
  return startPlayground(flags, terminal);
}

function knownServer(name: string): NonNullable<ReturnType<typeof serverNamed>> {
  const server = serverNamed(name);
  if (server !== undefined) return server;
  throw new FlagError(
    `--kill: there is no server "${name}"; there are ${SERVERS.map((each) => each.name).join(', ')}`,
  );
}

function knownRegion(name: string): NonNullable<ReturnType<typeof regionNamed>> {
  const region = regionNamed(name);
  if (region !== undefined) return region;
  throw new FlagError(`--cut: there is no region "${name}"; there are ${REGIONS.join(', ')}`);
}
