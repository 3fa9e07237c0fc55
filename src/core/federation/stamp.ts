/**
 * The total order of writes that did not see each other: hybrid time, then origin. It only has to be the same
 * everywhere and never to contradict causality; a write that saw another carries a later time (hlc H1).
 */
import { compareHlc, describeHlc } from '../base/hlc.ts';
import { compareStrings } from '../base/bytes.ts';
import type { Stamp } from './types.ts';

export function compareStamps(left: Stamp, right: Stamp): number {
  return compareHlc(left.time, right.time) || compareStrings(left.origin, right.origin);
}

export function describeStamp(stamp: Stamp): string {
  return `${describeHlc(stamp.time)}@${stamp.origin}`;
}
