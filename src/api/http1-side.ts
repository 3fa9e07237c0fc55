/**
 * HTTP/1 connections of the client port. Node's own guard against slow requests works for listening servers only, and
 * this one is handed its connections; so each connection carries a deadline that is lifted only while it is answered.
 *
 * H1. A connection that waits for a request, or is in the middle of sending one, lives at most `REQUEST_MS`.
 */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { OnFault } from './fault.ts';
import { serveUrl } from './http/types.ts';
import type { HttpAnswer, HttpHandler } from './http/types.ts';

const REQUEST_MS = 30_000;
const HEADER_BYTES_MAX = 16 * 1024;

export class Http1Side {
  private readonly server: Server;
  private readonly deadlines = new Map<Socket, NodeJS.Timeout>();
  private closing = false;

  constructor(handler: HttpHandler, onFault: OnFault) {
    this.server = createServer({ maxHeaderSize: HEADER_BYTES_MAX }, (request, response) => {
      this.lift(request.socket);
      response.on('close', () => this.waitForRequest(request.socket));
      // Nobody here reads bodies; what comes of one is read and forgotten.
      request.resume();
      try {
        answer(request, response, handler, this.closing);
      } catch (fault) {
        onFault(fault);
      }
    });
  }

  take(socket: Socket): void {
    socket.on('close', () => this.lift(socket));
    this.waitForRequest(socket);
    this.server.emit('connection', socket);
    socket.resume();
  }

  /** Connections that wait end at once; the others with the answer they are given. */
  close(): void {
    this.closing = true;
    for (const socket of [...this.deadlines.keys()]) socket.destroy();
  }

  private waitForRequest(socket: Socket): void {
    this.lift(socket);
    if (this.closing) socket.destroySoon();
    else if (!socket.destroyed)
      this.deadlines.set(
        socket,
        setTimeout(() => socket.destroy(), REQUEST_MS),
      );
  }

  private lift(socket: Socket): void {
    clearTimeout(this.deadlines.get(socket));
    this.deadlines.delete(socket);
  }
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handler: HttpHandler,
  closing: boolean,
): void {
  const respond = ({ status, headers, body }: HttpAnswer): void => {
    if (response.writableEnded || response.destroyed) return;
    response.writeHead(status, { ...headers, ...(closing ? { connection: 'close' } : {}) });
    response.end(body);
  };
  serveUrl(handler, request.method ?? 'GET', request.url ?? '/', respond);
}
