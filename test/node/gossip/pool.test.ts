import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { LAN, WAN } from '../../../src/core/gossip/profile.ts';
import { GossipKeysFile } from '../../../src/io/gossip-keys.ts';
import { createSystemEntropy } from '../../../src/io/system-entropy.ts';
import type { GossipKeys } from '../../../src/ports/pool-seal.ts';
import { CLEAN_LINK } from '../../sim/ports/sim-fabric.ts';
import { PoolWorld, type SimMember } from './pool-world.ts';

const SECOND = 1_000;
const LOSSY = { ...CLEAN_LINK, jitterUs: 2_000, lossRate: 0.05, duplicateRate: 0.02, reorderRate: 0.05 };

describe('node/gossip/pool', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  function keys(byte: number): GossipKeys {
    const folder = mkdtempSync(join(tmpdir(), 'atoll-keys-'));
    folders.push(folder);
    const key = new Uint8Array(32).fill(byte);
    const opened = GossipKeysFile.open(join(folder, 'keys'), key, createSystemEntropy());
    if (opened === null) throw new Error('no keys');
    return opened;
  }

  function grow(world: PoolWorld, count: number, keyByte: number | null): void {
    for (let i = 0; i < count; i++) world.add({ keys: keyByte === null ? null : keys(keyByte) });
  }

  for (const [name, profile, link] of [
    ['datagrams', LAN, CLEAN_LINK],
    ['datagrams of which some are lost, doubled and late', LAN, LOSSY],
    ['streams alone', WAN, CLEAN_LINK],
    ['streams of which some break', WAN, { ...LOSSY, breakRate: 0.01 }],
  ] as const) {
    for (const keyByte of [null, 1]) {
      it(`brings members together over ${name}, ${keyByte === null ? 'in the clear' : 'sealed'}, and misses a killed one`, () => {
        const world = new PoolWorld({ seed: 5, profile, link });
        grow(world, 6, keyByte);
        expect(world.runUntil(() => world.allSeeAlive(), 60 * SECOND)).to.equal(true);
        world.runFor(30 * SECOND);
        expect(world.members.flatMap(({ events }) => events).filter(({ type }) => type === 'died')).to.eql(
          [],
        );
        const [victim, ...others] = world.members as [SimMember, ...SimMember[]];
        world.kill(victim);
        const noticed = (): boolean => others.every((each) => world.stateSeen(each, victim) === 'dead');
        expect(world.runUntil(noticed, 40 * SECOND)).to.equal(true);
        world.start(victim, {
          seeds: [others[1]!.info.address],
          keys: keyByte === null ? null : keys(keyByte),
        });
        expect(world.runUntil(() => world.allSeeAlive(), 40 * SECOND)).to.equal(true);
      });
    }
  }

  for (const [name, other, warning] of [
    ['another key', 2, 'gossip line refused'],
    ['no key', null, 'gossip line refused'],
  ] as const) {
    for (const profile of [LAN, WAN]) {
      it(`lets nobody in with ${name}, and says so (${profile.datagrams ? 'datagrams' : 'streams'})`, () => {
        const world = new PoolWorld({ seed: 1, profile });
        grow(world, 2, 1);
        const stranger = world.add({ keys: other === null ? null : keys(other) });
        world.runFor(20 * SECOND);
        expect(world.allSeeAlive(world.members.slice(0, 2))).to.equal(true);
        for (const member of world.members.slice(0, 2)) {
          expect(world.stateSeen(member, stranger)).to.equal(undefined);
          expect(world.stateSeen(stranger, member)).to.equal(undefined);
        }
        expect(world.members.flatMap(({ warnings }) => warnings)).to.include(warning);
      });
    }
  }

  it('keeps a pool of another label apart, though both are asked to join', () => {
    const world = new PoolWorld({ seed: 2, profile: LAN });
    const [one] = [world.add(), world.add()];
    const stranger = world.add({ label: 'lan elsewhere' });
    world.runFor(10 * SECOND);
    expect(world.stateSeen(one, stranger)).to.equal(undefined);
    expect(one.warnings).to.include('gossip line refused');
  });

  it('takes up nobody who does not belong into the pool', () => {
    const world = new PoolWorld({ seed: 3, profile: LAN });
    const accepts = ({ name }: { name: string }): boolean => name !== 'member-2';
    const [one, other] = [world.add({ accepts }), world.add()];
    const stranger = world.add({ seeds: [other.info.address] });
    expect(world.runUntil(() => world.stateSeen(other, stranger) === 'alive', 10 * SECOND)).to.equal(true);
    world.runFor(10 * SECOND);
    expect(world.stateSeen(one, other)).to.equal('alive');
    expect(world.stateSeen(one, stranger)).to.equal(undefined);
  });

  it('finds its pool again from what it remembers, with none of its seeds left', () => {
    const world = new PoolWorld({ seed: 4, profile: LAN });
    for (let i = 0; i < 3; i++) world.add();
    const [first, second, third] = world.members as [SimMember, SimMember, SimMember];
    expect(world.runUntil(() => world.allSeeAlive(), 10 * SECOND)).to.equal(true);
    const remembered = third.pool.remember();
    world.kill(first);
    world.kill(third);
    world.start(third, { remembered });
    expect(world.runUntil(() => world.allSeeAlive([second, third]), 20 * SECOND)).to.equal(true);
  });

  it('leaves without being missed, and tells an event to everybody once', () => {
    const world = new PoolWorld({ seed: 6, profile: LAN });
    for (let i = 0; i < 4; i++) world.add();
    expect(world.runUntil(() => world.allSeeAlive(), 10 * SECOND)).to.equal(true);
    const [one, ...others] = world.members as [SimMember, ...SimMember[]];
    one.pool.sendEvent('deploy', Uint8Array.of(1));
    world.runFor(5 * SECOND);
    for (const { events } of world.members)
      expect(events.filter(({ type }) => type === 'user-event')).to.have.length(1);
    one.pool.leave();
    const departed = (): boolean => one.events.some(({ type }) => type === 'departed');
    expect(world.runUntil(departed, 10 * SECOND)).to.equal(true);
    one.pool.stop();
    world.runFor(30 * SECOND);
    for (const { events } of others) {
      expect(events.some(({ type }) => type === 'left')).to.equal(true);
      expect(events.some(({ type }) => type === 'died' || type === 'suspected')).to.equal(false);
    }
  });

  it('speaks to a member at the address this server reaches it by', () => {
    const world = new PoolWorld({ seed: 7, profile: WAN });
    const dialled = new Set<string>();
    const one = world.add();
    const route = (address: string): string => {
      dialled.add(address);
      return address === 'front-door:1' ? one.info.address : address;
    };
    const other = world.add({ seeds: ['front-door:1'], route });
    expect(world.runUntil(() => world.allSeeAlive([one, other]), 10 * SECOND)).to.equal(true);
    expect([...dialled]).to.include('front-door:1');
  });

  it('keeps its streams while nothing happens, and gives up one that swallows what it is asked', () => {
    const world = new PoolWorld({ seed: 8, profile: WAN });
    let dials = 0;
    const route = (address: string): string => {
      dials++;
      return address;
    };
    const [one, other] = [world.add({ route }), world.add({ route })];
    expect(world.runUntil(() => world.allSeeAlive(), 10 * SECOND)).to.equal(true);
    world.runFor(30 * SECOND);
    dials = 0;
    world.runFor(300 * SECOND);
    expect(dials, 'in five minutes').to.be.at.most(2);
    dials = 0;
    world.fabric.cut(one.info.address, other.info.address);
    expect(world.runUntil(() => dials > 0, 20 * SECOND)).to.equal(true);
  });
});
