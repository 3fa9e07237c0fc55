/**
 * A running playground as the commands see it: the same face whether its supervisor is this process or another one
 * behind the control socket.
 */
import type { DevServer, RegionName } from './layout.ts';

export interface PlaygroundStatus {
  readonly supervisorPid: number;
  readonly running: readonly string[];
  /** Those that are down, and why. */
  readonly ended: readonly { readonly name: string; readonly how: string }[];
  readonly cut: readonly string[];
}

export interface Playground {
  status(): Promise<PlaygroundStatus>;
  /** Starts what is down; the names of what was. */
  start(): Promise<readonly string[]>;
  /** False when it was down already. */
  kill(server: DevServer): Promise<boolean>;
  cut(region: RegionName): Promise<void>;
  /** Joins the regions again and starts what is down; the names of what was. */
  heal(): Promise<readonly string[]>;
  /** Resolves when every server has ended. */
  stop(): Promise<void>;
}
