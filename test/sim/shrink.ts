/**
 * Makes a failing run smaller: which of its faults does it need to fail in the same way? Delta debugging (Zeller and
 * Hildebrandt, 2002) over the ordinal numbers, as far as the time goes.
 *
 * H1. What is returned was tried and failed, unless nothing smaller did; then it is what was given.
 */

export interface ShrinkInput {
  readonly ordinals: readonly number[];
  /** Whether the run with these faults alone still fails in the same way. */
  readonly fails: (kept: readonly number[]) => boolean;
  readonly isTimeUp: () => boolean;
}

export function shrink({ ordinals, fails, isTimeUp }: ShrinkInput): readonly number[] {
  // Often the faults have nothing to do with it, or only one of them has.
  if (ordinals.length === 0 || isTimeUp()) return ordinals;
  if (fails([])) return [];
  let kept = ordinals;
  let parts = 2;
  while (kept.length > 1 && !isTimeUp()) {
    const smaller = smallerThan(kept, Math.min(parts, kept.length), { fails, isTimeUp });
    if (smaller !== null) {
      kept = smaller.kept;
      parts = smaller.isPart ? 2 : Math.max(parts - 1, 2);
    } else if (parts >= kept.length) break;
    else parts = Math.min(parts * 2, kept.length);
  }
  return kept;
}

/** A part alone, or everything but a part. */
function smallerThan(
  kept: readonly number[],
  parts: number,
  { fails, isTimeUp }: Pick<ShrinkInput, 'fails' | 'isTimeUp'>,
): { readonly kept: readonly number[]; readonly isPart: boolean } | null {
  const size = Math.ceil(kept.length / parts);
  const pieces: (readonly number[])[] = [];
  for (let from = 0; from < kept.length; from += size) pieces.push(kept.slice(from, from + size));
  for (const piece of pieces) {
    if (isTimeUp()) return null;
    if (fails(piece)) return { kept: piece, isPart: true };
  }
  if (pieces.length === 2) return null;
  for (const piece of pieces) {
    if (isTimeUp()) return null;
    const rest = kept.filter((ordinal) => !piece.includes(ordinal));
    if (fails(rest)) return { kept: rest, isPart: false };
  }
  return null;
}
