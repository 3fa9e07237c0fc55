/**
 * Calls over one of several endpoints. The one that worked last is asked first; another is tried only when no
 * connection could be made, since then nothing was sent (channel.ts N1).
 */
import { Channel } from './channel.ts';
import type { Method } from './channel.ts';
import type { Endpoint } from './endpoint.ts';
import { ClientError } from './errors.ts';
import type { ClientTls } from './tls.ts';

export interface CallerOptions {
  /** At least one. */
  readonly endpoints: readonly Endpoint[];
  readonly tls: ClientTls | undefined;
  /** For one call; connecting to one endpoint may take as long again. */
  readonly timeoutMs: number;
}

export class Caller {
  readonly timeoutMs: number;
  private readonly channels: readonly Channel[];
  private preferred = 0;

  constructor({ endpoints, tls, timeoutMs }: CallerOptions) {
    this.timeoutMs = timeoutMs;
    this.channels = endpoints.map((endpoint) => new Channel(endpoint, tls));
  }

  async unary<Request, Response>(method: Method<Request, Response>, request: Request): Promise<Response> {
    const channel = await this.connected();
    return channel.unary(method, request, this.timeoutMs);
  }

  async *stream<Request, Response>(
    method: Method<Request, Response>,
    request: Request,
  ): AsyncGenerator<Response, void, void> {
    const channel = await this.connected();
    yield* channel.stream(method, request);
  }

  close(): void {
    for (const channel of this.channels) channel.close();
  }

  private async connected(): Promise<Channel> {
    const failures: ClientError[] = [];
    for (let tried = 0; tried < this.channels.length; tried++) {
      const at = (this.preferred + tried) % this.channels.length;
      const channel = this.channels[at];
      if (channel === undefined) continue;
      const failure = await failureToConnect(channel, this.timeoutMs);
      if (failure === null) {
        this.preferred = at;
        return channel;
      }
      failures.push(failure);
    }
    throw summaryOf(failures);
  }
}

async function failureToConnect(channel: Channel, timeoutMs: number): Promise<ClientError | null> {
  try {
    await channel.connect(timeoutMs);
    return null;
  } catch (error) {
    if (error instanceof ClientError && (error.kind === 'unreachable' || error.kind === 'untrusted'))
      return error;
    throw error;
  }
}

/** What was said of certificates is the news: that others do not answer may be no news at all. */
function summaryOf(failures: readonly ClientError[]): ClientError {
  const kind = failures.some((failure) => failure.kind === 'untrusted') ? 'untrusted' : 'unreachable';
  return new ClientError(kind, failures.map(({ message }) => message).join('; '));
}
