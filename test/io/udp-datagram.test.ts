import { expect } from 'chai';
import { createSystemClock } from '../../src/io/system-clock.ts';
import { UdpDatagrams } from '../../src/io/udp-datagram.ts';
import { DATAGRAMS_UNSENT_MAX, type DatagramFailure, type Datagrams } from '../../src/ports/datagram.ts';
import type { Outcome } from '../../src/ports/outcome.ts';
import { describeDatagramContract, type DatagramHarness } from '../contract/datagram.ts';
import { until } from '../support/until.ts';

const clock = createSystemClock();

class UdpHarness implements DatagramHarness {
  readonly #made: Datagrams[] = [];
  readonly #host: string;

  constructor(host: string) {
    this.#host = host;
  }

  create(): Promise<{ datagrams: Datagrams; address(): string }> {
    const datagrams = this.#make(`${this.#host}:0`);
    return Promise.resolve({ datagrams, address: () => datagrams.boundAddress() ?? '' });
  }

  contender(address: string): Datagrams {
    return this.#make(address);
  }

  #make(listenAddress: string): UdpDatagrams {
    const datagrams = new UdpDatagrams({ listenAddress, clock });
    this.#made.push(datagrams);
    return datagrams;
  }

  until(what: string, condition: () => boolean): Promise<void> {
    return until(what, condition);
  }

  async close(): Promise<void> {
    for (const datagrams of this.#made) {
      await new Promise<void>((resolve) => datagrams.close(() => resolve()));
    }
  }
}

describeDatagramContract('over UDP and IPv4', () => new UdpHarness('127.0.0.1'));
describeDatagramContract('over UDP and IPv6', () => new UdpHarness('[::1]'));

describe('io/udp-datagram', () => {
  const open: UdpDatagrams[] = [];
  afterEach(async () => {
    for (const each of open.splice(0)) await new Promise<void>((resolve) => each.close(() => resolve()));
  });

  interface Opened {
    readonly datagrams: UdpDatagrams;
    readonly received: Uint8Array[];
    readonly failures: DatagramFailure[];
  }

  async function listening(listenAddress: string): Promise<Opened> {
    const datagrams = new UdpDatagrams({ listenAddress, clock });
    open.push(datagrams);
    const [received, failures]: [Uint8Array[], DatagramFailure[]] = [[], []];
    let outcome: Outcome<void> | null = null;
    const events = {
      onDatagram: (bytes: Uint8Array) => void received.push(bytes),
      onFailure: (_: string, cause: DatagramFailure) => void failures.push(cause),
    };
    datagrams.listen(events, (result) => void (outcome = result));
    await until('listening', () => outcome !== null);
    expect(outcome).to.have.property('ok', true);
    return { datagrams, received, failures };
  }

  const portOf = ({ datagrams }: Opened): string => datagrams.boundAddress()?.split(':').at(-1) ?? '';

  it('reaches both families from a socket on every interface, and names', async () => {
    const every = await listening(':0');
    const [four, six] = [await listening('127.0.0.1:0'), await listening('[::1]:0')];
    every.datagrams.send(`127.0.0.1:${portOf(four)}`, Uint8Array.of(4));
    every.datagrams.send(`[::1]:${portOf(six)}`, Uint8Array.of(6));
    four.datagrams.send(`127.0.0.1:${portOf(every)}`, Uint8Array.of(1));
    four.datagrams.send(`localhost:${portOf(every)}`, Uint8Array.of(2));
    await until('all', () => four.received.length + six.received.length === 2 && every.received.length >= 1);
  });

  it('tells why something cannot be sent', async () => {
    const { datagrams, failures } = await listening('127.0.0.1:0');
    datagrams.send('no-such-host.invalid:1', Uint8Array.of(1));
    await until('the unknown host', () => failures.length === 1);
    datagrams.send('[::1]:9', Uint8Array.of(1));
    await until('the family', () => failures.length === 2);
    datagrams.send('not an address', Uint8Array.of(1));
    await until('the address', () => failures.length === 3);
    expect(failures).to.eql(['unknown-host', 'unreachable', 'unknown-host']);
  });

  it('lets only so many wait to be sent', async () => {
    const { datagrams, failures } = await listening('127.0.0.1:0');
    const more = 5;
    for (let i = 0; i < DATAGRAMS_UNSENT_MAX + more; i++)
      datagrams.send('no-such-host.invalid:1', Uint8Array.of(1));
    await until('the refusals', () => failures.length >= more);
    expect(failures.slice(0, more)).to.eql(Array.from({ length: more }, () => 'queue-full'));
    await until('the others', () => failures.length === DATAGRAMS_UNSENT_MAX + more);
  });
});
