/** The planted bugs, each with the promise it breaks. */
export interface Mutant {
  readonly name: string;
  readonly what: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** It must be found among the seeds from 1 to this one. */
  readonly seeds: number;
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'reply-before-fsync',
    what: 'followers acknowledge entries, and grant votes, before their disk has them',
    file: 'src/node/consensus/consensus.ts',
    find: 'this.waitFor(ready.write, ready.messagesAfterAppend);',
    replace: 'this.parts.peers.gather(ready.messagesAfterAppend);',
    seeds: 60,
  },
  {
    name: 'vote-not-kept',
    what: 'term and vote are not written: a restarted member votes twice in a term',
    file: 'src/node/consensus/consensus.ts',
    find: 'ready.hardState === undefined ? {} : { hardState: ready.hardState }',
    replace: 'ready.hardState === undefined ? {} : {}',
    seeds: 60,
  },
  {
    name: 'read-without-read-index',
    what: 'a linearizable read is answered from local state without asking whether it is current',
    file: 'src/node/serving/reads.ts',
    find: "this.parts.step({ type: 'read-index', request: this.round.request });",
    replace: 'this.onReadState({ request: this.round.request, index: this.parts.appliedIndex() });',
    seeds: 20,
  },
  {
    name: 'conflict-not-recorded',
    what: 'a write that lost against a concurrent one of another region leaves no record',
    file: 'src/core/federation/conflict.ts',
    find: "draft.writes.push({ type: 'put-conflict', conflict });",
    replace: '',
    seeds: 20,
  },
];
