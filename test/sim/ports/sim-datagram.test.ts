import { createRandom } from '../../../src/core/base/random.ts';
import type { Datagrams } from '../../../src/ports/datagram.ts';
import { describeDatagramContract, type DatagramHarness } from '../../contract/datagram.ts';
import { FaultCounts } from './fault-counts.ts';
import { Scheduler, SimProcess } from './scheduler.ts';
import { settle } from './settle.ts';
import { SimDatagrams } from './sim-datagram.ts';
import { CLEAN_LINK, SimFabric } from './sim-fabric.ts';

class SimHarness implements DatagramHarness {
  readonly #scheduler = new Scheduler();
  readonly #datagrams = new SimDatagrams(
    new SimFabric({
      scheduler: this.#scheduler,
      random: createRandom(1),
      faults: new FaultCounts(),
      profile: () => CLEAN_LINK,
    }),
  );
  #made = 0;

  create(): Promise<{ datagrams: Datagrams; address(): string }> {
    const address = `10.0.0.${++this.#made}:2380`;
    return Promise.resolve({ datagrams: this.contender(address), address: () => address });
  }

  contender(address: string): Datagrams {
    return this.#datagrams.endpoint(new SimProcess(`process ${++this.#made}`), address);
  }

  until(what: string, condition: () => boolean): Promise<void> {
    settle(this.#scheduler, what, condition);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

describeDatagramContract('simulated', () => new SimHarness());
