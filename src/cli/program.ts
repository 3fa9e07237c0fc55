/**
 * Runs a commander program as a function from arguments to an exit code: every refusal is one line on standard error
 * with the program's name in front, whoever found it.
 */
import { Command, CommanderError } from 'commander';
import { CommandFailure } from './failure.ts';
import type { Terminal } from './terminal.ts';

export interface ProgramOptions {
  readonly terminal: Terminal;
  /** For what commander refuses: unknown options, missing arguments. */
  readonly badArguments: number;
  /** For errors of the program's own kinds; `null` lets the error through. */
  exitCodeOf(error: unknown): { readonly exitCode: number; readonly message: string } | null;
}

export function createProgram(name: string, terminal: Terminal): Command {
  return new Command(name)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      // The message comes as an exception as well, and is printed once, below.
      outputError: () => undefined,
    })
    .showSuggestionAfterError();
}

export async function runProgram(
  program: Command,
  args: readonly string[],
  options: ProgramOptions,
): Promise<number> {
  try {
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return commanderExit(commandNamed(program, args), error, options);
    const failure = error instanceof CommandFailure ? error : options.exitCodeOf(error);
    if (failure === null) throw error;
    options.terminal.err(`${program.name()}: ${oneLine(failure.message)}\n`);
    return failure.exitCode;
  }
}

interface NamedCommand {
  readonly program: string;
  /** With its subcommands: whose help has the answer. */
  readonly path: string;
}

function commandNamed(program: Command, args: readonly string[]): NamedCommand {
  const path = [program.name()];
  let command: Command | undefined = program;
  for (const word of args.filter((each) => !each.startsWith('-'))) {
    command = command.commands.find((each) => each.name() === word);
    if (command === undefined) break;
    path.push(word);
  }
  return { program: program.name(), path: path.join(' ') };
}

function commanderExit(command: NamedCommand, error: CommanderError, options: ProgramOptions): number {
  if (error.exitCode === 0) return 0;
  // Called without a command: commander has printed the help.
  if (error.code === 'commander.help') return options.badArguments;
  const message = oneLine(error.message.replace(/^error: /, '')).replace(/[.]$/, '');
  options.terminal.err(`${command.program}: ${message}; "${command.path} --help" lists what there is\n`);
  return options.badArguments;
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ');
