/**
 * What a data folder remembers of gossip, so that a server is the same member after a restart and finds its pools though
 * all it was configured with have moved.
 *
 * M1. The file is replaced as a whole: a crash leaves the one before or the one after.
 * M2. One write at a time; what changes meanwhile is in the next, which comes `SETTLE_MS` after the change. So a pool in
 *     which much happens costs one write in a while, and one in which nothing does none.
 * M3. A file that is missing or damaged is a new beginning under a new id, and no reason not to start. Where there is a folder
 *     that keeps it, the new id is there before anybody hears of it: a server that is killed at once comes back as the same
 *     member, and leaves no dead one behind.
 */
import { FormatError } from '../../codec/binary.ts';
import { decodeMemory, encodeMemory } from '../../codec/gossip-memory.ts';
import type { GossipMemory } from '../../codec/gossip-memory.ts';
import { assert } from '../../core/base/assert.ts';
import { equalBytes } from '../../core/base/bytes.ts';
import { NODE_ID_BYTES, nodeId } from '../../core/gossip/types.ts';
import type { NodeId } from '../../core/gossip/types.ts';
import type { Clock, Timer } from '../../ports/clock.ts';
import type { Disk } from '../../ports/disk.ts';
import type { Entropy } from '../../ports/entropy.ts';
import type { Log } from '../../ports/log.ts';
import type { Done, Outcome } from '../../ports/outcome.ts';

const FILE = 'gossip';
const SETTLE_MS = 2_000;

export interface MemoryPorts {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
}

/** M3. `keeps`: whether there is a folder of this server's own yet. */
export function readMemory(ports: MemoryPorts, keeps: boolean, done: (memory: GossipMemory) => void): void {
  const { disk, log } = ports;
  disk.read(FILE, (outcome) => {
    const known = outcome.ok ? decoded(outcome.value, log) : null;
    if (!outcome.ok && outcome.error.kind !== 'missing')
      log('warn', 'gossip memory not read', { reason: outcome.error.message });
    if (known !== null) done(known);
    else beginAfresh(ports, keeps, done);
  });
}

/** `null`: damaged. */
function decoded(bytes: Uint8Array, log: Log): GossipMemory | null {
  try {
    return decodeMemory(bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const { message: reason } = error;
    log('warn', 'gossip memory damaged: this server is a new member of its pools', { reason });
    return null;
  }
}

function beginAfresh(ports: MemoryPorts, keeps: boolean, done: (memory: GossipMemory) => void): void {
  const { disk, clock, entropy, log } = ports;
  const claimedMs = Math.max(0, clock.wallMs());
  const memory: GossipMemory = { id: newId(entropy), claimedMs, lan: NOTHING, wan: NOTHING };
  if (!keeps) return done(memory);
  replaceFile(disk, FILE, encodeMemory(memory), (outcome) => {
    if (!outcome.ok) log('warn', 'gossip memory not written', { reason: outcome.error.message });
    done(memory);
  });
}

const NOTHING = { incarnation: 0, lamport: 0, addresses: [] } as const;

/** Never 0, which stands for nobody. */
function newId(entropy: Entropy): NodeId {
  const bytes = new Uint8Array(NODE_ID_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, entropy.uint64() | 1n);
  return nodeId(String.fromCharCode(...bytes));
}

export class MemoryWriter {
  private readonly ports: MemoryPorts;
  private readonly current: () => GossipMemory;
  private written: Uint8Array = new Uint8Array(0);
  private timer: Timer | null = null;
  private writing = false;
  private stopped = false;

  constructor(ports: MemoryPorts, current: () => GossipMemory) {
    this.ports = ports;
    this.current = current;
  }

  /** Something may have changed (M2). */
  changed(): void {
    if (this.stopped || this.timer !== null) return;
    this.timer = this.ports.clock.after(SETTLE_MS, () => {
      this.timer = null;
      if (this.writing) this.changed();
      else this.write();
    });
  }

  stop(): void {
    this.stopped = true;
    this.timer?.cancel();
  }

  /** At once, where nothing was written before: there is a folder to keep it from now on (M3). */
  begin(done: () => void): void {
    assert(!this.writing, 'the first write is the first');
    this.write(done);
  }

  private write(done = (): void => undefined): void {
    const bytes = encodeMemory(this.current());
    if (equalBytes(bytes, this.written)) return;
    this.writing = true;
    replaceFile(this.ports.disk, FILE, bytes, (outcome) => {
      this.writing = false;
      if (outcome.ok) this.written = bytes;
      else if (!this.stopped)
        this.ports.log('warn', 'gossip memory not written', { reason: outcome.error.message });
      done();
    });
  }
}

/** M1. */
function replaceFile(disk: Disk, path: string, bytes: Uint8Array, done: Done): void {
  const fresh = `${path}.new`;
  const then =
    <T>(next: (value: T) => void) =>
    (outcome: Outcome<T>): void =>
      outcome.ok ? next(outcome.value) : done(outcome);
  // What a crash left of an earlier attempt.
  disk.remove(fresh, () =>
    disk.create(
      fresh,
      bytes.length,
      then((file) => {
        const closing = (outcome: Outcome<void>): void =>
          file.close((closed) => {
            if (!outcome.ok || !closed.ok) done(outcome.ok ? closed : outcome);
            else
              disk.rename(
                fresh,
                path,
                then(() => disk.syncDirectory('', done)),
              );
          });
        file.write(0, [bytes], (written) => (written.ok ? file.dataSync(closing) : closing(written)));
      }),
    ),
  );
}
