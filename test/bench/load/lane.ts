/**
 * A lane has one operation under way at a time: in a closed loop the next begins when the one before has ended, in an open
 * one when it is due. Many lanes share a connection.
 */
import type { LoadConnection } from './connection.ts';
import type { Recorder } from './recorder.ts';
import type { ReplySink } from './reply-messages.ts';

/** What a lane does over and over. */
export interface Operation {
  readonly path: string;
  /** The next request, good until the next is asked for. */
  request(): Uint8Array;
  /** Judges a reply; `floor` is the recorder's when the request left. */
  check(bytes: Uint8Array, from: number, to: number, floor: number): void;
}

export class Lane implements ReplySink {
  readonly #connection: LoadConnection;
  readonly #next: () => Operation;
  readonly #recorder: Recorder;
  readonly #whenFree: (lane: Lane) => void;
  #operation: Operation | null = null;
  #began = 0;
  #floor = 0;
  #replies = 0;

  constructor(
    connection: LoadConnection,
    next: () => Operation,
    recorder: Recorder,
    whenFree: (lane: Lane) => void,
  ) {
    this.#connection = connection;
    this.#next = next;
    this.#recorder = recorder;
    this.#whenFree = whenFree;
  }

  /** `began`: when it was due. */
  begin(began: number): void {
    this.#began = began;
    const operation = this.#next();
    this.#operation = operation;
    this.#floor = this.#recorder.floor;
    this.#replies = 0;
    this.#recorder.underWay += 1;
    this.#connection.call(operation.path, operation.request(), this);
  }

  onMessage(bytes: Uint8Array, from: number, to: number): void {
    this.#replies += 1;
    this.#operation?.check(bytes, from, to, this.#floor);
  }

  onEnd(fault: string | null): void {
    this.#recorder.underWay -= 1;
    if (fault !== null) this.#recorder.fail(fault);
    else if (this.#replies !== 1) this.#recorder.fail(`${this.#replies} replies to one request`);
    else this.#recorder.done(this.#began);
    this.#whenFree(this);
  }
}

/** `inFlight` operations at any time, in turn over the connections. */
export function startClosedLoop(
  connections: readonly LoadConnection[],
  next: () => Operation,
  recorder: Recorder,
  inFlight: number,
): void {
  const again = (lane: Lane): void => {
    if (!recorder.isStopping) lane.begin(performance.now());
  };
  for (let i = 0; i < inFlight; i++) {
    const connection = connections[i % connections.length];
    if (connection !== undefined) again(new Lane(connection, next, recorder, again));
  }
}

/** How far behind its own plan the generator may fall before the run is worth nothing. */
const BEHIND_MAX = 20_000;

/** `perSecond` operations begin each second; one that is sent late is measured from when it was due. */
export function startOpenLoop(
  connections: readonly LoadConnection[],
  next: () => Operation,
  recorder: Recorder,
  perSecond: number,
): void {
  const free: Lane[] = [];
  const began = performance.now();
  let begun = 0;
  let turn = 0;
  const laneFor = (): Lane | undefined => {
    const connection = connections[turn++ % connections.length];
    return free.pop() ?? (connection && new Lane(connection, next, recorder, (lane) => void free.push(lane)));
  };
  const sendDue = (): void => {
    const due = ((performance.now() - began) / 1_000) * perSecond;
    for (; begun < due && !recorder.isStopping; begun++) {
      if (recorder.underWay > BEHIND_MAX) recorder.fail(`${BEHIND_MAX} operations wait at ${perSecond}/s`);
      laneFor()?.begin(began + (begun / perSecond) * 1_000);
    }
    if (!recorder.isStopping) setTimeout(sendDue, 1);
  };
  sendDue();
}
