import { expect } from 'chai';
import { atoll } from '../../../src/gen/atoll.js';
import type { GossipServing, HeardEvent } from '../../../src/node/serving/gossip.ts';
import { Kit } from '../support/kit.ts';
import type { TestStreamWire } from '../support/kit.ts';

const pb = atoll.admin.v1;

describe('api/admin: user events', () => {
  let kit: Kit;
  let hearers: Set<(event: HeardEvent) => void>;
  beforeEach(() => {
    kit = new Kit();
    hearers = new Set();
    const onUserEvent: GossipServing['onUserEvent'] = (hear) => {
      hearers.add(hear);
      return () => hearers.delete(hear);
    };
    kit.serving.gossipServing = { onUserEvent } as GossipServing;
  });

  const follow = (name: string, room?: number): TestStreamWire =>
    kit.stream('/atoll.admin.v1.Admin/GossipEvents', pb.GossipEventsRequest.encode({ name }).finish(), room);
  const received = ({ messages }: TestStreamWire): (string | number)[][] =>
    messages.map((bytes) => {
      const { events, missed } = pb.GossipEventsResponse.decode(bytes);
      return [...events.map(({ lamport }) => Number(lamport)), `${Number(missed)} missed`];
    });
  function happen(lamport: number, name = 'deploy'): void {
    for (const hear of hearers) hear({ name, lamport, payload: new Uint8Array(1), sender: 'eu-1' });
  }

  it('come as they happen, of one name or all, after word that the server listens', () => {
    const [one, all] = [follow('deploy'), follow('')];
    happen(1);
    happen(2, 'other');
    expect(received(one)).to.eql([['0 missed'], [1, '0 missed']]);
    expect(received(all)).to.eql([['0 missed'], [1, '0 missed'], [2, '0 missed']]);
  });

  it('are not kept for a client that does not take them: it is told how many it missed', () => {
    const wire = follow('', 2);
    for (const lamport of [1, 2, 3]) happen(lamport);
    expect(received(wire)).to.eql([['0 missed'], [1, '0 missed']]);
    wire.drain();
    happen(4);
    expect(received(wire).slice(2)).to.eql([['2 missed'], [4, '0 missed']]);
  });

  it('are not listened for any more when the client has gone', () => {
    const wire = follow('');
    expect(hearers.size).to.equal(1);
    wire.cancel();
    expect(hearers.size).to.equal(0);
  });
});
