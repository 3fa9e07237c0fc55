/** Files of a running region's state: consistent, beside writes, and the seed of a new cluster. */
import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { memberId } from '../../../src/core/base/brands.ts';
import { UNNAMED } from '../../../src/node/machine-restore.ts';
import { readState } from '../../../src/node/boot.ts';
import type { OpenedState } from '../../../src/node/boot.ts';
import type { SnapshotExport } from '../../../src/node/serving/types.ts';
import { SnapshotRestore } from '../../../src/node/snapshot/restore.ts';
import { SnapshotVerifier, verifySnapshotBytes } from '../../../src/node/snapshot/verify.ts';
import type { VerifiedSnapshot } from '../../../src/node/snapshot/verify.ts';
import type { ChunkRecord } from '../../../src/codec/snapshot-chunk.ts';
import type { Digest } from '../../../src/codec/snapshot-file-reader.ts';
import type { Outcome } from '../../../src/ports/outcome.ts';
import { SnapshotFileWriter } from '../../../src/codec/snapshot-file.ts';
import { GOOD_DISK, SimPlatter } from '../../sim/ports/sim-disk.ts';
import { GOOD_STORE, SimStores } from '../../sim/ports/sim-store.ts';
import { SimProcess } from '../../sim/ports/scheduler.ts';
import { createSimClock, PUNCTUAL } from '../../sim/ports/sim-clock.ts';
import { createRandom } from '../../../src/core/base/random.ts';
import { Call, Region } from '../support/region.ts';
import type { Member } from '../support/region.ts';

const sha256 = (): Digest => {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), finish: () => hash.digest() };
};

function begin(member: Member): Call<SnapshotExport> {
  const call = new Call<SnapshotExport>();
  member.serving.openSnapshot(call.done);
  return call;
}

/** `between` runs after each piece. */
function readAll(region: Region, source: SnapshotExport, between: () => void = () => undefined): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (;;) {
    const call = new Call<Uint8Array | null>();
    source.read(call.done);
    const piece = region.answer(call);
    if (piece === null) break;
    pieces.push(Uint8Array.from(piece));
    between();
  }
  source.close();
  const body = Buffer.concat(pieces);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}

const fileOf = (region: Region, member: Member): Uint8Array => readAll(region, region.answer(begin(member)));

const verify = (bytes: Uint8Array): VerifiedSnapshot => verifySnapshotBytes(bytes, sha256());

function recordsOf(bytes: Uint8Array): ChunkRecord[] {
  const all: ChunkRecord[] = [];
  const verifier = new SnapshotVerifier(sha256(), (records) => all.push(...records));
  verifier.push(bytes);
  verifier.end();
  return all;
}

interface Restored {
  readonly state: OpenedState;
  readonly stores: readonly string[];
}

/** On another machine; read back as a start would. */
function restore(region: Region, bytes: Uint8Array, bumpRevision = 0): Restored {
  const process = new SimProcess('restoring');
  const given = { scheduler: region.scheduler, faults: region.faults, random: createRandom(2) };
  const platter = new SimPlatter({ ...given, profile: GOOD_DISK });
  const folder = new SimStores({ ...given, profile: GOOD_STORE });
  const machine = { rate: 1, wallOffsetMs: 0 };
  const clock = createSimClock({
    ...{ scheduler: region.scheduler, process, machine, lateness: PUNCTUAL, random: createRandom(1) },
  });
  const stores = folder.host(process);
  const work = new SnapshotRestore({
    ...{ disk: platter.mount(process), stores, header: verify(bytes).header, bumpRevision },
    ...{ clusterId: 0xbeefn, self: memberId(0x51n), segmentBytes: 64 * 1024 },
    members: [memberId(0x51n), memberId(0x52n)].map((id) => ({
      ...{ id, name: id.toString(16), peerUrls: [], clientUrls: [], learner: false },
    })),
  });
  const wait = <T>(start: (done: (outcome: Outcome<T>) => void) => void): T => {
    let found: Outcome<T> | null = null;
    start((outcome) => (found = outcome));
    region.until('the restore', () => found !== null);
    const outcome = found as unknown as Outcome<T>;
    if (!outcome.ok) throw new Error(outcome.error.message);
    return outcome.value;
  };
  wait<void>((done) => work.begin(done));
  const records = recordsOf(bytes);
  for (let at = 0; at < records.length; at += 7) {
    wait<void>((done) => work.write(records.slice(at, at + 7), done));
  }
  wait<void>((done) => work.finish(done));
  const names = [...folder.held.keys()];
  const store = wait((done: (outcome: Outcome<Parameters<typeof readState>[0]>) => void) =>
    stores.open(names[0] ?? '', done),
  );
  return { state: wait((done) => readState(store, clock, done)), stores: names };
}

describe('node/snapshot: files of the state', () => {
  it('show one revision, however much is written while they are read', () => {
    const region = Region.running(3);
    for (let i = 0; i < 60; i++) region.answer(region.leading.put(`k${i % 50}`, `${i}`.repeat(3_000)));
    const source = region.answer(begin(region.leading));
    const { revision, keys } = source.header;
    expect([revision, keys]).to.deep.equal([61, 50]);
    let written = 0;
    const bytes = readAll(region, source, () => {
      region.answer(region.leading.put(`k${written % 50}`, 'later'));
      region.answer(region.leading.delete(`k${(written + 7) % 50}`));
      written++;
    });
    expect(written).to.be.greaterThan(2);
    const verified = verify(bytes);
    expect([verified.header.revision, verified.revisions]).to.deep.equal([61, 60]);
    const { state } = restore(region, bytes);
    expect(state.machine.keyspace.currentRevision).to.equal(61);
    expect(state.machine.keyspace.live.size).to.equal(50);
  });

  it('are begun while the store lags behind, at an entry whose revision is known', () => {
    const region = Region.running(3);
    const calls = Array.from({ length: 200 }, (_, i) => region.leading.put(`k${i}`, 'x'.repeat(1000)));
    const begun = Array.from({ length: 3 }, () => {
      region.run(1);
      return begin(region.leading);
    });
    for (const call of calls) region.answer(call);
    for (const call of begun) {
      const verified = verify(readAll(region, region.answer(call)));
      expect(verified.header.keys).to.equal(verified.revisions);
      expect(verified.header.revision).to.equal(verified.header.keys + 1);
    }
  });

  it('come from any member, and are few at a time', () => {
    const region = Region.running(3);
    region.answer(region.leading.put('a', '1'));
    region.untilEven();
    const [follower] = region.followers();
    const heads = [follower!, region.leading].map((member) => verify(fileOf(region, member)).header);
    expect(heads[0]!.revision).to.equal(heads[1]!.revision);
    expect(heads[0]!.memberId).to.equal(follower!.id);
    const open = Array.from({ length: 4 }, () => region.answer(begin(follower!)));
    const fifth = begin(follower!);
    region.until('an answer', () => fifth.isAnswered);
    expect(fifth.error).to.equal('too-many-requests');
    open[0]!.close();
    region.answer(begin(follower!));
  });

  it('end with an error when the member stops', () => {
    const region = Region.running(1);
    region.answer(region.leading.put('a', '1'));
    const source = region.answer(begin(region.leading));
    const [header, records, after] = [0, 1, 2].map(() => new Call<Uint8Array | null>());
    source.read(header!.done);
    region.answer(header!);
    source.read(records!.done);
    region.leading.server!.fail('its disk is gone');
    region.until('an answer', () => records!.isAnswered);
    source.read(after!.done);
    region.until('an answer', () => after!.isAnswered);
    expect([records!.error, after!.error]).to.deep.equal(['stopped', 'stopped']);
  });

  it('restore to the same keys and leases under new members, without alarms and without an incarnation', () => {
    const region = Region.running(3);
    const { leading } = region;
    region.answer(leading.grant(5n, 600));
    region.answer(leading.put('leased', '1', 5n));
    region.answer(
      leading.command({ type: 'set-rule', rule: { prefix: 'g/', policy: 'lww', cas: 'refuse' } }),
    );
    region.answer(leading.put('g/a', '1'));
    region.answer(
      leading.command({ type: 'alarm', action: 'activate', member: leading.id, alarm: 'nospace' }),
    );
    const bytes = fileOf(region, leading);
    const { state, stores } = restore(region, bytes);
    const { machine, applied } = state;
    expect(stores).to.deep.equal(['state-1']);
    expect(applied.index).to.equal(verify(bytes).header.snapshot.index);
    expect([...machine.members.keys()]).to.deep.equal([0x51n, 0x52n]);
    expect(machine.alarms).to.deep.equal([]);
    expect(machine.lessor.leases.size).to.equal(1);
    expect(machine.federation).to.equal(null);
    expect(machine.restored?.record.self).to.deep.equal({ region: 'eu', incarnation: UNNAMED });
    expect(machine.restored?.rules).to.have.length(1);
    expect(machine.keyspace.compactRevision).to.equal(0);
  });

  it('restore with revisions left out, and everything before marked compacted', () => {
    const region = Region.running(1);
    for (let i = 0; i < 5; i++) region.answer(region.leading.put('a', `${i}`));
    const bytes = fileOf(region, region.leading);
    const { state } = restore(region, bytes, 1_000_000_000);
    const { currentRevision, compactRevision, compactedThrough } = state.machine.keyspace;
    expect([currentRevision, compactRevision, compactedThrough]).to.deep.equal([
      ...[1_000_000_006, 1_000_000_006, 0],
    ]);
  });

  it('are refused when a record is not what it was, although every checksum of the file is right', () => {
    const region = Region.running(1);
    region.answer(region.leading.put('a', '1'));
    const bytes = fileOf(region, region.leading);
    const { header } = verify(bytes);
    const rewritten = (change: (record: ChunkRecord) => ChunkRecord[]): Uint8Array => {
      const writer = new SnapshotFileWriter(header);
      const pieces = [writer.header, writer.records(recordsOf(bytes).flatMap(change)), writer.end()];
      const body = Buffer.concat(pieces);
      return Buffer.concat([body, createHash('sha256').update(body).digest()]);
    };
    const isValue = ({ key }: ChunkRecord): boolean => key.startsWith('\x04');
    const longer = ({ value }: ChunkRecord): Uint8Array => Buffer.concat([value, Buffer.of(0)]);
    verify(rewritten((record) => [record]));
    const refusal = (change: (record: ChunkRecord) => ChunkRecord[]): string => {
      try {
        verify(rewritten(change));
        return 'none';
      } catch (error) {
        return String(error);
      }
    };
    expect(refusal((each) => [isValue(each) ? { ...each, value: longer(each) } : each])).to.match(
      /SnapshotDamage: table kv-value, record \w+: the record is damaged \(checksum\) \(at byte \d+\)/,
    );
    expect(refusal((each) => (isValue(each) ? [] : [each]))).to.contain('kv-value has 0 records');
    expect(refusal((each) => [each, each])).to.contain('out of order');
    expect(refusal((each) => [{ ...each, key: `\x7f${each.key}` }])).to.contain('unknown to this release');
  });
});
