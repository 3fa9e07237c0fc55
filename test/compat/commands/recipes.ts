/** Locks and elections: etcdctl builds them from transactions, leases and watches. */
import { run, start, stop, type Command } from '../command.ts';
import { sessionKey } from '../normalise.ts';

const normalise = [sessionKey];

export const RECIPES: readonly Command[] = [
  run('lock/runs a program', 'lock lock/a echo locked', { normalise }),
  run('lock/program fails', 'lock lock/a false', { normalise }),
  run('lock/no such program', 'lock lock/a no-such-program', { normalise }),
  run('lock/given back', 'get lock/ --prefix -w json'),
  start('lock/first holds', 'first', 'lock lock/b', 2, { normalise }),
  start('lock/second waits', 'second', 'lock lock/b', 0, { normalise }),
  run('lock/both stand in line', 'get lock/b --prefix --keys-only --sort-by=CREATE -w fields', {
    until: /"Count" : 2/,
    normalise: [sessionKey],
  }),
  stop('lock/first lets go', 'first', 2, { normalise }),
  stop('lock/second had it', 'second', 2, { normalise }),
  run('lock/line is empty', 'get lock/b --prefix', { until: /^$/ }),
  run('lock/nothing', 'lock'),
  start('elect/first leads', 'leader', 'elect election one', 2, { normalise }),
  start('elect/listens', 'listener', 'elect election -l', 2, { normalise }),
  start('elect/second stands', 'candidate', 'elect election two', 0, { normalise }),
  run('elect/both stand', 'get election --prefix --sort-by=CREATE --print-value-only', {
    until: /one\ntwo\n/,
  }),
  stop('elect/first resigns', 'leader', 2, { normalise }),
  stop('elect/second leads', 'candidate', 2, { normalise }),
  run('elect/no one stands', 'get election --prefix', { until: /^$/ }),
  // Not before: interrupted while it asks who is next, it says so.
  stop('elect/listener saw both', 'listener', 4, { normalise }),
  run('elect/no candidate', 'elect election'),
  run('elect/candidate and listen', 'elect election one -l'),
];
