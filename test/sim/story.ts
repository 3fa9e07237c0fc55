/** The last that happened to the keys a violation speaks of: where a reader looks first. */
import { describeOperation, type Operation, type Violation } from './history.ts';
import { keyOps } from './checkers/replay.ts';
import { KEY_PATTERN } from './workload.ts';

const LINES_MAX = 16;
const LINE_CHARS_MAX = 300;

export function storyOf(violations: readonly Violation[], history: readonly Operation[]): readonly string[] {
  const keys = new Set(violations.flatMap(({ what }) => what.match(KEY_PATTERN) ?? []));
  const about = keys.size === 0 ? history : history.filter((operation) => isAbout(operation, keys));
  return about.slice(-LINES_MAX).map((operation) => describeOperation(operation).slice(0, LINE_CHARS_MAX));
}

function isAbout({ request }: Operation, keys: ReadonlySet<string>): boolean {
  return keyOps(request).some((op) => {
    if (op.type === 'put') return keys.has(op.key);
    return [...keys].some((key) => key >= op.range.from && (op.range.to === null || key < op.range.to));
  });
}
