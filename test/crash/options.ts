/** The command line of the crash run. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

const TROUBLE_KINDS = ['kill', 'power', 'disk', 'mixed'] as const;
export type TroubleKind = (typeof TROUBLE_KINDS)[number];

export interface Options {
  readonly kind: TroubleKind | 'nine';
  /** What is asked for instead of rounds of a kind. */
  readonly instead: 'gap' | 'self-test' | null;
  readonly rounds: number;
  readonly seed: number;
  readonly keep: boolean;
  /** Only cards with this in their names; empty: all. */
  readonly only: string;
}

export class BadOptions extends Error {
  override readonly name = 'BadOptions';
}

const ROUNDS_DEFAULT = 20;
const SEEDS = 1_000_000;

export const USAGE = `usage: npm run crash -- [options]
  --kind KIND  nine   a playground: leaders are killed, in every fourth round all nine servers (default)
               kill   one region: members are killed, paused and cut off
               power  one region: members lose power, with everything that was not synced
               disk   one region: a disk fails, is slow or full, also a real small one
               mixed  kill, power and disk in turn
  --gap        from kill -9 of a leader to the next acknowledged write, beside etcd 3.4
  --self-test  does the layer that cuts the power forget what it should, and do the checks notice a loss?
  --rounds N   how many rounds (default ${ROUNDS_DEFAULT})
  --seed N     what is done in each round (default: drawn); moments differ all the same
  --only TEXT  only kinds of trouble whose names have it, for whoever looks for the cause of something
  --keep       keep the folder with data and logs; a run that fails keeps it anyway`;

export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        kind: { type: 'string', default: 'nine' },
        gap: { type: 'boolean', default: false },
        'self-test': { type: 'boolean', default: false },
        rounds: { type: 'string', default: String(ROUNDS_DEFAULT) },
        seed: { type: 'string', default: String(randomInt(1, SEEDS)) },
        only: { type: 'string', default: '' },
        keep: { type: 'boolean', default: false },
      },
    });
    const kind = ([...TROUBLE_KINDS, 'nine'] as const).find((each) => each === values.kind);
    if (kind === undefined) throw new Error(`--kind: "${values.kind}" should be one of those below`);
    const instead = values['self-test'] ? 'self-test' : values.gap ? 'gap' : null;
    return {
      ...{ kind, instead, keep: values.keep, only: values.only },
      rounds: wholeNumber('--rounds', values.rounds),
      seed: wholeNumber('--seed', values.seed),
    };
  } catch (error) {
    throw new BadOptions(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(flag: string, text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new Error(`${flag}: "${text}" should be a whole number from 1 to 9999999`);
}
