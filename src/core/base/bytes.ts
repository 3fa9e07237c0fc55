/**
 * Keys are "binary strings": one UTF-16 unit per byte (latin1), so JavaScript's string order is byte order, they hash
 * and compare natively, and retaining one never pins the network frame it came from. Values stay `Uint8Array`.
 */
export const NO_BYTES: Uint8Array = new Uint8Array(0);

export interface KeyRange {
  /** Inclusive. */
  readonly from: string;
  /** Exclusive; `null` means no upper bound. */
  readonly to: string | null;
}

export function inRange(range: KeyRange, key: string): boolean {
  return key >= range.from && (range.to === null || key < range.to);
}

/** The range that holds exactly one key: nothing sorts between a key and that key with a zero byte appended. */
export function singleKey(key: string): KeyRange {
  return { from: key, to: `${key}\0` };
}

/** Whether it is the range of one key, however its end was said. */
export function isSingleKey({ from, to }: KeyRange): boolean {
  return (
    to !== null && to.length === from.length + 1 && to.charCodeAt(from.length) === 0 && to.startsWith(from)
  );
}

/** All keys that start with `prefix`; an all-0xff (or empty) prefix has no upper bound. */
export function prefixRange(prefix: string): KeyRange {
  for (let end = prefix.length; end > 0; end--) {
    const last = prefix.charCodeAt(end - 1);
    if (last < 0xff) return { from: prefix, to: prefix.slice(0, end - 1) + String.fromCharCode(last + 1) };
  }
  return { from: prefix, to: null };
}

export function rangesOverlap(left: KeyRange, right: KeyRange): boolean {
  return (left.to === null || right.from < left.to) && (right.to === null || left.from < right.to);
}

export function compareStrings(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length);
  for (let i = 0; i < shared; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && compareBytes(left, right) === 0;
}

/** A copy with a buffer of its own, so that keeping it does not keep the frame it was decoded from. */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.length === 0 ? NO_BYTES : new Uint8Array(bytes);
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Printable form of a binary key for logs: printable ASCII as is, the rest as \xNN. */
export function printableKey(key: string): string {
  let printable = '';
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i);
    printable += unit >= 0x20 && unit < 0x7f ? key[i] : `\\x${unit.toString(16).padStart(2, '0')}`;
  }
  return printable;
}
