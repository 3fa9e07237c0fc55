/**
 * One client program of a region: it calls one member at a time, goes to another when that one fails it, and writes down
 * what it asked and was told.
 *
 * C1. One request of a client is under way at a time.
 * C2. A request is sent once. What was lost stays unknown for ever.
 */
import { nextInteger, pick, type Random } from '../../../src/core/base/random.ts';
import { CODE, type Status } from '../../../src/api/status.ts';
import { describeOperation, type Operation, type OpOutcome, type OpRequest } from '../history.ts';
import type { Machine, RunningMember } from '../machine.ts';
import type { World } from '../world.ts';
import { decodeAnswer, encodeCall } from './etcd-calls.ts';
import { SimStream, SimUnary, type CallEnd, type Way } from './sim-wires.ts';

/** Clients give up at different times: some before the member does, some long after. */
const PATIENCE_US = { least: 500_000, most: 9_000_000 } as const;

export class SimClient {
  readonly name: string;
  readonly region: string;
  readonly #world: World;
  readonly #random: Random;
  readonly #history: Operation[];
  readonly #way: Way;
  #machine: Machine;

  constructor(world: World, region: string, name: string, history: Operation[]) {
    this.name = name;
    this.region = region;
    this.#world = world;
    this.#random = world.forkRandom();
    this.#history = history;
    this.#way = wayOf(world, this.#random);
    this.#machine = pick(this.#random, world.membersOf(region));
  }

  /** Whether there is anybody to ask; otherwise the client turns to another member. */
  ready(): boolean {
    if (this.#machine.running !== null) return true;
    this.#turn();
    return this.#machine.running !== null;
  }

  /** `ready` was true. */
  call(request: OpRequest, done: (operation: Operation) => void): void {
    const { running, name } = this.#machine;
    if (running === null) return;
    const calledUs = this.#world.scheduler.nowUs;
    this.#perform(running, request, (outcome) => {
      const returnedUs = outcome.type === 'unknown' ? Infinity : this.#world.scheduler.nowUs;
      const [client, region, id] = [this.name, this.region, this.#history.length + 1];
      const operation: Operation = {
        id,
        client,
        region,
        member: name,
        request,
        calledUs,
        returnedUs,
        outcome,
      };
      this.#history.push(operation);
      const { transcript, nowUs } = this.#world.scheduler;
      transcript.say(nowUs, client, () => describeOperation(operation));
      if (outcome.type === 'unknown' || isUnavailable(outcome)) this.#turn();
      done(operation);
    });
  }

  #turn(): void {
    this.#machine = pick(this.#random, this.#world.membersOf(this.region));
  }

  #perform(member: RunningMember, request: OpRequest, done: (outcome: OpOutcome) => void): void {
    const { path, bytes } = encodeCall(request);
    const finish = this.#once(member, (end) => done(outcomeOf(request, end)));
    if (request.type === 'keep-alive') {
      const stream = new SimStream(
        this.#way,
        member,
        path,
        {
          onMessage: (message) => {
            finish.with({ type: 'reply', bytes: message });
            stream.lose(null);
          },
          onEnd: ({ status, why }) =>
            finish.with(status === null ? { type: 'lost', why } : { type: 'failed', status }),
        },
        1,
      );
      finish.onLoss((why) => stream.lose(why));
      stream.open(bytes);
      return;
    }
    const call = new SimUnary(this.#way, member, path, (end) => finish.with(end));
    finish.onLoss((why) => call.lose(why));
    call.send(bytes);
  }

  /** Watches over a call: the end of its member and the client's patience end it too. */
  #once(member: RunningMember, done: (end: CallEnd) => void): Guard {
    const { scheduler } = this.#world;
    const patienceUs = nextInteger(this.#random, PATIENCE_US.least, PATIENCE_US.most);
    const guard = new Guard((end) => {
      timeout.cancelled = true;
      stopWaiting();
      done(end);
    });
    const timeout = scheduler.after(patienceUs, { owner: null, what: 'client gives up' }, () =>
      guard.lose('no answer'),
    );
    const stopWaiting = this.#world.onEnd(member.process, () => {
      const noticeUs = this.#way.delayUs();
      scheduler.after(noticeUs, { owner: null, what: 'client loses member' }, () =>
        guard.lose('the member ended'),
      );
    });
    return guard;
  }
}

class Guard {
  readonly #done: (end: CallEnd) => void;
  #over = false;
  #lose: (why: string) => void = () => undefined;

  constructor(done: (end: CallEnd) => void) {
    this.#done = done;
  }

  onLoss(lose: (why: string) => void): void {
    this.#lose = lose;
  }
  with(end: CallEnd): void {
    if (this.#over) return;
    this.#over = true;
    this.#done(end);
  }
  lose(why: string): void {
    this.#lose(why);
    this.with({ type: 'lost', why });
  }
}

export function wayOf(world: World, random: Random): Way {
  const { least, most } = world.swarm.clientDelayUs;
  return { scheduler: world.scheduler, delayUs: () => nextInteger(random, least, most) };
}

function outcomeOf(request: OpRequest, end: CallEnd): OpOutcome {
  switch (end.type) {
    case 'reply':
      return { type: 'acked', ...decodeAnswer(request, end.bytes) };
    case 'failed':
      return failure(end.status);
    case 'lost':
      return { type: 'unknown', why: end.why };
  }
}

/** Before anything was done with the request, a member may say so; other troubles leave it open. */
const NOT_TAKEN = /no leader|not ready/;
const OPEN_CODES: ReadonlySet<number> = new Set([
  CODE.UNAVAILABLE,
  CODE.UNKNOWN,
  CODE.INTERNAL,
  CODE.CANCELLED,
  CODE.DEADLINE_EXCEEDED,
]);

function failure({ code, message }: Status): OpOutcome {
  if (OPEN_CODES.has(code) && !NOT_TAKEN.test(message)) return { type: 'unknown', why: message };
  return { type: 'refused', code, message };
}

const isUnavailable = (outcome: OpOutcome): boolean =>
  outcome.type === 'refused' && outcome.code === CODE.UNAVAILABLE;
