import { expect } from 'chai';
import { decodeFederationFrame, encodeFederationFrame } from '../../../src/codec/federation-frame.ts';
import type { FederationFrame } from '../../../src/codec/federation-frame.ts';
import type { OriginTransaction } from '../../../src/core/federation/types.ts';
import type { Connection } from '../../../src/ports/network.ts';
import { startRegions } from './regions.ts';
import type { Started } from './regions.ts';

/** A hand-made reader of east's log, which answers only what a test says. */
function read(started: Started): {
  send(frame: FederationFrame): void;
  readonly received: FederationFrame[];
} {
  const { world } = started;
  const connection: Connection = world.network('west', 'west-x:1').connect('east-0:2380');
  const received: FederationFrame[] = [];
  connection.handle({
    onOpen: () => undefined,
    onFrame: (bytes) => void received.push(decodeFederationFrame(bytes)),
    onClose: () => undefined,
    onDrain: () => undefined,
  });
  world.run(100);
  const send = (frame: FederationFrame): void => {
    connection.send(encodeFederationFrame(frame));
    world.run(100);
  };
  return { send, received };
}

describe('publisher stream', () => {
  const speaker = { region: 'west', member: 'west-x', origin: 'west/1', heads: [] };

  function transactionsIn(frames: readonly FederationFrame[]): OriginTransaction[] {
    return frames.flatMap((frame) => (frame.type === 'transactions' ? frame.transactions : []));
  }

  it('sends what is wanted from where it is wanted, and goes on without being asked', () => {
    const started = startRegions();
    const { east } = started.regions;
    for (let i = 0; i < 5; i++) east.write({ k: `${i}` });
    const reader = read(started);
    reader.send({ type: 'hello', speaker });
    reader.send({ type: 'want', number: 1, items: [{ origin: east.state.key, after: 3, again: false }] });
    east.write({ k: 'new' });
    started.world.run(100);
    expect(transactionsIn(reader.received).map(({ sequence }) => sequence)).to.deep.equal([4, 5, 6, 7]);
  });

  it('ignores a want that was overtaken by a later one', () => {
    const started = startRegions();
    const { east } = started.regions;
    east.write({ k: 'v' });
    const reader = read(started);
    reader.send({ type: 'hello', speaker });
    reader.send({ type: 'want', number: 2, items: [] });
    reader.send({ type: 'want', number: 1, items: [{ origin: east.state.key, after: 0, again: true }] });
    expect(transactionsIn(reader.received)).to.deep.equal([]);
  });

  it('starts again from where it is asked to', () => {
    const started = startRegions();
    const { east } = started.regions;
    for (let i = 0; i < 3; i++) east.write({ k: `${i}` });
    const reader = read(started);
    reader.send({ type: 'hello', speaker });
    reader.send({ type: 'want', number: 1, items: [{ origin: east.state.key, after: 0, again: false }] });
    reader.send({ type: 'want', number: 2, items: [{ origin: east.state.key, after: 0, again: false }] });
    expect(transactionsIn(reader.received)).to.have.length(4);
    reader.send({ type: 'want', number: 3, items: [{ origin: east.state.key, after: 2, again: true }] });
    expect(transactionsIn(reader.received)).to.have.length(6);
  });

  it('says nothing to one who has not introduced itself, and repeats its welcome to one who asks again', () => {
    const started = startRegions();
    const reader = read(started);
    reader.send({ type: 'want', number: 1, items: [{ origin: 'east/1', after: 0, again: false }] });
    expect(reader.received).to.deep.equal([]);
    reader.send({ type: 'hello', speaker });
    reader.send({ type: 'hello', speaker });
    expect(reader.received.filter(({ type }) => type === 'welcome')).to.have.length(2);
  });

  it('refuses a region that is not configured, and says what to do', () => {
    const started = startRegions();
    const reader = read(started);
    reader.send({ type: 'hello', speaker: { ...speaker, region: 'south', origin: 'south/1' } });
    const refusal = reader.received.find(({ type }) => type === 'refuse');
    expect(refusal).to.include({ reason: 'wrong-region' });
    expect(refusal?.type === 'refuse' && refusal.detail).to.contain('make the configurations agree');
  });
});
