/**
 * An ordered map from binary strings: a B+ tree that also counts. The keyspace holds a million keys in it, so nodes
 * are plain arrays (two words a key) and every branch knows how many keys stand below each child: counting a range
 * costs two descents, not a walk.
 *
 * Invariants:
 * O1. All leaves are at one depth; leaf keys ascend strictly.
 * O2. `separators[i]` is greater than every key below child i and not greater than any below child i + 1.
 * O3. `counts[i]` is the number of keys below child i; `map.size` is their sum over the root.
 * O4. A node other than the root and those on the right edge holds at least `MIN_FILL` keys or children.
 *
 * Values must not be `undefined`: that is what a missing key reads as. Walking is `ordered-map-cursor.ts`.
 */
import { assert, present } from './assert.ts';
import type { KeyRange } from './bytes.ts';

const MAX_FILL = 64;
const MIN_FILL = 20;
/** Keys arriving in order split at the end: the left node stays this full instead of half empty for ever. */
const APPEND_SPLIT = MAX_FILL - 4;

export interface Leaf<V> {
  readonly kind: 'leaf';
  keys: string[];
  values: V[];
}

export interface Branch<V> {
  readonly kind: 'branch';
  separators: string[];
  children: Node<V>[];
  counts: number[];
}

export type Node<V> = Leaf<V> | Branch<V>;

export interface OrderedMap<V> {
  root: Node<V>;
  size: number;
}

export function createOrderedMap<V>(): OrderedMap<V> {
  return { root: { kind: 'leaf', keys: [], values: [] }, size: 0 };
}

export function getKey<V>(map: OrderedMap<V>, key: string): V | undefined {
  let node = map.root;
  while (node.kind === 'branch') node = node.children[childOf(node, key)]!;
  const at = lowerBound(node.keys, key);
  return node.keys[at] === key ? node.values[at] : undefined;
}

export function hasKey<V>(map: OrderedMap<V>, key: string): boolean {
  return getKey(map, key) !== undefined;
}

/** Inserts or replaces. */
export function setKey<V>(map: OrderedMap<V>, key: string, value: V): void {
  insert(map, { key, value, replace: true, added: false, found: undefined });
}

/** Inserts unless the key is there, in one descent; returns what is there, `undefined` when it was inserted. */
export function addKey<V>(map: OrderedMap<V>, key: string, value: V): V | undefined {
  const insertion: Insertion<V> = { key, value, replace: false, added: false, found: undefined };
  insert(map, insertion);
  return insertion.found;
}

/** Returns what stood there, `undefined` when nothing did. */
export function deleteKey<V>(map: OrderedMap<V>, key: string): V | undefined {
  if (map.size === 0) return undefined;
  const removed = removeBelow(map, map.root, key);
  while (map.root.kind === 'branch' && map.root.children.length === 1) map.root = map.root.children[0]!;
  return removed;
}

/** How many keys stand in the range; O(log n). */
export function countRange<V>(map: OrderedMap<V>, range: KeyRange): number {
  const below = range.to === null ? map.size : countBefore(map, range.to);
  return Math.max(0, below - countBefore(map, range.from));
}

/** Checks O1 to O4 throughout; for tests and the simulator's sweeps. */
export function checkOrderedMap<V>(map: OrderedMap<V>): void {
  let depthOfLeaves = -1;
  const check = (node: Node<V>, depth: number, low: string | null, high: string | null): number => {
    assert(depth === 0 || high === null || fill(node) >= MIN_FILL, 'O4: no thin node but on the right edge');
    const keys = node.kind === 'leaf' ? node.keys : node.separators;
    for (const [at, key] of keys.entries()) {
      assert(at === 0 || keys[at - 1]! < key, 'O1: keys ascend');
      assert(
        (low === null || key >= low) && (high === null || key < high),
        'O2: keys lie between separators',
      );
    }
    if (node.kind === 'leaf') {
      assert(depthOfLeaves === -1 || depthOfLeaves === depth, 'O1: leaves are level');
      depthOfLeaves = depth;
      assert(node.keys.length === node.values.length, 'O1: a value for each key');
      return node.keys.length;
    }
    let sum = 0;
    for (const [at, child] of node.children.entries()) {
      const count = check(child, depth + 1, node.separators[at - 1] ?? low, node.separators[at] ?? high);
      assert(count > 0 && count === node.counts[at], 'O3: counts are exact');
      sum += count;
    }
    return sum;
  };
  assert(check(map.root, 0, null, null) === map.size, 'O3: the size is the sum');
}

/** First position whose key is not less than `key`. */
export function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The child under which `key` belongs: as many separators as are not greater than it. */
export function childOf<V>(branch: Branch<V>, key: string): number {
  const separators = branch.separators;
  let low = 0;
  let high = separators.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (separators[middle]! <= key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countBelow<V>(node: Node<V>): number {
  if (node.kind === 'leaf') return node.keys.length;
  let sum = 0;
  for (const count of node.counts) sum += count;
  return sum;
}

function countBefore<V>(map: OrderedMap<V>, key: string): number {
  let before = 0;
  let node = map.root;
  while (node.kind === 'branch') {
    const at = childOf(node, key);
    for (let i = 0; i < at; i++) before += node.counts[i]!;
    node = node.children[at]!;
  }
  return before + lowerBound(node.keys, key);
}

function firstKeyBelow<V>(node: Node<V>): string {
  let at = node;
  while (at.kind === 'branch') at = at.children[0]!;
  return present(at.keys[0], 'first key of a node');
}

function fill<V>(node: Node<V>): number {
  return node.kind === 'leaf' ? node.keys.length : node.children.length;
}

interface Insertion<V> {
  readonly key: string;
  readonly value: V;
  readonly replace: boolean;
  added: boolean;
  found: V | undefined;
}

function insert<V>(map: OrderedMap<V>, insertion: Insertion<V>): void {
  const left = map.root;
  const right = insertBelow(left, insertion);
  if (insertion.added) map.size++;
  if (right === null) return;
  map.root = {
    kind: 'branch',
    separators: [firstKeyBelow(right)],
    children: [left, right],
    counts: [countBelow(left), countBelow(right)],
  };
}

/** Returns the new right neighbour when the node had to split. */
function insertBelow<V>(node: Node<V>, insertion: Insertion<V>): Node<V> | null {
  if (node.kind === 'leaf') return insertIntoLeaf(node, insertion);
  const at = childOf(node, insertion.key);
  const child = node.children[at]!;
  const right = insertBelow(child, insertion);
  if (right === null) {
    if (insertion.added) node.counts[at]!++;
    return null;
  }
  node.counts[at] = countBelow(child);
  insertSlot(node.separators, at, firstKeyBelow(right));
  insertSlot(node.children, at + 1, right);
  insertSlot(node.counts, at + 1, countBelow(right));
  return node.children.length > MAX_FILL ? splitBranch(node, at + 2 === node.children.length) : null;
}

function insertIntoLeaf<V>(leaf: Leaf<V>, insertion: Insertion<V>): Leaf<V> | null {
  const { key, value } = insertion;
  const at = lowerBound(leaf.keys, key);
  if (leaf.keys[at] === key) {
    insertion.found = leaf.values[at];
    if (insertion.replace) leaf.values[at] = value;
    return null;
  }
  insertSlot(leaf.keys, at, key);
  insertSlot(leaf.values, at, value);
  insertion.added = true;
  return leaf.keys.length > MAX_FILL ? splitLeaf(leaf, at + 1 === leaf.keys.length) : null;
}

function splitLeaf<V>(leaf: Leaf<V>, appended: boolean): Leaf<V> {
  const from = splitPoint(leaf.keys.length, appended);
  const right: Leaf<V> = { kind: 'leaf', keys: leaf.keys.slice(from), values: leaf.values.slice(from) };
  leaf.keys = leaf.keys.slice(0, from);
  leaf.values = leaf.values.slice(0, from);
  return right;
}

function splitBranch<V>(branch: Branch<V>, appended: boolean): Branch<V> {
  const from = splitPoint(branch.children.length, appended);
  const right: Branch<V> = {
    kind: 'branch',
    separators: branch.separators.slice(from),
    children: branch.children.slice(from),
    counts: branch.counts.slice(from),
  };
  branch.separators = branch.separators.slice(0, from - 1);
  branch.children = branch.children.slice(0, from);
  branch.counts = branch.counts.slice(0, from);
  return right;
}

const splitPoint = (length: number, appended: boolean): number => (appended ? APPEND_SPLIT : length >>> 1);

function removeBelow<V>(map: OrderedMap<V>, node: Node<V>, key: string): V | undefined {
  if (node.kind === 'leaf') {
    const at = lowerBound(node.keys, key);
    if (node.keys[at] !== key) return undefined;
    const removed = node.values[at];
    removeSlot(node.keys, at);
    removeSlot(node.values, at);
    map.size--;
    return removed;
  }
  const at = childOf(node, key);
  const before = map.size;
  const child = node.children[at]!;
  const removed = removeBelow(map, child, key);
  node.counts[at]! += map.size - before;
  if (map.size !== before && fill(child) < MIN_FILL && node.children.length > 1) refill(node, at);
  return removed;
}

/** Brings a thin child together with a neighbour: one node if they fit, else two of equal size. */
function refill<V>(parent: Branch<V>, at: number): void {
  const leftAt = at > 0 ? at - 1 : at;
  const left = parent.children[leftAt]!;
  const right = parent.children[leftAt + 1]!;
  if (left.kind === 'leaf') joinLeaves(left, right as Leaf<V>);
  else joinBranches(left, right as Branch<V>, parent.separators[leftAt]!);
  const overflow = fill(left) > MAX_FILL ? splitEvenly(left) : null;
  parent.counts[leftAt] = countBelow(left);
  if (overflow === null) {
    removeSlot(parent.separators, leftAt);
    removeSlot(parent.children, leftAt + 1);
    removeSlot(parent.counts, leftAt + 1);
    return;
  }
  parent.separators[leftAt] = firstKeyBelow(overflow);
  parent.children[leftAt + 1] = overflow;
  parent.counts[leftAt + 1] = countBelow(overflow);
}

function joinLeaves<V>(left: Leaf<V>, right: Leaf<V>): void {
  left.keys = left.keys.concat(right.keys);
  left.values = left.values.concat(right.values);
}

function joinBranches<V>(left: Branch<V>, right: Branch<V>, between: string): void {
  left.separators = left.separators.concat(between, right.separators);
  left.children = left.children.concat(right.children);
  left.counts = left.counts.concat(right.counts);
}

function splitEvenly<V>(node: Node<V>): Node<V> {
  return node.kind === 'branch' ? splitBranch(node, false) : splitLeaf(node, false);
}

/** By hand rather than by `splice`, which allocates the array of what it removed. */
function insertSlot<T>(array: T[], at: number, item: T): void {
  array.push(item);
  for (let i = array.length - 1; i > at; i--) array[i] = array[i - 1]!;
  array[at] = item;
}

function removeSlot<T>(array: T[], at: number): void {
  for (let i = at; i + 1 < array.length; i++) array[i] = array[i + 1]!;
  array.pop();
}
