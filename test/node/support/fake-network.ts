/** A network of one end: connections are kept, and told what happens to them by the test. */
import type { Connection, ConnectionEvents, Network } from '../../../src/ports/network.ts';
import { DONE, type Done } from '../../../src/ports/outcome.ts';

export class FakeConnection implements Connection {
  readonly address: string;
  readonly sent: Uint8Array[] = [];
  closed = false;
  /** What `send` answers. */
  takes = true;
  private events: ConnectionEvents | null = null;

  constructor(address: string) {
    this.address = address;
  }

  handle(events: ConnectionEvents): void {
    this.events = events;
  }

  send(frame: Uint8Array): boolean {
    if (this.takes && !this.closed) this.sent.push(frame);
    return this.takes && !this.closed;
  }

  relax(): void {}

  queuedBytes(): number {
    return 0;
  }

  close(): void {
    this.closed = true;
  }

  open(): void {
    this.events?.onOpen();
  }

  receive(frame: Uint8Array): void {
    this.events?.onFrame(frame);
  }

  lose(reason = 'connection reset'): void {
    this.closed = true;
    this.events?.onClose(reason);
  }
}

export class FakeNetwork implements Network {
  readonly dialled: FakeConnection[] = [];
  readonly accepted: FakeConnection[] = [];
  closed = false;
  private accept: ((connection: Connection) => void) | null = null;

  listen(onConnection: (connection: Connection) => void, done: Done): void {
    this.accept = onConnection;
    done(DONE);
  }

  connect(address: string): Connection {
    const connection = new FakeConnection(address);
    this.dialled.push(connection);
    return connection;
  }

  close(done: Done): void {
    this.closed = true;
    done(DONE);
  }

  /** Somebody connects. */
  knock(): FakeConnection {
    const connection = new FakeConnection(`caller-${this.accepted.length + 1}`);
    this.accepted.push(connection);
    this.accept?.(connection);
    return connection;
  }
}
