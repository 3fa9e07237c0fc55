/**
 * Keys and values are bytes. Arguments of a process cannot carry a NUL nor (here) broken UTF-8, so such keys go
 * through transactions, whose quoted strings can spell any byte.
 */
import { run, type Command, type Run } from '../command.ts';

const operations = (id: string, lines: string[], format = 'json'): Run =>
  run(`binary/${id}`, `txn -w ${format}`, { stdin: `\n${lines.map((line) => `${line}\n`).join('')}\n\n` });

const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => byte);

export const BINARY: readonly Command[] = [
  run('binary/unicode key and value', ['put', 'ü/ключ/鍵/🔑', 'wert ✓ 値 🌊']),
  run('binary/unicode read', 'get ü/ --prefix'),
  run('binary/unicode json', 'get ü/ --prefix -w json'),
  run('binary/unicode fields', 'get ü/ --prefix -w fields'),
  run('binary/unicode hex', 'get ü/ --prefix --hex'),
  run('binary/every byte as value', 'put bin/value', { stdin: EVERY_BYTE }),
  run('binary/every byte read', 'get bin/value'),
  run('binary/every byte json', 'get bin/value -w json'),
  run('binary/every byte fields', 'get bin/value -w fields'),
  run('binary/every byte hex', 'get bin/value --hex'),
  operations('keys of odd bytes', [
    String.raw`put "bin/\x00" nul`,
    String.raw`put "bin/\xff" last`,
    String.raw`put "bin/\xff\xff" after-last`,
    String.raw`put "bin/\x80\xfe" high`,
    String.raw`put "bin/a\nb" newline`,
    String.raw`put "\x00" lowest`,
    String.raw`put "\xff\xff" highest`,
  ]),
  run('binary/order of bytes', 'get bin/ --prefix --keys-only -w json'),
  run('binary/order of bytes descending', 'get bin/ --prefix --keys-only --order=DESCEND -w json'),
  run('binary/keys in words', 'get bin/ --prefix'),
  run('binary/keys in hex', 'get bin/ --prefix --hex'),
  operations('prefix of 0xff', [String.raw`get "bin/\xff" --prefix`]),
  operations('prefix of only 0xff', [String.raw`get "\xff" --prefix`]),
  operations('range from NUL', [String.raw`get "\x00" "\x01"`, String.raw`get "\x00"`]),
  operations('everything from NUL', [String.raw`get "\x00" --from-key --keys-only --limit=3`]),
  operations('range end of NUL', [String.raw`get "bin/" "\x00" --keys-only --limit=3`]),
  operations('delete a prefix of only 0xff', [String.raw`del "\xff" --prefix --prev-kv`]),
  operations('compare bytes as unsigned', [String.raw`get "bin/\x80" "bin/\xff"`]),
  run('binary/compare values as bytes', 'txn -w json', {
    stdin: String.raw`value("bin/value") < "\x00\x01\x03"` + '\n\nget bin/value --keys-only\n\n\n',
  }),
  run('binary/keys beside the prefix stay out', ['get', 'bin', '--prefix', '--keys-only', '-w', 'json']),
];
