import { expect } from 'chai';
import { NoAnswer } from '../../src/node/consensus/machine-reader.ts';
import { storeKey, type Table } from '../../src/storage/tables.ts';
import { setAsideName } from '../../src/node/repair.ts';
import { REMINDER_MS } from '../../src/node/consensus/state-wait.ts';
import { Region, type Member } from './support/region.ts';

/** Little of the log stays, so an empty store cannot be filled from it. */
const SHORT_LOG = { logRetention: { entries: 0, bytes: 1, releasedMin: 1 } };
/** More than its own loss, and the same for everyone. */
const KEYS = 40;

function flip(member: Member, storeName: string, table: Table): void {
  const { records } = member.stores.held.get(storeName)!;
  const [record] = records.range({ from: storeKey(table, ''), to: null });
  const flipped = new Uint8Array(record!.value);
  flipped[flipped.length - 1]! ^= 1;
  records.set(record!.key, flipped);
}

function filled(size: number, options = SHORT_LOG): Region {
  const region = Region.running(size, options);
  for (let i = 0; i < KEYS; i++) region.answer(region.leading.put(`k${i}`, `${i}`));
  region.untilEven();
  for (const member of region.members) region.answer(member.flush());
  return region;
}

const WAITS = 'not serving yet: waiting for the state from the region’s leader';
const isBack = (region: Region, member: Member) => (): boolean =>
  member.server !== null &&
  member.serving.status().appliedIndex >= region.leading.serving.status().appliedIndex;

describe('a member with a damaged store and a whole log', () => {
  it('sets the store aside, takes the state from its leader, and keeps its id and its vote', () => {
    const region = filled(3);
    const [member] = region.followers();
    const { id } = member!;
    member!.kill();
    flip(member!, 'state-1', 'kv-index');
    for (let i = 0; i < KEYS; i++) region.answer(region.leading.put(`more${i}`, `${i}`));
    member!.start();
    region.until('the repair', isBack(region, member!));
    expect(member!.fatals).to.eql([]);
    expect([member!.id, member!.local('k7'), member!.local('more9')]).to.eql([id, '7', '9']);
    region.untilEven();
    const hashes = region.members.map((each) => region.answer(each.hash()));
    expect(new Set(hashes).size).to.equal(1);
    region.until('the empty store to go', () => member!.storeNames().length === 2);
    const names = member!.storeNames().sort();
    expect(names[0]).to.match(/^state-1[.]damaged-\d{8}T\d{6}Z$/);
    expect(names[1]).to.equal('state-2');
  });

  it('does so for each of its tables', () => {
    for (const table of ['meta', 'member', 'region'] as const) {
      const region = filled(3);
      const [member] = region.followers();
      member!.kill();
      flip(member!, 'state-1', table);
      member!.start();
      region.until('the repair', isBack(region, member!));
      expect(member!.local('k7')).to.equal('7');
    }
  });

  it('votes meanwhile: with it a region keeps its majority, and without a leader it says what it waits for', () => {
    const region = filled(3);
    const [member, other] = region.followers();
    const leader = region.leading;
    member!.kill();
    flip(member!, 'state-1', 'kv-index');
    other!.kill();
    leader.kill();
    member!.start();
    region.run(3 * REMINDER_MS);
    expect(member!.server).to.equal(null);
    expect(
      member!.logged.filter(({ event }) => event === WAITS).map(({ fields }) => fields['waitsFor']),
    ).to.match(/no leader can be reached/);
    other!.start();
    region.until('a leader by its vote', () => region.leader === other);
    region.until('the repair', isBack(region, member!));
    expect(region.answer(member!.read('k7'))).to.equal('7');
  });

  it('that was met while it served is remembered over the restart, although a start would not meet it', () => {
    const region = filled(3);
    const [member] = region.followers();
    member!.kill();
    flip(member!, 'state-1', 'kv-value');
    member!.start();
    region.until('a start', () => member!.server !== null);
    expect(() => member!.local('k0')).to.throw(NoAnswer, 'damaged');
    expect(member!.fatals[0]).to.match(/Start this member again: it sets the store aside/);
    member!.restart();
    region.until('the repair', isBack(region, member!));
    expect(member!.local('k0')).to.equal('0');
    expect(member!.storeNames().some((name) => name.startsWith('state-1.damaged'))).to.equal(true);
  });

  it('is found by the scrubber before anyone asks for the record', () => {
    const region = filled(3);
    const [member] = region.followers();
    member!.kill();
    expect(member!.stores.flipBit('state-1')).to.equal(true);
    member!.start();
    region.until('an end or a repair', () => member!.fatals.length > 0 || member!.storeNames().length > 1);
    if (member!.fatals.length > 0) member!.restart();
    region.until('the repair', isBack(region, member!));
    for (let i = 0; i < KEYS; i++) expect(member!.local(`k${i}`)).to.equal(`${i}`);
  });

  it('goes on where a crash cut the repair, and keeps the store it had set aside', () => {
    const region = filled(3);
    const [member] = region.followers();
    member!.kill();
    flip(member!, 'state-1', 'kv-index');
    region.cutOff(member!);
    member!.start();
    region.until('it to wait', () => member!.logs(WAITS) > 0);
    const aside = member!.storeNames().find((name) => name.includes('damaged'));
    member!.restart();
    region.run(REMINDER_MS);
    region.heal();
    region.until('the repair', isBack(region, member!));
    expect(member!.storeNames()).to.include(aside);
    expect(member!.local('k7')).to.equal('7');
  });

  it('keeps the newest of several damaged stores', () => {
    const region = filled(3);
    const [member] = region.followers();
    for (const name of ['state-1', 'state-2']) {
      member!.kill();
      flip(member!, name, 'kv-index');
      member!.start();
      region.until('the repair', isBack(region, member!));
      region.untilEven();
      region.answer(member!.flush());
    }
    expect(member!.storeNames().filter((name) => name.includes('damaged'))).to.match(/^state-2[.]damaged/);
    expect(member!.storeNames()).to.have.length(2);
  });

  it('alone in its region is filled from a log that still has everything', () => {
    const region = Region.running(1);
    const [member] = region.members;
    for (let i = 0; i < KEYS; i++) region.answer(member!.put(`k${i}`, `${i}`));
    region.answer(member!.flush());
    member!.kill();
    flip(member!, 'state-1', 'kv-index');
    member!.start();
    region.until('it to lead again', () => region.leader === member);
    expect(region.answer(member!.read('k7'))).to.equal('7');
  });

  it('alone in its region, and with entries gone, touches nothing and points to snapshots', () => {
    const region = filled(1);
    const [member] = region.members;
    member!.kill();
    flip(member!, 'state-1', 'kv-index');
    member!.start();
    region.until('a refusal', () => member!.fatals.length > 0);
    expect(member!.fatals[0]).to.match(/no other member .*"atollctl snapshot restore"/);
    expect(member!.storeNames()).to.eql(['state-1']);
  });
});

describe('the name of a store that is set aside', () => {
  it('says of which it was and when', () => {
    expect(setAsideName('state-3', Date.UTC(2026, 0, 31, 23, 59, 58, 77))).to.equal(
      'state-3.damaged-20260131T235958Z',
    );
    for (let day = 0; day < 40_000; day += 13) {
      const at = (day * 86_400 + ((day * 7919) % 86_400)) * 1000;
      const stamp = new Date(at).toISOString().replace(/[-:]|[.]\d+/g, '');
      expect(setAsideName('state-3', at)).to.equal(`state-3.damaged-${stamp}`);
    }
  });
});
