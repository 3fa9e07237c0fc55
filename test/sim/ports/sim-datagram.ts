/** The Datagrams port over the fabric: what a link loses, doubles and reorders of frames it does to datagrams. */
import type { DatagramEvents, Datagrams } from '../../../src/ports/datagram.ts';
import { DONE, failed, type Done } from '../../../src/ports/outcome.ts';
import type { SimFabric } from './sim-fabric.ts';
import type { SimProcess } from './scheduler.ts';

interface Receiver {
  readonly process: SimProcess;
  readonly events: DatagramEvents;
}

/** Longer ones no link takes, as it is with Ethernet behind a tunnel. */
export const SIM_DATAGRAM_BYTES_MAX = 1_472;

/** All endpoints of one fabric. */
export class SimDatagrams {
  readonly fabric: SimFabric;
  readonly receivers = new Map<string, Receiver>();

  constructor(fabric: SimFabric) {
    this.fabric = fabric;
  }

  endpoint(process: SimProcess, address: string): Datagrams {
    return {
      listen: (events, done) => this.#listen(address, { process, events }, done),
      send: (to, datagram) => this.#send(process, address, to, datagram),
      close: (done) => {
        if (this.receivers.get(address)?.process === process) this.receivers.delete(address);
        this.fabric.scheduler.after(0, { owner: process, what: 'datagrams closed' }, () => done(DONE));
      },
    };
  }

  #listen(address: string, receiver: Receiver, done: Done): void {
    const taken = this.receivers.get(address)?.process.alive === true;
    if (!taken) this.receivers.set(address, receiver);
    const outcome = taken ? failed('locked', `${address} is in use by another process`) : DONE;
    const { process: owner } = receiver;
    this.fabric.scheduler.after(0, { owner, what: 'datagrams listen' }, () => done(outcome));
  }

  #send(process: SimProcess, from: string, to: string, datagram: Uint8Array): void {
    const { scheduler } = this.fabric;
    if (datagram.length > SIM_DATAGRAM_BYTES_MAX) {
      scheduler.after(0, { owner: process, what: 'datagram too long' }, () =>
        this.receivers.get(from)?.events.onFailure(to, 'too-long'),
      );
      return;
    }
    this.#carry(from, to, datagram);
    const { duplicateRate } = this.fabric.profile(from, to);
    if (this.fabric.chance(duplicateRate, 'datagram doubled')) this.#carry(from, to, datagram);
  }

  #carry(from: string, to: string, datagram: Uint8Array): void {
    const fate = this.fabric.fate(from, to);
    if (fate.type === 'lost') return;
    const { scheduler } = this.fabric;
    const bytes = Uint8Array.from(datagram);
    scheduler.after(
      fate.delayUs,
      { owner: null, what: `datagram from ${from}`, detail: bytes.length },
      () => {
        const receiver = this.receivers.get(to);
        if (receiver === undefined) return;
        scheduler.after(0, { owner: receiver.process, what: 'datagram' }, () =>
          receiver.events.onDatagram(bytes),
        );
      },
    );
  }
}
