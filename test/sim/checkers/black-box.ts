/**
 * Small windows of a run's history, one key each, put to the search for an order (wgl.ts): a second opinion on the
 * replay, which trusts the revisions that the region itself gave out.
 *
 * B1. A window begins and ends while no answered request of its key is under way, so nothing outside can explain or
 *     spoil what is inside but requests without an answer; those called before its end are all in it.
 */
import { present } from '../../../src/core/base/assert.ts';
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
  const inOrder = [...operations].sort((left, right) => left.calledUs - right.calledUs);
  let [windows, undecided] = [0, 0];
  for (const key of keys) {
    for (const { initial, window } of windowsOf(key, inOrder)) {
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

/** B1. Works out only so much of the history as its windows take: they are at its beginning. */
function* windowsOf(key: string, operations: readonly Operation[]): Iterable<Window> {
  const open = operations
    .filter(({ outcome }) => outcome.type === 'unknown')
    .flatMap((operation) => callsOn(key, operation));
  let inside: KeyCall[] = [];
  let given = 0;
  let initial: KeyState = null;
  let endsUs = 0;
  for (let at = nextAnswered(key, operations, 0); at !== null && given < WINDOWS_A_KEY;) {
    inside.push(at.call);
    endsUs = Math.max(endsUs, at.call.returnedUs);
    const next = nextAnswered(key, operations, at.place + 1);
    at = next;
    // Something is under way still, or the window is small still.
    if (next !== null && (next.call.calledUs <= endsUs || inside.length < WINDOW_CALLS_MIN)) continue;
    const beside = open.filter(({ calledUs }) => calledUs <= endsUs);
    if (inside.length <= WINDOW_CALLS_MAX && beside.length <= OPEN_CALLS_MAX) {
      given += 1;
      yield { initial, window: [...inside, ...beside] };
    }
    initial = 'any';
    inside = [];
  }
}

/** The next answered call on the key, from this place of the history on. */
function nextAnswered(
  key: string,
  operations: readonly Operation[],
  from: number,
): { readonly call: KeyCall; readonly place: number } | null {
  for (let place = from; place < operations.length; place++) {
    const operation = present(operations[place], 'an operation');
    if (operation.outcome.type !== 'acked') continue;
    const call = callOn(key, operation);
    if (call !== null) return { call: { ...call, operation }, place };
  }
  return null;
}

function callsOn(key: string, operation: Operation): readonly KeyCall[] {
  const call = callOn(key, operation);
  return call === null ? [] : [{ ...call, operation }];
}
