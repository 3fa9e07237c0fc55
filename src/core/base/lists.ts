/**
 * Lists of which most hold one thing: an array that is pushed to makes room for seventeen, 150 bytes for the collector, and a
 * command has several.
 */

/** `list` with `item` at its end; what was `list` is no longer to be used. */
export function added<T>(list: T[], item: T): T[] {
  if (list.length === 0) return [item];
  list.push(item);
  return list;
}
