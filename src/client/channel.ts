/**
 * One endpoint: connects, and carries calls of the handler table's methods over grpc-js.
 *
 * N1. A call is only begun on a connection that stands, so "unreachable" means that nothing was sent.
 * N2. Nothing is ever sent again by this side: grpc-js's own retries are off, since an unknown outcome is the
 *     caller's to judge.
 */
import { Client, connectivityState, Metadata, status } from '@grpc/grpc-js';
import type { ChannelOptions, ServiceError } from '@grpc/grpc-js';
import type { Endpoint } from './endpoint.ts';
import { ClientError } from './errors.ts';
import { unreachable, whyUnreachable } from './look.ts';
import { credentialsOf, tlsFor } from './tls.ts';
import type { ClientTls } from './tls.ts';

/** What the generated classes offer. */
export interface Method<Request, Response> {
  readonly path: string;
  readonly request: { encode(message: Request): { finish(): Uint8Array } };
  readonly response: { decode(bytes: Uint8Array): Response };
}

/** Ranges may be large; the server bounds what it takes, not what it gives. */
const NO_LIMIT = -1;
const RECONNECT_MS_MIN = 100;
const RECONNECT_MS_MAX = 2_000;

const OPTIONS: ChannelOptions = {
  'grpc.max_receive_message_length': NO_LIMIT,
  'grpc.max_send_message_length': NO_LIMIT,
  'grpc.enable_retries': 0,
  'grpc.enable_channelz': 0,
  // A proxy for web traffic does not lead to a store, least of all to one on loopback.
  'grpc.enable_http_proxy': 0,
  'grpc.use_local_subchannel_pool': 1,
  'grpc.initial_reconnect_backoff_ms': RECONNECT_MS_MIN,
  'grpc.max_reconnect_backoff_ms': RECONNECT_MS_MAX,
};

export class Channel {
  readonly endpoint: string;
  private readonly tls: ClientTls | null;
  private readonly client: Client;

  constructor(endpoint: Endpoint, tls?: ClientTls) {
    this.endpoint = endpoint.address;
    this.tls = tlsFor(endpoint, tls);
    this.client = new Client(this.endpoint, credentialsOf(this.tls), OPTIONS);
  }

  /** Resolves when the connection stands; a refused one fails at once. */
  async connect(timeoutMs: number): Promise<void> {
    if (!(await this.stands(timeoutMs))) throw await whyUnreachable(this.endpoint, this.tls);
  }

  private stands(timeoutMs: number): Promise<boolean> {
    const channel = this.client.getChannel();
    const deadline = new Date(Date.now() + timeoutMs);
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const state = channel.getConnectivityState(true);
        if (state === connectivityState.READY) resolve(true);
        else if (state === connectivityState.TRANSIENT_FAILURE) resolve(false);
        else if (state === connectivityState.SHUTDOWN) reject(closed());
        else {
          channel.watchConnectivityState(state, deadline, (late) => {
            if (late === undefined) look();
            else reject(unreachable(this.endpoint));
          });
        }
      };
      look();
    });
  }

  unary<Request, Response>(
    method: Method<Request, Response>,
    request: Request,
    timeoutMs: number,
  ): Promise<Response> {
    const { path } = method;
    const options = { deadline: new Date(Date.now() + timeoutMs) };
    return new Promise((resolve, reject) => {
      const [encode, decode] = coders(method);
      this.client.makeUnaryRequest(
        path,
        encode,
        decode,
        request,
        new Metadata(),
        options,
        (error, response) => {
          if (error !== null) reject(clientError(this.endpoint, error, timeoutMs));
          else if (response === undefined)
            reject(new ClientError('interrupted', `${this.endpoint} sent no answer`));
          else resolve(response);
        },
      );
    });
  }

  /** Until the server ends it or the caller stops reading. */
  async *stream<Request, Response>(
    method: Method<Request, Response>,
    request: Request,
  ): AsyncGenerator<Response, void, void> {
    const [encode, decode] = coders(method);
    const call = this.client.makeServerStreamRequest(method.path, encode, decode, request);
    try {
      for await (const message of call as AsyncIterable<Response>) yield message;
    } catch (error) {
      throw clientError(this.endpoint, error, 0);
    } finally {
      call.cancel();
    }
  }

  close(): void {
    this.client.close();
  }
}

function coders<Request, Response>({
  request,
  response,
}: Method<Request, Response>): [(message: Request) => Buffer, (bytes: Buffer) => Response] {
  return [(message) => Buffer.from(request.encode(message).finish()), (bytes) => response.decode(bytes)];
}

const closed = (): ClientError => new ClientError('interrupted', 'this client is closed');

function clientError(endpoint: string, error: unknown, timeoutMs: number): ClientError {
  const { code, details } = error as Partial<ServiceError>;
  if (code === status.DEADLINE_EXCEEDED) {
    return new ClientError('timeout', `${endpoint} did not answer within ${timeoutMs / 1000} s`);
  }
  const text = details ?? String(error);
  if (code === status.UNAVAILABLE && !isServersOwn(text)) {
    return new ClientError('interrupted', `the connection to ${endpoint} broke: ${text}`);
  }
  return new ClientError('refused', text);
}

/** etcd's texts and ours have these beginnings; a broken connection's text is the transport's. */
const isServersOwn = (text: string): boolean => /^(etcdserver|atoll): /.test(text);
