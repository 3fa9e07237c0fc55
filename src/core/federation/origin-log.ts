/**
 * Appending to origin logs. A region keeps the log of every origin, not only its own, so that any region can serve any
 * origin's transactions and a cut link is routed around.
 *
 * L1. A log is gapless: an append is the successor of what was applied.
 * L2. Each entry carries the chain value over everything before it, so two regions that agree on one chain value agree
 *     on the whole log up to it; a rolled-back disk that wrote on under old sequences is noticed at the next comparison.
 */
import { assert } from '../base/assert.ts';
import { mergeHlc } from '../base/hlc.ts';
import type { Hlc } from '../base/hlc.ts';
import { chainValue } from './canonical.ts';
import type { RegionState } from './region.ts';
import type {
  Dot,
  FederationReader,
  FederationWrite,
  OriginTransaction,
  OriginWrite,
  Space,
  Version,
  VersionSet,
  VersionVector,
} from './types.ts';
import { sequenceAt } from './version-vector.ts';

/** The writes of one command so far, and the sets they made: later steps of the same command read through it. */
export interface Draft {
  readonly writes: FederationWrite[];
  readonly sets: Map<string, VersionSet>;
  readonly reader: FederationReader;
}

export function createDraft(reader: FederationReader): Draft {
  return { writes: [], sets: new Map(), reader };
}

export function draftSet(draft: Draft, space: Space, key: string): VersionSet {
  return draft.sets.get(setName(space, key)) ?? draft.reader.readSet(space, key);
}

export function putSet(draft: Draft, space: Space, key: string, set: VersionSet): void {
  draft.sets.set(setName(space, key), set);
  draft.writes.push({ type: 'put-set', space, key, set });
}

/**
 * The region's own next transaction. Its vector is everything applied, so each of its versions has seen the whole local
 * set and stands alone afterwards.
 */
export function originate(
  state: RegionState,
  draft: Draft,
  content: { readonly writes: readonly OriginWrite[]; readonly time: Hlc; readonly actor: string },
): OriginTransaction {
  assert(content.writes.length > 0, 'a transaction writes something');
  const unchained = {
    origin: state.key,
    sequence: sequenceAt(state.applied, state.key) + 1,
    time: content.time,
    vector: snapshot(state.applied),
    writes: content.writes,
    actor: content.actor,
  };
  const transaction = { ...unchained, chain: chainValue(state.chains.get(state.key) ?? 0, unchained) };
  append(state, draft, transaction);
  for (const write of content.writes) putSet(draft, write.space, write.key, [versionOf(transaction, write)]);
  return transaction;
}

export function append(state: RegionState, draft: Draft, transaction: OriginTransaction): void {
  const { origin, sequence } = transaction;
  assert(
    sequence === sequenceAt(state.applied, origin) + 1,
    () => `L1: ${origin}:${sequence} is not the log's next`,
  );
  state.applied.set(origin, sequence);
  state.chains.set(origin, transaction.chain);
  state.clock = mergeHlc(state.clock, transaction.time);
  state.recordChanged = true;
  draft.writes.push({ type: 'append-origin', transaction });
}

export function versionOf(transaction: OriginTransaction, write: OriginWrite): Version {
  const { origin, sequence, time, actor } = transaction;
  return { origin, sequence, time, value: write.value, actor };
}

/**
 * The chain value at a place of a log, as far as it is still known: at the head from the region's record, before it
 * from the log itself.
 */
export function chainAt(
  state: RegionState,
  reader: Pick<FederationReader, 'readTransaction'>,
  dot: Dot,
): number | null {
  if (dot.sequence === 0) return 0;
  const head = sequenceAt(state.applied, dot.origin);
  if (dot.sequence > head) return null;
  if (dot.sequence === head) return state.chains.get(dot.origin) ?? null;
  if (dot.sequence <= sequenceAt(state.freed, dot.origin)) return null;
  return reader.readTransaction(dot)?.chain ?? null;
}

/** Whether a key has versions at all. */
export function hasSet(draft: Draft, space: Space, key: string): boolean {
  return draftSet(draft, space, key).length > 0;
}

function snapshot(vector: VersionVector): VersionVector {
  return new Map(vector);
}

function setName(space: Space, key: string): string {
  return `${space}:${key}`;
}
