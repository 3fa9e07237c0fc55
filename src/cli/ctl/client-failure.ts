/** What went wrong with a call, in words that say what to do, and etcdctl's exit code for it. */
import { assertNever } from '../../core/base/assert.ts';
import type { ClientError } from '../../client/index.ts';
import { EXIT } from '../failure.ts';

export function clientFailure(error: ClientError): { readonly exitCode: number; readonly message: string } {
  const { kind, message } = error;
  switch (kind) {
    case 'unreachable':
      return {
        exitCode: EXIT.connection,
        message: `${message}: start the server, or name a running one with --endpoints`,
      };
    case 'untrusted':
      return {
        exitCode: EXIT.connection,
        message: `${message}; look at --endpoints, --cacert, --cert and --key`,
      };
    case 'timeout':
      return {
        exitCode: EXIT.connection,
        message: `${message}: a write may still take effect; ask again, or another member with --endpoints`,
      };
    case 'interrupted':
      return { exitCode: EXIT.connection, message };
    case 'refused':
      return { exitCode: EXIT.error, message };
    case 'invalid':
      return { exitCode: EXIT.badInput, message };
    default:
      return assertNever(kind);
  }
}
