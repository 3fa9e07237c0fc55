import { expect } from 'chai';
import {
  addRecord,
  decodeStats,
  encodeStats,
  removeRecord,
  STATS_KEY,
} from '../../src/storage/table-stats.ts';
import { payloadOf, storeKey, wrapRecord } from '../../src/storage/tables.ts';
import { Region, type Member } from './support/region.ts';

const OFTEN = { corruptCheckMs: 1_000 };
const COMPARED = 'members compared';

/** The store of one whose state machine went another way: everything in it is whole, and a value is not that of the others. */
function stray({ stores }: Member): void {
  const { records } = stores.held.get('state-1')!;
  const [record] = records.range({ from: storeKey('kv-value', ''), to: null });
  const payload = new Uint8Array(payloadOf(record!.value));
  payload[payload.length - 1]! ^= 1;
  const other = wrapRecord(record!.key, payload);
  const stats = decodeStats(records.get(STATS_KEY)!);
  removeRecord(stats, 'kv-value', record!.value);
  addRecord(stats, 'kv-value', other);
  records.set(record!.key, other);
  records.set(STATS_KEY, encodeStats(stats));
}

function filled(size: number): Region {
  const region = Region.running(size, OFTEN);
  for (let i = 0; i < 10; i++) region.answer(region.leading.put(`k${i}`, `${i}`));
  region.untilEven();
  for (const member of region.members) region.answer(member.flush());
  return region;
}

function untilAlarm(region: Region): { readonly member: bigint; readonly alarm: string } {
  const alarms = (): readonly { readonly member: bigint; readonly alarm: string }[] =>
    region.leader?.serving.alarms() ?? [];
  region.until('an alarm', () => alarms().length > 0);
  region.run(10 * OFTEN.corruptCheckMs);
  expect(alarms()).to.have.length(1);
  return alarms()[0]!;
}

describe('the comparison of the members’ states', () => {
  it('finds nothing while they agree, however busy they are and wherever their compactions stand', () => {
    const region = Region.running(3, OFTEN);
    for (let i = 0; i < 600; i++) {
      const call = region.leading.put(`k${i % 7}`, `${i}`);
      if (i % 50 === 0) {
        const { revision } = region.answer(call);
        region.leading.command({ type: 'compact', revision });
        region.answer(region.followers()[0]!.delete(`k${i % 3}`));
      }
      region.run(20);
    }
    const rounds = region.leading.logged.filter(({ event }) => event === COMPARED);
    expect(rounds.filter(({ fields }) => fields['members'] === 3)).to.have.length.greaterThan(0);
    expect(region.leading.serving.alarms()).to.eql([]);
  });

  it('raises CORRUPT for the follower that holds something else, and says what', () => {
    const region = filled(3);
    const [follower] = region.followers();
    follower!.kill();
    stray(follower!);
    follower!.start();
    expect(untilAlarm(region)).to.eql({ member: follower!.id, alarm: 'corrupt' });
    const line = region.leading.logged.find(({ event }) => event.includes('another state than its region'));
    expect(line?.fields['difference']).to.equal('table kv-value with different records');
    expect(line?.fields['advice']).to.match(/move the folder of its store away/);
  });

  it('raises it for the leader when the others agree with each other', () => {
    const region = filled(3);
    const { leading } = region;
    leading.kill();
    stray(leading);
    leading.start();
    for (let tries = 0; region.leader !== leading; tries++) {
      expect(tries).to.be.lessThan(20);
      region.until('everyone', () => region.up().length === 3 && region.leader !== null);
      if (region.leader !== leading) {
        region.leading.serving.transferLeadership(leading.id, () => undefined);
        region.run(500);
      }
    }
    expect(untilAlarm(region)).to.eql({ member: leading.id, alarm: 'corrupt' });
  });

  it('names the one that differs from the leader where there is no majority', () => {
    const region = filled(2);
    const [follower] = region.followers();
    follower!.kill();
    stray(follower!);
    follower!.start();
    expect(untilAlarm(region).member).to.equal(region.members.find(({ id }) => id !== region.leading.id)!.id);
  });

  it('is satisfied once the member’s store was moved away and filled by the leader', () => {
    const region = filled(3);
    const [follower] = region.followers();
    follower!.kill();
    stray(follower!);
    follower!.start();
    untilAlarm(region);
    follower!.kill();
    follower!.stores.held.clear();
    follower!.start();
    region.until('its return', () => follower!.server !== null);
    region.answer(
      region.leading.command({ type: 'alarm', action: 'deactivate', member: follower!.id, alarm: 'corrupt' }),
    );
    region.run(10 * OFTEN.corruptCheckMs);
    expect(region.leading.serving.alarms()).to.eql([]);
    expect(region.answer(follower!.read('k1'))).to.equal('1');
  });
});
