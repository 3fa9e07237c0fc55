/** Members of a region of one: listing in all forms, and changes that must be refused or leave the quorum alone. */
import { run, type Command } from '../command.ts';
import { memberOrder, tableWidths } from '../normalise.ts';

const NO_ONE = 'http://127.0.0.1:1';

const LEARNER: readonly Command[] = [
  run('member/add learner', `member add m2 --learner --peer-urls=${NO_ONE}`, {
    capture: { name: 'learner', pattern: /^Member +([0-9a-f]+) added/, as: 'id' },
    normalise: [memberOrder],
  }),
  run('member/list with learner', 'member list', { normalise: [memberOrder] }),
  run('member/list with learner json', 'member list -w json', { normalise: [memberOrder] }),
  run('member/list with learner table', 'member list -w table', { normalise: [tableWidths, memberOrder] }),
  run('member/add a second learner', 'member add m3 --learner --peer-urls=http://127.0.0.1:2'),
  // With another beside it: etcd hashes addresses and seconds, so within a second the same list is the same id.
  run('member/add the same address', `member add m3 --learner --peer-urls=${NO_ONE},http://127.0.0.1:4`),
  run('member/promote a learner that is behind', 'member promote {{learner}}'),
  run('member/update learner', 'member update {{learner}} --peer-urls=http://127.0.0.1:3'),
  run('member/updated', 'member list', { normalise: [memberOrder] }),
  run('member/write beside a learner', 'put m/a 1'),
  run('member/remove learner', 'member remove {{learner}}'),
  run('member/remove again', 'member remove {{learner}}'),
  run('member/promote the removed', 'member promote {{learner}}'),
  run('member/removed', 'member list'),
];

export const CLUSTER: readonly Command[] = [
  run('member/list', 'member list'),
  run('member/list json', 'member list -w json'),
  run('member/list fields', 'member list -w fields'),
  run('member/list table', 'member list -w table', { normalise: [tableWidths] }),
  run('member/list hex', 'member list --hex'),
  run('member/list with an argument', 'member list m1'),
  run('member/add without name', 'member add'),
  run('member/add without address', 'member add m2'),
  run('member/add a bad address', 'member add m2 --learner --peer-urls=nonsense'),
  run('member/add an address without port', 'member add m2 --learner --peer-urls=http://127.0.0.1'),
  run('member/remove unknown', 'member remove 1234'),
  run('member/remove no id', 'member remove m1'),
  run('member/remove nothing', 'member remove'),
  run('member/update unknown', `member update 1234 --peer-urls=${NO_ONE}`),
  run('member/update without address', 'member update {{member}}'),
  run('member/promote unknown', 'member promote 1234'),
  run('member/promote a voter', 'member promote {{member}}'),
  ...LEARNER,
  run('member/move leader to itself', 'move-leader {{member}}'),
  run('member/move leader to no one', 'move-leader 1234'),
  run('member/move leader without id', 'move-leader'),
  run('member/unknown subcommand', 'member shuffle'),
];
