/** Looking after a server: health, status, defragmentation, snapshots, mirrors, and what etcdctl says of misuse. */
import { run, start, stop, type Command } from '../command.ts';
import { elapsed, logOrder, serverState, snapshotSize, tableWidths } from '../normalise.ts';

export const MAINTENANCE: readonly Command[] = [
  run('endpoint/health', 'endpoint health', { normalise: [elapsed] }),
  run('endpoint/health json', 'endpoint health -w json', { normalise: [elapsed] }),
  run('endpoint/health table', 'endpoint health -w table', { normalise: [tableWidths, elapsed] }),
  run('endpoint/health of all', 'endpoint health --cluster', { normalise: [elapsed] }),
  run('endpoint/status', 'endpoint status', { normalise: [serverState] }),
  run('endpoint/status json', 'endpoint status -w json', { normalise: [serverState] }),
  run('endpoint/status fields', 'endpoint status -w fields', { normalise: [serverState] }),
  run('endpoint/status table', 'endpoint status -w table', { normalise: [tableWidths, serverState] }),
  run('endpoint/status of all', 'endpoint status --cluster', { normalise: [serverState] }),
  run('endpoint/hash table', 'endpoint hashkv -w table', {
    normalise: [
      tableWidths,
      {
        why: 'records hold random lease ids by now',
        apply: (text) => text.replace(/\| \d+ \|/, '| <hash> |'),
      },
    ],
  }),
  run('endpoint/unknown subcommand', 'endpoint sleep'),
  run('maintenance/defrag', 'defrag'),
  run('maintenance/defrag all', 'defrag --cluster'),
  run('maintenance/all is there after defrag', 'get g/ --prefix -w json'),
  run('maintenance/snapshot save', 'snapshot save {{scratch}}/copy.db', {
    normalise: [elapsed, snapshotSize, logOrder],
  }),
  run('maintenance/snapshot save without a path', 'snapshot save'),
  run('maintenance/mirror fixture', 'put mirror/from/a 1'),
  start(
    'maintenance/mirror start',
    'mirror',
    'make-mirror --prefix=mirror/from/ --dest-prefix=mirror/to/ {{client}}',
    0,
  ),
  run('maintenance/mirror has what was there', 'get mirror/to/ --prefix', { until: /a\n1\n/ }),
  run('maintenance/mirror put', 'put mirror/from/b 2'),
  run('maintenance/mirror has the put', 'get mirror/to/ --prefix', { until: /b\n2\n/ }),
  run('maintenance/mirror delete', 'del mirror/from/a'),
  run('maintenance/mirror has the delete', 'get mirror/to/ --prefix -w json', { until: /"count":1/ }),
  stop('maintenance/mirror', 'mirror', 0),
  run('maintenance/unknown command', 'shuffle'),
  run('maintenance/version', 'version'),
];
