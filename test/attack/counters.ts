/** What a member says of clients it cut off, from /metrics as an operator sees it. */
import type { Target } from '../bench/load/connection.ts';

export class Counters {
  private readonly values = new Map<string, number>();

  static async of({ host, port }: Target): Promise<Counters> {
    const response = await fetch(`http://${host}:${port}/metrics`);
    const counters = new Counters();
    const line = /^(atoll_rpc_\w+)\{cause="([\w-]+)"\} (\d+)$/gm;
    for (const [, name = '', cause = '', value] of (await response.text()).matchAll(line)) {
      counters.values.set(`${name} ${cause}`, Number(value));
    }
    return counters;
  }

  connections(cause: string): number {
    return this.values.get(`atoll_rpc_connections_cut_off_total ${cause}`) ?? 0;
  }

  streams(cause: string): number {
    return this.values.get(`atoll_rpc_streams_reset_total ${cause}`) ?? 0;
  }
}
