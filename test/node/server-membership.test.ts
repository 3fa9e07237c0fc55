/** Regions that grow and shrink while they serve, on virtual time. */
import { expect } from 'chai';
import type { Applied } from '../../src/core/apply/types.ts';
import { HEALTHY_MS } from '../../src/node/serving/membership.ts';
import { Region, recordOf, type Call, type Member } from './support/region.ts';

const verdict = ({ result }: Applied): string => (result.type === 'refused' ? result.reason : result.type);

function remove(region: Region, member: Member, through = region.leading): string {
  return verdict(region.answer(through.change({ type: 'remove', id: member.id })));
}

const namesOf = (member: Member): string[] =>
  member.serving
    .members()
    .map(({ name }) => name)
    .sort();

function untilAllKnow(region: Region, ...names: string[]): void {
  region.until(`all to know ${names.join()}`, () =>
    region.up().every((member) => namesOf(member).join() === names.join()),
  );
}

/** Writes one after the other through this member, whatever becomes of them. */
class Writer {
  readonly acknowledged: string[] = [];
  readonly errors: string[] = [];
  private readonly region: Region;
  private readonly through: () => Member;
  private call: Call<Applied> | null = null;
  private count = 0;
  stopped = false;

  constructor(region: Region, through: () => Member) {
    this.region = region;
    this.through = through;
    this.next();
  }

  private next(): void {
    if (this.stopped) return;
    const { call } = this;
    if (call === null || call.isAnswered) {
      if (call !== null) {
        if (call.error === null) this.acknowledged.push(`key-${this.count}`);
        else this.errors.push(call.error);
      }
      this.call = this.through().put(`key-${++this.count}`, 'x');
    }
    this.region.scheduler.after(10_000, { owner: null, what: 'write' }, () => this.next());
  }
}

describe('node/server, membership', () => {
  it('grows from one member to five and shrinks to three under writes, and nothing acknowledged is lost', () => {
    const region = Region.running(1);
    const first = region.leading;
    const writer = new Writer(region, () => region.leader ?? region.up()[0]!);
    for (const name of ['m2', 'm3', 'm4', 'm5']) {
      const member = region.join(name);
      region.until(
        `${name} to have caught up`,
        () => member.server !== null && namesOf(member).includes(name),
      );
    }
    untilAllKnow(region, 'm1', 'm2', 'm3', 'm4', 'm5');
    const { leading } = region;
    const victims = [leading, region.followers()[0]!];
    for (const victim of victims) {
      region.run(HEALTHY_MS);
      expect(remove(region, victim)).to.equal('done');
      region.until('the removed to end', () => victim.fatals.length > 0);
      victim.kill();
      region.until('a leader', () => region.leader !== null);
    }
    expect(victims.map(({ fatals }) => fatals.length)).to.eql([1, 1]);
    expect(first.fatals.join()).to.equal(
      victims.includes(first)
        ? 'this member was removed from region eu: remove its data folder, then add it anew'
        : '',
    );
    writer.stopped = true;
    region.run(2_000);
    region.untilEven();
    for (const member of region.up()) {
      for (const key of writer.acknowledged) expect(member.local(key), key).to.equal('x');
    }
    expect(region.up()).to.have.length(3);
    expect(writer.acknowledged.length).to.be.greaterThan(100);
    expect(
      writer.errors.filter((error) => !['timeout', 'leader-changed', 'no-leader'].includes(error)),
    ).to.eql([]);
  });

  it('brings a joiner up by entries from the first on, or by a snapshot, and it restarts on its own', () => {
    for (const logRetention of [undefined, { entries: 0, bytes: 1024, releasedMin: 1 }]) {
      const region = Region.running(1, logRetention === undefined ? {} : { logRetention });
      for (let at = 0; at < 50; at++) region.answer(region.leading.put(`k${at}`, 'x'.repeat(100)));
      region.answer(region.leading.flush());
      region.run(20);
      const joiner = region.join('m2');
      region.until('the joiner to be even', () => joiner.server !== null && joiner.local('k49') !== null);
      expect(joiner.logs('snapshot from the leader begins')).to.equal(logRetention === undefined ? 0 : 1);
      untilAllKnow(region, 'm1', 'm2');
      joiner.restart();
      region.leading.restart();
      region.until('a leader of both', () => region.leader !== null && region.up().length === 2);
      region.answer(region.leading.put('after', 'restart'));
      region.untilEven();
      expect(joiner.local('after')).to.equal('restart');
    }
  });

  it('takes changes through any member', () => {
    const region = Region.running(3);
    region.run(HEALTHY_MS);
    const config = region.configOf('m4');
    const through = region.followers()[0]!;
    expect(verdict(region.answer(through.change({ type: 'add', member: recordOf(config) })))).to.equal(
      'done',
    );
    region.startJoiner(config);
    untilAllKnow(region, 'm1', 'm2', 'm3', 'm4');
    region.run(HEALTHY_MS);
    const learner = region.configOf('m5');
    const added = through.change({ type: 'add', member: recordOf(learner, true) });
    expect(verdict(region.answer(added))).to.equal('done');
    expect(verdict(region.answer(through.change({ type: 'promote', id: learner.id })))).to.equal(
      'learner-not-ready',
    );
    region.startJoiner(learner);
    const promote = (): string => verdict(region.answer(through.change({ type: 'promote', id: learner.id })));
    region.until('the promotion', () => promote() === 'done');
    untilAllKnow(region, 'm1', 'm2', 'm3', 'm4', 'm5');
    expect(promote()).to.equal('not-a-learner');
  });

  it('refuses what could cost the quorum, unless told not to look', () => {
    const alone = Region.running(1);
    expect(remove(alone, alone.leading)).to.equal('not-enough-started');
    for (const strictReconfigCheck of [true, false]) {
      const region = Region.running(3, { strictReconfigCheck });
      region.run(HEALTHY_MS);
      const add = (name: string): string => {
        const change = { type: 'add', member: recordOf(region.configOf(name)) } as const;
        return verdict(region.answer(region.leading.change(change)));
      };
      expect(add('m4, which never starts')).to.equal('done');
      expect(add('m5')).to.equal(strictReconfigCheck ? 'unhealthy' : 'done');
    }
  });

  it('counts voters as healthy when they have been connected for five seconds, as etcd does', () => {
    const region = Region.running(3);
    const add = (name: string): string => {
      const change = { type: 'add', member: recordOf(region.configOf(name)) } as const;
      return verdict(region.answer(region.leading.change(change)));
    };
    const other = region.followers()[0]!;
    expect(add('m4')).to.equal('unhealthy');
    expect(remove(region, other)).to.equal('unhealthy');
    region.run(HEALTHY_MS);
    expect(remove(region, other)).to.equal('done');
    expect(add('m4')).to.equal('done');
  });

  it('refuses to add or remove while a voter is not heard of, but lets the silent one go', () => {
    const region = Region.running(3);
    region.run(HEALTHY_MS);
    const silent = region.followers()[0]!;
    const other = region.followers()[1]!;
    silent.kill();
    region.run(3_000);
    const config = region.configOf('m4');
    const add = region.leading.change({ type: 'add', member: recordOf(config) });
    expect(verdict(region.answer(add))).to.equal('unhealthy');
    expect(remove(region, other)).to.equal('unhealthy');
    expect(remove(region, silent)).to.equal('done');
    expect(remove(region, silent)).to.equal('member-not-found');
  });

  it('tells a member that was down when it was removed, and one that starts again after it heard', () => {
    const region = Region.running(3);
    const gone = region.followers()[0]!;
    gone.kill();
    region.run(3_000);
    remove(region, gone);
    gone.start();
    region.until('the removed to end', () => gone.fatals.length > 0);
    expect(gone.fatals[0]).to.match(/^this member was removed from region eu: /);
    gone.kill();
    expect(region.up()).to.have.length(2);
    region.answer(region.leading.put('a', 'b'));
  });

  it('calls a member that has moved at its new address only', () => {
    const region = Region.running(3);
    const moved = region.followers()[0]!;
    const update = { type: 'update-member', id: moved.id, peerUrls: ['http://elsewhere:2380'] } as const;
    expect(verdict(region.answer(region.leading.command(update)))).to.equal('done');
    region.until('it to hear nothing where it was', () => moved.serving.status().leader === null);
    region.answer(region.leading.put('a', 'b'));
  });

  describe('autopilot', () => {
    const autopilot = { promoteLearners: true, minQuorum: 3, deadAfterMs: 60_000 };

    it('promotes a learner that has kept up for a while, and not before', () => {
      const region = Region.running(1, { autopilot });
      const learner = region.join('m2', true);
      const isLearner = (): boolean =>
        region.leading.serving.members().some(({ id, learner: learns }) => id === learner.id && learns);
      region.run(8_000);
      expect(isLearner()).to.equal(true);
      region.until('the promotion', () => !isLearner());
      region.answer(region.leading.put('a', 'b'));
    });

    it('removes a voter that was silent for too long, while enough voters remain', () => {
      const region = Region.running(5, { autopilot });
      const [first, second, third] = region.followers();
      const size = (): number => region.leading.serving.members().length;
      first!.kill();
      region.run(50_000);
      expect(size()).to.equal(5);
      region.until('the removal', () => size() === 4);
      second!.kill();
      region.until('the second removal', () => size() === 3, 120_000);
      third!.kill();
      region.run(100_000);
      expect(size()).to.equal(3);
    });

    it('leaves members alone unless it was told to act', () => {
      const region = Region.running(3);
      region.followers()[0]!.kill();
      region.run(100_000);
      expect(region.leading.serving.members()).to.have.length(3);
    });
  });
});
