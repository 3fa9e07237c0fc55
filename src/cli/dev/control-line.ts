/** One line from a control connection, bounded. */
import type { Socket } from 'node:net';
import { CONTROL_LINE_BYTES_MAX } from './control-protocol.ts';

/** Resolves with `null` when the other side ends, breaks off or says too much before its line is whole. */
export function readLine(socket: Socket): Promise<string | null> {
  return new Promise((resolve) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end >= 0) resolve(text.slice(0, end));
      else if (text.length > CONTROL_LINE_BYTES_MAX) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(null));
  });
}
