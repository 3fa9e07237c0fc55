/**
 * `host:port` as operators write it: a name, an IPv4 address, or an IPv6 address in brackets. An empty host means every
 * interface when listening.
 */
export interface PeerAddress {
  readonly host: string;
  readonly port: number;
}

const PORT_MAX = 65_535;

/** `null` when it is not an address; callers name the text in their message. */
export function parsePeerAddress(text: string): PeerAddress | null {
  const split = /^(?:\[([0-9a-fA-F:.%]+)\]|([^:[\]]*)):(\d{1,5})$/.exec(text);
  if (split === null) return null;
  const port = Number(split[3]);
  return port > PORT_MAX ? null : { host: split[1] ?? split[2] ?? '', port };
}

export function formatPeerAddress({ host, port }: PeerAddress): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
