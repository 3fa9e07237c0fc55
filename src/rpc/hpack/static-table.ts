/** The table both sides know before the first octet (RFC 7541 appendix A). Indexes begin at 1. */
import type { Header } from './header.ts';

export const STATIC_TABLE: readonly Header[] = [
  [':authority', ''],
  [':method', 'GET'],
  [':method', 'POST'],
  [':path', '/'],
  [':path', '/index.html'],
  [':scheme', 'http'],
  [':scheme', 'https'],
  [':status', '200'],
  [':status', '204'],
  [':status', '206'],
  [':status', '304'],
  [':status', '400'],
  [':status', '404'],
  [':status', '500'],
  ['accept-charset', ''],
  ['accept-encoding', 'gzip, deflate'],
  ['accept-language', ''],
  ['accept-ranges', ''],
  ['accept', ''],
  ['access-control-allow-origin', ''],
  ['age', ''],
  ['allow', ''],
  ['authorization', ''],
  ['cache-control', ''],
  ['content-disposition', ''],
  ['content-encoding', ''],
  ['content-language', ''],
  ['content-length', ''],
  ['content-location', ''],
  ['content-range', ''],
  ['content-type', ''],
  ['cookie', ''],
  ['date', ''],
  ['etag', ''],
  ['expect', ''],
  ['expires', ''],
  ['from', ''],
  ['host', ''],
  ['if-match', ''],
  ['if-modified-since', ''],
  ['if-none-match', ''],
  ['if-range', ''],
  ['if-unmodified-since', ''],
  ['last-modified', ''],
  ['link', ''],
  ['location', ''],
  ['max-forwards', ''],
  ['proxy-authenticate', ''],
  ['proxy-authorization', ''],
  ['range', ''],
  ['referer', ''],
  ['refresh', ''],
  ['retry-after', ''],
  ['server', ''],
  ['set-cookie', ''],
  ['strict-transport-security', ''],
  ['transfer-encoding', ''],
  ['user-agent', ''],
  ['vary', ''],
  ['via', ''],
  ['www-authenticate', ''],
].map(([name = '', value = '']) => ({ name, value }));

const FIRST_OF_NAME = new Map<string, number>();
const OF_FIELD = new Map<string, number>();
STATIC_TABLE.forEach(({ name, value }, at) => {
  if (!FIRST_OF_NAME.has(name)) FIRST_OF_NAME.set(name, at + 1);
  OF_FIELD.set(fieldKey(name, value), at + 1);
});

/** The index of exactly this field, or 0. */
export function staticIndexOfField(header: Header): number {
  return OF_FIELD.get(fieldKey(header.name, header.value)) ?? 0;
}

/** The lowest index with this name, or 0. */
export function staticIndexOfName(name: string): number {
  return FIRST_OF_NAME.get(name) ?? 0;
}

/** No name in the table holds a zero octet, so this is unambiguous for what the table holds. */
function fieldKey(name: string, value: string): string {
  return `${name}\0${value}`;
}
