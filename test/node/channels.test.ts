import { expect } from 'chai';
import { createChannels, UNDECIDED_CONNECTIONS_MAX, type Channel } from '../../src/node/channels.ts';
import type { Connection } from '../../src/ports/network.ts';
import { FakeNetwork } from './support/fake-network.ts';

const REGION = 0x52;
const FEDERATION = 0x46;

class Desk {
  readonly network = new FakeNetwork();
  readonly channels = createChannels(this.network);
  readonly heard: string[] = [];
  readonly accepted: Connection[] = [];

  constructor(...channels: readonly Channel[]) {
    for (const channel of channels) {
      this.channels.network(channel).listen(
        (connection) => {
          this.accepted.push(connection);
          this.listenTo(channel, connection);
        },
        () => undefined,
      );
    }
    this.channels.listen(() => undefined);
  }

  listenTo(name: string, connection: Connection): void {
    connection.handle({
      onOpen: () => this.heard.push(`${name} open`),
      onFrame: (frame) => this.heard.push(`${name} ${[...frame].join(',')}`),
      onClose: (reason) => this.heard.push(`${name} closed: ${reason}`),
      onDrain: () => this.heard.push(`${name} drained`),
    });
  }
}

describe('node/channels', () => {
  it('belongs to the channel its first frame names, and hands on what follows', () => {
    const desk = new Desk('region', 'federation');
    desk.network.knock().receive(Uint8Array.of(REGION, 1, 2));
    const other = desk.network.knock();
    other.receive(Uint8Array.of(FEDERATION));
    other.receive(Uint8Array.of(FEDERATION, 3));
    other.lose('gone');
    expect(desk.heard).to.eql([
      'region open',
      'region 1,2',
      'federation open',
      'federation ',
      'federation 3',
      'federation closed: gone',
    ]);
  });

  it('stays with its channel: a frame of the other closes it', () => {
    const desk = new Desk('region', 'federation');
    const connection = desk.network.knock();
    connection.receive(Uint8Array.of(REGION, 1));
    connection.receive(Uint8Array.of(FEDERATION, 2));
    expect(connection.closed).to.equal(true);
    expect(desk.heard).to.eql(['region open', 'region 1']);
  });

  it('is closed when it speaks for no channel, says nothing, or nobody listens there', () => {
    const desk = new Desk('region');
    for (const frame of [Uint8Array.of(1, 2), new Uint8Array(0), Uint8Array.of(FEDERATION, 1)]) {
      const connection = desk.network.knock();
      connection.receive(frame);
      expect(connection.closed).to.equal(true);
      connection.lose();
    }
    expect(desk.heard).to.eql([]);
  });

  it('marks what it sends, and reads back what it was sent, on a dialled connection', () => {
    const desk = new Desk();
    const connection = desk.channels.network('region').connect('m2:2380');
    desk.listenTo('dialled', connection);
    const wire = desk.network.dialled[0]!;
    wire.open();
    connection.send(Uint8Array.of(7, 8));
    wire.receive(Uint8Array.of(REGION, 9));
    expect(wire.sent.map((frame) => [...frame])).to.eql([[REGION, 7, 8]]);
    expect(desk.heard).to.eql(['dialled open', 'dialled 9']);
    expect(connection.address).to.equal('m2:2380');
  });

  it('does not let those who only hold connections open keep others out', () => {
    const desk = new Desk('region');
    const silent = Array.from({ length: UNDECIDED_CONNECTIONS_MAX }, () => desk.network.knock());
    const speaking = desk.network.knock();
    speaking.receive(Uint8Array.of(REGION, 1));
    expect(desk.heard).to.eql(['region open', 'region 1']);
    expect(silent.filter(({ closed }) => closed)).to.eql([silent[0]]);
  });

  it('does not count those that have spoken, or have gone, among the silent', () => {
    const desk = new Desk('region');
    const first = desk.network.knock();
    for (let i = 0; i < 2 * UNDECIDED_CONNECTIONS_MAX; i++) {
      const connection = desk.network.knock();
      if (i % 3 === 0) connection.receive(Uint8Array.of(REGION, 1));
      else if (i % 3 === 1) connection.receive(Uint8Array.of(0));
      else connection.lose();
    }
    expect(first.closed).to.equal(false);
  });

  it('hears nobody any more on a channel that was closed', () => {
    const desk = new Desk('region', 'federation');
    desk.channels.network('federation').close(() => undefined);
    const connection = desk.network.knock();
    connection.receive(Uint8Array.of(FEDERATION, 1));
    expect([connection.closed, desk.heard]).to.eql([true, []]);
  });
});
