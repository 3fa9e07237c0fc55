/**
 * Bytes that are nearly messages of etcd's keyspace: every field there is, in any order, again and again, with numbers too
 * long or too large, fields of other wire types, unknown ones, groups, and ends cut off.
 */
import fc from 'fast-check';

type Bytes = fc.Arbitrary<number[]>;

const VARINT = 0;
const FIXED_64 = 1;
const LENGTH_DELIMITED = 2;
const GROUP = 3;
const GROUP_END = 4;
const FIXED_32 = 5;

/** As every encoder writes it. */
function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return [...bytes, Number(rest)];
}

const tag = (field: number, wireType: number): number[] => varint(BigInt(field * 8 + wireType));

const number: Bytes = fc.oneof(
  { weight: 6, arbitrary: fc.bigInt({ min: 0n, max: 5n }).map(varint) },
  fc.bigInt({ min: -(1n << 63n), max: (1n << 63n) - 1n }).map(varint),
  // With superfluous bytes, up to more than there may be.
  fc
    .tuple(fc.array(fc.integer({ min: 0x80, max: 0xff }), { maxLength: 10 }), fc.nat(0x7f))
    .map(([bytes, last]) => [...bytes, last]),
);

const content: Bytes = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'key', '\0', 'a much longer key').map(latin1) },
  fc.array(fc.nat(0xff), { maxLength: 40 }),
);

function latin1(text: string): number[] {
  return [...Buffer.from(text, 'latin1')];
}

const delimited = (bytes: Bytes): Bytes =>
  bytes.map((inside) => [...varint(BigInt(inside.length)), ...inside]);

const stranger: Bytes = fc.oneof(
  fc.tuple(fc.nat(70), number).map(([field, value]) => [...tag(field, VARINT), ...value]),
  fc
    .tuple(fc.nat(70), delimited(content))
    .map(([field, value]) => [...tag(field, LENGTH_DELIMITED), ...value]),
  fc.nat(70).map((field) => [...tag(field, FIXED_32), 1, 2, 3, 4]),
  fc.nat(70).map((field) => [...tag(field, FIXED_64), 1, 2, 3, 4, 5, 6, 7, 8]),
  fc
    .tuple(fc.nat(70), fc.nat(2), number)
    .map(([field, off, value]) => [
      ...tag(field, GROUP),
      ...tag(9, GROUP),
      ...tag(1, VARINT),
      ...value,
      ...tag(9, GROUP_END),
      ...tag(off === 2 ? field + 1 : field, GROUP_END),
    ]),
  fc.array(fc.nat(0xff), { maxLength: 6 }),
);

interface Fields {
  readonly numbers?: readonly number[];
  readonly bytes?: readonly number[];
  readonly messages?: readonly (readonly [field: number, of: Bytes])[];
}

function message({ numbers = [], bytes = [], messages = [] }: Fields): Bytes {
  const known = [
    ...numbers.map((field) => number.map((value) => [...tag(field, VARINT), ...value])),
    ...[...bytes.map((field) => [field, content] as const), ...messages].map(([field, of]) =>
      delimited(of).map((value) => [...tag(field, LENGTH_DELIMITED), ...value]),
    ),
  ];
  const field = fc.oneof(...known.map((arbitrary) => ({ weight: 8, arbitrary })), {
    weight: 1,
    arbitrary: stranger,
  });
  return fc.array(field, { maxLength: 6 }).map((fields) => fields.flat());
}

export const RANGE = message({ numbers: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], bytes: [1, 2] });
export const PUT = message({ numbers: [3, 4, 5, 6], bytes: [1, 2] });
export const DELETE = message({ numbers: [3], bytes: [1, 2] });
const COMPARE = message({ numbers: [1, 2, 4, 5, 6, 8], bytes: [3, 7, 64] });

const txnOf = (op: Bytes): Bytes =>
  message({
    messages: [
      [1, COMPARE],
      [2, op],
      [3, op],
    ],
  });
const opOf = (txn: Bytes): Bytes =>
  message({
    messages: [
      [1, RANGE],
      [2, PUT],
      [3, DELETE],
      [4, txn],
    ],
  });

const INNERMOST = txnOf(message({ messages: [[2, PUT]] }));
export const TXN = txnOf(opOf(txnOf(opOf(INNERMOST))));

/** Such bytes, some with their end cut off. */
export const received = (whole: Bytes): fc.Arbitrary<Uint8Array> =>
  fc.tuple(whole, fc.nat(9)).map(([bytes, cut]) => Uint8Array.from(cut === 0 ? bytes.slice(0, -1) : bytes));
