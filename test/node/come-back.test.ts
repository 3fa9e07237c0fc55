/** Members whose log is damaged, and the way back that their region gives them. */
import { expect } from 'chai';
import type { Applied } from '../../src/core/apply/types.ts';
import { memberId, type MemberId } from '../../src/core/base/brands.ts';
import { HEALTHY_MS } from '../../src/node/serving/membership.ts';
import { Region, type Call, type Member, type RegionOptions } from './support/region.ts';

const KEYS = 20;

/** In the header of the last segment, which is read at every start. */
function flipLog({ platter }: Member): void {
  const segment = platter
    .folder('wal')!
    .names()
    .findLast((name) => name.endsWith('.wal'));
  platter.file(`wal/${segment!}`)!.flipBitAt(100);
}

function filled(size: number, options: RegionOptions = {}): Region {
  const region = Region.running(size, options);
  for (let i = 0; i < KEYS; i++) region.answer(region.leading.put(`k${i}`, `${i}`));
  region.untilEven();
  for (const member of region.members) region.answer(member.flush());
  return region;
}

function breakLog(member: Member): MemberId {
  const { id } = member;
  member.kill();
  flipLog(member);
  return id;
}

const logNames = ({ platter }: Member): string[] =>
  platter
    .folder('')!
    .names()
    .filter((name) => name.startsWith('wal'));

const recordOfMember = (region: Region, member: Member) =>
  region.leader?.serving.members().find(({ id }) => id === member.id);

const isVoterAgain = (region: Region, member: Member, spent: MemberId) => (): boolean =>
  member.server !== null && member.id !== spent && recordOfMember(region, member)?.learner === false;

/** Writes one after the other through whoever leads. */
class Writer {
  readonly acknowledged: string[] = [];
  stopped = false;
  private readonly region: Region;
  private call: Call<Applied> | null = null;
  private count = 0;
  private looks = 0;

  constructor(region: Region) {
    this.region = region;
    this.next();
  }

  private next(): void {
    if (this.stopped) return;
    // Who is killed answers nobody any more.
    if (this.call === null || this.call.isAnswered || ++this.looks > 100) {
      if (this.call?.isAnswered === true && this.call.error === null)
        this.acknowledged.push(`w${this.count}`);
      this.call = this.region.leader?.put(`w${++this.count}`, 'x') ?? null;
      this.looks = 0;
    }
    this.region.scheduler.after(20_000, { owner: null, what: 'write' }, () => this.next());
  }
}

describe('a member with a damaged log', () => {
  for (const whose of ['follower', 'leader'] as const) {
    it(`comes back by itself as a learner and becomes a voter, under writes: the ${whose}`, () => {
      const region = filled(3);
      const member = whose === 'leader' ? region.leading : region.followers()[0]!;
      const writer = new Writer(region);
      region.run(500);
      const spent = breakLog(member);
      member.start();
      region.until('a learner in its place', () => recordOfMember(region, member)?.replaces === spent);
      const before = writer.acknowledged.length;
      region.until('its vote', isVoterAgain(region, member, spent));
      expect(writer.acknowledged.length, 'written meanwhile').to.be.greaterThan(before + 100);
      writer.stopped = true;
      region.run(2_000);
      region.untilEven();
      expect(member.fatals).to.eql([]);
      for (const each of region.up()) {
        for (const key of writer.acknowledged) expect(each.local(key), key).to.equal('x');
        for (let i = 0; i < KEYS; i++) expect(each.local(`k${i}`)).to.equal(`${i}`);
        expect(
          each.serving
            .members()
            .map(({ name }) => name)
            .sort(),
        ).to.eql(['m1', 'm2', 'm3']);
      }
      expect(logNames(member)).to.have.length(2);
      expect(logNames(member)[1]).to.match(
        new RegExp(`^wal[.]damaged-\\d{8}T\\d{6}Z[.]of-${spent.toString(16)}$`),
      );
      expect(member.storeNames().filter((name) => name.includes('.damaged-'))).to.have.length(1);
    });
  }

  it('goes on where it was, whenever it or the leader is killed on the way, and gets one new id in all', () => {
    for (let afterMs = 10; afterMs < 2_500; afterMs += 130) {
      const region = filled(3);
      const member = region.followers()[0]!;
      const spent = breakLog(member);
      member.start();
      region.run(afterMs);
      member.restart();
      region.leading.restart();
      region.run(afterMs);
      member.restart();
      region.until(`its vote, killed after ${afterMs} ms`, isVoterAgain(region, member, spent));
      region.untilEven();
      expect(member.fatals).to.eql([]);
      expect(recordOfMember(region, member)?.replaces).to.equal(spent);
      expect(region.leading.serving.members()).to.have.length(3);
      expect(member.local('k7')).to.equal('7');
    }
  });

  it('gets the same new id when it could not write down the first answer', () => {
    const region = filled(3);
    const member = region.followers()[0]!;
    const spent = breakLog(member);
    member.folderTrouble = 'the disk is full';
    member.start();
    region.until('an end', () => member.fatals.length > 0);
    expect(member.fatals).to.eql(['the disk is full']);
    const given = member.id;
    member.replacedBy = null;
    member.folderTrouble = null;
    member.restart();
    region.until('its vote', isVoterAgain(region, member, spent));
    expect(member.id).to.equal(given);
  });

  it('is not replaced while its old id is heard of', () => {
    const region = filled(3);
    const member = region.followers()[0]!;
    const copy = region.askToReturn(member);
    region.until('it to give up', () => copy.outcomes.length > 0, 120_000);
    expect(copy.outcomes[0])
      .to.have.nested.property('error.message')
      .that.contains('it is still heard of under its old id');
    expect(member.serving.members().map(({ id }) => id)).to.include(member.id);
    expect(member.fatals).to.eql([]);
  });

  it('is refused for good with another name, cluster or id, or when its replacement has started', () => {
    const region = filled(3);
    const member = region.followers()[0]!;
    const refusalOf = (asked: ReturnType<Region['askToReturn']>): string => {
      region.until('a refusal', () => asked.outcomes.length > 0);
      const [outcome] = asked.outcomes;
      return outcome?.ok === false ? outcome.error.message : 'welcome';
    };
    const { clusterId } = region;
    expect(refusalOf(region.askToReturn(member, { name: 'm7' }))).to.match(
      /knows member .* as m\d at .*, not as m7 at/,
    );
    expect(refusalOf(region.askToReturn(member, { peerUrls: ['http://other:1'] }))).to.match(
      /not as .* at http:..other:1/,
    );
    expect(refusalOf(region.askToReturn(member, { clusterId: clusterId ^ 1n }))).to.match(
      /this is region eu of cluster/,
    );
    expect(refusalOf(region.askToReturn(member, { spent: memberId(7n) }))).to.match(
      /region eu has no member 7/,
    );
    const spent = breakLog(member);
    member.start();
    region.until('its vote', isVoterAgain(region, member, spent));
    expect(refusalOf(region.askToReturn(member, { spent }))).to.match(
      /was replaced by .*, which has started/,
    );
  });

  it('waits for a quorum of the others, says so when there is none, and asks again at its next start', () => {
    const region = filled(3);
    const [member, other] = region.followers();
    const spent = breakLog(member!);
    other!.kill();
    member!.start();
    region.until('it to give up', () => member!.fatals.length > 0, 120_000);
    expect(member!.fatals[0]).to.match(
      /wal\/.* is damaged at byte \d+.*set aside as "wal[.]damaged-.*its id is spent[.].*Start this member again to ask anew/,
    );
    other!.start();
    member!.restart();
    region.until('its vote', isVoterAgain(region, member!, spent));
    expect(member!.fatals).to.have.length(1);
  });

  it('waits until another one that comes back has its vote', () => {
    const region = filled(5);
    const [one, two] = region.followers();
    const spent = [breakLog(one!), breakLog(two!)];
    one!.start();
    two!.start();
    region.until('one vote', () =>
      [one!, two!].some((member, at) => isVoterAgain(region, member, spent[at]!)()),
    );
    expect([one!.id, two!.id].filter((id) => spent.includes(id))).to.have.length(1);
    region.until('both votes', () =>
      [one!, two!].every((member, at) => isVoterAgain(region, member, spent[at]!)()),
    );
    expect(region.leading.serving.members()).to.have.length(5);
  });

  it('comes back again when the log of its second life is damaged, too, as a learner or as a voter', () => {
    for (const asVoter of [false, true]) {
      const region = filled(3);
      const member = region.followers()[0]!;
      const first = breakLog(member);
      member.start();
      region.until('the first return', () =>
        asVoter ? isVoterAgain(region, member, first)() : member.server !== null,
      );
      region.run(500);
      const second = breakLog(member);
      member.start();
      region.until('the second return', isVoterAgain(region, member, second));
      expect(recordOfMember(region, member)?.replaces).to.equal(second);
      expect(logNames(member)).to.have.length(3);
    }
  });

  it('is not replaced below the feature level that knows the change, and says what to do', () => {
    const region = filled(3, { featureLevelMax: 1 });
    const member = region.followers()[0]!;
    const spent = breakLog(member);
    member.start();
    region.until('it to give up', () => member.fatals.length > 0, 120_000);
    expect(member.fatals[0]).to.match(
      /feature level 1, and replaces members by itself from 2 on: finalise that level/,
    );
    expect(region.leading.serving.members().map(({ id }) => id)).to.include(spent);
  });

  it('is told of its removal when the operator was faster', () => {
    const region = filled(3);
    const member = region.followers()[0]!;
    region.run(HEALTHY_MS);
    const spent = breakLog(member);
    region.answer(region.leading.change({ type: 'remove', id: spent }));
    member.start();
    region.until('an end', () => member.fatals.length > 0);
    expect(member.fatals[0]).to.match(/its id is spent[.] cannot join: member .* was removed from region eu/);
  });

  it('alone in its region leaves the log where it is', () => {
    const region = filled(1);
    const [member] = region.members;
    region.answer(member!.stop());
    region.run(10);
    const names = [...member!.platter.folder('wal')!.names()];
    flipLog(member!);
    member!.start();
    region.until('a refusal', () => member!.fatals.length > 0);
    expect(member!.fatals[0]).to.match(/restored from a snapshot/);
    expect([...member!.platter.folder('wal')!.names()]).to.eql(names);
  });
});
