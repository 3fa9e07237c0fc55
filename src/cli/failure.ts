/** What ends a command with one line for the operator: no stack, a reason and a way out. */
export const EXIT = {
  ok: 0,
  error: 1,
  /** `atoll`: what was written on the command line or in the file is wrong. */
  badFlags: 2,
  /** `atollctl`, as etcdctl has them. */
  connection: 2,
  badInput: 3,
  badArguments: 128,
} as const;

export class CommandFailure extends Error {
  override readonly name: string = 'CommandFailure';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.error) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** A refusal of what the operator wrote, on the command line or in a file. */
export class FlagError extends CommandFailure {
  override readonly name = 'FlagError';

  constructor(message: string) {
    super(message, EXIT.badFlags);
  }
}
