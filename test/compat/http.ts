/**
 * One HTTP request to a server's client port: its status and body, or the first lines of a stream that has no end.
 */
import type { Outcome } from './etcdctl.ts';

const LIMIT_MS = 8_000;

export interface RequestOptions {
  /** Posted as it stands; without it the request is a GET. */
  readonly body?: string;
  /** Read so many lines and hang up. */
  readonly lines?: number | undefined;
}

export async function request(address: string, path: string, options: RequestOptions = {}): Promise<Outcome> {
  const { body, lines } = options;
  const hangUp = new AbortController();
  const response = await fetch(`http://${address}${path}`, {
    ...(body === undefined ? { method: 'GET' } : { method: 'POST', body }),
    signal: AbortSignal.any([hangUp.signal, AbortSignal.timeout(LIMIT_MS)]),
  });
  const end = `HTTP ${response.status}`;
  if (lines === undefined) return { end, stdout: await response.text(), stderr: '' };
  const stdout = await readLines(response, lines);
  hangUp.abort();
  const heard = stdout.split('\n').length - 1;
  const broken = heard < lines ? { broken: `the stream ended after ${heard} of ${lines} lines` } : {};
  return { end, stdout, stderr: '', ...broken };
}

async function readLines(response: Response, lines: number): Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (reader !== undefined && text.split('\n').length <= lines) {
    const { done, value } = await reader.read();
    if (done) break;
    text += value;
  }
  return text;
}
