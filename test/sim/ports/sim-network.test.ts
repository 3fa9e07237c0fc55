import { expect } from 'chai';
import { createRandom } from '../../../src/core/base/random.ts';
import type { Connection, Network } from '../../../src/ports/network.ts';
import {
  describeNetworkContract,
  Heard,
  type Endpoint,
  type NetworkHarness,
} from '../../contract/network.ts';
import { FaultCounts } from './fault-counts.ts';
import { Scheduler, SimProcess } from './scheduler.ts';
import { CLEAN_LINK, SimFabric, type LinkProfile } from './sim-fabric.ts';
import { SimNetworks } from './sim-network.ts';
import { settle } from './settle.ts';

class SimHarness implements NetworkHarness {
  readonly scheduler = new Scheduler();
  readonly faults = new FaultCounts();
  readonly fabric: SimFabric;
  readonly networks: SimNetworks;
  #servers = 0;

  constructor(profile: LinkProfile = CLEAN_LINK) {
    const random = createRandom(1);
    this.fabric = new SimFabric({
      scheduler: this.scheduler,
      random,
      faults: this.faults,
      profile: () => profile,
    });
    this.networks = new SimNetworks(this.fabric);
  }

  async open(onConnection: (connection: Connection) => void): Promise<Endpoint> {
    return this.start(onConnection);
  }

  start(onConnection: (connection: Connection) => void): Endpoint & { process: SimProcess } {
    this.#servers += 1;
    const process = new SimProcess(`server ${this.#servers}`);
    const address = `10.0.0.${this.#servers}:2380`;
    const network = this.networks.endpoint(process, address);
    network.listen(onConnection, () => undefined);
    return { network, address, process };
  }

  contender(address: string): Network {
    return this.networks.endpoint(new SimProcess('contender'), address);
  }

  nobody(): Promise<string> {
    return Promise.resolve('10.9.9.9:2380');
  }

  severable(endpoint: Endpoint): Promise<{ address: string; sever(): void }> {
    const sever = (): void => {
      for (let other = 1; other <= this.#servers; other++) {
        this.fabric.cut(endpoint.address, `10.0.0.${other}:2380`);
        this.fabric.cut(`10.0.0.${other}:2380`, endpoint.address);
      }
    };
    return Promise.resolve({ address: endpoint.address, sever });
  }

  until(what: string, condition: () => boolean): Promise<void> {
    settle(this.scheduler, what, condition);
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

describeNetworkContract('simulated', () => new SimHarness());

describe('the simulated network', () => {
  /** One server that counts, one client connected to it. */
  function connected(harness: SimHarness): {
    server: Heard;
    client: Heard;
    connection: Connection;
    processes: readonly [SimProcess, SimProcess];
  } {
    const server = new Heard();
    const listening = harness.start((connection) => connection.handle(server));
    const dialling = harness.start(() => undefined);
    const connection = dialling.network.connect(listening.address);
    const client = new Heard();
    connection.handle(client);
    settle(harness.scheduler, 'open', () => client.opened === 1);
    return { server, client, connection, processes: [listening.process, dialling.process] };
  }

  function sendNumbers(connection: Connection, count: number): void {
    for (let i = 0; i < count; i++) connection.send(Uint8Array.of(i >> 8, i & 0xff));
  }
  const numbers = ({ frames }: Heard): number[] =>
    frames.map((frame) => ((frame[0] ?? 0) << 8) | (frame[1] ?? 0));

  it('keeps the order of frames on a link that jitters but does not reorder', () => {
    const harness = new SimHarness({ ...CLEAN_LINK, jitterUs: 5_000 });
    const { server, connection } = connected(harness);
    sendNumbers(connection, 200);
    settle(harness.scheduler, 'all frames', () => server.frames.length === 200);
    expect(numbers(server)).to.deep.equal([...Array(200).keys()]);
  });

  it('loses, doubles and reorders at the given rates, on a connection that stays open', () => {
    const harness = new SimHarness({
      ...CLEAN_LINK,
      jitterUs: 500,
      lossRate: 0.1,
      duplicateRate: 0.1,
      reorderRate: 0.1,
    });
    const { server, client, connection } = connected(harness);
    sendNumbers(connection, 1_000);
    harness.scheduler.runUntil(2_000_000);
    const received = numbers(server);
    const distinct = new Set(received);
    expect(distinct.size).to.be.within(850, 960);
    expect(received.length - distinct.size).to.be.within(40, 160);
    expect(received).to.not.deep.equal([...received].sort((left, right) => left - right));
    expect(client.reasons).to.deep.equal([]);
    expect(harness.faults.of('frame lost')).to.be.greaterThan(0);
  });

  it('breaks a connection at the given rate, for both sides', () => {
    const harness = new SimHarness({ ...CLEAN_LINK, breakRate: 0.05 });
    const { server, client, connection } = connected(harness);
    sendNumbers(connection, 200);
    harness.scheduler.runUntil(10_000_000);
    expect(client.reasons).to.have.length(1);
    expect(server.reasons).to.have.length(1);
  });

  it('lets only one direction be cut: the deaf side notices by silence, the other by being told', () => {
    const harness = new SimHarness();
    const { server, client, connection } = connected(harness);
    harness.fabric.cut('10.0.0.2:2380', '10.0.0.1:2380');
    connection.send(Uint8Array.of(1));
    harness.scheduler.runUntil(harness.scheduler.nowUs + 3_000_000);
    expect([server.reasons.length, client.reasons.length]).to.deep.equal([0, 0]);
    settle(harness.scheduler, 'the end', () => server.reasons.length === 1 && client.reasons.length === 1);
    expect(server.reasons[0]).to.match(/no word/);
    expect(client.reasons[0]).to.match(/reset/);
    expect(server.frames).to.deep.equal([]);
  });

  it('does not break a link whose cut healed in time', () => {
    const harness = new SimHarness();
    const { server, client, connection } = connected(harness);
    harness.fabric.cut('10.0.0.1:2380', '10.0.0.2:2380');
    harness.scheduler.runUntil(harness.scheduler.nowUs + 1_000_000);
    harness.fabric.healAll();
    connection.send(Uint8Array.of(1));
    harness.scheduler.runUntil(harness.scheduler.nowUs + 20_000_000);
    expect([...server.reasons, ...client.reasons]).to.deep.equal([]);
    expect(server.frames).to.have.length(1);
  });

  for (const farewell of ['reset', 'silent'] as const) {
    it(`tells the peers of a process that ended with a ${farewell} farewell, and the dead one hears nothing`, () => {
      const harness = new SimHarness();
      const { server, client, connection, processes } = connected(harness);
      const beganUs = harness.scheduler.nowUs;
      connection.send(Uint8Array.of(1));
      processes[0].alive = false;
      harness.networks.ended(processes[0], farewell);
      settle(harness.scheduler, 'the end', () => client.reasons.length === 1);
      expect(harness.scheduler.nowUs - beganUs > 3_000_000).to.equal(farewell === 'silent');
      expect(server.frames).to.deep.equal([]);
      expect(server.reasons).to.deep.equal([]);
    });
  }

  it('gives a paused process its frames when it resumes, unless its peers have given it up', () => {
    const harness = new SimHarness();
    const { server, client, connection, processes } = connected(harness);
    harness.scheduler.pause(processes[0]);
    harness.networks.silenced(processes[0]);
    sendNumbers(connection, 3);
    harness.scheduler.runUntil(harness.scheduler.nowUs + 1_000_000);
    expect(server.frames).to.deep.equal([]);
    harness.scheduler.resume(processes[0]);
    harness.scheduler.runUntil(harness.scheduler.nowUs + 10_000_000);
    expect(numbers(server)).to.deep.equal([0, 1, 2]);
    expect(client.reasons).to.deep.equal([]);
    harness.scheduler.pause(processes[0]);
    harness.networks.silenced(processes[0]);
    settle(harness.scheduler, 'the end', () => client.reasons.length === 1);
  });

  it('copies a frame when it arrives, so that a sender that changes it later is found out', () => {
    const harness = new SimHarness();
    const { server, connection } = connected(harness);
    const frame = Uint8Array.of(1);
    connection.send(frame);
    frame[0] = 2;
    settle(harness.scheduler, 'the frame', () => server.frames.length === 1);
    expect(server.frames[0]).to.deep.equal(Uint8Array.of(2));
    expect(server.frames[0]).to.not.equal(frame);
  });
});
