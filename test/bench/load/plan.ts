/** What the bench asks of its load generator and what it is told, as it crosses from one process to the other. */
import type { Target } from './connection.ts';

export type Load =
  | { readonly type: 'put'; readonly inFlight: number }
  /** Open loop: so many a second begin, whatever became of those before. */
  | { readonly type: 'put-rate'; readonly perSecond: number }
  | { readonly type: 'range'; readonly inFlight: number; readonly serializable: boolean }
  | { readonly type: 'prefix'; readonly inFlight: number }
  | { readonly type: 'txn'; readonly inFlight: number }
  | { readonly type: 'mixed'; readonly inFlight: number }
  /** Each put is seen by `watchers` divided by `keys`. */
  | { readonly type: 'watch'; readonly watchers: number; readonly keys: number; readonly inFlight: number }
  | { readonly type: 'lease-grant'; readonly inFlight: number }
  | { readonly type: 'keep-alive'; readonly inFlight: number }
  /** Puts keys 0 to `keys`, which is prepared, not measured. */
  | { readonly type: 'fill'; readonly keys: number }
  /** So many puts as fast as they go, which is prepared, not measured. */
  | { readonly type: 'put-count'; readonly puts: number }
  /** Work for others to wait behind, over and over. */
  | { readonly type: 'range-all'; readonly keys: number }
  | { readonly type: 'snapshot-file' }
  | { readonly type: 'compaction' }
  | { readonly type: 'watch-reconnect'; readonly watchers: number };

export interface Plan {
  readonly load: Load;
  /** The leader first: a single connection goes there, several go round. */
  readonly targets: readonly Target[];
  /** The server's processes. */
  readonly pids: readonly number[];
  /** Begins every key; of this run alone, so that keys are new. */
  readonly prefix: string;
  readonly warmUpMs: number;
  /** The warm-up goes on until the servers have used so much processor time, for that and not time compiles their code. */
  readonly warmUpCpuSeconds: number;
  readonly measureMs: number;
}

export interface Measured {
  /** Operations that ended, or events that arrived, while it was measured. */
  readonly operations: number;
  readonly seconds: number;
  /** Latencies as a histogram's counts. */
  readonly latencies: readonly number[];
  readonly serverCpuSeconds: number;
  readonly serverBytes: number;
  /** Of one core, the generator's own. */
  readonly generatorShare: number;
  /** Of all cores, what neither servers nor generator used. */
  readonly othersShare: number;
}

export type Told = { readonly measured: Measured } | { readonly failed: string };
