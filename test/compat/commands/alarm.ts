/** The alarm for a full store, raised by hand (which etcdctl cannot) so that no store has to be filled. */
import { raise, run, type Command } from '../command.ts';
import { elapsed } from '../normalise.ts';

export const ALARM: readonly Command[] = [
  run('alarm/list of none', 'alarm list'),
  run('alarm/list of none json', 'alarm list -w json'),
  run('alarm/disarm none', 'alarm disarm'),
  run('alarm/fixture', 'put alarm/a 1'),
  run('alarm/fixture to delete', 'put alarm/b 1'),
  raise('alarm/raise', 'NOSPACE'),
  raise('alarm/raise again', 'NOSPACE'),
  run('alarm/list', 'alarm list'),
  run('alarm/list json', 'alarm list -w json'),
  run('alarm/put', 'put alarm/c 1'),
  run('alarm/put over an existing key', 'put alarm/a 2'),
  run('alarm/transaction that puts', 'txn', { stdin: '\nput alarm/c 1\n\n\n' }),
  run('alarm/transaction that reads', 'txn', { stdin: '\nget alarm/a\n\n\n' }),
  run('alarm/lease grant', 'lease grant 100'),
  run('alarm/get', 'get alarm/a -w json'),
  run('alarm/delete', 'del alarm/b -w json'),
  run('alarm/transaction that deletes', 'txn -w json', { stdin: '\ndel alarm/none\n\n\n' }),
  run('alarm/compaction', 'compaction {{c+6}}'),
  run('alarm/health', 'endpoint health', { normalise: [elapsed] }),
  run('alarm/disarm', 'alarm disarm'),
  run('alarm/disarmed', 'alarm list'),
  run('alarm/put after disarm', 'put alarm/c 1 -w json'),
  run('alarm/unknown subcommand', 'alarm ring'),
];
