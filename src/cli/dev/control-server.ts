/**
 * The supervisor's side of the control socket.
 *
 * K1. The answer to `stop` leaves after every server has ended, and the supervisor ends after the answer.
 */
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { assertNever } from '../../core/base/assert.ts';
import { readLine } from './control-line.ts';
import { encodeAnswer, readRequest } from './control-protocol.ts';
import type { ControlAnswer, ControlRequest } from './control-protocol.ts';
import type { Playground } from './playground.ts';

/** A command that has connected and says nothing, or does not take its answer, is gone. */
const REQUEST_MS_MAX = 5_000;
const ANSWER_MS_MAX = 1_000;

export interface ControlOptions {
  readonly socket: string;
  readonly playground: Playground;
  /** For whoever watches: what was asked for and done. */
  onDone(request: ControlRequest): void;
  /** K1: everything has ended and the answer is sent. */
  onStopped(): void;
}

/** A file of that name is a dead supervisor's: a live one would hold the relays' ports (supervisor.ts V4). */
export function serveControl(options: ControlOptions): Promise<Server> {
  rmSync(options.socket, { force: true });
  const server = createServer((socket) => void serve(options, socket));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.socket, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

async function serve(options: ControlOptions, socket: Socket): Promise<void> {
  socket.setTimeout(REQUEST_MS_MAX, () => socket.destroy());
  const line = await readLine(socket);
  if (line === null) return;
  socket.setTimeout(0);
  const read = readRequest(line);
  const answer = read.ok ? await act(options.playground, read.request) : read;
  await finish(socket, encodeAnswer(answer));
  if (!read.ok || !answer.ok) return;
  options.onDone(read.request);
  if (read.request.command === 'stop') options.onStopped();
}

/** Resolves in any case: the other side may be gone. */
function finish(socket: Socket, text: string): Promise<void> {
  if (socket.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
    socket.setTimeout(ANSWER_MS_MAX, () => socket.destroy());
    socket.end(text);
  });
}

async function act(playground: Playground, request: ControlRequest): Promise<ControlAnswer> {
  try {
    return await perform(playground, request);
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

async function perform(playground: Playground, request: ControlRequest): Promise<ControlAnswer> {
  switch (request.command) {
    case 'status':
      return { ok: true, status: await playground.status() };
    case 'start':
      return { ok: true, names: await playground.start() };
    case 'kill':
      return { ok: true, names: (await playground.kill(request.server)) ? [request.server.name] : [] };
    case 'cut':
      await playground.cut(request.region);
      return { ok: true };
    case 'heal':
      return { ok: true, names: await playground.heal() };
    case 'stop':
      await playground.stop();
      return { ok: true };
    default:
      return assertNever(request);
  }
}
