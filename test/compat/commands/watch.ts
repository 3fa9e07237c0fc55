/**
 * Watches from history and live ones. A live watch names the next revision as its start, so that it does not matter
 * whether it was registered before or after the write.
 */
import { bounded, head, run, say, start, stop, type Command } from '../command.ts';

const FIXTURE: readonly Command[] = [
  head('watch/revision before', 'w'),
  run('watch/fixture 1', 'put w/a 1'),
  run('watch/fixture 2', 'put w/b 1'),
  run('watch/fixture 3', 'put w/a 2'),
  run('watch/fixture 4', 'txn', { stdin: '\nput w/a 3\nput w/b 2\nput w/c 1\n\n\n' }),
  run('watch/fixture 5', 'del w/a'),
  run('watch/fixture 6', 'put w/a 4'),
  run('watch/fixture 7', 'del w/ --prefix'),
  run('watch/fixture 8', 'put w/a 5'),
];

const HISTORY: readonly Command[] = [
  bounded('watch/one key from a revision', 'watch w/a --rev={{w+1}}', 20),
  bounded('watch/one key json', 'watch w/a --rev={{w+1}} -w json', 1),
  bounded('watch/one key fields', 'watch w/a --rev={{w+1}} -w fields', 53),
  bounded('watch/prefix', 'watch w/ --prefix --rev={{w+1}} -w json', 1),
  bounded('watch/prefix with previous values', 'watch w/ --prefix --rev={{w+1}} --prev-kv -w json', 1),
  bounded('watch/previous values in words', 'watch w/a --rev={{w+1}} --prev-kv', 29),
  bounded('watch/range', 'watch w/a w/c --rev={{w+1}} -w json', 1),
  bounded('watch/from the middle', 'watch w/ --prefix --rev={{w+5}} -w json', 1),
  bounded('watch/last revision only', 'watch w/ --prefix --rev={{w+8}}', 3),
  bounded('watch/hex', 'watch w/a --rev={{w+8}} --hex', 3),
  bounded('watch/runs a program', ['watch', 'w/a', '--rev={{w+6}}', '--', 'env'], 24, {
    normalise: [{ why: 'the program prints its whole environment', apply: (text) => watchVariables(text) }],
  }),
];

const watchVariables = (text: string): string => text.replace(/^PATH=.*\n/gm, '');

const LIVE: readonly Command[] = [
  head('watch/revision before live', 'live'),
  start('watch/live start', 'live', 'watch w/live --rev={{live+1}}', 0),
  run('watch/live put', 'put w/live 1'),
  run('watch/live other key', 'put w/other 1'),
  run('watch/live delete', 'del w/live'),
  run('watch/live put again', 'put w/live 2'),
  stop('watch/live', 'live', 8),
  head('watch/revision before future', 'future'),
  start('watch/future start', 'future', 'watch w/f --rev={{future+3}} --prev-kv', 0),
  run('watch/future put 1', 'put w/f 1'),
  run('watch/future put 2', 'put w/f 2'),
  run('watch/future put 3', 'put w/f 3'),
  stop('watch/future', 'future', 5),
];

const INTERACTIVE: readonly Command[] = [
  head('watch/revision before interactive', 'i'),
  start('watch/interactive start', 'stream', 'watch -i', 3, { stdin: 'watch w/a --rev={{w+8}}\n' }),
  say('watch/interactive progress', 'stream', 'progress\n', 4),
  say('watch/interactive second watch', 'stream', 'watch w/b --rev={{w+7}}\n', 6),
  run('watch/interactive put', 'put w/a 6'),
  say('watch/interactive waits for the put', 'stream', '', 9),
  stop('watch/interactive', 'stream', 9),
  run('watch/interactive misuse', 'watch -i', { stdin: 'bogus\nwatch\n' }),
];

const REFUSED: readonly Command[] = [
  run('watch/compacted', 'watch w/a --rev=2'),
  run('watch/compacted json', 'watch w/a --rev=2 -w json'),
  run('watch/compacted prefix', 'watch w/ --prefix --rev={{beforeDelete}} -w json'),
  bounded('watch/from the compacted revision', 'watch g/ --prefix --rev={{beforeDelete+2}} -w json', 1),
  run('watch/negative revision', 'watch w/a --rev=-1'),
  run('watch/range of nothing', 'watch w/b w/a --rev={{w+1}}'),
  run('watch/range with equal ends', 'watch w/a w/a --rev={{w+1}}'),
  run('watch/no key', 'watch'),
  run('watch/range and prefix', 'watch w/a w/b --prefix'),
  run('watch/bad revision', 'watch w/a --rev=x'),
  run('watch/progress notify is not in this client', 'watch w/a --progress-notify'),
];

export const WATCH: readonly Command[] = [...FIXTURE, ...HISTORY, ...LIVE, ...INTERACTIVE, ...REFUSED];
