/** Header blocks and lists as tests write them down. */
import { expect } from 'chai';
import type { Decoded } from '../../../src/rpc/hpack/decoder.ts';
import type { Header } from '../../../src/rpc/hpack/header.ts';

export function fromHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
}

export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** `name: value` as fields; a name may begin with a colon. */
export function list(...fields: string[]): Header[] {
  return fields.map((field) => {
    const colon = field.indexOf(': ', 1);
    return { name: field.slice(0, colon), value: field.slice(colon + 2) };
  });
}

export function headersOf(decoded: Decoded): readonly Header[] {
  expect(decoded).to.have.property('type', 'headers');
  return decoded.type === 'headers' ? decoded.headers : [];
}
