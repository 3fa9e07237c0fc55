/**
 * Seeded pseudo-random numbers (sfc32): the only source of chance in the core and in the simulator, so that a seed
 * repeats a run. State is four 32-bit words in plain data: it can be copied, hashed and printed.
 */
export interface Random {
  a: number;
  b: number;
  c: number;
  counter: number;
}

export function createRandom(seed: number): Random {
  const random: Random = { a: 0x9e3779b9, b: 0x243f6a88, c: seed | 0, counter: 1 };
  for (let i = 0; i < 15; i++) nextUint32(random);
  return random;
}

/** Uniform in [0, 2^32). */
export function nextUint32(random: Random): number {
  const t = (((random.a + random.b) | 0) + random.counter) | 0;
  random.counter = (random.counter + 1) | 0;
  random.a = random.b ^ (random.b >>> 9);
  random.b = (random.c + (random.c << 3)) | 0;
  random.c = (random.c << 21) | (random.c >>> 11);
  random.c = (random.c + t) | 0;
  return t >>> 0;
}

/** Uniform in [0, 1). */
export function nextFloat(random: Random): number {
  return nextUint32(random) / 0x1_0000_0000;
}

/** Uniform integer in [low, high]; both ends included. */
export function nextInteger(random: Random, low: number, high: number): number {
  return low + Math.floor(nextFloat(random) * (high - low + 1));
}

/** A 64-bit value. */
export function nextUint64(random: Random): bigint {
  return (BigInt(nextUint32(random)) << 32n) | BigInt(nextUint32(random));
}

export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[nextInteger(random, 0, items.length - 1)];
  if (item === undefined) throw new Error('pick from an empty list');
  return item;
}

/** A new stream whose numbers do not depend on how often the parent is used afterwards. */
export function fork(random: Random): Random {
  return createRandom(nextUint32(random));
}
