/**
 * Writers without pause worth speaking of, spread over all members of a region: each asks a different member every time
 * and goes to the next when one cannot be reached, as an etcd client does.
 *
 * W1. A refused connection is no attempt: the same operation goes to the next member, since nothing was sent.
 * W2. After `stop` has resolved no operation is under way.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { assertNever } from '../../src/core/base/assert.ts';
import { MemberClient } from '../support/member-client.ts';
import type { Outcome } from '../support/member-client.ts';
import type { Ledger, Operation, OperationKind } from './ledger.ts';

/** Nine servers and this program share the machine: enough to keep a region busy, not enough to starve it. */
const BETWEEN_WRITES_MS = 8;
const NOBODY_THERE_MS = 30;
/** Of every so many operations one is of the rarer kind. */
const SEVERAL_EVERY = 10;
const CREATE_EVERY = 7;
const DELETE_EVERY = 9;
const KEYS_AT_ONCE = 3;

export interface LoadMember {
  readonly name: string;
  readonly endpoint: string;
}

export interface LoadOptions {
  readonly region: string;
  readonly members: readonly LoadMember[];
  readonly workers: number;
  /** What all keys of this load begin with. */
  readonly prefix: string;
  /** Comparing is refused under a replication rule. */
  readonly compares: boolean;
  readonly ledger: Ledger;
  /** A write that a region takes back from its acknowledgement, or that it should not have answered so. */
  onWrong(what: string): void;
}

export interface Acknowledgement {
  readonly member: string;
  readonly startedAt: number;
  readonly at: number;
}

export class Load {
  /** All of this load, in order of their arrival. */
  readonly acknowledgements: Acknowledgement[] = [];
  notSent = 0;
  unknown = 0;
  private readonly options: LoadOptions;
  private readonly members: readonly { readonly name: string; readonly client: MemberClient }[];
  private readonly done: readonly Promise<void>[];
  private readonly extras = new Set<Promise<unknown>>();
  private extrasBegun = 0;
  private stopping = false;

  constructor(options: LoadOptions) {
    this.options = options;
    this.members = options.members.map(({ name, endpoint }) => ({
      name,
      client: new MemberClient(endpoint),
    }));
    this.done = Array.from({ length: options.workers }, (_, worker) => this.work(worker));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.done, ...this.extras]);
    for (const { client } of this.members) client.close();
  }

  /** One write more, now: after trouble all workers may be waiting for answers that do not come. */
  extra(): void {
    this.extrasBegun += 1;
    const key = `${this.options.prefix}extra/${String(this.extrasBegun).padStart(5, '0')}`;
    const writing: Promise<unknown> = this.perform(this.extrasBegun, 'put', [key]).finally(() =>
      this.extras.delete(writing),
    );
    this.extras.add(writing);
  }

  private async work(worker: number): Promise<void> {
    const { prefix, compares } = this.options;
    const own: string[] = [];
    for (let number = 1; !this.stopping; number++) {
      const key = `${prefix}w${String(worker).padStart(2, '0')}/${String(number).padStart(5, '0')}`;
      const victim = number % DELETE_EVERY === 0 ? own.shift() : undefined;
      if (victim !== undefined) await this.perform(worker + number, 'delete', [victim]);
      else if (number % SEVERAL_EVERY === 0) await this.perform(worker + number, 'put several', several(key));
      else {
        const kind = compares && number % CREATE_EVERY === 0 ? 'create' : 'put';
        const { outcome } = await this.perform(worker + number, kind, [key]);
        if (outcome?.kind === 'acknowledged') own.push(key);
      }
      await wait(BETWEEN_WRITES_MS);
    }
  }

  private async perform(at: number, kind: OperationKind, keys: readonly string[]): Promise<Operation> {
    const operation = this.options.ledger.begin(kind, this.options.region, keys);
    let outcome: Outcome = { kind: 'not sent' };
    for (let tried = 0; tried < this.members.length && outcome.kind === 'not sent'; tried++) {
      const member = this.members[(at + tried) % this.members.length];
      if (member === undefined) break;
      const newest = this.options.ledger.newestSeen(operation.region);
      outcome = await this.send(member.client, operation);
      this.record(member.name, operation, outcome, newest);
    }
    operation.outcome = outcome;
    if (outcome.kind === 'not sent') await wait(NOBODY_THERE_MS);
    return operation;
  }

  private send(client: MemberClient, { kind, keys }: Operation): Promise<Outcome> {
    const [first, ...rest] = this.options.ledger.pairs(keys);
    if (first === undefined) throw new Error('an operation names at least one key');
    switch (kind) {
      case 'put':
        return client.put(first);
      case 'put several':
        return client.putAll([first, ...rest]);
      case 'create':
        return client.create(first);
      case 'delete':
        return client.delete(first.key);
      case 'delete all':
      case 'end of lease':
        throw new Error('a load deletes one key at a time, and leases have their own holders');
      default:
        return assertNever(kind);
    }
  }

  private record(member: string, operation: Operation, outcome: Outcome, newest: number): void {
    const { ledger, onWrong } = this.options;
    const { kind, keys, region } = operation;
    switch (outcome.kind) {
      case 'not sent':
        this.notSent += 1;
        break;
      case 'unknown':
        this.unknown += 1;
        break;
      case 'acknowledged':
        this.acknowledgements.push({ member, startedAt: operation.startedAt, at: performance.now() });
        // A delete follows the acknowledgement of its put; a created key is new. Either finds what it looks for.
        if (outcome.found !== 1)
          onWrong(`${kind} of ${keys.join(' ')} at ${member} found ${outcome.found}, not 1`);
        else if (outcome.revision <= newest)
          onWrong(
            `${kind} of ${keys.join(' ')} at ${member} got ${outcome.revision}, and ${newest} was seen before`,
          );
        ledger.see(region, outcome.revision);
        break;
      default:
        assertNever(outcome);
    }
  }
}

const several = (key: string): readonly string[] =>
  Array.from({ length: KEYS_AT_ONCE }, (_, at) => `${key}-${at + 1}`);
