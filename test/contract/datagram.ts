/** What every implementation of the Datagrams port does, where nothing is lost. */
import { expect } from 'chai';
import type { DatagramFailure, Datagrams } from '../../src/ports/datagram.ts';
import type { Outcome } from '../../src/ports/outcome.ts';

export interface DatagramHarness {
  /** An endpoint that does not listen yet, and the address that others will send to. */
  create(): Promise<{ readonly datagrams: Datagrams; address(): string }>;
  /** Another one for an address that is taken. */
  contender(address: string): Datagrams;
  until(what: string, condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

class HeardDatagrams {
  readonly received: Uint8Array[] = [];
  readonly failures: { to: string; cause: DatagramFailure }[] = [];
  busy = false;
  heardWhileBusy = 0;

  onDatagram(datagram: Uint8Array): void {
    if (this.busy) this.heardWhileBusy++;
    this.received.push(datagram);
  }
  onFailure(to: string, cause: DatagramFailure): void {
    if (this.busy) this.heardWhileBusy++;
    this.failures.push({ to, cause });
  }
}

export function describeDatagramContract(name: string, create: () => DatagramHarness): void {
  describe(`Datagrams, ${name}`, () => {
    let harness: DatagramHarness;
    beforeEach(() => void (harness = create()));
    afterEach(() => harness.close());

    async function open(): Promise<{ datagrams: Datagrams; address: string; heard: HeardDatagrams }> {
      const { datagrams, address } = await harness.create();
      const heard = new HeardDatagrams();
      let outcome: Outcome<void> | null = null;
      datagrams.listen(heard, (result) => void (outcome = result));
      await harness.until('listening', () => outcome !== null);
      expect(outcome).to.have.property('ok', true);
      return { datagrams, address: address(), heard };
    }

    it('carries what was sent to the address it was sent to, each once and whole', async () => {
      const [one, other, third] = [await open(), await open(), await open()];
      const large = new Uint8Array(1_400).fill(7);
      one.datagrams.send(other.address, Uint8Array.of(1, 2, 3));
      one.datagrams.send(other.address, large);
      await harness.until('both', () => other.heard.received.length === 2);
      const lengths = other.heard.received.map(({ length }) => length).sort((a, b) => a - b);
      expect(lengths).to.eql([3, 1_400]);
      expect(third.heard.received).to.eql([]);
    });

    it('says that a datagram is too long for the way, and goes on', async () => {
      const [one, other] = [await open(), await open()];
      one.heard.busy = true;
      one.datagrams.send(other.address, new Uint8Array(70_000));
      one.heard.busy = false;
      await harness.until('the failure', () => one.heard.failures.length === 1);
      expect(one.heard.failures).to.eql([{ to: other.address, cause: 'too-long' }]);
      expect(one.heard.heardWhileBusy).to.equal(0);
      one.datagrams.send(other.address, Uint8Array.of(9));
      await harness.until('the next', () => other.heard.received.length === 1);
    });

    it('does not take an address that another process has', async () => {
      const { address } = await open();
      let outcome: Outcome<void> | null = null;
      harness.contender(address).listen(new HeardDatagrams(), (result) => void (outcome = result));
      await harness.until('the outcome', () => outcome !== null);
      expect(outcome).to.have.nested.property('error.kind', 'locked');
    });

    it('hears nothing once it is closed, and its address is free', async () => {
      const [one, other] = [await open(), await open()];
      let closed = false;
      other.datagrams.close(() => void (closed = true));
      one.datagrams.send(other.address, Uint8Array.of(1));
      await harness.until('the close', () => closed);
      let outcome: Outcome<void> | null = null;
      const next = harness.contender(other.address);
      next.listen(new HeardDatagrams(), (result) => void (outcome = result));
      await harness.until('the next owner', () => outcome !== null);
      expect(outcome).to.have.property('ok', true);
      expect(other.heard.received).to.eql([]);
    });
  });
}
