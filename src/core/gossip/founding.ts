/**
 * How servers that know only how many they are to be (`--bootstrap-expect`) agree on who founds their region. Each looks at
 * the pool and judges alone; what it binds itself to it writes down and tells the pool, and never takes back.
 *
 * F1. A server binds itself to one list of founders, once, and to none that it is not in.
 * F2. A region is founded when all of its founders are bound to their list. Two lists of N share a server while fewer than
 *     2 N fresh servers start together, and it is bound to one: so there are never two regions. (Consul's servers each
 *     found by what they see, and go by the number alone.)
 * F3. Being bound is never undone, so whoever sees all bound, or one that is in the founded region already, knows it for
 *     good, whatever it sees later.
 * F4. Where there is a region already nobody founds another: a server that comes late, or lost its folder, has to join.
 */
import { compareStrings } from '../base/bytes.ts';

/** A live server of the region, as the pool tells of it. */
export interface Founder {
  readonly name: string;
  readonly address: string;
  /** 0: it is in no Raft group yet. */
  readonly raftId: bigint;
  /** Its group, or the one it is bound to found; 0: neither. */
  readonly clusterId: bigint;
  readonly expect: number;
}

export interface FoundingView {
  readonly self: Founder;
  readonly others: readonly Founder[];
  /** What this server is bound to. */
  readonly bound: { readonly names: readonly string[]; readonly clusterId: bigint } | null;
  /** The cluster that founders of these names would make. */
  clusterOf(names: readonly string[]): bigint;
}

export type FoundingStep =
  | { readonly type: 'wait'; readonly reason: string }
  /** Bind to this list, if it still looks so in a while; in the order of names. */
  | { readonly type: 'bind'; readonly founders: readonly Founder[] }
  | { readonly type: 'found' }
  /** F4. */
  | { readonly type: 'exists'; readonly members: readonly Founder[] };

/** Lists are looked for among so many: beyond it an operator started far more servers than are to found. */
const CANDIDATES_MAX = 16;

export function judgeFounding(view: FoundingView): FoundingStep {
  const { self, others, bound } = view;
  const members = others.filter(({ raftId }) => raftId !== 0n);
  const ours = members.some(({ clusterId }) => clusterId === bound?.clusterId);
  if (ours) return { type: 'found' };
  if (members.length > 0) return { type: 'exists', members };
  if (bound !== null) return judgeBound(view, bound);
  const candidates = [self, ...others.filter(({ expect }) => expect > 0)];
  candidates.sort((one, other) => compareStrings(one.name, other.name));
  const trouble = troubleAmong(self, candidates);
  if (trouble !== null) return { type: 'wait', reason: trouble };
  return chooseList(view, candidates);
}

/** F2. */
function judgeBound({ self, others }: FoundingView, bound: NonNullable<FoundingView['bound']>): FoundingStep {
  const missing = bound.names.filter(
    (name) =>
      name !== self.name &&
      !others.some((other) => other.name === name && other.clusterId === bound.clusterId),
  );
  if (missing.length === 0) return { type: 'found' };
  return {
    type: 'wait',
    reason:
      `bound to found the region with ${bound.names.join(', ')}; not bound yet, or not reached: ${missing.join(', ')}. ` +
      'Should one of them never start again, remove the data folders of all of them: the region holds nothing yet',
  };
}

function troubleAmong(self: Founder, candidates: readonly Founder[]): string | null {
  const odd = candidates.find(({ expect }) => expect !== self.expect);
  if (odd !== undefined)
    return `${odd.name} has --bootstrap-expect ${odd.expect}, this server ${self.expect}: make them equal`;
  const twin = candidates.find(({ name }, at) => candidates[at + 1]?.name === name);
  if (twin !== undefined) return `two servers are called ${twin.name}: each needs a --name of its own`;
  if (candidates.length >= self.expect) return null;
  return `${candidates.length} of ${self.expect} servers are there (${candidates.map(({ name }) => name).join(', ')})`;
}

/** The list that others are bound to, if it can be told; else the first names. */
function chooseList({ self, clusterOf }: FoundingView, candidates: readonly Founder[]): FoundingStep {
  const considered = candidates.slice(0, CANDIDATES_MAX);
  const wanted = candidates.map(({ clusterId }) => clusterId).filter((clusterId) => clusterId !== 0n);
  const lists = wanted.length === 0 ? [considered.slice(0, self.expect)] : listsOf(considered, self.expect);
  const chosen = lists.find(
    (list) => list.includes(self) && (wanted.length === 0 || wanted.includes(clusterOf(list.map(nameOf)))),
  );
  if (chosen !== undefined) return { type: 'bind', founders: chosen };
  return {
    type: 'wait',
    reason: `${self.expect} others found the region; this server can be added to it with "atollctl member add"`,
  };
}

const nameOf = ({ name }: Founder): string => name;

/** All lists of so many, in the order of their names. */
function listsOf(candidates: readonly Founder[], count: number): readonly (readonly Founder[])[] {
  if (count === 0) return [[]];
  return candidates.flatMap((first, at) =>
    listsOf(candidates.slice(at + 1), count - 1).map((rest) => [first, ...rest]),
  );
}
