/** One readable line for what the federation writes and carries: logs, transcripts and the command line use them. */
import { assertNever } from '../base/assert.ts';
import { printableKey } from '../base/bytes.ts';
import { describeHlc } from '../base/hlc.ts';
import { describeConflict } from './conflict.ts';
import { originKey } from './origin.ts';
import { describeRule } from './rules.ts';
import type { FederationWrite, OriginTransaction, OriginWrite } from './types.ts';
import { describeSet } from './version-set.ts';
import { describeDot, describeVector } from './version-vector.ts';

/** A transaction may write very many keys. */
const KEYS_SHOWN_MAX = 3;

export function describeTransaction(transaction: OriginTransaction): string {
  const keys = transaction.writes.slice(0, KEYS_SHOWN_MAX).map(describeWrite);
  const more = transaction.writes.length - keys.length;
  return (
    `${describeDot(transaction)} at ${describeHlc(transaction.time)} after ${describeVector(transaction.vector)}: ` +
    keys.join(', ') +
    (more > 0 ? ` and ${more} more` : '')
  );
}

function describeWrite(write: OriginWrite): string {
  const key = `${write.space === 'rule' ? 'rule ' : ''}"${printableKey(write.key)}"`;
  return write.value === null ? `${key} deleted` : `${key} ${write.value.length}B`;
}

export function describeFederationWrite(write: FederationWrite): string {
  switch (write.type) {
    case 'put-region':
      return `region ${originKey(write.region.self)} applied ${describeVector(write.region.applied)}`;
    case 'put-rule':
      return `rule ${describeRule(write.rule)}`;
    case 'delete-rule':
      return `rule "${printableKey(write.prefix)}" gone`;
    case 'put-set':
      return `${write.space} "${printableKey(write.key)}" is ${describeSet(write.set)}`;
    case 'delete-set':
      return `${write.space} "${printableKey(write.key)}" has no versions`;
    case 'append-origin':
      return `log ${describeTransaction(write.transaction)}`;
    case 'free-origin':
      return `log ${write.origin} freed from ${write.from} through ${write.through}`;
    case 'put-conflict':
      return describeConflict(write.conflict);
    case 'delete-conflicts':
      return `conflicts ${write.from} through ${write.through} dropped`;
    default:
      return assertNever(write);
  }
}
