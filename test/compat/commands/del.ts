/** Deleting: counts, previous values, and deletes that find nothing (and therefore make no revision). */
import { run, type Command } from '../command.ts';

const FIXTURE: readonly Command[] = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((key) =>
  run(`del/fixture ${key}`, `put zz/${key} value-${key}`),
);

export const DEL: readonly Command[] = [
  ...FIXTURE,
  run('del/single', 'del zz/a'),
  run('del/deleted is gone', 'get zz/a -w json'),
  run('del/missing', 'del zz/a -w json'),
  run('del/missing makes no revision', 'get zz/a -w json'),
  run('del/single json', 'del zz/b -w json'),
  run('del/single fields', 'del zz/c -w fields'),
  run('del/previous', 'del zz/d --prev-kv'),
  run('del/previous of a missing key', 'del zz/d --prev-kv -w json'),
  run('del/put again', 'put zz/d again --prev-kv -w json'),
  run('del/version starts again', 'get zz/d -w json'),
  run('del/range', 'del zz/d zz/f --prev-kv -w json'),
  run('del/range of nothing', 'del zz/g zz/g -w json'),
  run('del/range reversed', 'del zz/h zz/g -w json'),
  run('del/prefix', 'del zz/f --prefix -w json'),
  run('del/from key', 'del zz/g --from-key --prev-kv'),
  run('del/prefix without keys', 'del zz/ --prefix'),
  run('del/fixture for everything', 'put zz/last value'),
  run('del/previous fields', 'del zz/last --prev-kv -w fields'),
  run('del/empty key', ['del', '']),
  run('del/empty key with range end', ['del', '', 'b']),
  run('del/no key', 'del'),
  run('del/three keys', 'del a b c'),
  run('del/prefix and from key', 'del a --prefix --from-key'),
  run('del/range and prefix', 'del a b --prefix'),
  run('del/unknown flag', 'del a --rev=5'),
];
