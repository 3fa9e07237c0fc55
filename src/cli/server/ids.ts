/** Ids are derived from what the operator names, so that members agree on them before they ever talk. */
import { createHash } from 'node:crypto';
import { hexId, memberId } from '../../core/base/brands.ts';
import type { MemberId } from '../../core/base/brands.ts';

export interface RegionNames {
  /** Keeps regions of one name apart. */
  readonly token: string;
  readonly region: string;
}

export function memberIdOf({ token, region }: RegionNames, name: string): MemberId {
  return memberId(hash64(`member\0${token}\0${region}\0${name}`));
}

export function clusterIdOf({ token, region }: RegionNames, members: readonly MemberId[]): bigint {
  return hash64(`cluster\0${token}\0${region}\0${members.map(hexId).sort().join(',')}`);
}

/** 64 bits of SHA-256; 0 means "none" in many messages. */
function hash64(text: string): bigint {
  const value = createHash('sha256').update(text).digest().readBigUInt64BE(0);
  return value === 0n ? 1n : value;
}
