/** The command line of the crash run. */
import { parseArgs } from 'node:util';

export interface Options {
  readonly rounds: number;
  readonly keep: boolean;
}

export class BadOptions extends Error {
  override readonly name = 'BadOptions';
}

const ROUNDS_DEFAULT = 20;

export const USAGE = `usage: npm run crash -- [options]
  --rounds N   how often a leader is killed (default ${ROUNDS_DEFAULT}); in every fourth round all nine servers are
  --keep       keep the folder with data and logs; a run that fails keeps it anyway`;

export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: 'string', default: String(ROUNDS_DEFAULT) },
        keep: { type: 'boolean', default: false },
      },
    });
    if (!/^[1-9]\d{0,3}$/.test(values.rounds))
      throw new Error(`--rounds: "${values.rounds}" should be a number`);
    return { rounds: Number(values.rounds), keep: values.keep };
  } catch (error) {
    throw new BadOptions(error instanceof Error ? error.message : String(error));
  }
}
