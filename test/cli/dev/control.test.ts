import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { findPlayground } from '../../../src/cli/dev/control-client.ts';
import {
  CONTROL_LINE_BYTES_MAX,
  encodeAnswer,
  encodeRequest,
  readAnswer,
  readRequest,
} from '../../../src/cli/dev/control-protocol.ts';
import type { ControlRequest } from '../../../src/cli/dev/control-protocol.ts';
import { serveControl } from '../../../src/cli/dev/control-server.ts';
import { serverNamed } from '../../../src/cli/dev/layout.ts';
import type { DevServer } from '../../../src/cli/dev/layout.ts';
import type { Playground, PlaygroundStatus } from '../../../src/cli/dev/playground.ts';
import { CommandFailure } from '../../../src/cli/failure.ts';
import { present } from '../../../src/core/base/assert.ts';
import { until } from '../../support/until.ts';

const US_2 = present(serverNamed('us-2'), 'us-2');
const STATUS: PlaygroundStatus = {
  ...{ supervisorPid: 7, running: ['eu-1'], cut: ['us'] },
  ended: [{ name: 'us-2', how: 'was ended by SIGKILL' }],
};

class FakePlayground implements Playground {
  readonly asked: string[] = [];
  wasRunning = true;

  status(): Promise<PlaygroundStatus> {
    this.asked.push('status');
    return Promise.resolve(STATUS);
  }
  start(): Promise<readonly string[]> {
    this.asked.push('start');
    return Promise.resolve(['us-2']);
  }
  kill(server: DevServer): Promise<boolean> {
    this.asked.push(`kill ${server.name}`);
    return Promise.resolve(this.wasRunning);
  }
  cut(region: string): Promise<void> {
    this.asked.push(`cut ${region}`);
    return region === 'ap' ? Promise.reject(new Error('no')) : Promise.resolve();
  }
  heal(): Promise<readonly string[]> {
    this.asked.push('heal');
    return Promise.resolve([]);
  }
  stop(): Promise<void> {
    this.asked.push('stop');
    return Promise.resolve();
  }
}

describe('the control protocol', () => {
  const REQUESTS: readonly ControlRequest[] = [
    ...[{ command: 'status' } as const, { command: 'start' } as const, { command: 'heal' } as const],
    ...[{ command: 'stop' } as const, { command: 'kill', server: US_2 } as const],
    { command: 'cut', region: 'ap' },
  ];

  for (const request of REQUESTS) {
    it(`carries ${request.command} in one line`, () => {
      const line = encodeRequest(request);
      expect(line.indexOf('\n')).to.equal(line.length - 1);
      expect(readRequest(line)).to.deep.equal({ ok: true, request });
    });
  }

  it('refuses what it does not know, in words', () => {
    const refusal = (line: string): string => {
      const read = readRequest(line);
      return read.ok ? 'taken' : read.error;
    };
    expect(refusal('hello')).to.contain('one JSON object');
    expect(refusal('[]')).to.contain('one JSON object');
    expect(refusal('{"version":2,"command":"stop"}')).to.contain('speaks control version 1');
    expect(refusal('{"version":1,"command":"dance"}')).to.equal('no command "dance"');
    expect(refusal('{"version":1,"command":"kill","server":"us-9"}')).to.equal('no server "us-9"');
    expect(refusal('{"version":1,"command":"cut"}')).to.equal('no region "undefined"');
  });

  it('takes a refusal of any version, and nothing else of another', () => {
    expect(readAnswer(encodeAnswer({ ok: true, names: ['a'] }))).to.deep.include({ ok: true, names: ['a'] });
    expect(readAnswer('{"version":2,"ok":false,"error":"too old"}')).to.deep.include({ error: 'too old' });
    expect(readAnswer('{"version":2,"ok":true}')).to.equal(null);
    expect(readAnswer('nonsense')).to.equal(null);
  });
});

describe('the control socket', () => {
  let folder: string;
  let path: string;
  let playground: FakePlayground;
  let server: Server;
  let done: string[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-control-'));
    path = join(folder, 'control.sock');
    // A dead supervisor's.
    writeFileSync(path, '');
    playground = new FakePlayground();
    done = [];
    server = await serveControl({
      ...{ socket: path, playground },
      onDone: ({ command }) => done.push(command),
      onStopped: () => done.push('stopped'),
    });
  });

  afterEach(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  it('is not there when nobody listens', async () => {
    expect(await findPlayground(join(folder, 'none.sock'))).to.equal(null);
    const stale = join(folder, 'stale.sock');
    writeFileSync(stale, '');
    expect(await findPlayground(stale)).to.equal(null);
  });

  it('carries every command and its answer', async () => {
    const remote = present(await findPlayground(path), 'the playground');
    expect(await remote.status()).to.deep.equal(STATUS);
    expect(await remote.start()).to.deep.equal(['us-2']);
    expect(await remote.kill(US_2)).to.equal(true);
    playground.wasRunning = false;
    expect(await remote.kill(US_2)).to.equal(false);
    await remote.cut('us');
    expect(await remote.heal()).to.deep.equal([]);
    await remote.stop();
    await until('the supervisor to know', () => done.at(-1) === 'stopped');
    expect(playground.asked).to.deep.equal([
      ...['status', 'start', 'kill us-2', 'kill us-2', 'cut us', 'heal', 'stop'],
    ]);
  });

  it('hands on what went wrong', async () => {
    const remote = present(await findPlayground(path), 'the playground');
    const failure: unknown = await remote.cut('ap').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(CommandFailure).with.property('message', 'no');
    expect(done, 'it was not done').to.deep.equal([]);
  });

  it('tells the supervisor that all has stopped, although nobody waits for the answer', async () => {
    const socket = connect(path);
    socket.on('error', () => undefined);
    socket.write(encodeRequest({ command: 'stop' }), () => socket.destroy());
    await until('the supervisor to know', () => done.at(-1) === 'stopped');
  });

  it('ends whoever talks without end', async () => {
    const socket = connect(path);
    let closed = false;
    socket.on('error', () => undefined).on('close', () => (closed = true));
    socket.write('x'.repeat(2 * CONTROL_LINE_BYTES_MAX));
    await until('it to be turned away', () => closed);
    expect(playground.asked).to.deep.equal([]);
  });

  it('says what to do when the supervisor answers nonsense', async () => {
    const odd = join(folder, 'odd.sock');
    const mumbler = createServer((socket) => socket.on('error', () => undefined).end('{"hm":1}\n'));
    await new Promise<void>((resolve) => mumbler.listen(odd, resolve));
    const remote = present(await findPlayground(odd), 'the playground');
    const failure: unknown = await remote.heal().catch((error: unknown) => error);
    mumbler.close();
    expect((failure as Error).message).to.contain('end everything with npm run stop');
  });
});
