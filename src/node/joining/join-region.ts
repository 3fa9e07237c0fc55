/**
 * A server that is to join, or to come back under another id, asks the members it was told of, one after the other, who it
 * is. It does so once in its life, or once for each log that was damaged: the answer is kept with its data.
 *
 * I1. The first welcome or final refusal decides. Who does not answer, or cannot at the moment, is asked again in the
 *     next round, until `JOIN_PATIENCE_MS` have passed.
 * I2. `done` runs once; no connection outlives it.
 * I3. A host of a release without feature levels does not understand a question that names one, and hangs up: it is asked
 *     again in its own words. What it then refuses counts from the second round on, since a broken connection looks alike.
 */
import { FormatError } from '../../codec/binary.ts';
import { decodeJoinFrame, encodeJoinFrame } from '../../codec/join-frame.ts';
import type { JoinFrame, JoinQuestion, JoinWelcome, ReturnQuestion } from '../../codec/join-frame.ts';
import { FIRST_LEVEL } from '../../core/base/feature-level.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Network } from '../../ports/network.ts';
import { failed, succeeded } from '../../ports/outcome.ts';
import type { Done } from '../../ports/outcome.ts';
import { createChannels } from '../channels.ts';

export const JOIN_PATIENCE_MS = 60_000;
/** Longer than a member looks for a quorum before it says that there is none. */
const ANSWER_MS = 8_000;
const ROUND_MS = 1_000;

export interface JoinParts {
  /** The server's own, not listening yet. */
  readonly network: Network;
  readonly clock: Clock;
  readonly log: Log;
  /** Of the members to ask, at least one. */
  readonly addresses: readonly string[];
  readonly question: JoinQuestion | ReturnQuestion;
}

export function joinRegion(parts: JoinParts, done: Done<JoinWelcome>): void {
  const { clock, log, addresses } = parts;
  const network = createChannels(parts.network).network('join');
  const untilMs = clock.monotonicMs() + JOIN_PATIENCE_MS;
  let reason = 'none of them answers';
  let rounds = 1;

  const round = (rest: readonly string[]): void => {
    const [address, ...others] = rest;
    if (address === undefined) {
      rounds++;
      if (clock.monotonicMs() < untilMs) clock.after(ROUND_MS, () => round(addresses));
      else done(failed('io', `cannot join through ${addresses.join(', ')}: ${reason}`));
      return;
    }
    askInItsWords({ ...parts, network }, address, (answer, isPlain) => {
      if (answer?.type === 'welcome') {
        done(succeeded(answer));
        return;
      }
      if (answer?.type === 'refusal') {
        ({ reason } = answer);
        if (answer.final && (!isPlain || rounds > 1)) {
          done(failed('io', `cannot join: ${reason}`));
          return;
        }
      }
      log('info', 'asking to join', { address, answer: answer === null ? 'none' : reason });
      round(others);
    });
  };
  round(addresses);
}

/** I3. */
function askInItsWords(
  parts: JoinParts,
  address: string,
  then: (answer: JoinFrame | null, isPlain: boolean) => void,
): void {
  const { question } = parts;
  ask(parts, address, (answer) => {
    if (answer !== null || question.type === 'return' || question.level === FIRST_LEVEL) {
      then(answer, false);
      return;
    }
    const plain = { ...parts, question: { ...question, level: FIRST_LEVEL } };
    ask(plain, address, (plainAnswer) => then(plainAnswer, true));
  });
}

/** `null`: no answer that can be used. */
function ask(parts: JoinParts, address: string, then: (answer: JoinFrame | null) => void): void {
  const connection = parts.network.connect(address);
  let settled = false;
  const settle = (answer: JoinFrame | null): void => {
    if (settled) return;
    settled = true;
    timer.cancel();
    connection.close();
    parts.clock.atTurnEnd(() => then(answer));
  };
  const timer = parts.clock.after(ANSWER_MS, () => settle(null));
  connection.handle({
    onOpen: () => connection.send(encodeJoinFrame(parts.question)),
    onDrain: () => undefined,
    onClose: () => settle(null),
    onFrame: (bytes) => settle(answerOf(bytes)),
  });
}

function answerOf(bytes: Uint8Array): JoinFrame | null {
  try {
    return decodeJoinFrame(bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { type: 'refusal', final: true, reason: error.message };
  }
}
