/**
 * Raft's own promises, looked at after every turn of a member; when nothing has changed that costs a few comparisons.
 * Everything is told of one region.
 *
 * R1. Election safety: one leader a term.
 * R2. Within one life of a member its term, commit and applied index never go back, and applied never passes commit.
 * R3. A committed entry never changes: every member that commits an index commits the same term and bytes there.
 * R4. Leader completeness: a leader holds whatever was committed in an earlier term.
 * R5. What a leader commits is durable on a majority of its voters: those it had at the last look or those it has now. A
 *     turn may commit, apply a change of the members, and commit more by what the change has made a majority.
 * R6. What was durable on a member's disk is in its log when it comes back.
 * R7. Members that have applied the same entry hold the same state.
 */
import { crc32c } from '../../../src/core/base/crc32c.ts';
import type { MemberId } from '../../../src/core/base/brands.ts';
import type { ConfState, EntryId, LogEntry, RaftRole } from '../../../src/core/raft/types.ts';

/** What is looked at of a member's Raft machine. */
export interface RaftSeen {
  readonly term: number;
  readonly role: RaftRole;
  readonly conf: Pick<ConfState, 'voters' | 'votersOutgoing'>;
  readonly log: {
    readonly base: EntryId;
    readonly entries: readonly LogEntry[];
    readonly commit: number;
    readonly applied: number;
    readonly durable: number;
  };
}

export interface MemberSeen {
  /** Outlives restarts. */
  readonly id: MemberId;
  readonly name: string;
  /** One life. */
  readonly process: object;
  readonly raft: RaftSeen;
  /** Of the state machine as it stands; asked for only when it has moved on. */
  readonly stateHash: () => number;
}

interface Life {
  readonly process: object;
  term: number;
  role: RaftRole;
  commit: number;
  applied: number;
  durable: number;
  conf: RaftSeen['conf'];
}

interface Known {
  life: Life | null;
  /** Terms of the entries on its disk, by index. */
  readonly onDisk: number[];
}

/** Of large values the ends are enough: they differ in their first bytes. */
const HASHED_BYTES = 256;

export class RaftChecks {
  readonly #complain: (what: string) => void;
  readonly #members = new Map<MemberId, Known>();
  readonly #leaders = new Map<number, string>();
  /** Term and checksum of committed entries, by index. */
  readonly #committed: { readonly term: number; readonly hash: number }[] = [];
  /** The greatest index that was first known committed in each term. */
  readonly #committedIn = new Map<number, number>();
  #greatest = 0;
  readonly #states = new Map<number, number>();

  constructor(complain: (what: string) => void) {
    this.#complain = complain;
  }

  look(member: MemberSeen): void {
    const { id, process, raft } = member;
    const known = this.#members.get(id) ?? { life: null, onDisk: [] };
    const { life } = known;
    const { log } = raft;
    if (life === null || life.process !== process) {
      this.#members.set(id, known);
      this.#begin(member, known);
      return;
    }
    // In this order: what is committed now may rest on what has just become durable.
    if (life.durable !== log.durable) this.#noteDurable(known, life, log);
    if (life.term !== raft.term || life.role !== raft.role) this.#noteRole(member, life);
    if (life.commit !== log.commit) this.#noteCommit(member, life);
    if (life.applied !== log.applied) this.#noteApplied(member, life);
    life.conf = raft.conf;
  }

  /** R5, of a member that is stopping. */
  lookAtDisk({ id, process, raft: { log } }: MemberSeen): void {
    const known = this.#members.get(id);
    const life = known?.life;
    if (known === undefined || !life || life.process !== process) return;
    if (life.durable !== log.durable) this.#noteDurable(known, life, log);
  }

  /** R6. */
  #begin(member: MemberSeen, known: Known): void {
    const { name, process, raft } = member;
    const { log } = raft;
    for (let index = log.base.index + 1; index < known.onDisk.length; index++) {
      const term = known.onDisk[index];
      if (term === undefined || termAt(log, index) === term) continue;
      this.#complain(`${name} had entry ${index} of term ${term} on its disk and came back without it`);
      break;
    }
    const life: Life = {
      ...{ process, term: raft.term, role: raft.role, commit: log.base.index },
      ...{ applied: -1, durable: log.base.index, conf: raft.conf },
    };
    known.life = life;
    this.#noteDurable(known, life, log);
    this.#noteCommit(member, life);
    this.#noteApplied(member, life);
  }

  #noteDurable({ onDisk }: Known, life: Life, log: RaftSeen['log']): void {
    const from = Math.max(Math.min(life.durable, log.durable), log.base.index) + 1;
    for (let index = from; index <= log.durable; index++) onDisk[index] = termAt(log, index) ?? 0;
    onDisk.length = Math.min(onDisk.length, log.durable + 1);
    life.durable = log.durable;
  }

  #noteRole({ name, raft }: MemberSeen, life: Life): void {
    const { term, role } = raft;
    if (term < life.term) this.#complain(`${name} went back from term ${life.term} to ${term}`);
    life.term = term;
    life.role = role;
    if (role !== 'leader') return;
    const other = this.#leaders.get(term);
    if (other !== undefined && other !== name)
      this.#complain(`term ${term} has two leaders: ${other} and ${name}`);
    this.#leaders.set(term, name);
    this.#checkCompleteness(name, raft);
  }

  /** R4. By log matching the last entry of each term speaks for those before it. */
  #checkCompleteness(name: string, { term, log }: RaftSeen): void {
    for (const [committedIn, index] of this.#committedIn) {
      if (committedIn >= term || index <= log.base.index) continue;
      const entry = this.#committed[index];
      if (entry === undefined || termAt(log, index) === entry.term) continue;
      const held = termAt(log, index) ?? 'none';
      this.#complain(
        `${name} leads term ${term} without entry ${index} of term ${entry.term}, which was committed in term ` +
          `${committedIn}; it holds ${held === 'none' ? 'nothing' : `one of term ${held}`} there`,
      );
    }
  }

  #noteCommit({ name, raft }: MemberSeen, life: Life): void {
    const { log } = raft;
    if (log.commit < life.commit)
      this.#complain(`${name} went back from commit ${life.commit} to ${log.commit}`);
    for (let index = Math.max(life.commit, log.base.index) + 1; index <= log.commit; index++) {
      const entry = log.entries[index - log.base.index - 1];
      if (entry !== undefined) this.#noteCommitted(name, entry);
    }
    if (log.commit > this.#greatest) {
      this.#greatest = log.commit;
      this.#committedIn.set(raft.term, log.commit);
      if (raft.role === 'leader') this.#checkDurable(name, log, [life.conf, raft.conf]);
    }
    life.commit = log.commit;
  }

  /** R3. */
  #noteCommitted(name: string, { index, term, data }: LogEntry): void {
    const hash = crc32c(data.subarray(0, HASHED_BYTES), data.length);
    const before = this.#committed[index];
    if (before === undefined) this.#committed[index] = { term, hash };
    else if (before.term !== term || before.hash !== hash) {
      this.#complain(
        `${name} committed entry ${index} of term ${term} (${hash}), where term ${before.term} (${before.hash}) was committed`,
      );
    }
  }

  /** R5. */
  #checkDurable(name: string, log: RaftSeen['log'], confs: readonly RaftSeen['conf'][]): void {
    const term = termAt(log, log.commit);
    const holds = (voter: MemberId): boolean => this.#members.get(voter)?.onDisk[log.commit] === term;
    const hasMajority = (voters: readonly MemberId[]): boolean =>
      voters.length === 0 || 2 * voters.filter(holds).length > voters.length;
    if (confs.some((conf) => hasMajority(conf.voters) && hasMajority(conf.votersOutgoing))) return;
    const voters = confs.at(-1)?.voters ?? [];
    this.#complain(
      `${name} committed entry ${log.commit} with ${voters.filter(holds).length} of ${voters.length} disks holding it`,
    );
  }

  #noteApplied({ name, raft, stateHash }: MemberSeen, life: Life): void {
    const { applied, commit } = raft.log;
    if (applied < life.applied)
      this.#complain(`${name} went back from applied ${life.applied} to ${applied}`);
    if (applied > commit) this.#complain(`${name} applied ${applied}, and ${commit} is committed`);
    life.applied = applied;
    const hash = stateHash();
    const before = this.#states.get(applied);
    if (before === undefined) this.#states.set(applied, hash);
    else if (before !== hash)
      this.#complain(`${name} differs from others that have applied entry ${applied}`);
  }
}

function termAt({ base, entries }: RaftSeen['log'], index: number): number | null {
  return index === base.index ? base.term : (entries[index - base.index - 1]?.term ?? null);
}
