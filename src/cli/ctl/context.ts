/** What every command of atollctl is given: where to ask, how to answer. */
import { readFileSync } from 'node:fs';
import { AtollClient, parseEndpoints, TIMEOUT_MS_DEFAULT } from '../../client/index.ts';
import type { ClientTls } from '../../client/index.ts';
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
  readonly tls: ClientTls | undefined;
  readonly format: Format;
  readonly timeoutMs: number;
}

interface GlobalFlags {
  readonly endpoints: string;
  readonly writeOut: Format;
  readonly commandTimeout: string;
  readonly cacert?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly insecureSkipTlsVerify: boolean;
}

export function defineGlobalFlags(program: Command, { env }: Terminal): Command {
  return program
    .addOption(
      new Option(
        '--endpoints <list>',
        'servers to ask, with commas between; most commands ask the first that answers (or ATOLLCTL_ENDPOINTS)',
      ).default(env['ATOLLCTL_ENDPOINTS'] ?? ENDPOINTS_DEFAULT),
    )
    .addOption(fileOption('cacert', 'CA that signed the servers’ certificates (PEM)', env))
    .addOption(fileOption('cert', 'certificate to show to servers (PEM)', env))
    .addOption(fileOption('key', 'its key (PEM)', env))
    .option(
      '--insecure-skip-tls-verify',
      'take any server’s certificate: anyone can then be that server',
      false,
    )
    .addOption(new Option('-w, --write-out <format>', 'how to answer').choices(FORMATS).default('simple'))
    .option('--command-timeout <duration>', 'how long one call may take', `${TIMEOUT_MS_DEFAULT / 1000}s`);
}

/** Also a variable of the environment, as etcdctl has it. */
function fileOption(name: string, description: string, env: Terminal['env']): Option {
  const variable = `ATOLLCTL_${name.toUpperCase()}`;
  return new Option(`--${name} <file>`, `${description} (or ${variable})`).default(env[variable]);
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
  const { writeOut: format } = flags;
  return { terminal, endpoints: parseEndpoints(flags.endpoints), tls: tlsOf(flags), format, timeoutMs };
}

/** `undefined`: nothing is said of it, so that only https:// means TLS. */
function tlsOf({ cacert, cert, key, insecureSkipTlsVerify: skipVerify }: GlobalFlags): ClientTls | undefined {
  if ((cert === undefined) !== (key === undefined)) {
    throw new CommandFailure('--cert and --key go together: name both files', EXIT.badArguments);
  }
  if ((cacert ?? cert) === undefined && !skipVerify) return undefined;
  return {
    ca: contentOf('--cacert', cacert),
    cert: contentOf('--cert', cert),
    key: contentOf('--key', key),
    skipVerify,
  };
}

function contentOf(flag: string, file: string | undefined): Uint8Array | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file);
  } catch (error) {
    throw new CommandFailure(`${flag}: ${error instanceof Error ? error.message : file}`, EXIT.badArguments);
  }
}

/** Runs `work` with a client of the given endpoints and closes it, so that the process can end. */
export async function withClient<T>(
  { endpoints, timeoutMs, tls }: CtlContext,
  work: (client: AtollClient) => Promise<T>,
): Promise<T> {
  const client = new AtollClient({ endpoints, timeoutMs, tls });
  try {
    return await work(client);
  } finally {
    client.close();
  }
}
