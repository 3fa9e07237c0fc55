/**
 * Which of many key ranges hold a key: a treap ordered by (from, to) whose nodes know the farthest end below them, so
 * that a lookup steps only into subtrees that can hold an answer. Adding, removing and finding a range cost O(log n),
 * a lookup O(log n) and the answers.
 *
 * R1. In-order, (from, to) ascends strictly; `null` is the greatest end.
 * R2. A node's priority is not less than its children's: with random priorities the depth stays logarithmic whatever
 *     the order of arrival.
 * R3. `farthest` is the greatest end of the node's subtree.
 *
 * Priorities come from the seeded generator in the tree, so equal histories give equal trees.
 */
import { assert } from '../base/assert.ts';
import { compareStrings, type KeyRange } from '../base/bytes.ts';
import { createRandom, nextUint32, type Random } from '../base/random.ts';

export interface RangeTree<T> {
  root: RangeNode<T> | null;
  size: number;
  readonly random: Random;
}

export interface RangeNode<T> {
  readonly range: KeyRange;
  readonly value: T;
  readonly priority: number;
  farthest: string | null;
  left: RangeNode<T> | null;
  right: RangeNode<T> | null;
}

export function createRangeTree<T>(): RangeTree<T> {
  return { root: null, size: 0, random: createRandom(1) };
}

export function findRange<T>(tree: RangeTree<T>, range: KeyRange): T | undefined {
  let node = tree.root;
  while (node !== null) {
    const order = compareRanges(range, node.range);
    if (order === 0) return node.value;
    node = order < 0 ? node.left : node.right;
  }
  return undefined;
}

/** The range must not be there yet. */
export function addRange<T>(tree: RangeTree<T>, range: KeyRange, value: T): void {
  const priority = nextUint32(tree.random);
  tree.root = insert(tree.root, { range, value, priority, farthest: range.to, left: null, right: null });
  tree.size++;
}

/** The range must be there. */
export function removeRange<T>(tree: RangeTree<T>, range: KeyRange): void {
  tree.root = remove(tree.root, range);
  tree.size--;
}

/** Appends the values of all ranges that hold `key`. */
export function collectHolding<T>(tree: RangeTree<T>, key: string, into: T[]): void {
  collect(tree.root, key, into);
}

export function someRangeHolds<T>(tree: RangeTree<T>, key: string): boolean {
  let node = tree.root;
  while (node !== null) {
    // Whatever on the left ends beyond the key holds it if it begins at or before it. If the left subtree ends beyond
    // the key and still has no range around it, that range begins after the key, and so does all that is further right.
    if (node.left !== null && endsAfter(node.left.farthest, key)) node = node.left;
    else if (node.range.from > key) return false;
    else if (endsAfter(node.range.to, key)) return true;
    else node = node.right;
  }
  return false;
}

/** Checks R1 to R3 throughout; for tests. */
export function checkRangeTree<T>(tree: RangeTree<T>): void {
  let previous: KeyRange | null = null;
  let count = 0;
  const check = (node: RangeNode<T> | null): void => {
    if (node === null) return;
    const { left, right, priority } = node;
    assert(
      (left?.priority ?? 0) <= priority && (right?.priority ?? 0) <= priority,
      'R2: a heap of priorities',
    );
    check(left);
    assert(previous === null || compareRanges(previous, node.range) < 0, 'R1: ranges ascend');
    previous = node.range;
    count++;
    check(right);
    assert(node.farthest === farthestOf(node), 'R3: the farthest end is right');
  };
  check(tree.root);
  assert(count === tree.size, 'the size counts the ranges');
}

const endsAfter = (end: string | null, key: string): boolean => end === null || end > key;

function compareRanges(left: KeyRange, right: KeyRange): number {
  const order = compareStrings(left.from, right.from);
  if (order !== 0 || left.to === right.to) return order;
  if (left.to === null) return 1;
  return right.to === null ? -1 : compareStrings(left.to, right.to);
}

function farthestOf<T>(node: RangeNode<T>): string | null {
  let farthest = node.range.to;
  for (const child of [node.left, node.right]) {
    if (child !== null && farthest !== null && endsAfter(child.farthest, farthest)) farthest = child.farthest;
  }
  return farthest;
}

function insert<T>(node: RangeNode<T> | null, added: RangeNode<T>): RangeNode<T> {
  if (node === null) return added;
  const order = compareRanges(added.range, node.range);
  assert(order !== 0, 'a range stands in the tree once');
  if (order < 0) node.left = insert(node.left, added);
  else node.right = insert(node.right, added);
  const child = order < 0 ? node.left : node.right;
  if (child !== null && child.priority > node.priority)
    return order < 0 ? rotateRight(node) : rotateLeft(node);
  node.farthest = farthestOf(node);
  return node;
}

function remove<T>(node: RangeNode<T> | null, range: KeyRange): RangeNode<T> | null {
  assert(node !== null, 'only a range that stands in the tree is removed');
  const order = compareRanges(range, node.range);
  if (order === 0) return merge(node.left, node.right);
  if (order < 0) node.left = remove(node.left, range);
  else node.right = remove(node.right, range);
  node.farthest = farthestOf(node);
  return node;
}

/** One tree of two, of which all ranges of the first come before all of the second. */
function merge<T>(left: RangeNode<T> | null, right: RangeNode<T> | null): RangeNode<T> | null {
  if (left === null) return right;
  if (right === null) return left;
  const root = left.priority >= right.priority ? left : right;
  if (root === left) left.right = merge(left.right, right);
  else right.left = merge(left, right.left);
  root.farthest = farthestOf(root);
  return root;
}

function rotateRight<T>(node: RangeNode<T>): RangeNode<T> {
  const { left } = node;
  assert(left !== null, 'a right rotation lifts the left child');
  node.left = left.right;
  left.right = node;
  node.farthest = farthestOf(node);
  left.farthest = farthestOf(left);
  return left;
}

function rotateLeft<T>(node: RangeNode<T>): RangeNode<T> {
  const { right } = node;
  assert(right !== null, 'a left rotation lifts the right child');
  node.right = right.left;
  right.left = node;
  node.farthest = farthestOf(node);
  right.farthest = farthestOf(right);
  return right;
}

function collect<T>(node: RangeNode<T> | null, key: string, into: T[]): void {
  if (node === null || !endsAfter(node.farthest, key)) return;
  collect(node.left, key, into);
  if (node.range.from > key) return;
  if (endsAfter(node.range.to, key)) into.push(node.value);
  collect(node.right, key, into);
}
