/**
 * Transcripts: a command per line behind `> `, and below it the lines it printed. `>> ` runs a command in silence.
 * Lines behind `#` and empty lines are the reader's.
 */
import { memberId, type MemberId } from '../../../../src/core/base/brands.ts';

export interface Arguments {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string>>;
}

export type Run = (command: string, args: Arguments) => string[];

/** The whole file as it reads when run now. */
export function rewrite(script: string, run: Run): string {
  const lines: string[] = [];
  for (const line of script.split('\n')) {
    const command = /^>(>?) (.*)$/.exec(line);
    if (command === null) {
      if (line === '' || line.startsWith('#')) lines.push(line);
      continue;
    }
    lines.push(line);
    const printed = perform(command[2] ?? '', run);
    if (command[1] === '') lines.push(...printed);
  }
  return lines.join('\n');
}

function perform(line: string, run: Run): string[] {
  const [name = '', ...rest] = line.trim().split(/\s+/);
  const words: string[] = [];
  const options: Record<string, string> = {};
  for (const part of rest) {
    const option = /^([a-z-]+)=(.*)$/.exec(part);
    if (option === null) words.push(part);
    else options[option[1] ?? ''] = option[2] ?? '';
  }
  try {
    return run(name, { words, options });
  } catch (error) {
    throw new Error(`"${line}": ${String(error)}`, { cause: error });
  }
}

export function integer(args: Arguments, name: string, fallback: number): number {
  const text = args.options[name];
  return text === undefined ? fallback : Number(text);
}

export function members(words: readonly string[]): MemberId[] {
  return words.filter((word) => word !== '').map((word) => memberId(BigInt(word)));
}
