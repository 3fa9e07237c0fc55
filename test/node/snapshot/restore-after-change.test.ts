/** A file taken after members came, went and were replaced, as the beginning of a new cluster. */
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { ChunkRecord } from '../../../src/codec/snapshot-chunk.ts';
import type { MemberRecord } from '../../../src/core/apply/types.ts';
import { memberId } from '../../../src/core/base/brands.ts';
import type { SnapshotExport } from '../../../src/node/serving/types.ts';
import { HEALTHY_MS } from '../../../src/node/serving/membership.ts';
import { SnapshotRestore } from '../../../src/node/snapshot/restore.ts';
import { SnapshotVerifier } from '../../../src/node/snapshot/verify.ts';
import type { VerifiedSnapshot } from '../../../src/node/snapshot/verify.ts';
import type { Outcome } from '../../../src/ports/outcome.ts';
import { SimProcess } from '../../sim/ports/scheduler.ts';
import { Call, recordOf, Region, type Member } from '../support/region.ts';

interface Taken {
  readonly file: VerifiedSnapshot;
  readonly records: readonly ChunkRecord[];
}

function take(region: Region): Taken {
  const opened = new Call<SnapshotExport>();
  region.leading.serving.openSnapshot(opened.done);
  const source = region.answer(opened);
  const hash = createHash('sha256');
  const digest = { update: (bytes: Uint8Array) => void hash.update(bytes), finish: () => hash.digest() };
  const records: ChunkRecord[] = [];
  const verifier = new SnapshotVerifier(digest, (some) => records.push(...some));
  const whole = createHash('sha256');
  for (;;) {
    const call = new Call<Uint8Array | null>();
    source.read(call.done);
    const piece = region.answer(call);
    if (piece === null) break;
    whole.update(piece);
    verifier.push(piece);
  }
  source.close();
  verifier.push(whole.digest());
  return { file: verifier.end(), records };
}

/** As `atollctl snapshot restore` does on each machine of the new cluster. */
function restore(region: Region, { platter, stores, id }: Member, { file, records }: Taken): void {
  const process = new SimProcess('restore');
  const named = region.members.map(({ config }): MemberRecord => ({
    ...recordOf(config),
    name: config.name,
  }));
  const work = new SnapshotRestore({
    ...{ disk: platter.mount(process), stores: stores.host(process), header: file.header },
    ...{ clusterId: region.clusterId, self: id, members: named, bumpRevision: 0, segmentBytes: 64 * 1024 },
  });
  const wait = (start: (done: (outcome: Outcome<void>) => void) => void): void => {
    const call = new Call<void>();
    start((outcome) => call.done(outcome.ok ? outcome : { ok: false, error: 'stopped' }));
    region.answer(call);
  };
  wait((done) => work.begin(done));
  wait((done) => work.write(records, done));
  wait((done) => work.finish(done));
  process.alive = false;
}

describe('a file taken after changes of the members', () => {
  it('begins a cluster with the members it is told, and none of the old', () => {
    const old = Region.running(3);
    for (let i = 0; i < 20; i++) old.answer(old.leading.put(`k${i}`, `${i}`));
    const joined = old.join('m4');
    old.until('m4 to know itself', () => joined.server !== null && joined.serving.members().length === 4);
    old.run(HEALTHY_MS);
    const [gone, spent] = old.followers().filter((member) => member !== joined);
    old.answer(old.leading.change({ type: 'remove', id: gone!.id }));
    spent!.kill();
    old.run(3_000);
    const learner = { ...recordOf(old.configOf('m9'), true), replaces: spent!.id };
    old.answer(old.leading.change({ type: 'replace', id: spent!.id, member: learner }));
    const before = old.leading.serving.members().map(({ id }) => id);
    expect(before).to.have.length(3).and.to.include(memberId(learner.id));
    const taken = take(old);

    const region = new Region(3, {}, 2);
    for (const member of region.members) restore(region, member, taken);
    region.startAll();
    region.answer(region.leading.put('after', 'restore'));
    region.untilEven();
    for (const member of region.members) {
      const members = member.serving.members();
      expect(members.map(({ id }) => id).sort()).to.eql(region.members.map(({ id }) => id).sort());
      expect(members.every(({ learner: learns, replaces }) => !learns && replaces === undefined)).to.equal(
        true,
      );
      expect([member.local('k7'), member.local('after')]).to.eql(['7', 'restore']);
    }
    // Their configuration is in force: one of three may go, and the others go on.
    region.followers()[0]!.kill();
    region.answer(region.leading.put('after', 'a loss'));
    // Ids of the old cluster were not taken over, as spent ones neither: they mean nothing here.
    region.run(HEALTHY_MS);
    const asked = region.askToReturn(region.followers()[0]!, { spent: gone!.id });
    region.until('an answer', () => asked.outcomes.length > 0);
    expect(asked.outcomes[0]).to.have.nested.property('error.message').that.contains('has no member');
  });
});
