/**
 * Small windows of a run's history, one key each, put to the search for an order (wgl.ts): a second opinion on the
 * replay, which trusts the revisions that the region itself gave out.
 *
 * B1. A window begins and ends while no answered request of its key is under way, so nothing outside can explain or
 *     spoil what is inside but requests without an answer; those called before its end are all in it.
 */
import { describeOperation, type Operation, type Violation } from '../history.ts';
import { callOn, keyModel, type KeyInput, type KeyOutput, type KeyState } from './key-model.ts';
import { checkLinearizable, type Call } from './wgl.ts';

const WINDOW_CALLS_MIN = 40;
const WINDOW_CALLS_MAX = 250;
/** Each may or may not have happened: more of them make the search long. */
const OPEN_CALLS_MAX = 8;
const WINDOWS_A_KEY = 3;
const STEPS_A_WINDOW = 20_000;
const CALLS_SHOWN = 12;

export interface BlackBoxInput {
  readonly region: string;
  /** Of this region, whose clients alone write these keys. */
  readonly operations: readonly Operation[];
  readonly keys: readonly string[];
}

export interface BlackBoxResult {
  readonly violations: readonly Violation[];
  readonly windows: number;
  readonly undecided: number;
}

type KeyCall = Call<KeyInput, KeyOutput> & { readonly operation: Operation };

export function checkBlackBox({ region, operations, keys }: BlackBoxInput): BlackBoxResult {
  const violations: Violation[] = [];
  let [windows, undecided] = [0, 0];
  for (const key of keys) {
    const calls = operations.flatMap((operation): KeyCall[] => {
      const call = callOn(key, operation);
      return call === null ? [] : [{ ...call, operation }];
    });
    for (const { initial, window } of windowsOf(calls)) {
      windows += 1;
      const verdict = checkLinearizable(keyModel(initial), window, STEPS_A_WINDOW);
      if (verdict.type === 'unknown') undecided += 1;
      if (verdict.type !== 'not-linearizable') continue;
      const shown = [...verdict.order.slice(-CALLS_SHOWN), ...verdict.stuck.slice(0, 2)];
      const lines = shown.map((call) => describeOperation((call as KeyCall).operation)).join('\n    ');
      violations.push({
        checker: 'linearizability',
        what: `${region}: no order of the requests for ${key} explains their answers; the longest ends before\n    ${lines}`,
      });
    }
  }
  return { violations, windows, undecided };
}

interface Window {
  readonly initial: KeyState;
  readonly window: readonly KeyCall[];
}

/** B1. */
function* windowsOf(calls: readonly KeyCall[]): Iterable<Window> {
  const answered = calls
    .filter(({ output }) => output !== null)
    .sort((left, right) => left.calledUs - right.calledUs);
  const open = calls.filter(({ output }) => output === null);
  let given = 0;
  let from = 0;
  let endsUs = 0;
  for (let at = 0; at < answered.length && given < WINDOWS_A_KEY; at++) {
    endsUs = Math.max(endsUs, answered[at]?.returnedUs ?? 0);
    const next = answered[at + 1]?.calledUs ?? Infinity;
    // Something is under way still, or the window is small still.
    if (next <= endsUs || (at + 1 - from < WINDOW_CALLS_MIN && next !== Infinity)) continue;
    const inside = answered.slice(from, at + 1);
    const beside = open.filter(({ calledUs }) => calledUs <= endsUs);
    if (inside.length <= WINDOW_CALLS_MAX && beside.length <= OPEN_CALLS_MAX) {
      given += 1;
      yield { initial: from === 0 ? null : 'any', window: [...inside, ...beside] };
    }
    from = at + 1;
  }
}
