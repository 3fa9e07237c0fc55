/**
 * Answers servers that want to join: whether they were added, under which id, and who the members are.
 *
 * O1. An answer is as of the moment of the question: it is read behind a read-index round, so that a member that lags
 *     does not turn away who was added a moment ago, and no leader that was deposed welcomes who was removed.
 *     The one other voter of two needs no round: nothing was decided without it. (There is no quorum either, until the
 *     second has joined.)
 * O2. A member that has ever spoken is not welcomed again: whoever asks under its addresses has lost what it had
 *     promised, and must come back under a new id.
 * O3. Connections that ask are bounded: beyond `ASKING_MAX` the oldest goes.
 * O4. Who reads only lower feature levels than the region's is turned away: it could not read the region's state.
 */
import { FormatError } from '../../codec/binary.ts';
import { decodeJoinFrame, encodeJoinFrame } from '../../codec/join-frame.ts';
import type { JoinFrame, JoinQuestion, KnownMember, ReturnQuestion } from '../../codec/join-frame.ts';
import { compareStrings } from '../../core/base/bytes.ts';
import { hexId } from '../../core/base/brands.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { Log } from '../../ports/log.ts';
import type { Connection, Network } from '../../ports/network.ts';
import type { ServingReply } from '../serving/types.ts';

export const ASKING_MAX = 16;

export interface JoinHostParts {
  readonly network: Network;
  readonly log: Log;
  readonly region: string;
  readonly clusterId: bigint;
  linearize(done: ServingReply<void>): void;
  members(): readonly KnownMember[];
  /** The region's feature level. */
  level(): number;
  /** The region has two voters: this member and the other. */
  isPairedWith(other: MemberId): boolean;
  /** A member whose log was damaged asks (return-host). */
  considerReturn(question: ReturnQuestion, answer: (frame: JoinFrame) => void): void;
}

export class JoinHost {
  private readonly parts: JoinHostParts;
  private readonly asking = new Set<Connection>();
  private stopped = false;

  constructor(parts: JoinHostParts) {
    this.parts = parts;
  }

  start(): void {
    this.parts.network.listen(
      (connection) => this.accept(connection),
      () => undefined,
    );
  }

  stop(): void {
    this.stopped = true;
    for (const connection of this.asking) connection.close();
    this.asking.clear();
  }

  private accept(connection: Connection): void {
    connection.handle({
      onOpen: () => undefined,
      onDrain: () => undefined,
      onClose: () => this.asking.delete(connection),
      onFrame: (bytes) => this.hear(connection, bytes),
    });
    if (this.stopped) {
      connection.close();
      return;
    }
    this.asking.add(connection);
    for (const oldest of this.asking) {
      if (this.asking.size <= ASKING_MAX) return;
      this.asking.delete(oldest);
      oldest.close();
    }
  }

  private hear(connection: Connection, bytes: Uint8Array): void {
    if (this.stopped) return;
    try {
      const frame = decodeJoinFrame(bytes);
      if (frame.type === 'question') this.consider(connection, frame);
      else if (frame.type === 'return') {
        this.parts.considerReturn(frame, (answer) => this.answer(connection, answer));
      } else connection.close();
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.parts.log('warn', 'a question to join is not understood', {
        address: connection.address,
        reason: error.message,
      });
      connection.close();
    }
  }

  /** O1. */
  private consider(connection: Connection, question: JoinQuestion): void {
    const asker = this.find(question);
    if (asker !== undefined && this.parts.isPairedWith(asker.id)) {
      connection.send(encodeJoinFrame(this.judge(question)));
      return;
    }
    this.parts.linearize(({ ok }) => {
      if (!this.stopped) this.answer(connection, ok ? this.judge(question) : NOT_NOW);
    });
  }

  private answer(connection: Connection, frame: JoinFrame): void {
    if (!this.stopped && this.asking.has(connection)) connection.send(encodeJoinFrame(frame));
  }

  private find({ region, peerUrls }: JoinQuestion): KnownMember | undefined {
    if (region !== this.parts.region) return undefined;
    return this.parts.members().find((member) => sameUrls(member.peerUrls, peerUrls));
  }

  private judge(question: JoinQuestion): JoinFrame {
    const { region, peerUrls } = question;
    const { parts } = this;
    if (region !== parts.region) {
      return refusal(`this is region ${parts.region}, not ${region}: check --region and --initial-cluster`);
    }
    const low = refusalOfLevel(question, parts.level());
    if (low !== null) return low;
    const found = this.find(question);
    if (found === undefined) {
      return refusal(
        `${peerUrls.join(',')} is not a member of region ${region} yet: run ` +
          `\`etcdctl member add NAME --peer-urls=${peerUrls.join(',')}\` first`,
      );
    }
    // O2.
    if (found.name !== '') {
      return refusal(
        `member ${found.name} (${hexId(found.id)}) of region ${region} has these peer URLs and had started before: start ` +
          'it with its data folder, or remove it with `etcdctl member remove` and add it anew',
      );
    }
    return { type: 'welcome', clusterId: parts.clusterId, self: found.id, members: parts.members() };
  }
}

/** O4. */
export function refusalOfLevel(
  { region, level: read }: Pick<JoinQuestion, 'region' | 'level'>,
  level: number,
): JoinFrame | null {
  if (read >= level) return null;
  return refusal(
    `region ${region} runs at feature level ${level}, and the server that wants to join reads levels up to ` +
      `${read}: start it with a release that reads the region's level`,
  );
}

export const NOT_NOW: JoinFrame = {
  type: 'refusal',
  final: false,
  reason: 'the member that was asked finds no quorum at the moment',
};

export const refusal = (reason: string): JoinFrame => ({ type: 'refusal', final: true, reason });

export function sameUrls(left: readonly string[], right: readonly string[]): boolean {
  const sorted = (urls: readonly string[]): string => [...urls].sort(compareStrings).join();
  return sorted(left) === sorted(right);
}
