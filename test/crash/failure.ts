/** What ended a run, for the one who reads it. */
import { CommandFailure } from '../../src/cli/failure.ts';
import { PeerUnavailable } from '../compat/unpack.ts';
import { CommandFailed } from '../support/run-command.ts';
import { BadOptions, USAGE } from './options.ts';
import { LayerUnavailable } from './power/build.ts';

/** What the operator can mend is one line; anything else is a fault of this program and keeps its stack. */
export function explainFailure(error: unknown): unknown {
  if (error instanceof BadOptions) return `crash: ${error.message}\n${USAGE}`;
  const isClear =
    error instanceof CommandFailed ||
    error instanceof CommandFailure ||
    error instanceof LayerUnavailable ||
    error instanceof PeerUnavailable;
  return isClear ? `crash: ${error.message}` : error;
}
