import { expect } from 'chai';
import { nextInteger, pick } from '../../../src/core/base/random.ts';
import { WINDOW_BYTES_MAX } from '../../../src/node/federation/cursor.ts';
import { RELAY_AFTER_MS } from '../../../src/node/federation/routes.ts';
import { rule, TestRegion } from '../../core/federation/kit.ts';
import { expectSame, isEven, startRegions } from './regions.ts';
import type { Started } from './regions.ts';

/** Every region writes now and then, all to the same few keys. */
function writeAtRandom({ world, all }: Started, times: number): void {
  for (let i = 0; i < times; i++) {
    const region = pick(world.random, all);
    const value = nextInteger(world.random, 0, 9) === 0 ? null : `v${i}`;
    region.write({ [`k${nextInteger(world.random, 0, 5)}`]: value });
    world.run(nextInteger(world.random, 0, 40));
  }
}

describe('federation driver', () => {
  it('brings a write to all regions within the way there and a commit', () => {
    const started = startRegions();
    const { world, regions } = started;
    world.run(1_000);
    regions.east.write({ k: 'v' });
    const lagMs = started.settle();
    expect(lagMs).to.be.greaterThan(world.weather.latencyMs);
    expect(lagMs).to.be.lessThan(world.weather.latencyMs + 20);
    expect(regions.north.state.value('k')).to.equal('v');
  });

  it('keeps the lag small under a steady stream of writes', () => {
    const started = startRegions();
    const { world, regions } = started;
    const origin = regions.east.state.key;
    world.run(1_000);
    const lagsMs: number[] = [];
    for (let i = 0; i < 300; i++) {
      regions.east.write({ [`k${i}`]: 'v' });
      const sequence = regions.east.state.state.applied.get(origin)!;
      const arrived = (): boolean => (regions.west.state.state.applied.get(origin) ?? 0) >= sequence;
      if (i % 3 === 0) lagsMs.push(world.until(arrived, 'it arrives') - world.weather.latencyMs);
    }
    expect(Math.max(...lagsMs)).to.be.lessThan(20);
  });

  for (let seed = 1; seed <= 6; seed++) {
    it(`gets everything through a network that loses, repeats and reorders (seed ${seed})`, () => {
      const started = startRegions({ seed });
      const { world, all } = started;
      Object.assign(world.weather, { loss: 0.15, repeat: 0.1, jitterMs: 80 });
      for (const region of all) region.failureRate = 0.1;
      writeAtRandom(started, 200);
      started.settle();
      expectSame(all);
      expect(all.flatMap((region) => region.alarmKinds())).to.deep.equal([]);
    });
  }

  it('proposes nothing before its causes, whatever comes first', () => {
    const started = startRegions({ seed: 2 });
    const { world, all } = started;
    Object.assign(world.weather, { loss: 0.1, jitterMs: 200 });
    writeAtRandom(started, 150);
    started.settle();
    expect(all.map(({ tooEarly }) => tooEarly)).to.deep.equal([0, 0, 0]);
  });

  it('goes on after connections break and members of other regions crash', () => {
    const started = startRegions({ members: 3, seed: 3 });
    const { world, all, regions } = started;
    for (let round = 0; round < 5; round++) {
      writeAtRandom(started, 20);
      world.crash(regions.east.members[regions.east.leader]!.address);
      regions.east.elect((regions.east.leader + 1) % 3);
      writeAtRandom(started, 20);
      world.down.clear();
    }
    started.settle();
    expectSame(all);
  });

  it('resumes in a new leader without asking for what is applied already', () => {
    const started = startRegions({ members: 2 });
    const { world, regions } = started;
    for (let i = 0; i < 100; i++) regions.east.write({ [`k${i}`]: 'v' });
    world.run(10);
    regions.west.elect(1);
    for (let i = 0; i < 100; i++) regions.east.write({ [`k${i}`]: 'w' });
    started.settle();
    world.run(1_000);
    regions.west.elect(0);
    const before = regions.west.driver.counters.transactionsReceived;
    world.run(2_000);
    regions.east.write({ last: 'x' });
    started.settle();
    expect(regions.west.driver.counters.transactionsReceived).to.equal(before + 1);
    expectSame(started.all);
  });

  it('reads from the remote leader, and follows when another member leads', () => {
    const { world, regions } = startRegions({ members: 3 });
    const sourceOf = (): string => regions.west.view('east').source;
    world.until(() => sourceOf() === 'east-0', 'reads from the leader');
    regions.east.elect(2);
    world.until(() => sourceOf() === 'east-2', 'follows the new leader');
  });

  it('reads from any member when the leader it is pointed to cannot be reached', () => {
    const started = startRegions({ members: 3 });
    const { world, regions } = started;
    world.crash('east-0:2380');
    world.run(5_000);
    regions.east.write({ k: 'v' });
    started.settle();
    expect(regions.west.view('east').source).to.be.oneOf(['east-1', 'east-2']);
  });

  it('has no streams while it does not lead', () => {
    const { world, regions } = startRegions({ members: 2 });
    world.run(1_000);
    const follower = regions.west.members[1]!.federation;
    expect(follower.regions().filter(({ connected, self }) => connected && !self)).to.deep.equal([]);
    expect(regions.west.driver.regions().every(({ connected }) => connected)).to.equal(true);
  });
});

describe('a cut link between regions', () => {
  it('is routed around, and the direct stream takes over when it is back', () => {
    const started = startRegions();
    const { world, regions } = started;
    world.run(1_000);
    world.cut('east', 'north');
    regions.east.write({ k: '1' });
    const lagMs = started.settle(20_000);
    expect(lagMs).to.be.greaterThan(RELAY_AFTER_MS);
    expect(regions.north.state.value('k')).to.equal('1');
    world.run(5_000);
    expect(regions.north.view('east').connected).to.equal(false);
    regions.east.write({ k: '2' });
    expect(started.settle(), 'a relay that stands is fast').to.be.lessThan(100);
    world.heal();
    world.until(() => regions.north.view('east').connected, 'the direct stream is back');
    world.run(1_000);
    const relayed = regions.west.driver.counters.transactionsSent;
    regions.east.write({ k: '3' });
    started.settle();
    world.run(1_000);
    expect(regions.west.driver.counters.transactionsSent, 'nothing is relayed any more').to.equal(relayed);
    expectSame(started.all);
  });

  it('is noticed when it is cut in one direction only', () => {
    const started = startRegions();
    const { world, regions } = started;
    world.run(1_000);
    world.cuts.add('east>north');
    regions.east.write({ k: '1' });
    started.settle(20_000);
    regions.north.write({ k: '2' });
    started.settle(20_000);
    expectSame(started.all);
  });

  it('is routed around also when the member read from is alive but stuck', () => {
    const started = startRegions();
    const { world, regions } = started;
    world.run(1_000);
    regions.east.stick(0);
    regions.east.state.write({ k: 'v' });
    const [transaction] = regions.east.state.ownLog(1);
    regions.west.state.receive(transaction!);
    world.until(() => regions.north.state.value('k') === 'v', 'it comes from another region', 5_000);
    expect(regions.north.view('east')).to.include({ connected: true, appliedSequence: 2 });
  });

  it('shows what losing the other region would cost', () => {
    const { world, regions } = startRegions();
    world.run(1_000);
    regions.north.stalled = true;
    for (let i = 0; i < 5; i++) regions.east.write({ k: `${i}` });
    world.run(1_000);
    world.cut('east', 'north');
    world.run(5_000);
    const view = regions.north.view('east');
    expect(view).to.include({ connected: false, appliedSequence: 1, headSequence: 6 });
    expect(view.silentMs).to.be.greaterThan(3_000);
    expect(regions.east.view('east')).to.include({ self: true, appliedSequence: 6, headSequence: 6 });
  });
});

describe('flow control between regions', () => {
  it('does not flood a region that does not keep up, and goes on when it does', () => {
    const started = startRegions();
    const { world, regions } = started;
    world.run(1_000);
    regions.north.stalled = true;
    const value = 'x'.repeat(64 * 1024);
    for (let i = 0; i < 400; i++) regions.east.write({ [`k${i % 10}`]: value });
    world.run(5_000);
    const sentTo = (region: string): number =>
      [...world.wires].find((wire) => wire.from === region && wire.address.startsWith('east'))!.far.sentBytes;
    expect(sentTo('west')).to.be.greaterThan(400 * value.length);
    expect(sentTo('north')).to.be.within(WINDOW_BYTES_MAX * 0.7, WINDOW_BYTES_MAX * 1.3);
    regions.north.stalled = false;
    regions.north.elect(0);
    started.settle();
    expectSame(started.all);
  });

  it('carries a transaction larger than any frame, in parts, over a bad network', () => {
    const started = startRegions({ seed: 5 });
    const { world, regions } = started;
    world.run(1_000);
    Object.assign(world.weather, { loss: 0.2, repeat: 0.2, jitterMs: 50 });
    const value = 'y'.repeat(1024 * 1024);
    regions.east.write(Object.fromEntries(Array.from({ length: 18 }, (_, i) => [`large${i}`, value])));
    regions.east.write({ after: 'it' });
    started.settle();
    expectSame(started.all);
    expect(regions.west.state.value('after')).to.equal('it');
  });

  it('proposes a backlog in bounded batches', () => {
    const started = startRegions();
    const { world, regions } = started;
    world.cut('east', 'west');
    world.cut('east', 'north');
    for (let i = 0; i < 2_000; i++) regions.east.write({ [`k${i}`]: 'v' });
    world.heal();
    started.settle();
    expect(regions.west.largestBatch).to.be.within(64, 128);
  });
});

describe('what must not spread between regions', () => {
  it('holds a region whose clock is ahead, says so, and goes on when clocks agree', () => {
    const started = startRegions();
    const { world, regions } = started;
    world.run(1_000);
    regions.east.clockAheadMs = 5_000;
    regions.east.write({ k: 'ahead' });
    world.run(2_000);
    expect(regions.west.state.value('k')).to.equal(null);
    expect(regions.west.alarmKinds()).to.deep.equal(['clock-ahead']);
    expect(regions.west.driver.alarms()[0]?.detail).to.contain('ms ahead of our clock');
    regions.west.write({ other: 'goes on' });
    world.until(() => regions.north.state.value('other') === 'goes on', 'others are not held', 500);
    started.settle();
    expect(regions.west.state.value('k')).to.equal('ahead');
    expect(regions.west.driver.alarms()).to.deep.equal([]);
  });

  it('refuses a region that was rolled back and wrote on under old numbers', () => {
    const { world, regions, settle } = startRegions();
    for (let i = 0; i < 3; i++) regions.east.write({ k: `${i}` });
    settle();
    const restored = new TestRegion('east');
    restored.setRule(rule(''));
    regions.east.state = restored;
    regions.east.elect(0);
    for (let i = 0; i < 5; i++) regions.east.write({ k: `other ${i}` });
    regions.west.elect(0);
    world.run(10_000);
    expect(regions.west.alarmKinds()).to.include('chain-mismatch');
    expect(regions.east.alarmKinds()).to.include('chain-mismatch');
    expect(regions.west.state.value('k')).to.equal('2');
  });

  it('notices a rolled-back log in the middle of a stream, too', () => {
    const { world, regions, settle } = startRegions();
    world.run(1_000);
    regions.east.write({ k: 'seen' });
    settle();
    const restored = new TestRegion('east');
    restored.setRule(rule(''));
    restored.write({ k: 'other' });
    regions.east.state = restored;
    regions.east.write({ k: 'on' });
    world.run(3_000);
    expect(regions.west.alarmKinds()).to.deep.equal(['chain-mismatch']);
    expect(regions.west.state.value('k')).to.equal('seen');
  });

  it('raises an alarm in a region that lacks its own writes', () => {
    const { world, regions, settle } = startRegions();
    for (let i = 0; i < 3; i++) regions.east.write({ k: `${i}` });
    settle();
    const restored = new TestRegion('east');
    restored.wallMs = 1_700_000_000_000;
    restored.setRule(rule(''));
    regions.east.state = restored;
    regions.east.elect(0);
    world.run(10_000);
    const raised = regions.east.alarms.find(({ kind }) => kind === 'rolled-back');
    expect(raised?.detail).to.contain('up to 4, we have 1').and.to.contain('new incarnation');
    regions.west.elect(0);
    world.run(1_000);
    expect(regions.west.view('east').connected).to.equal(false);
    expect(regions.west.alarmKinds()).to.include('rolled-back');
  });

  it('refuses a member that is not of the region it is configured for', () => {
    const { world, regions } = startRegions();
    world.run(1_000);
    world.crash('north-0:2380');
    world.down.clear();
    world.listeners.set('north-0:2380', world.listeners.get('west-0:2380')!);
    world.run(5_000);
    const reasons = regions.east.logged.map(({ fields }) => String(fields['reason']));
    expect(reasons.some((reason) => reason.includes('configured as a member of "north"'))).to.equal(true);
    expect(regions.east.view('north').connected).to.equal(false);
  });

  it('closes a connection that speaks another language', () => {
    const { world, regions } = startRegions();
    world.run(1_000);
    const connection = world.network('stranger', 'stranger:1').connect('east-0:2380');
    let closed = '';
    connection.handle({
      onOpen: () => void connection.send(Uint8Array.of(9, 9, 9)),
      onFrame: () => undefined,
      onClose: (reason) => void (closed = reason),
      onDrain: () => undefined,
    });
    world.until(() => closed !== '', 'closed');
    expect(regions.east.logged.some(({ event }) => event === 'federation-frame-refused')).to.equal(true);
  });
});

describe('stability and adoption, driven', () => {
  it('frees logs and tombstones once every region has them, and then falls silent', () => {
    const started = startRegions();
    const { world, all } = started;
    writeAtRandom(started, 50);
    for (const region of all) region.write({ gone: '1' });
    started.settle();
    all[0]!.write({ gone: null });
    started.settle();
    world.until(() => all.every(({ state }) => state.log.size === 0), 'all logs are freed', 20_000);
    expect(all.every(({ state }) => state.readSet('key', 'gone').length === 0)).to.equal(true);
    world.run(3_000);
    const proposals = all.map((region) => region.proposals);
    world.run(20_000);
    expect(all.map((region) => region.proposals)).to.deep.equal(proposals);
    expectSame(all);
  });

  it('frees under steady writes too', () => {
    const { world, all, regions } = startRegions();
    for (let i = 0; i < 2_000; i++) {
      regions.east.write({ k: `${i}` });
      world.run(5);
    }
    for (const { state } of all) expect(state.log.size).to.be.lessThan(1_200);
  });

  it('frees although what others report is always a little ahead of what is applied here', () => {
    const { world, all } = startRegions();
    for (const region of all) region.commitMs = 80;
    for (let i = 0; i < 1_000; i++) {
      for (const region of all) region.write({ [region.name]: `${i}` });
      world.run(10);
    }
    for (const { state } of all) expect(state.log.size).to.be.lessThan(2_000);
  });

  it('keeps the logs while a region is away, and says loudly when one lacks what was freed', () => {
    const { world, regions } = startRegions();
    world.run(3_000);
    world.cut('north', 'east');
    world.cut('north', 'west');
    for (let i = 0; i < 10; i++) regions.east.write({ k: `${i}` });
    world.run(10_000);
    expect(regions.east.state.log.size).to.be.greaterThan(9);
    regions.east.state.free(['east', 'west']);
    regions.west.state.free(['east', 'west']);
    expect(regions.east.state.log.size + regions.west.state.log.size).to.equal(0);
    world.heal();
    world.until(() => regions.north.alarmKinds().includes('log-freed'), 'the alarm is raised');
    const alarm = regions.north.alarms.find(({ kind }) => kind === 'log-freed');
    expect(alarm?.detail).to.contain('Seed this region anew');
  });

  it('takes over the keys under a new rule in every region, across leader changes', () => {
    const { world, regions, all, settle } = startRegions({ members: 2 });
    regions.east.state.removeRule('');
    settle();
    for (let i = 0; i < 300; i++) {
      regions.east.state.write({ [`/f/e${i}`]: 'east' });
      regions.west.state.write({ [`/f/w${i}`]: 'west' });
    }
    regions.east.setRule(rule('/f/'));
    world.run(8);
    expect(regions.east.state.state.adopting.size).to.equal(1);
    regions.east.elect(1);
    world.run(30);
    regions.west.elect(1);
    const adopted = (): boolean => all.every(({ state }) => state.state.adopting.size === 0) && isEven(all);
    world.until(adopted, 'all is adopted');
    expect(regions.north.state.value('/f/e299')).to.equal('east');
    expect(regions.east.state.value('/f/w0')).to.equal('west');
    expectSame(all);
  });
});
