/**
 * Reading: every form of the range, at every kind of revision, in every order and format. The fixture gives each sort
 * target another order, so that a server that sorts by the wrong field, or not at all, shows.
 */
import { head, run, type Command } from '../command.ts';

const TARGETS = ['CREATE', 'KEY', 'MODIFY', 'VALUE', 'VERSION'] as const;
const ORDERS = ['', 'ASCEND', 'DESCEND'] as const;

const FIXTURE: readonly Command[] = [
  run('get/empty store', 'get g/ --prefix -w json'),
  run('get/everything in an empty store', ['get', '', '--prefix', '-w', 'json']),
  run('get/fixture 1', 'put g/b cherry'),
  head('get/revision of one key', 'oneKey'),
  run('get/fixture 2', 'put g/d apple'),
  run('get/fixture 3', 'put g/a elder'),
  run('get/fixture 4', 'put g/c banana'),
  run('get/fixture 5', 'put g/b date'),
  run('get/fixture 6', 'put g/b cherry'),
  run('get/fixture 7', 'put g/c fig'),
  head('get/revision before the delete', 'beforeDelete'),
  run('get/fixture 8', 'del g/d'),
  run('get/fixture 9', 'put g/d grape'),
  run('get/fixture 10', 'put g/dd apple'),
];

const RANGES: readonly Command[] = [
  run('get/single', 'get g/a'),
  run('get/single json', 'get g/b -w json'),
  run('get/single fields', 'get g/b -w fields'),
  run('get/missing', 'get g/none'),
  run('get/missing json', 'get g/none -w json'),
  run('get/missing fields', 'get g/none -w fields'),
  run('get/prefix', 'get g/ --prefix'),
  run('get/prefix json', 'get g/ --prefix -w json'),
  run('get/prefix fields', 'get g/ --prefix -w fields'),
  run('get/prefix that is a key', 'get g/d --prefix'),
  run('get/prefix without keys', 'get h/ --prefix -w json'),
  run('get/from key', 'get g/c --from-key'),
  run('get/from key json', 'get g/c --from-key -w json'),
  run('get/everything by prefix', ['get', '', '--prefix', '-w', 'json']),
  run('get/everything from key', ['get', '', '--from-key', '-w', 'json']),
  run('get/range', 'get g/a g/c -w json'),
  run('get/range with an end past all', 'get g/c z -w json'),
  run('get/range of nothing', 'get g/a g/a -w json'),
  run('get/range reversed', 'get g/c g/a -w json'),
];

const REVISIONS: readonly Command[] = [
  run('get/at an old revision', 'get g/ --prefix --rev={{oneKey}} -w json'),
  run('get/before the delete', 'get g/d --rev={{beforeDelete}} -w json'),
  run('get/at the delete', 'get g/d --rev={{beforeDelete+1}} -w json'),
  run('get/at the first revision', 'get g/ --prefix --rev=1 -w json'),
  run('get/at the current revision', 'get g/ --prefix --rev={{beforeDelete+3}} -w json'),
  run('get/at revision 0', 'get g/a --rev=0 -w json'),
  run('get/at a negative revision', 'get g/a --rev=-1 -w json'),
  run('get/at the next revision', 'get g/a --rev={{beforeDelete+4}}'),
  run('get/at a future revision', 'get g/a --rev=1000000'),
  run('get/at a revision near 2^63', 'get g/a --rev=9223372036854775807'),
  run('get/at no number', 'get g/a --rev=abc'),
];

const LIMITS: readonly Command[] = [
  run('get/limit 1', 'get g/ --prefix --limit=1 -w json'),
  run('get/limit 3', 'get g/ --prefix --limit=3 -w json'),
  run('get/limit equal to count', 'get g/ --prefix --limit=5 -w json'),
  run('get/limit above count', 'get g/ --prefix --limit=100 -w json'),
  run('get/limit 0', 'get g/ --prefix --limit=0 -w json'),
  run('get/negative limit', 'get g/ --prefix --limit=-1 -w json'),
  run('get/limit at an old revision', 'get g/ --prefix --limit=2 --rev={{beforeDelete}} -w json'),
  run('get/limit from key', 'get g/b --from-key --limit=2 -w fields'),
];

const SORTS: readonly Command[] = [
  ...TARGETS.flatMap((target) =>
    ORDERS.map((order) =>
      run(`get/sort by ${target} ${order || 'without order'}`, [
        ...['get', 'g/', '--prefix', `--sort-by=${target}`],
        ...(order === '' ? [] : [`--order=${order}`]),
      ]),
    ),
  ),
  ...TARGETS.flatMap((target) =>
    ORDERS.map((order) =>
      run(`get/limit 2 by ${target} ${order || 'without order'}`, [
        ...['get', 'g/', '--prefix', '--limit=2', '-w', 'json', `--sort-by=${target}`],
        ...(order === '' ? [] : [`--order=${order}`]),
      ]),
    ),
  ),
  run('get/descending', 'get g/ --prefix --order=DESCEND'),
  run('get/ascending', 'get g/ --prefix --order=ASCEND'),
  run('get/order in small letters', 'get g/ --prefix --order=descend --sort-by=key'),
  run(
    'get/sorted at an old revision',
    'get g/ --prefix --sort-by=VALUE --order=DESCEND --rev={{beforeDelete}}',
  ),
  run('get/sorted from key', 'get g/b --from-key --sort-by=MODIFY --order=DESCEND'),
];

const SHAPES: readonly Command[] = [
  run('get/keys only', 'get g/ --prefix --keys-only'),
  run('get/keys only json', 'get g/ --prefix --keys-only -w json'),
  run('get/keys only fields', 'get g/ --prefix --keys-only -w fields'),
  run('get/keys only with limit', 'get g/ --prefix --keys-only --limit=2 -w json'),
  run('get/keys only by value', 'get g/ --prefix --keys-only --sort-by=VALUE --order=DESCEND -w json'),
  run('get/count only is not in this client', 'get g/ --prefix --count-only'),
  run('get/serializable', 'get g/ --prefix --consistency=s'),
  run('get/serializable at an old revision', 'get g/b --rev={{oneKey}} --consistency=s -w json'),
  run('get/linearizable by name', 'get g/b --consistency=l -w json'),
  run('get/unknown consistency', 'get g/b --consistency=x'),
  run('get/value only', 'get g/b --print-value-only'),
  run('get/value only by prefix', 'get g/ --prefix --print-value-only'),
  run('get/value only json', 'get g/b --print-value-only -w json'),
  run('get/hex', 'get g/b --hex'),
  run('get/hex json', 'get g/b --hex -w json'),
  run('get/hex fields', 'get g/b --hex -w fields'),
  run('get/table', 'get g/b -w table'),
  run('get/unknown format', 'get g/b -w yaml'),
];

const MISUSE: readonly Command[] = [
  run('get/empty key', ['get', '']),
  run('get/empty key with range end', ['get', '', 'g/b']),
  run('get/no key', 'get'),
  run('get/three keys', 'get g/a g/b g/c'),
  run('get/prefix and from key', 'get g/a --prefix --from-key'),
  run('get/range and prefix', 'get g/a g/c --prefix'),
  run('get/unknown order', 'get g/ --prefix --order=UP'),
  run('get/unknown sort target', 'get g/ --prefix --sort-by=SIZE'),
  run('get/unknown flag', 'get g/a --no-such-flag'),
  run('get/limit that is no number', 'get g/a --limit=many'),
];

export const GET: readonly Command[] = [
  ...FIXTURE,
  ...RANGES,
  ...REVISIONS,
  ...LIMITS,
  ...SORTS,
  ...SHAPES,
  ...MISUSE,
];
