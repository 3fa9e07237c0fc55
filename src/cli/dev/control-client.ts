/** The commands' side of the control socket. */
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { CommandFailure } from '../failure.ts';
import { readLine } from './control-line.ts';
import { describeRequest, encodeRequest, readAnswer } from './control-protocol.ts';
import type { ControlAnswer, ControlRequest } from './control-protocol.ts';
import type { Playground, PlaygroundStatus } from './playground.ts';

/** Longer than the longest request, which is to stop everything. */
const ANSWER_MS_MAX = 8_000;

/** `null` when no supervisor listens there. */
export async function findPlayground(path: string): Promise<Playground | null> {
  const socket = await dial(path);
  if (socket === null) return null;
  socket.destroy();
  return new RemotePlayground(path);
}

class RemotePlayground implements Playground {
  private readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  async status(): Promise<PlaygroundStatus> {
    const { status } = await this.ask({ command: 'status' });
    if (status === undefined) throw notUnderstood({ command: 'status' });
    return status;
  }

  async start(): Promise<readonly string[]> {
    return (await this.ask({ command: 'start' })).names ?? [];
  }

  async kill(server: Parameters<Playground['kill']>[0]): Promise<boolean> {
    return ((await this.ask({ command: 'kill', server })).names ?? []).length > 0;
  }

  async cut(region: Parameters<Playground['cut']>[0]): Promise<void> {
    await this.ask({ command: 'cut', region });
  }

  async heal(): Promise<readonly string[]> {
    return (await this.ask({ command: 'heal' })).names ?? [];
  }

  async stop(): Promise<void> {
    await this.ask({ command: 'stop' });
  }

  private async ask(request: ControlRequest): Promise<Extract<ControlAnswer, { ok: true }>> {
    const socket = await dial(this.path);
    if (socket === null) throw new CommandFailure('the playground has just ended');
    socket.setTimeout(ANSWER_MS_MAX, () => socket.destroy());
    socket.write(encodeRequest(request));
    const line = await readLine(socket);
    socket.destroy();
    const answer = line === null ? null : readAnswer(line);
    if (answer === null) throw notUnderstood(request);
    if (!answer.ok) throw new CommandFailure(answer.error);
    return answer;
  }
}

function notUnderstood(request: ControlRequest): CommandFailure {
  return new CommandFailure(
    `the playground's supervisor did not answer ${describeRequest(request)}: end everything with npm run stop and ` +
      'start again',
  );
}

function dial(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}
