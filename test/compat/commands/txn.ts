/**
 * Transactions, written as etcdctl reads them: comparisons, an empty line, what to do if all hold, an empty line,
 * what to do otherwise, an empty line. (Comparing leases makes this etcdctl panic; the gateway group does that.)
 */
import { head, run, type Command, type Run } from '../command.ts';

const txn = (
  id: string,
  [compares, success, failure]: readonly [compares: string[], success: string[], failure: string[]],
  format: 'simple' | 'json' | 'fields' = 'json',
): Run =>
  run(`txn/${id}`, `txn -w ${format}`, {
    stdin: [compares, success, failure]
      .map((lines) => lines.map((line) => `${line}\n`).join('') + '\n')
      .join(''),
  });

const holds = (compare: string, index: number): Run =>
  txn(`compare ${index} ${compare}`, [[compare], [], []]);

const COMPARES = [
  ...[
    'value("t/a") = "one"',
    'val("t/a") = "two"',
    'value("t/a") != "two"',
    'value("t/a") > "on"',
    'value("t/a") < "on"',
  ],
  ...[
    'version("t/b") = "2"',
    'ver("t/b") > "1"',
    'ver("t/b") < "2"',
    'ver("t/b") != "2"',
    'ver("t/b") = "-1"',
  ],
  ...['create("t/a") = "{{txnStart+1}}"', 'c("t/a") > "{{txnStart}}"', 'create("t/a") < "{{txnStart+1}}"'],
  ...['mod("t/b") = "{{txnStart+3}}"', 'm("t/b") > "{{txnStart+3}}"', 'mod("t/b") != "{{txnStart+2}}"'],
  ...['version("t/none") = "0"', 'create("t/none") = "0"', 'mod("t/none") = "0"', 'mod("t/none") < "1"'],
  ...['value("t/none") = ""', 'value("t/none") != "x"', 'value("t/none") < "x"', 'value("t/none") > ""'],
  ...['value("") = "x"', 'version("") = "0"'],
];

const MALFORMED = [
  ...['bogus', 'value(t/a) = "one"', 'value("t/a") "one"', 'size("t/a") = "3"', 'version("t/a") = "many"'],
  ...['value("t/a") = one'],
];

const many = (count: number, line: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => line(index));

export const TXN: readonly Command[] = [
  head('txn/revision before', 'txnStart'),
  run('txn/fixture 1', 'put t/a one'),
  run('txn/fixture 2', 'put t/b one'),
  run('txn/fixture 3', 'put t/b two'),
  ...COMPARES.map(holds),
  txn(
    'success in words',
    [['value("t/a") = "one"'], ['get t/a', 'put t/c new', 'del t/b'], ['get t/b']],
    'simple',
  ),
  txn(
    'failure in words',
    [['value("t/a") = "two"'], ['put t/a x'], ['get t/a', 'get t/ --prefix']],
    'simple',
  ),
  txn('failure wrote nothing', [[], ['get t/ --prefix'], []]),
  txn('success fields', [[], ['get t/a', 'put t/c newer', 'del t/none'], []], 'fields'),
  txn('all compares must hold', [
    ['value("t/a") = "one"', 'version("t/none") = "1"'],
    ['put t/a x'],
    ['get t/a'],
  ]),
  txn('nothing at all', [[], [], []]),
  txn('nothing at all in words', [[], [], []], 'simple'),
  txn('later operations see earlier ones', [
    [],
    ['put t/d 1', 'get t/d', 'del t/d --prev-kv', 'get t/d'],
    [],
  ]),
  txn('one revision for all', [[], ['put t/e 1', 'put t/f 2', 'put t/g 3', 'get t/ --prefix'], []]),
  txn('previous values', [[], ['put t/e 10 --prev-kv', 'del t/f --prev-kv', 'get t/e'], []]),
  txn('previous values in words', [[], ['put t/e 11 --prev-kv', 'del t/g --prev-kv'], []], 'simple'),
  txn('delete of a range', [[], ['put t/h 1', 'del t/e t/f', 'get t/ --prefix --keys-only'], []]),
  txn('delete of nothing makes no revision', [[], ['del t/none', 'del t/x --prefix'], []]),
  txn('only reads make no revision', [[], ['get t/a', 'get t/ --prefix --limit=1'], []]),
  txn('read at an old revision', [[], ['put t/a five', 'get t/a --rev={{txnStart+1}}', 'get t/a'], []]),
  txn('sorted read', [[], ['get t/ --prefix --sort-by=VALUE --order=DESCEND'], []]),
  txn('read at the revision being made', [[], ['put t/a six', 'get t/a --rev=1000000'], []]),
  txn('bad read rolled all back', [[], ['get t/a'], []]),
  txn('bad read in the branch not taken', [[], ['get t/a'], ['get t/a --rev=1000000']]),
  txn('put twice', [[], ['put t/a 1', 'put t/a 2'], []]),
  txn('put twice in the branch not taken', [[], ['get t/a'], ['put t/a 1', 'put t/a 2']]),
  txn('put in both branches', [['version("t/a") > "0"'], ['put t/a then'], ['put t/a else']]),
  txn('put then delete the same', [[], ['put t/a 1', 'del t/a'], []]),
  txn('delete then put the same', [[], ['del t/a', 'put t/a 1'], []]),
  txn('put inside a deleted range', [[], ['put t/b 1', 'del t/ --prefix'], []]),
  txn('put inside a range deleted from a key', [[], ['put zzz 1', 'del zz --from-key'], []]),
  txn('put at the end of a deleted range', [[], ['put t/i 1', 'del t/h t/i'], []]),
  txn('delete twice', [[], ['put t/j 1', 'del t/i', 'del t/i', 'del t/i --prefix'], []]),
  txn('put with an unknown lease', [[], ['put t/k 1 --lease=1234'], []]),
  txn('put with an unknown lease, not taken', [[], ['get t/k'], ['put t/k 1 --lease=1234']]),
  txn('put ignoring the value', [[], ['put t/j --ignore-value', 'get t/j'], []]),
  txn('put ignoring the value of nothing', [[], ['put t/k 1', 'put t/none --ignore-value'], []]),
  txn('put ignoring the lease of nothing', [[], ['put t/k 1', 'put t/none 1 --ignore-lease'], []]),
  txn('refused transactions wrote nothing', [[], ['get t/k'], []]),
  txn('empty key put', [[], ['put "" 1'], []]),
  txn('empty key get', [[], ['get ""'], []]),
  txn('empty key delete', [[], ['del ""'], []]),
  txn('128 operations', [[], many(128, (index) => `put t/m${index} v`), []]),
  txn('129 operations', [[], many(129, (index) => `put t/n${index} v`), []]),
  txn('129 operations in the branch not taken', [[], [], many(129, (index) => `put t/n${index} v`)]),
  txn('128 comparisons', [many(128, (index) => `version("t/m${index}") = "1"`), ['get t/a'], []]),
  txn('129 comparisons', [many(129, () => 'version("t/a") > "0"'), ['get t/a'], []]),
  ...MALFORMED.map((line, index) => txn(`malformed comparison ${index}`, [[line], [], []])),
  txn('malformed operation', [[], ['bogus t/a'], []]),
  txn('operation with an unknown flag', [[], ['get t/a --no-such-flag'], []]),
  txn('watch is no operation', [[], ['watch t/a'], []]),
  run('txn/ends too early', 'txn', { stdin: 'value("t/a") = "one"\n\nget t/a\n' }),
  run('txn/no input', 'txn', { stdin: '' }),
  run('txn/with an argument', 'txn t/a', { stdin: '\n\n\n' }),
  run('txn/interactive', 'txn -i', { stdin: 'version("t/a") > "0"\n\nget t/a\n\n\n' }),
];
