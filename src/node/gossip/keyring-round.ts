/**
 * One command to the keyring of every server, and what each of them answers.
 *
 * Q1. Keys travel over sealed lines alone, and a command that comes over another is refused.
 * Q2. Who does not answer within `ANSWER_MS` stands in the result as just that: the next step of a rotation must wait
 *     for it. Rounds under way are bounded.
 */
import type { KeyringAnswer, KeyringCommand, NodeId } from '../../core/gossip/types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { GossipKeys } from '../../ports/pool-seal.ts';
import type { Line } from './line.ts';
import type { GossipPool, OtherContent, PoolMember } from './pool.ts';

const ANSWER_MS = 3_000;
const ROUNDS_MAX = 8;
const NO_KEYS = 'gossip is not sealed: start every server with --gossip-key-file';

export interface KeyringResult {
  readonly region: string;
  readonly name: string;
  readonly answer: KeyringAnswer;
}

interface Round {
  readonly asked: Map<NodeId, PoolMember>;
  readonly results: KeyringResult[];
  readonly timer: Timer;
  readonly done: (results: readonly KeyringResult[]) => void;
}

export class KeyringRounds {
  private readonly keys: GossipKeys | null;
  private readonly clock: Clock;
  private readonly rounds = new Map<number, Round>();
  private lastQuestion = 0;

  constructor(keys: GossipKeys | null, clock: Clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** Asks all who live in these pools, each once; the last pool that knows a server is the one it is asked in. */
  begin(
    pools: readonly GossipPool[],
    command: KeyringCommand,
    done: (results: readonly KeyringResult[]) => void,
  ): void {
    const [self] = pools[0]?.members() ?? [];
    if (self === undefined || this.rounds.size >= ROUNDS_MAX) {
      this.clock.atTurnEnd(() => done([]));
      return;
    }
    const question = (this.lastQuestion = (this.lastQuestion + 1) >>> 0);
    const others = othersOf(pools);
    const timer = this.clock.after(ANSWER_MS, () => this.finish(question));
    const asked = new Map(others.map(({ member }) => [member.info.id, member]));
    const results = [resultOf(self, this.perform(command))];
    this.rounds.set(question, { asked, results, timer, done });
    for (const { pool, member } of others)
      pool.ask(member.info.address, { type: 'keyring', question, command });
    if (asked.size === 0) this.clock.atTurnEnd(() => this.finish(question));
  }

  hear(from: NodeId, content: OtherContent, line: Line): void {
    if (content.type === 'keyring') {
      // Q1.
      const answer = line.isSealed ? this.perform(content.command) : { ok: false as const, reason: NO_KEYS };
      line.send({ type: 'keyring-answer', question: content.question, answer });
      return;
    }
    const round = this.rounds.get(content.question);
    const member = round?.asked.get(from);
    if (round === undefined || member === undefined) return;
    round.asked.delete(from);
    round.results.push(resultOf(member, content.answer));
    if (round.asked.size === 0) this.finish(content.question);
  }

  stop(): void {
    for (const question of [...this.rounds.keys()]) this.finish(question);
  }

  private perform(command: KeyringCommand): KeyringAnswer {
    return this.keys?.perform(command) ?? { ok: false, reason: NO_KEYS };
  }

  /** Q2. */
  private finish(question: number): void {
    const round = this.rounds.get(question);
    if (round === undefined) return;
    this.rounds.delete(question);
    round.timer.cancel();
    const silent = [...round.asked.values()].map((member) =>
      resultOf(member, { ok: false, reason: `no answer within ${ANSWER_MS} ms` }),
    );
    const results = [...round.results, ...silent];
    results.sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
    round.done(results);
  }
}

const placeOf = ({ region, name }: KeyringResult): string => `${region} ${name}`;
const resultOf = ({ info }: PoolMember, answer: KeyringAnswer): KeyringResult => ({
  ...{ region: info.region, name: info.name },
  answer,
});

function othersOf(
  pools: readonly GossipPool[],
): { readonly pool: GossipPool; readonly member: PoolMember }[] {
  const found = new Map<NodeId, { readonly pool: GossipPool; readonly member: PoolMember }>();
  for (const pool of pools) {
    for (const member of pool.members()) {
      const lives = member.state === 'alive' || member.state === 'suspect';
      if (!member.self && lives) found.set(member.info.id, { pool, member });
    }
  }
  return [...found.values()];
}
