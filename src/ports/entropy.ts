/** Chance: ids and seeds. Everything that must be unpredictable or unique comes through here. */
export interface Entropy {
  uint32(): number;
  uint64(): bigint;
}
