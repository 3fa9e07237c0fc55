/**
 * Which feature level each other member can read: every member asks every other, and learns from questions as well as
 * from answers. A release without levels hangs up, and stays unknown.
 *
 * H1. What is known of a member is known of the process that runs: a lost connection to it forgets it, since it may come
 *     back with another release.
 * H2. A member that reads the first level only says nothing, as a release without levels does.
 * H3. At most one question is open per member; unanswered ones are asked again, ever more seldom, for ever.
 * H4. Connections that ask are bounded: beyond `ASKING_MAX` the oldest goes.
 */
import { FormatError } from '../../codec/binary.ts';
import { decodeLevelFrame, encodeLevelFrame } from '../../codec/level-frame.ts';
import type { LevelFrame } from '../../codec/level-frame.ts';
import { FIRST_LEVEL } from '../../core/base/feature-level.ts';
import type { MemberId } from '../../core/base/brands.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Connection, Network } from '../../ports/network.ts';
import type { PeerAddress } from '../consensus/peers.ts';

export const ASK_AGAIN_MS_MIN = 500;
export const ASK_AGAIN_MS_MAX = 30_000;
const ANSWER_MS = 2_000;
export const ASKING_MAX = 64;

export interface LevelHandshakeParts {
  readonly clusterId: bigint;
  readonly self: MemberId;
  /** The highest level this member reads. */
  readonly level: number;
  /** The channel of this conversation. */
  readonly network: Network;
  readonly clock: Clock;
  readonly log: Log;
  /** All others that there are now. */
  others(): readonly PeerAddress[];
}

interface Other {
  peer: PeerAddress;
  level: number | null;
  question: Connection | null;
  /** Ends the wait for an answer, or the pause before the next question. */
  timer: Timer | null;
  pauseMs: number;
}

export class LevelHandshake {
  private readonly parts: LevelHandshakeParts;
  private readonly others = new Map<MemberId, Other>();
  private readonly asking = new Set<Connection>();
  private running = false;

  constructor(parts: LevelHandshakeParts) {
    this.parts = parts;
  }

  start(): void {
    // H2.
    if (this.parts.level === FIRST_LEVEL) return;
    this.running = true;
    this.parts.network.listen(
      (connection) => this.accept(connection),
      () => undefined,
    );
    this.onMembersChanged();
  }

  stop(): void {
    this.running = false;
    for (const other of this.others.values()) this.hangUp(other);
    for (const connection of this.asking) connection.close();
    this.asking.clear();
  }

  /** `null`: not known, or not connected. */
  levelOf(member: MemberId): number | null {
    return member === this.parts.self ? this.parts.level : (this.others.get(member)?.level ?? null);
  }

  onMembersChanged(): void {
    if (!this.running) return;
    const wanted = new Map(this.parts.others().map((peer) => [peer.id, peer]));
    for (const [id, other] of [...this.others]) {
      if (wanted.get(id)?.address === other.peer.address) continue;
      this.hangUp(other);
      this.others.delete(id);
    }
    for (const [id, peer] of wanted) {
      if (this.others.has(id)) continue;
      const other = { peer, level: null, question: null, timer: null, pauseMs: ASK_AGAIN_MS_MIN };
      this.others.set(id, other);
      this.ask(other);
    }
  }

  /** H1. */
  onUnreachable(member: MemberId): void {
    const other = this.others.get(member);
    if (!this.running || other === undefined || other.level === null) return;
    other.level = null;
    this.askLater(other);
  }

  /** H3. */
  private ask(other: Other): void {
    const connection = this.parts.network.connect(other.peer.address);
    other.question = connection;
    other.timer = this.parts.clock.after(ANSWER_MS, () => connection.close());
    connection.handle({
      onOpen: () => connection.send(this.frame('question', other.peer.id)),
      onDrain: () => undefined,
      onFrame: (bytes) => {
        const frame = this.read(connection, bytes);
        if (frame?.type === 'answer') this.learn(frame);
        connection.close();
      },
      onClose: () => {
        if (other.question !== connection) return;
        this.hangUp(other);
        if (this.running && other.level === null) this.askLater(other);
      },
    });
  }

  private askLater(other: Other): void {
    if (other.question !== null || other.timer !== null) return;
    other.timer = this.parts.clock.after(other.pauseMs, () => {
      other.timer = null;
      if (other.level === null) this.ask(other);
    });
    other.pauseMs = Math.min(2 * other.pauseMs, ASK_AGAIN_MS_MAX);
  }

  private hangUp(other: Other): void {
    const { question } = other;
    other.timer?.cancel();
    other.timer = null;
    other.question = null;
    question?.close();
  }

  private accept(connection: Connection): void {
    connection.handle({
      onOpen: () => undefined,
      onDrain: () => undefined,
      onClose: () => this.asking.delete(connection),
      onFrame: (bytes) => {
        const frame = this.read(connection, bytes);
        if (frame?.type === 'question') {
          this.learn(frame);
          connection.send(this.frame('answer', frame.from));
        } else connection.close();
      },
    });
    if (!this.running) {
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

  private learn({ from, level }: LevelFrame): void {
    const other = this.others.get(from);
    if (other === undefined || level < FIRST_LEVEL) return;
    if (other.level !== level)
      this.parts.log('info', 'a member tells which feature level it reads', {
        member: other.peer.name,
        level,
      });
    other.level = level;
    other.pauseMs = ASK_AGAIN_MS_MIN;
  }

  private frame(type: LevelFrame['type'], to: MemberId): Uint8Array {
    const { clusterId, self, level } = this.parts;
    return encodeLevelFrame({ type, clusterId, from: self, to, level });
  }

  /** `null`: damaged, or not for us. */
  private read(connection: Connection, bytes: Uint8Array): LevelFrame | null {
    if (!this.running) return null;
    try {
      const frame = decodeLevelFrame(bytes);
      return frame.clusterId === this.parts.clusterId && frame.to === this.parts.self ? frame : null;
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      this.parts.log('warn', 'a question for the feature level is not understood', {
        address: connection.address,
        reason: error.message,
      });
      return null;
    }
  }
}
