/**
 * Names of origins. An origin is a region and an incarnation; its key form is `region/incarnation-in-hex`.
 *
 * O1. A region's name holds neither `/` nor a zero byte, so an origin key parses in one way and origin-log keys
 *     (origin key, zero byte, sequence) sort by origin and then by sequence.
 */
import { assert } from '../base/assert.ts';
import type { Origin, OriginKey } from './types.ts';

const REGION_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

export function isRegionName(name: string): boolean {
  return REGION_NAME.test(name);
}

export function originKey(origin: Origin): OriginKey {
  assert(isRegionName(origin.region), () => `not a region name: ${JSON.stringify(origin.region)}`);
  return `${origin.region}/${origin.incarnation.toString(16)}`;
}

export function regionOfOrigin(key: OriginKey): string {
  const slash = key.indexOf('/');
  assert(slash > 0, () => `not an origin key: ${JSON.stringify(key)}`);
  return key.slice(0, slash);
}

/** Whether something from outside (a frame, a record) has the form of an origin key. */
export function isOriginKey(key: string): boolean {
  const slash = key.indexOf('/');
  return slash > 0 && isRegionName(key.slice(0, slash)) && /^[0-9a-f]{1,16}$/.test(key.slice(slash + 1));
}
