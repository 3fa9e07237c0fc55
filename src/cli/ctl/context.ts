/** What every command of atollctl is given: where to ask, how to answer. */
import { AtollClient, parseEndpoints, TIMEOUT_MS_DEFAULT } from '../../client/index.ts';
import type { Command } from 'commander';
import { Option } from 'commander';
import { parseDuration } from '../duration.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import type { Terminal } from '../terminal.ts';

export const FORMATS = ['simple', 'json', 'table'] as const;
export type Format = (typeof FORMATS)[number];

const ENDPOINTS_DEFAULT = '127.0.0.1:2379';

export interface CtlContext {
  readonly terminal: Terminal;
  readonly endpoints: readonly string[];
  readonly format: Format;
  readonly timeoutMs: number;
}

interface GlobalFlags {
  readonly endpoints: string;
  readonly writeOut: Format;
  readonly commandTimeout: string;
}

export function defineGlobalFlags(program: Command, { env }: Terminal): Command {
  return program
    .addOption(
      new Option(
        '--endpoints <list>',
        'servers to ask, with commas between; most commands ask the first that answers (or ATOLLCTL_ENDPOINTS)',
      ).default(env['ATOLLCTL_ENDPOINTS'] ?? ENDPOINTS_DEFAULT),
    )
    .addOption(new Option('-w, --write-out <format>', 'how to answer').choices(FORMATS).default('simple'))
    .option('--command-timeout <duration>', 'how long one call may take', `${TIMEOUT_MS_DEFAULT / 1000}s`);
}

export function createContext(command: Command, terminal: Terminal): CtlContext {
  const flags = command.optsWithGlobals<GlobalFlags>();
  const timeoutMs = parseDuration(flags.commandTimeout, 's');
  if (timeoutMs === null || timeoutMs < 1) {
    throw new CommandFailure(
      `--command-timeout: "${flags.commandTimeout}" should be a duration like 5s or 500ms`,
      EXIT.badArguments,
    );
  }
  return { terminal, endpoints: parseEndpoints(flags.endpoints), format: flags.writeOut, timeoutMs };
}

/** Runs `work` with a client of the given endpoints and closes it, so that the process can end. */
export async function withClient<T>(
  { endpoints, timeoutMs }: CtlContext,
  work: (client: AtollClient) => Promise<T>,
): Promise<T> {
  const client = new AtollClient({ endpoints, timeoutMs });
  try {
    return await work(client);
  } finally {
    client.close();
  }
}
