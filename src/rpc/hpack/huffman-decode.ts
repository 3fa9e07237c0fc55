/**
 * Huffman strings, four bits a step. The states are the inner nodes of the code's tree (256 of them, the root is 0). The
 * shortest code has five bits, so a step ends at most one symbol, and the whole machine is 4,096 numbers that stay in the
 * first-level cache; eight bits a step would need 65,536 of them.
 */
import { CompressionFault } from './header.ts';
import { EOS, HUFFMAN_CODES } from './huffman-code.ts';

const STEP_BITS = 4;
const INPUTS = 1 << STEP_BITS;
const SHORTEST_CODE_BITS = 5;
/** §5.2: less than an octet of padding. */
const PADDING_BITS_MAX = 7;

/** A transition: the next state, the symbol it ended, and whether it ended one or ran into EOS. */
const SYMBOL_SHIFT = 8;
const ENDS_SYMBOL = 1 << 16;
const MEETS_EOS = 1 << 17;

/** A child of a node: another inner node, or a symbol with this added. */
const LEAF = 0x1000;

const TREE = buildTree();
const TRANSITIONS = buildTransitions();
const ONES_BEHIND = countOnes();

/** No string of `length` Huffman octets decodes to more than this. */
export function decodedLengthMax(length: number): number {
  return Math.floor((length * 8) / SHORTEST_CODE_BITS);
}

/**
 * Decodes the octets from `from` to `to` and returns how many they stand for. They are written to `into` from `at` on; what
 * goes beyond its end is checked and counted, but not kept.
 */
export function decodeHuffman(
  bytes: Uint8Array,
  from: number,
  to: number,
  into: Uint8Array,
  at: number,
): number {
  let state = 0;
  let end = at;
  for (let i = from; i < to; i++) {
    const octet = bytes[i] ?? 0;
    const high = TRANSITIONS[(state << STEP_BITS) | (octet >> STEP_BITS)] ?? 0;
    if (high >= ENDS_SYMBOL) end = keep(high, into, end);
    const low = TRANSITIONS[((high & 0xff) << STEP_BITS) | (octet & (INPUTS - 1))] ?? 0;
    if (low >= ENDS_SYMBOL) end = keep(low, into, end);
    state = low & 0xff;
  }
  checkPadding(state);
  return end - at;
}

function keep(transition: number, into: Uint8Array, at: number): number {
  if (transition >= MEETS_EOS) throw new CompressionFault('EOS inside a Huffman string (RFC 7541 §5.2)');
  if (at < into.length) into[at] = (transition >> SYMBOL_SHIFT) & 0xff;
  return at + 1;
}

function checkPadding(state: number): void {
  const ones = ONES_BEHIND[state] ?? -1;
  if (ones > PADDING_BITS_MAX)
    throw new CompressionFault('Huffman padding of more than 7 bits (RFC 7541 §5.2)');
  if (ones < 0) throw new CompressionFault('Huffman padding that does not begin EOS (RFC 7541 §5.2)');
}

/** Both children of every inner node, the zero bit's first. */
function buildTree(): number[][] {
  const tree: number[][] = [[]];
  HUFFMAN_CODES.forEach(({ bits, length }, symbol) => {
    let node = 0;
    for (let bit = length - 1; bit > 0; bit--) node = innerChild(tree, node, (bits >> bit) & 1);
    (tree[node] ?? [])[bits & 1] = LEAF + symbol;
  });
  return tree;
}

function innerChild(tree: number[][], node: number, bit: number): number {
  const children = tree[node] ?? [];
  children[bit] ??= tree.push([]) - 1;
  return children[bit];
}

function buildTransitions(): Uint32Array {
  const transitions = new Uint32Array(TREE.length * INPUTS);
  for (let state = 0; state < TREE.length; state++) {
    for (let input = 0; input < INPUTS; input++)
      transitions[state * INPUTS + input] = transition(state, input);
  }
  return transitions;
}

function transition(state: number, input: number): number {
  let node = state;
  let found = 0;
  for (let bit = STEP_BITS - 1; bit >= 0; bit--) {
    node = TREE[node]?.[(input >> bit) & 1] ?? 0;
    if (node < LEAF) continue;
    if (node === LEAF + EOS) return MEETS_EOS;
    found = ENDS_SYMBOL | ((node - LEAF) << SYMBOL_SHIFT);
    node = 0;
  }
  return node | found;
}

/** By state: how many bits led to it from the root if all of them were ones, as in the beginning of EOS; else -1. */
function countOnes(): Int8Array {
  const ones = new Int8Array(TREE.length).fill(-1);
  for (let node = 0, depth = 0; node < LEAF; node = TREE[node]?.[1] ?? LEAF, depth++) ones[node] = depth;
  return ones;
}
