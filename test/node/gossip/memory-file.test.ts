import { expect } from 'chai';
import type { GossipMemory } from '../../../src/codec/gossip-memory.ts';
import { createRandom, nextUint32, nextUint64 } from '../../../src/core/base/random.ts';
import { MemoryWriter, readMemory } from '../../../src/node/gossip/memory-file.ts';
import { infoOf } from '../../gossip/world.ts';
import { MemoryDisk } from '../../storage/memory-disk.ts';
import { HandClock } from '../serving/watches-clock.ts';

const MEMORY: GossipMemory = {
  ...{ id: infoOf(1).id, claimedMs: 5 },
  lan: { incarnation: 3, lamport: 8, addresses: ['10.0.0.1:1'] },
  wan: { incarnation: 1, lamport: 2, addresses: ['10.0.0.2:1'] },
};

describe('node/gossip/memory-file', () => {
  const random = createRandom(1);
  const entropy = { uint32: () => nextUint32(random), uint64: () => nextUint64(random) };
  const warnings: string[] = [];

  function portsOf(disk: MemoryDisk, clock = new HandClock()) {
    return { disk, clock, entropy, log: (_: unknown, event: string) => void warnings.push(event) };
  }

  function read(disk: MemoryDisk, keeps = false): GossipMemory | undefined {
    let memory: GossipMemory | undefined;
    readMemory(portsOf(disk), keeps, (found) => (memory = found));
    disk.settle();
    return memory;
  }

  it('begins under a new id where there is nothing, or nothing whole', () => {
    const empty = read(new MemoryDisk());
    expect(empty?.lan.addresses).to.eql([]);
    const damaged = read(new MemoryDisk(new Map([['gossip', Uint8Array.of(1, 2, 3)]])));
    expect(damaged?.id).to.have.length(8).and.not.equal(empty?.id);
    expect(warnings.join()).to.include('gossip memory damaged');
  });

  it('has a new id on the disk before anybody hears of it, where there is a folder for it', () => {
    const disk = new MemoryDisk();
    const begun = read(disk, true);
    expect(read(disk)).to.eql(begun);
    const nowhere = new MemoryDisk();
    read(nowhere);
    expect(nowhere.count('rename')).to.equal(0);
  });

  it('takes part under an id that could not be written, and says so', () => {
    const disk = new MemoryDisk();
    disk.failOn('dataSync');
    expect(read(disk, true)?.id).to.have.length(8);
    expect(warnings.at(-1)).to.equal('gossip memory not written');
  });

  it('writes what changed, some time after it did and once, and reads it at the next start', () => {
    const disk = new MemoryDisk();
    const clock = new HandClock();
    let memory = MEMORY;
    const writer = new MemoryWriter(portsOf(disk, clock), () => memory);
    for (let i = 0; i < 5; i++) writer.changed();
    clock.run(10_000);
    disk.settle();
    expect(disk.count('rename')).to.equal(1);
    expect(read(disk)).to.eql(MEMORY);
    writer.changed();
    clock.run(10_000);
    disk.settle();
    expect(disk.count('rename')).to.equal(1);
    memory = { ...MEMORY, claimedMs: 6 };
    writer.changed();
    clock.run(10_000);
    disk.settle();
    expect(read(disk)).to.eql(memory);
  });

  it('keeps the file before when the new one cannot be written, and tries again after the next change', () => {
    const disk = new MemoryDisk();
    const clock = new HandClock();
    let memory = MEMORY;
    const writer = new MemoryWriter(portsOf(disk, clock), () => memory);
    const write = (): void => {
      writer.changed();
      clock.run(10_000);
      disk.settle();
    };
    write();
    memory = { ...MEMORY, claimedMs: 6 };
    disk.failOn('dataSync');
    write();
    disk.heal();
    expect(read(disk)).to.eql(MEMORY);
    write();
    expect(read(disk)).to.eql(memory);
  });
});
