/** Why a connection or a stream was ended from this side: the code the client is told, a text for both, and a counter. */
import { describeError } from './constants.ts';
import type { ErrorCode } from './constants.ts';

export type Cause =
  | 'protocol'
  | 'frame-size'
  | 'flow-control'
  | 'compression'
  | 'malformed-request'
  | 'stream-closed'
  | 'too-many-streams'
  | 'headers-too-large'
  | 'header-block-too-long'
  | 'too-many-resets'
  | 'too-many-bad-requests'
  | 'too-many-pings'
  | 'too-many-settings'
  | 'too-much-empty-data'
  | 'too-many-window-updates'
  | 'too-many-priorities'
  | 'too-many-ignored-frames'
  | 'too-much-unread'
  | 'too-much-queued'
  | 'too-much-held'
  | 'slow-request'
  | 'slow-reader'
  | 'silent'
  | 'settings-timeout'
  | 'too-old';

export interface Trouble {
  readonly code: ErrorCode;
  readonly cause: Cause;
  readonly reason: string;
}

export const describeTrouble = ({ code, cause, reason }: Trouble): string =>
  `${cause}: ${reason} (${describeError(code)})`;

/** How often each happened, over all connections of a server. */
export class CauseCounts {
  readonly connections = new Map<Cause, number>();
  readonly streams = new Map<Cause, number>();

  connection({ cause }: Trouble): void {
    this.connections.set(cause, (this.connections.get(cause) ?? 0) + 1);
  }

  stream({ cause }: Trouble): void {
    this.streams.set(cause, (this.streams.get(cause) ?? 0) + 1);
  }
}
