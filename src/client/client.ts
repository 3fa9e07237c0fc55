/** A client of one region, over the client ports of one or several of its members. */
import { AdminClient } from './admin.ts';
import { Caller } from './caller.ts';
import { parseEndpoint } from './endpoint.ts';
import { ClientError } from './errors.ts';
import { GossipClient } from './gossip.ts';
import { KvClient } from './kv.ts';
import { MembersClient } from './members.ts';
import { MaintenanceClient } from './maintenance.ts';
import type { ClientTls } from './tls.ts';

export const TIMEOUT_MS_DEFAULT = 5_000;

export interface ClientOptions {
  /** Members of one region; the first that takes a connection is asked. `https://` before one is TLS (endpoint.ts). */
  readonly endpoints: readonly string[];
  readonly tls?: ClientTls | undefined;
  /** For one call. */
  readonly timeoutMs?: number;
}

export class AtollClient {
  readonly kv: KvClient;
  readonly admin: AdminClient;
  readonly gossip: GossipClient;
  readonly members: MembersClient;
  readonly maintenance: MaintenanceClient;
  private readonly options: ClientOptions;
  private readonly caller: Caller;

  constructor(options: ClientOptions) {
    const { endpoints, tls, timeoutMs = TIMEOUT_MS_DEFAULT } = options;
    this.options = options;
    if (endpoints.length === 0) throw new ClientError('invalid', 'no endpoint is given: name at least one');
    this.caller = new Caller({ endpoints: endpoints.map(parseEndpoint), tls, timeoutMs });
    this.kv = new KvClient(this.caller);
    this.admin = new AdminClient(this.caller);
    this.gossip = new GossipClient(this.caller);
    this.members = new MembersClient(this.caller);
    this.maintenance = new MaintenanceClient(this.caller);
  }

  /** The same client of other members. */
  elsewhere(endpoints: readonly string[]): AtollClient {
    return new AtollClient({ ...this.options, endpoints });
  }

  close(): void {
    this.caller.close();
  }
}
