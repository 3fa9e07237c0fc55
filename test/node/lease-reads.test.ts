/** Linearizable reads by the leader's lease, on virtual time. */
import { expect } from 'chai';
import { Region, type Member } from './support/region.ts';

const LEASE_READS = { leaseReads: true };

/** What a read asked for now brings within this time; `undefined`: nothing yet. */
function soon(region: Region, member: Member, key: string, ms: number): string | null | undefined {
  const call = member.read(key);
  region.run(ms);
  return call.isAnswered && call.error === null ? call.value : undefined;
}

describe('reads by a lease', () => {
  it('ask nobody as long as it lasts, and wait for a quorum afterwards', () => {
    const region = Region.running(3, LEASE_READS);
    region.answer(region.leading.put('k', '1'));
    region.run(500);
    const { leading } = region;
    region.cutOff(leading);
    expect(soon(region, leading, 'k', 10)).to.equal('1');
    region.run(600);
    expect(soon(region, leading, 'k', 10)).to.equal(undefined);
    const without = Region.running(3);
    without.answer(without.leading.put('k', '1'));
    without.run(500);
    without.cutOff(without.leading);
    expect(soon(without, without.leading, 'k', 10)).to.equal(undefined);
  });

  it('of a leader that was paused inside its lease do not answer from the past', () => {
    const region = Region.running(3, LEASE_READS);
    region.answer(region.leading.put('k', 'old'));
    region.run(500);
    const old = region.leading;
    region.scheduler.pause(old.process!);
    // So that it does not hear that it was deposed when it wakes up.
    region.cutOff(old);
    region.until('another leader', () => {
      const others = region.up().filter((member) => member !== old);
      return others.some(({ serving }) => serving.status().role === 'leader');
    });
    const next = region.up().find((member) => member !== old && member.serving.status().role === 'leader')!;
    region.answer(next.put('k', 'new'));
    region.scheduler.resume(old.process!);
    const call = old.read('k');
    region.run(200);
    expect(call.isAnswered && call.value === 'old', 'answered from the past').to.equal(false);
    region.heal();
    region.until('an answer', () => call.isAnswered);
    expect(call.error ?? call.value).to.be.oneOf(['new', 'no-leader', 'timeout']);
  });

  it('are not spoilt by clocks that run a tenth fast and a tenth slow', () => {
    for (const rates of [
      [1.1, 0.9, 0.9],
      [0.9, 1.1, 1.1],
    ]) {
      const region = new Region(3, LEASE_READS);
      region.members.forEach((member, at) => (member.machine.rate = rates[at]!));
      region.startAll();
      for (let round = 0; round < 10; round++) {
        const value = `v${round}`;
        region.answer(region.leading.put('k', value));
        region.run(300);
        const old = region.leading;
        region.cutOff(old);
        const stale: (string | null)[] = [];
        let written = false;
        for (let ms = 0; ms < 4_000 && !written; ms += 20) {
          const next = region
            .up()
            .find((member) => member !== old && member.serving.status().role === 'leader');
          const seen = soon(region, old, 'k', 10);
          if (seen !== undefined) stale.push(seen);
          region.run(10);
          if (next === undefined) continue;
          region.answer(next.put('k', `${value}-next`));
          written = true;
          expect(soon(region, old, 'k', 10), 'after the next leader wrote').to.equal(undefined);
        }
        expect(written).to.equal(true);
        expect(stale.every((seen) => seen === value)).to.equal(true);
        region.heal();
        region.untilEven();
        region.until('a leader all know', () => region.leader !== null);
      }
    }
  });
});
