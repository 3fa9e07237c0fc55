/**
 * The verdict on one command: equal, different as intended, or different.
 */
import type { Outcome } from './etcdctl.ts';
import type { Intended, Rewrite } from './intended.ts';

export type Verdict =
  | { readonly kind: 'equal' }
  | { readonly kind: 'intended'; readonly why: string }
  | { readonly kind: 'different'; readonly report: readonly string[] };

const PARTS = ['end', 'stdout', 'stderr'] as const;
const DIFF_LINES_SHOWN = 40;
const LINE_WIDTH_SHOWN = 400;

export function compare(peer: Outcome, other: Outcome, intended: Intended | undefined): Verdict {
  const broken = brokenReport(peer, other);
  if (broken.length > 0) return { kind: 'different', report: [...broken, ...diff(peer, other)] };
  if (intended === undefined) {
    const report = diff(peer, other);
    return report.length === 0 ? { kind: 'equal' } : { kind: 'different', report };
  }
  return compareIntended(peer, other, intended);
}

function compareIntended(peer: Outcome, other: Outcome, intended: Intended): Verdict {
  if (diff(peer, other).length === 0) {
    return { kind: 'different', report: [`no longer differs: remove ${intended.id} from intended.ts`] };
  }
  const expected = {
    end: rewrite(peer.end, intended.end),
    stdout: rewrite(peer.stdout, intended.stdout),
    stderr: rewrite(peer.stderr, intended.stderr),
  };
  const unexpected = PARTS.filter((part) => !matches(expected[part], other[part]));
  const report = diff(expected, other, unexpected);
  if (report.length === 0) return { kind: 'intended', why: intended.why };
  return {
    kind: 'different',
    report: ['not the intended difference (- is the expected answer):', ...report],
  };
}

const rewrite = (text: string, rules: Rewrite = []): string =>
  rules.reduce((result, [from, to]) => result.replace(from, to), text);

/** `<number>` is the one wildcard of an expected text. */
function matches(expected: string, text: string): boolean {
  const pattern = expected.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('<number>', '[1-9]\\d*');
  return new RegExp(`^${pattern}$`).test(text);
}

/** An outcome the harness could not bring about is a failure even where both sides share it. */
function brokenReport(peer: Outcome, other: Outcome): string[] {
  return [
    ...(peer.broken === undefined ? [] : [`peer: ${peer.broken}`]),
    ...(other.broken === undefined ? [] : [`other: ${other.broken}`]),
  ];
}

const differing = (peer: Outcome, other: Outcome) => PARTS.filter((part) => peer[part] !== other[part]);

function diff(peer: Outcome, other: Outcome, parts = differing(peer, other)): string[] {
  return parts.flatMap((part) => [
    `${part}:`,
    ...diffLines(peer[part], other[part]).map((line) => `  ${line}`),
  ]);
}

/** Common lines at both ends are left out but for one of context; what remains is short in practice. */
function diffLines(peer: string, other: string): string[] {
  const [left, right] = [peer.split('\n'), other.split('\n')];
  const shortest = Math.min(left.length, right.length);
  let head = 0;
  while (head < shortest && left[head] === right[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && left.at(-1 - tail) === right.at(-1 - tail)) tail += 1;
  const lines = [
    ...left.slice(Math.max(0, head - 1), head).map((line) => `  ${line}`),
    ...left.slice(head, left.length - tail).map((line) => `- ${line}`),
    ...right.slice(head, right.length - tail).map((line) => `+ ${line}`),
    ...right.slice(right.length - tail, right.length - tail + 1).map((line) => `  ${line}`),
  ];
  const shown = lines.slice(0, DIFF_LINES_SHOWN).map(printable);
  return lines.length > shown.length ? [...shown, `… ${lines.length - shown.length} more lines`] : shown;
}

function printable(line: string): string {
  const escaped = line.replace(
    /[^\x20-\x7e]/g,
    (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return escaped.length > LINE_WIDTH_SHOWN ? `${escaped.slice(0, LINE_WIDTH_SHOWN)}…` : escaped;
}
