/** The planted bugs, each with the promise it breaks. */
export interface Edit {
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

export interface Mutant {
  readonly name: string;
  readonly what: string;
  readonly edits: readonly Edit[];
  /** It must be found among the seeds from 1 to this one. */
  readonly seeds: number;
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'reply-before-fsync',
    what: 'followers acknowledge entries, and grant votes, before their disk has them',
    edits: [
      {
        file: 'src/node/consensus/consensus.ts',
        find: 'this.waitFor(ready.write, ready.messagesAfterAppend);',
        replace: 'this.parts.peers.gather(ready.messagesAfterAppend);',
      },
    ],
    seeds: 60,
  },
  {
    name: 'read-without-read-index',
    what: 'a linearizable read is answered from local state without asking whether it is current',
    edits: [
      {
        file: 'src/node/serving/reads.ts',
        find: "this.parts.step({ type: 'read-index', request: this.round.request });",
        replace: 'this.onReadState({ request: this.round.request, index: this.parts.appliedIndex() });',
      },
    ],
    seeds: 20,
  },
  {
    name: 'conflict-not-recorded',
    what: 'a write that lost against a concurrent one of another region leaves no record',
    edits: [
      {
        file: 'src/core/federation/conflict.ts',
        find: "draft.writes.push({ type: 'put-conflict', conflict });",
        replace: '',
      },
    ],
    seeds: 20,
  },
  {
    name: 'effect-before-cause',
    what: 'a transaction of another region is applied before what its writer had seen',
    edits: [
      {
        file: 'src/core/federation/readiness.ts',
        find: "if (missing !== null) return { type: 'not-ready', missing };",
        replace: "if (missing !== null && missing.sequence < 0) return { type: 'not-ready', missing };",
      },
      {
        file: 'src/node/federation/receiver.ts',
        find: 'next === undefined || !covers(this.projected, next.vector) ||',
        replace: 'next === undefined ||',
      },
    ],
    seeds: 40,
  },
  {
    name: 'forward-taken-twice',
    what: 'a forwarded command that arrives twice is carried out twice',
    edits: [
      {
        file: 'src/node/serving/forwards-seen.ts',
        find: 'if (sender === null || sender.sequences.has(sequence)) return false;',
        replace: 'if (sender === null) return false;',
      },
    ],
    seeds: 20,
  },
  {
    name: 'watch-resumes-late',
    what: 'a watch that starts at a revision misses that revision',
    edits: [
      {
        file: 'src/core/mvcc/watch-hub.ts',
        find: 'const next = startRevision === 0 ? hub.currentRevision + 1 : startRevision;',
        replace: 'const next = startRevision === 0 ? hub.currentRevision + 1 : startRevision + 1;',
      },
    ],
    seeds: 10,
  },
  {
    name: 'renewal-not-counted',
    what: 'a renewal of a lease is answered and does not move its end',
    edits: [
      {
        file: 'src/core/lease/deadlines.ts',
        find: 'deadline.endsMs = nowMs + deadline.ttl * SECOND_MS;',
        replace: '',
      },
    ],
    seeds: 20,
  },
];
