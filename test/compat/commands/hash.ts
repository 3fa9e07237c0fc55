/**
 * HashKV: CRC-32C over the revisions and their encoded records, so equal histories must give equal hashes, before and
 * after a compaction. It stands before everything that stores a random id in a record.
 */
import { head, run, type Command } from '../command.ts';

export const HASH: readonly Command[] = [
  head('hash/revision', 'hashHead'),
  run('hash/in words', 'endpoint hashkv'),
  run('hash/json', 'endpoint hashkv -w json'),
  run('hash/fields', 'endpoint hashkv -w fields'),
  run('hash/at the first revision', 'endpoint hashkv --rev=1 -w json'),
  run('hash/at an old revision', 'endpoint hashkv --rev={{oneKey}} -w json'),
  run('hash/at the delete of a key', 'endpoint hashkv --rev={{beforeDelete+1}} -w json'),
  run('hash/at the current revision', 'endpoint hashkv --rev={{hashHead}} -w json'),
  run('hash/at a future revision', 'endpoint hashkv --rev={{hashHead+1}}'),
  run('hash/compact at a delete', 'compaction {{beforeDelete+1}} --physical'),
  run('hash/after compaction', 'endpoint hashkv -w json'),
  run('hash/at the compacted revision', 'endpoint hashkv --rev={{beforeDelete+1}} -w json'),
  run('hash/above the compacted revision', 'endpoint hashkv --rev={{beforeDelete+2}} -w json'),
  run('hash/below the compacted revision', 'endpoint hashkv --rev={{beforeDelete}}'),
  run('hash/read at the compacted delete', 'get g/d --rev={{beforeDelete+1}} -w json'),
  run('hash/read others at the compacted delete', 'get g/ --prefix --rev={{beforeDelete+1}} -w json'),
  run('hash/compact above the delete', 'compaction {{beforeDelete+2}} --physical'),
  run('hash/after the delete is compacted', 'endpoint hashkv -w json'),
  run('hash/at the second compacted revision', 'endpoint hashkv --rev={{beforeDelete+2}} -w json'),
  run('hash/of all endpoints', 'endpoint hashkv --cluster -w json'),
  run('hash/bad revision', 'endpoint hashkv --rev=x'),
];
