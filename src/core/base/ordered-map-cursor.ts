/**
 * Walking an ordered map, either way, from any key. A cursor keeps its way down from the root, so a step costs nothing
 * but at a leaf's end; it is good until the map next changes, and past either end it stays there.
 */
import { present } from './assert.ts';
import type { KeyRange } from './bytes.ts';
import { childOf, lowerBound, type Branch, type Leaf, type Node, type OrderedMap } from './ordered-map.ts';

/** Visits the range in order until `visit` returns false. The map must not change meanwhile. */
export function visitRange<V>(
  map: OrderedMap<V>,
  range: KeyRange,
  visit: (key: string, value: V) => boolean | void,
): void {
  for (let cursor = seek(map, range.from); cursor.leaf !== null; advance(cursor)) {
    const key = cursorKey(cursor);
    if (range.to !== null && key >= range.to) return;
    if (visit(key, cursorValue(cursor)) === false) return;
  }
}

/** Visits the range from its end to its start until `visit` returns false. */
export function visitRangeBackward<V>(
  map: OrderedMap<V>,
  range: KeyRange,
  visit: (key: string, value: V) => boolean | void,
): void {
  for (let cursor = seekBelow(map, range.to); cursor.leaf !== null; retreat(cursor)) {
    const key = cursorKey(cursor);
    if (key < range.from) return;
    if (visit(key, cursorValue(cursor)) === false) return;
  }
}

export interface Cursor<V> {
  /** `null` past either end. */
  leaf: Leaf<V> | null;
  slot: number;
  /** The way down from the root: which child of which branch. */
  readonly branches: Branch<V>[];
  readonly slots: number[];
}

export function cursorKey<V>(cursor: Cursor<V>): string {
  return present(cursor.leaf?.keys[cursor.slot], 'key under the cursor');
}

export function cursorValue<V>(cursor: Cursor<V>): V {
  return present(cursor.leaf?.values[cursor.slot], 'value under the cursor');
}

/** Stands on the least key that is not less than `from`. */
export function seek<V>(map: OrderedMap<V>, from: string): Cursor<V> {
  const cursor = descend(map, from);
  const leaf = present(cursor.leaf, 'leaf of the descent');
  cursor.slot = lowerBound(leaf.keys, from);
  if (cursor.slot === leaf.keys.length) nextLeaf(cursor);
  return cursor;
}

/** Stands on the greatest key that is less than `to`; on the last key for `null`. */
export function seekBelow<V>(map: OrderedMap<V>, to: string | null): Cursor<V> {
  const cursor = to === null ? descendLast(map) : descend(map, to);
  const leaf = present(cursor.leaf, 'leaf of the descent');
  cursor.slot = (to === null ? leaf.keys.length : lowerBound(leaf.keys, to)) - 1;
  if (cursor.slot < 0) previousLeaf(cursor);
  return cursor;
}

export function advance<V>(cursor: Cursor<V>): void {
  if (cursor.leaf === null) return;
  cursor.slot++;
  if (cursor.slot === cursor.leaf.keys.length) nextLeaf(cursor);
}

export function retreat<V>(cursor: Cursor<V>): void {
  if (cursor.leaf === null) return;
  cursor.slot--;
  if (cursor.slot < 0) previousLeaf(cursor);
}

function descend<V>(map: OrderedMap<V>, key: string): Cursor<V> {
  const cursor: Cursor<V> = { leaf: null, slot: 0, branches: [], slots: [] };
  let node = map.root;
  while (node.kind === 'branch') node = enter(cursor, node, childOf(node, key));
  cursor.leaf = node;
  return cursor;
}

function descendLast<V>(map: OrderedMap<V>): Cursor<V> {
  const cursor: Cursor<V> = { leaf: null, slot: 0, branches: [], slots: [] };
  let node = map.root;
  while (node.kind === 'branch') node = enter(cursor, node, node.children.length - 1);
  cursor.leaf = node;
  return cursor;
}

function enter<V>(cursor: Cursor<V>, branch: Branch<V>, at: number): Node<V> {
  cursor.branches.push(branch);
  cursor.slots.push(at);
  return branch.children[at]!;
}

function nextLeaf<V>(cursor: Cursor<V>): void {
  const { branches, slots } = cursor;
  cursor.leaf = null;
  while (branches.length > 0) {
    const branch = branches.pop()!;
    const at = slots.pop()! + 1;
    if (at >= branch.children.length) continue;
    let node = enter(cursor, branch, at);
    while (node.kind === 'branch') node = enter(cursor, node, 0);
    cursor.leaf = node;
    cursor.slot = 0;
    return;
  }
}

function previousLeaf<V>(cursor: Cursor<V>): void {
  const { branches, slots } = cursor;
  cursor.leaf = null;
  while (branches.length > 0) {
    const branch = branches.pop()!;
    const at = slots.pop()! - 1;
    if (at < 0) continue;
    let node = enter(cursor, branch, at);
    while (node.kind === 'branch') node = enter(cursor, node, node.children.length - 1);
    cursor.leaf = node;
    cursor.slot = node.keys.length - 1;
    return;
  }
}
