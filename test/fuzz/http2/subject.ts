/** The machine as it stands in a server, without a socket, and what it may hold. */
import { BufferPool } from '../../../src/rpc/http2/buffer-pool.ts';
import { CauseCounts } from '../../../src/rpc/http2/causes.ts';
import { Connection } from '../../../src/rpc/http2/connection.ts';
import { FRAME_BYTES_DEFAULT } from '../../../src/rpc/http2/constants.ts';
import { HeldBytes } from '../../../src/rpc/http2/held.ts';
import { HEADER_BLOCK_BYTES_MAX, TIMINGS } from '../../../src/rpc/http2/limits.ts';
import type { PlainHandler } from '../../../src/rpc/grpc/plain-call.ts';
import { openingsOf } from '../../../src/rpc/grpc/service.ts';
import { Handlers } from './handlers.ts';

/** What a connection takes that has seen everything and holds nothing: tables, remembered blocks, budgets. */
const OWN_BYTES_MAX = 64 * 1024;

const POOL = new BufferPool();
const COUNTS = new CauseCounts();
const BOUNDS = { messageBytesMax: 1_000_000, requestMs: TIMINGS.requestMs, stallMs: TIMINGS.outputStallMs };

const answerPlain: PlainHandler = (_request, respond) => respond({ status: 404, headers: {}, body: 'none' });

export class Subject {
  readonly handlers = new Handlers();
  readonly held = new HeldBytes();
  readonly machine: Connection;
  nowMs = 0;

  constructor() {
    this.machine = new Connection({
      ...{ pool: POOL, timings: TIMINGS, counts: COUNTS, held: this.held, nowMs: 0 },
      read: openingsOf(
        { methods: this.handlers.methods, plain: answerPlain, bounds: BOUNDS },
        { address: 'fuzz', certificateName: null },
      ),
      onOutput: () => undefined,
      onTrouble: () => undefined,
    });
  }

  receive(bytes: Uint8Array): void {
    this.machine.receive(bytes, this.nowMs);
  }

  /** What it says, to a socket that takes everything at once; a copy. */
  said(): Buffer | null {
    const bytes = this.machine.takeOutput(this.nowMs);
    if (bytes === null) return null;
    const copy = Buffer.from(bytes);
    this.machine.written(bytes, this.nowMs);
    return copy;
  }

  get bytesMax(): number {
    return OWN_BYTES_MAX + HEADER_BLOCK_BYTES_MAX + FRAME_BYTES_DEFAULT + this.held.bytes;
  }
}
