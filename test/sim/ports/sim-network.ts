/**
 * The Network port over the fabric: exactly what ports/network.ts promises and nothing more. A frame may be lost,
 * doubled or overtaken while its connection lives; a broken connection is noticed late, or by one side only.
 *
 * A frame is copied when it arrives, so that a sender that changes it after `send` is found out.
 *
 * N1. Each half hears `onClose` exactly once, and nothing after it; no event runs inside a call.
 * N2. A half whose process ended does nothing more; its peer learns of it by a reset, or by silence.
 * N3. Silence is noticed `idleTimeoutUs` after it began, unless it has ended by then.
 */
import { assert } from '../../../src/core/base/assert.ts';
import { crc32c } from '../../../src/core/base/crc32c.ts';
import { passing } from '../../../src/core/base/slab.ts';
import { DONE, failed, type Done } from '../../../src/ports/outcome.ts';
import {
  FRAME_BYTES_MAX,
  SEND_QUEUE_BYTES_MAX,
  type Connection,
  type ConnectionEvents,
  type Network,
} from '../../../src/ports/network.ts';
import type { SimFabric } from './sim-fabric.ts';
import type { SimProcess } from './scheduler.ts';

/** How the end of a process reaches those it was connected to. */
export type Farewell = 'reset' | 'silent';

interface Listener {
  readonly process: SimProcess;
  readonly accept: (dialler: Half) => void;
}

/** All endpoints of one fabric: what is listening, and which halves are open. */
export class SimNetworks {
  readonly fabric: SimFabric;
  readonly listeners = new Map<string, Listener>();
  readonly halves = new Set<Half>();

  constructor(fabric: SimFabric) {
    this.fabric = fabric;
    fabric.onCut((from, to) => {
      for (const half of this.halves) if (half.remote === from && half.local === to) half.suspectSilence();
    });
  }

  endpoint(process: SimProcess, address: string): Network {
    return new SimNetwork(this, process, address);
  }

  /** Call after `process.alive` became false. */
  ended(process: SimProcess, farewell: Farewell): void {
    for (const [address, listener] of this.listeners) {
      if (listener.process === process) this.listeners.delete(address);
    }
    for (const half of this.halves) if (half.process === process) half.processEnded(farewell);
  }

  /** All connections between two addresses break; `to` may not be told, and goes on for a while on half of one. */
  break(from: string, to: string, how: 'both' | 'half-open'): number {
    let broken = 0;
    for (const half of [...this.halves]) {
      if (half.local !== from || half.remote !== to || half.peer === null) continue;
      broken += 1;
      half.fall(how);
    }
    return broken;
  }

  /** Call when a process was paused: its peers hear nothing from it. */
  silenced(process: SimProcess): void {
    for (const half of this.halves) if (half.process === process) half.peer?.suspectSilence();
  }
}

class SimNetwork implements Network {
  readonly #networks: SimNetworks;
  readonly #process: SimProcess;
  readonly #address: string;

  constructor(networks: SimNetworks, process: SimProcess, address: string) {
    this.#networks = networks;
    this.#process = process;
    this.#address = address;
  }

  listen(onConnection: (connection: Connection) => void, done: Done): void {
    const { listeners, fabric } = this.#networks;
    const taken = listeners.has(this.#address);
    if (!taken)
      listeners.set(this.#address, {
        process: this.#process,
        accept: (dialler) => this.#accept(dialler, onConnection),
      });
    const outcome = taken ? failed('locked', `cannot listen on ${this.#address}: the port is in use`) : DONE;
    fabric.scheduler.after(0, { owner: this.#process, what: 'listen' }, () => done(outcome));
  }

  connect(address: string): Connection {
    const half = new Half(this.#networks, { process: this.#process, local: this.#address, remote: address });
    half.dial();
    return half;
  }

  close(done: Done): void {
    const { listeners, halves, fabric } = this.#networks;
    if (listeners.get(this.#address)?.process === this.#process) listeners.delete(this.#address);
    for (const half of halves) if (half.process === this.#process) half.close();
    fabric.scheduler.after(0, { owner: this.#process, what: 'network closed' }, () => done(DONE));
  }

  #accept(dialler: Half, onConnection: (connection: Connection) => void): void {
    const half = new Half(this.#networks, {
      process: this.#process,
      local: this.#address,
      remote: dialler.local,
    });
    half.join(dialler);
    onConnection(half);
  }
}

interface HalfOptions {
  readonly process: SimProcess;
  readonly local: string;
  readonly remote: string;
}

/** One end of a connection. */
class Half implements Connection {
  readonly process: SimProcess;
  readonly local: string;
  readonly remote: string;
  /** Known to the accepting half from the start, to the dialling half once it is open. */
  peer: Half | null = null;
  readonly #networks: SimNetworks;
  readonly #fabric: SimFabric;
  readonly #frameLabel: string;
  #phase: 'connecting' | 'open' | 'closed' = 'connecting';
  #events: ConnectionEvents | null = null;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  /** When the last byte handed over so far has left. */
  #sentUs = 0;
  /** When the last frame in order arrives: none but a reordered one is before it. */
  #arrivesUs = 0;
  #drainPlanned = false;
  #drainWanted = false;

  constructor(networks: SimNetworks, { process, local, remote }: HalfOptions) {
    this.#networks = networks;
    this.#fabric = networks.fabric;
    this.process = process;
    this.local = local;
    this.remote = remote;
    this.#frameLabel = `frame from ${local}`;
    networks.halves.add(this);
  }

  get address(): string {
    return this.remote;
  }

  handle(events: ConnectionEvents): void {
    assert(this.#events === null, () => `connection to ${this.remote} has an owner already`);
    this.#events = events;
  }

  send(frame: Uint8Array): boolean {
    assert(
      frame.length <= FRAME_BYTES_MAX,
      () => `a frame of ${frame.length} bytes is larger than any peer takes`,
    );
    if (this.#phase === 'closed') return false;
    if (this.#queued() + frame.length > SEND_QUEUE_BYTES_MAX) {
      this.#wantDrain();
      return false;
    }
    if (this.#phase === 'connecting') {
      this.#waiting.push(frame);
      this.#waitingBytes += frame.length;
    } else {
      this.#transmit(frame);
    }
    return true;
  }

  /** Silence is noticed as soon as ever: sooner than a relaxed connection has to. */
  relax(): void {}

  queuedBytes(): number {
    const queued = this.#queued();
    if (queued > 0) this.#wantDrain();
    return queued;
  }

  #queued(): number {
    const leavingUs = this.#sentUs - this.#fabric.scheduler.nowUs;
    if (leavingUs <= 0) return this.#waitingBytes;
    return (
      this.#waitingBytes + Math.ceil(leavingUs * this.#fabric.profile(this.local, this.remote).bytesPerUs)
    );
  }

  close(): void {
    if (this.#phase === 'closed') return;
    const { peer } = this;
    const lastUs = this.#arrivesUs;
    this.#end('closed by this side');
    if (peer !== null) this.#tellPeer(peer, 'the other side closed the connection', lastUs);
  }

  /** Asks the other side; the way there and back may lose it, and then only the timeout ends it. */
  dial(): void {
    const { scheduler, notice } = this.#fabric;
    const { owner, what } = { owner: this.process, what: 'connect timeout' };
    scheduler.after(notice.connectTimeoutUs, { owner, what }, () => {
      if (this.#phase === 'connecting') this.#end(`no answer within ${notice.connectTimeoutUs / 1_000} ms`);
    });
    const fate = this.#fabric.fate(this.local, this.remote);
    if (fate.type === 'lost') return;
    scheduler.after(fate.delayUs, { owner: null, what: `${this.local} dials ${this.remote}` }, () =>
      this.#knock(),
    );
  }

  /** The accepting half: open at once; the dialling one when it hears of it. */
  join(dialler: Half): void {
    this.#phase = 'open';
    this.peer = dialler;
    const fate = this.#fabric.fate(this.local, this.remote);
    this.suspectSilence();
    if (fate.type === 'lost') return;
    const arrived = (): void => dialler.#opened(this);
    this.#arrivesUs = this.#fabric.scheduler.nowUs + fate.delayUs;
    this.#fabric.scheduler.at(
      this.#arrivesUs,
      { owner: dialler.process, what: `connected to ${this.local}` },
      arrived,
    );
  }

  processEnded(farewell: Farewell): void {
    const { peer } = this;
    this.#phase = 'closed';
    this.#networks.halves.delete(this);
    if (peer === null) return;
    if (farewell === 'reset') this.#tellPeer(peer, 'connection reset', this.#arrivesUs);
    else peer.suspectSilence();
  }

  /** Looks again after the idle timeout whether anything could have been heard (N3). */
  suspectSilence(): void {
    if (this.#phase !== 'open') return;
    const { scheduler, notice } = this.#fabric;
    scheduler.after(notice.idleTimeoutUs, { owner: this.process, what: 'idle check' }, () => {
      if (this.#phase !== 'open' || this.#canHear()) return;
      const { peer } = this;
      this.#fabric.faults.add('connection timed out');
      this.#end(`no word for ${notice.idleTimeoutUs / 1_000} ms`);
      if (peer !== null) this.#tellPeer(peer, 'connection reset', this.#arrivesUs);
    });
  }

  #canHear(): boolean {
    const { peer } = this;
    if (peer === null || peer.#phase !== 'open' || peer.process.paused) return false;
    return !this.#fabric.isCut(this.remote, this.local);
  }

  /** The dial has reached the other machine. */
  #knock(): void {
    if (this.#phase !== 'connecting') return;
    const listener = this.#networks.listeners.get(this.remote);
    if (listener !== undefined) {
      const { scheduler } = this.#fabric;
      scheduler.after(0, { owner: listener.process, what: `accepts ${this.local}` }, () =>
        listener.accept(this),
      );
      return;
    }
    const fate = this.#fabric.fate(this.remote, this.local);
    if (fate.type === 'lost') return;
    this.#fabric.scheduler.after(
      fate.delayUs,
      { owner: this.process, what: `${this.remote} refuses` },
      () => {
        if (this.#phase === 'connecting') this.#end('connection refused: nothing listens there');
      },
    );
  }

  #opened(peer: Half): void {
    if (this.#phase !== 'connecting') {
      this.#tellPeer(peer, 'connection reset', 0);
      return;
    }
    this.#phase = 'open';
    this.peer = peer;
    if (!this.#canHear()) this.suspectSilence();
    this.#owner().onOpen();
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#waitingBytes = 0;
    for (const frame of waiting) if (this.#isOpen()) this.#transmit(frame);
  }

  #isOpen(): boolean {
    return this.#phase === 'open';
  }

  #transmit(frame: Uint8Array): void {
    const { peer } = this;
    if (peer === null) return;
    const { scheduler } = this.#fabric;
    const profile = this.#fabric.profile(this.local, this.remote);
    this.#sentUs = Math.max(this.#sentUs, scheduler.nowUs) + frame.length / profile.bytesPerUs;
    if (this.#drainWanted) this.#planDrain();
    if (this.#fabric.chance(profile.breakRate, 'connection broken')) {
      this.#break(peer);
      return;
    }
    this.#carry(frame, peer);
    if (this.#fabric.chance(profile.duplicateRate, 'frame doubled')) this.#carry(frame, peer);
  }

  #carry(frame: Uint8Array, peer: Half): void {
    const fate = this.#fabric.fate(this.local, this.remote);
    if (fate.type === 'lost') return;
    let arrivesUs = this.#sentUs + fate.delayUs;
    if (!fate.overtakes) {
      arrivesUs = Math.max(arrivesUs, this.#arrivesUs);
      this.#arrivesUs = arrivesUs;
    }
    const options = { owner: peer.process, what: this.#frameLabel, detail: crc32c(frame) };
    this.#fabric.scheduler.at(arrivesUs, options, () => peer.#receive(frame));
  }

  #receive(frame: Uint8Array): void {
    if (this.#phase === 'open') this.#owner().onFrame(passing.copy(frame));
  }

  /** The connection fails under this side's feet. */
  fall(how: 'both' | 'half-open'): void {
    const { peer } = this;
    if (peer === null || this.#phase !== 'open') return;
    if (how === 'both') {
      this.#break(peer);
      return;
    }
    const { scheduler } = this.#fabric;
    scheduler.after(0, { owner: this.process, what: 'half of a connection lost' }, () => {
      this.#lose('connection reset');
      peer.suspectSilence();
    });
  }

  /** Both sides lose it, each in its own time. */
  #break(peer: Half): void {
    for (const half of [this, peer]) {
      const { scheduler } = this.#fabric;
      const delayUs = this.#fabric.delayUs(this.local, this.remote);
      scheduler.after(delayUs, { owner: half.process, what: 'connection broken' }, () =>
        half.#lose('connection reset'),
      );
    }
  }

  #tellPeer(peer: Half, reason: string, afterUs: number): void {
    const fate = this.#fabric.fate(this.local, this.remote);
    if (fate.type === 'lost') {
      peer.suspectSilence();
      return;
    }
    const atUs = Math.max(afterUs, this.#fabric.scheduler.nowUs + fate.delayUs);
    this.#fabric.scheduler.at(atUs, { owner: peer.process, what: `${this.local} is gone` }, () =>
      peer.#lose(reason),
    );
  }

  #lose(reason: string): void {
    if (this.#phase !== 'closed') this.#end(reason);
  }

  #end(reason: string): void {
    this.#phase = 'closed';
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#networks.halves.delete(this);
    this.#fabric.scheduler.after(0, { owner: this.process, what: `closed ${this.remote}` }, () => {
      // An owner that turned the connection away at once has set no events.
      this.#events?.onClose(`${this.remote}: ${reason}`);
    });
  }

  /** Only who saw something in the queue waits for its end. */
  #wantDrain(): void {
    this.#drainWanted = true;
    if (this.#phase === 'open') this.#planDrain();
  }

  #planDrain(): void {
    if (this.#drainPlanned) return;
    this.#drainPlanned = true;
    const atUs = Math.max(this.#sentUs, this.#fabric.scheduler.nowUs);
    this.#fabric.scheduler.at(atUs, { owner: this.process, what: 'drained' }, () => {
      this.#drainPlanned = false;
      if (this.#phase !== 'open') return;
      if (this.#sentUs > this.#fabric.scheduler.nowUs) this.#planDrain();
      else {
        this.#drainWanted = false;
        this.#owner().onDrain();
      }
    });
  }

  #owner(): ConnectionEvents {
    assert(this.#events !== null, () => `connection to ${this.remote} was handed out and nobody took it`);
    return this.#events;
  }
}
