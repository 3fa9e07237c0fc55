/**
 * Calls over one of several endpoints. The one that worked last is asked first; another is tried only when no
 * connection could be made, since then nothing was sent (channel.ts N1).
 */
import { Channel } from './channel.ts';
import type { Method } from './channel.ts';
import { ClientError } from './errors.ts';

export interface CallerOptions {
  /** `host:port`, at least one. */
  readonly endpoints: readonly string[];
  /** For one call; connecting to one endpoint may take as long again. */
  readonly timeoutMs: number;
}

export class Caller {
  readonly timeoutMs: number;
  private readonly channels: readonly Channel[];
  private preferred = 0;

  constructor({ endpoints, timeoutMs }: CallerOptions) {
    this.timeoutMs = timeoutMs;
    this.channels = endpoints.map((endpoint) => new Channel(endpoint));
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
    for (let tried = 0; tried < this.channels.length; tried++) {
      const at = (this.preferred + tried) % this.channels.length;
      const channel = this.channels[at];
      if (channel === undefined || !(await canConnect(channel, this.timeoutMs))) continue;
      this.preferred = at;
      return channel;
    }
    const endpoints = this.channels.map(({ endpoint }) => endpoint).join(', ');
    throw new ClientError('unreachable', `nothing answers at ${endpoints}`);
  }
}

async function canConnect(channel: Channel, timeoutMs: number): Promise<boolean> {
  try {
    await channel.connect(timeoutMs);
    return true;
  } catch (error) {
    if (error instanceof ClientError && error.kind === 'unreachable') return false;
    throw error;
  }
}
