/** URLs, members and regions as operators write them on the command line. */
import type { RegionConfig } from '../../node/server-config.ts';
import { parsePeerAddress } from '../../io/peer-address.ts';
import { FlagError } from '../failure.ts';

export interface Listener {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
}

export interface NamedUrl {
  readonly name: string;
  readonly url: string;
}

/** Names stand in logs, files, origins and DNS labels; this fits all of them. */
const NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/;

export function checkedName(flag: string, name: string): string {
  if (NAME.test(name)) return name;
  throw new FlagError(`${flag}: "${name}" should be up to 64 letters, digits, dots, dashes and underscores`);
}

/** Where clients are served; `https://` is with TLS. */
export function clientListeners(flag: string, urls: string): readonly Listener[] {
  return urls.split(',').map((url) => listener(flag, url));
}

export function peerListeners(flag: string, urls: string): readonly Listener[] {
  return urls.split(',').map((url) => plain(flag, url));
}

function plain(flag: string, text: string): Listener {
  const found = listener(flag, text);
  if (!found.tls) return found;
  throw new FlagError(
    `${flag}: "${text}": between members and regions this release speaks http:// only; https:// is for client URLs`,
  );
}

function listener(flag: string, text: string): Listener {
  if (!URL.canParse(text.trim())) {
    throw new FlagError(`${flag}: "${text}" is not a URL like http://127.0.0.1:2379`);
  }
  const url = new URL(text.trim());
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new FlagError(`${flag}: "${text}" should begin with http:// or https://`);
  }
  if (url.pathname !== '/') throw new FlagError(`${flag}: "${text}" must end after the port`);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return { host, port: portOf(flag, text, url), tls: url.protocol === 'https:' };
}

/** A URL hides the port that is the scheme's own. */
function portOf(flag: string, text: string, { port, protocol }: URL): number {
  const own = protocol === 'https:' ? '443' : '80';
  if (port !== '') return Number(port);
  if (new RegExp(`:${own}/?$`).test(text.trim())) return Number(own);
  throw new FlagError(`${flag}: "${text}" has no port`);
}

/** `host:port`, as the network port dials it. */
export function addressOf(flag: string, url: string): string {
  return formatListener(plain(flag, url));
}

/** `host:port,host:port`, as other members are told; a name may stand for several hosts, and change its mind. */
export function addressList(flag: string, text: string): readonly string[] {
  const addresses = text.split(',').map((each) => each.trim());
  if (text.trim() === '') return [];
  for (const address of addresses) {
    const parsed = parsePeerAddress(address);
    if (parsed !== null && parsed.host !== '' && parsed.port !== 0) continue;
    throw new FlagError(`${flag}: "${address}" should be host:port, for example 10.0.0.5:2380`);
  }
  return addresses;
}

export function formatListener({ host, port }: Pick<Listener, 'host' | 'port'>): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|::1)$/;

export const isLoopback = ({ host }: Listener): boolean => LOOPBACK.test(host);

/** `name=url,name=url`: the names in their order, each with its URLs. */
export function namedUrls(flag: string, text: string): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, string[]>();
  for (const part of text.split(',')) {
    const { name, url } = namedUrl(flag, part.trim());
    members.set(name, [...(members.get(name) ?? []), url]);
  }
  return members;
}

function namedUrl(flag: string, text: string): NamedUrl {
  const at = text.indexOf('=');
  if (at <= 0) throw new FlagError(`${flag}: "${text}" should look like name=http://127.0.0.1:2380`);
  const name = checkedName(flag, text.slice(0, at));
  const url = text.slice(at + 1);
  addressOf(flag, url);
  return { name, url };
}

/** `region=member=url,member=url`. */
export function regionOf(flag: string, text: string): RegionConfig {
  const at = text.indexOf('=');
  if (at <= 0) {
    throw new FlagError(
      `${flag}: "${text}" should look like us=us-1=http://10.0.0.1:2380,us-2=http://10.0.0.2:2380`,
    );
  }
  const region = checkedName(flag, text.slice(0, at));
  const members = [...namedUrls(flag, text.slice(at + 1))].map(([name, urls]) => ({
    name,
    address: addressOf(flag, urls[0] ?? ''),
  }));
  return { region, members };
}
