/** Wall clocks that jump, in a region whose writes are stamped. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { Region, type Member } from '../support/region.ts';

const HOUR_MS = 3_600_000;
const TRANSCRIPT = fileURLToPath(new URL('transcripts/leader-jumps-ahead.txt', import.meta.url));
/** An election time-out, twice at most, and what a round of questions takes. */
const LEADER_CHANGE_MS = 3_000;

function federated(options = {}, size = 3): Region {
  const region = Region.running(size, options);
  region.answer(
    region.leading.command({ type: 'set-rule', rule: { prefix: 'g/', policy: 'lww', cas: 'refuse' } }),
  );
  // Each has asked the others for the time.
  region.run(2_500);
  return region;
}

/** The stamp of the last replicated write. */
const stampMs = (member: Member): number => member.serving.regionRecord()?.clock.ms ?? 0;
/** What a clock shows that is right. */
const rightMs = (region: Region): number => 1_750_000_000_000 + Math.floor(region.scheduler.nowUs / 1_000);
const resultOf = (answer: { readonly result: { readonly type: string } }): string =>
  'reason' in answer.result ? String(answer.result.reason) : answer.result.type;

describe('node/clocks', () => {
  for (const [what, stepMs] of [
    ['ahead', HOUR_MS],
    ['behind', -HOUR_MS],
  ] as const) {
    it(`a leader whose clock jumps an hour ${what} hands over before it stamps anything, and nothing stands still`, () => {
      const region = federated();
      const jumped = region.leading;
      jumped.machine.wallOffsetMs = stepMs;
      const before = region.scheduler.nowUs;
      const call = jumped.put('g/a', '1');
      expect(resultOf(region.answer(call))).to.equal('op');
      expect((region.scheduler.nowUs - before) / 1_000).to.be.lessThan(LEADER_CHANGE_MS);
      expect(region.leading).to.not.equal(jumped);
      region.untilEven();
      for (const member of region.up())
        expect(Math.abs(stampMs(member) - rightMs(region)), member.config.name).to.be.lessThan(
          LEADER_CHANGE_MS,
        );
      expect(jumped.serving.federationAlarms().map(({ kind, subject }) => [kind, subject])).to.eql([
        ['clock-apart', jumped.config.name],
      ]);
    });
  }

  it('hands over without a write, too', () => {
    const region = federated();
    const jumped = region.leading;
    jumped.machine.wallOffsetMs = HOUR_MS;
    region.until(
      'another leader',
      () => region.leader !== null && region.leader !== jumped,
      LEADER_CHANGE_MS,
    );
  });

  it('clears its alarm when the clock is right again', () => {
    const region = federated();
    const jumped = region.leading;
    jumped.machine.wallOffsetMs = HOUR_MS;
    region.until('the alarm everywhere', () =>
      region.up().every(({ serving }) => serving.federationAlarms().length === 1),
    );
    jumped.machine.wallOffsetMs = 0;
    region.until('its end everywhere', () =>
      region.up().every(({ serving }) => serving.federationAlarms().length === 0),
    );
  });

  it('refuses replicated writes where no clock has a majority, takes all others, and goes on once they agree', () => {
    const region = federated();
    for (const [at, member] of region.members.entries()) member.machine.wallOffsetMs = at * HOUR_MS;
    region.run(2_500);
    const stamped = stampMs(region.leading);
    expect(resultOf(region.answer(region.leading.put('g/a', '1')))).to.equal('clock-apart');
    expect(resultOf(region.answer(region.leading.put('r', '1')))).to.equal('op');
    expect(stampMs(region.leading)).to.equal(stamped);
    const told = region.leading.serving
      .federationAlarms()
      .map(({ subject, detail }) => `${subject}: ${detail}`);
    expect(told.sort().map((line) => line.replace(/,.*/, ''))).to.eql([
      'm1: its wall clock is 3600000 ms behind the one in the middle',
      'm2: its wall clock is the one in the middle',
      'm3: its wall clock is 3600000 ms ahead of the one in the middle',
    ]);
    for (const member of region.members) member.machine.wallOffsetMs = 0;
    region.run(2_500);
    expect(resultOf(region.answer(region.leading.put('g/a', '1')))).to.equal('op');
  });

  it('does not stamp ahead below the level that can refuse', () => {
    const region = new Region(3);
    const [old] = region.members;
    old!.featureLevelMax = 1;
    region.startAll();
    region.answer(
      region.leading.command({ type: 'set-rule', rule: { prefix: 'g/', policy: 'lww', cas: 'refuse' } }),
    );
    if (region.leader === old) {
      old!.serving.transferLeadership(region.followers()[0]!.id, () => undefined);
      region.until('another leader', () => region.leader !== null && region.leader !== old);
    }
    region.run(2_500);
    const jumped = region.leading;
    jumped.machine.wallOffsetMs = HOUR_MS;
    expect(resultOf(region.answer(jumped.put('g/a', '1')))).to.equal('op');
    expect(stampMs(region.leading)).to.be.lessThan(rightMs(region) + LEADER_CHANGE_MS);
  });

  it('a member that comes back with a wrong clock and leads at once stamps nothing by it', () => {
    const region = federated();
    for (const member of region.members) member.kill('silent');
    const [jumped, ...others] = region.members;
    jumped!.machine.wallOffsetMs = HOUR_MS;
    jumped!.start();
    // The others come late, so that it is the first to stand.
    region.run(900);
    for (const other of others) other.start();
    region.until('a start', () => region.up().length === 3);
    const call = jumped!.put('g/a', '1');
    expect(resultOf(region.answer(call))).to.equal('op');
    region.untilEven();
    expect(Math.abs(stampMs(jumped!) - rightMs(region))).to.be.lessThan(2 * LEADER_CHANGE_MS);
  });

  it('lets a region without rules keep its leader, and tells all the same', () => {
    const region = Region.running(3);
    region.run(2_500);
    const jumped = region.leading;
    jumped.machine.wallOffsetMs = HOUR_MS;
    region.run(5_000);
    expect(region.leader).to.equal(jumped);
    expect(jumped.serving.federationAlarms()).to.have.length(1);
  });

  it('is right alone', () => {
    const region = federated({}, 1);
    region.leading.machine.wallOffsetMs = HOUR_MS;
    expect(resultOf(region.answer(region.leading.put('g/a', '1')))).to.equal('op');
  });

  it('does what its transcript says', () => {
    const region = federated();
    const jumped = region.leading;
    const from = region.scheduler.nowUs;
    const told = new Map(region.members.map((member) => [member, member.logged.length]));
    jumped.machine.wallOffsetMs = HOUR_MS;
    region.answer(jumped.put('g/a', '1'));
    region.run(3_000);
    jumped.machine.wallOffsetMs = 0;
    region.run(3_000);
    const who = (member: Member): string =>
      member === jumped ? 'the one that jumps' : member === region.leader ? 'its successor' : 'the third';
    const named = (name: unknown): string => who(region.members.find(({ config }) => config.name === name)!);
    // Each by itself: which of two others is told first is chance.
    const [third] = region.members.filter((member) => member !== jumped && member !== region.leader);
    const lines = [jumped, region.leading, third!].flatMap((member) =>
      member.logged.slice(told.get(member)).map(({ event, fields: { role, term, subject } }) => {
        const about = event === 'raft' ? `${String(role)} of term ${String(term)}` : '';
        const whose = subject === undefined ? '' : `of ${named(subject)}`;
        return [`${who(member)}:`, event, about, whose].filter((part) => part !== '').join(' ');
      }),
    );
    const stamp =
      stampMs(region.leading) <= rightMs(region) &&
      stampMs(region.leading) >= 1_750_000_000_000 + from / 1_000;
    lines.push(`stamped within the time it took: ${String(stamp)}`);
    expect(`${lines.join('\n')}\n`).to.equal(readFileSync(TRANSCRIPT, 'utf8'));
  });
});
