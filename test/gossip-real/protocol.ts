/** What the run and its member processes say to each other, over Node's own channel between parent and child. */
import type { MemberState } from '../../src/core/gossip/types.ts';

export interface MemberOptions {
  readonly name: string;
  readonly address: string;
  readonly seeds: readonly string[];
  readonly folder: string;
  readonly keyFile: string;
}

export type FromRun = { readonly type: 'report' } | { readonly type: 'stop' };

export type FromMember =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly reason: string }
  /** How this member sees another from now on. */
  | { readonly type: 'sees'; readonly name: string; readonly state: MemberState }
  | { readonly type: 'report'; readonly report: MemberReport };

export interface MemberReport {
  readonly view: Readonly<Record<string, MemberState>>;
  readonly datagrams: number;
  readonly bytes: number;
  readonly cpuMs: number;
  readonly upMs: number;
}
