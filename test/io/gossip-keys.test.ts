import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { keyName } from '../../src/io/gossip-keyring.ts';
import { GossipKeysFile, parseGossipKey } from '../../src/io/gossip-keys.ts';
import { createSystemEntropy } from '../../src/io/system-entropy.ts';

const key = (byte: number, length = 32): Uint8Array => new Uint8Array(length).fill(byte);
const entropy = createSystemEntropy();

describe('io/gossip-keys', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-keys-'));
    file = join(folder, 'keys');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('starts again with the keys it was changed to, whatever it is configured with then', () => {
    const keys = GossipKeysFile.open(file, key(1), entropy);
    keys?.perform({ type: 'install', key: key(2, 24) });
    keys?.perform({ type: 'use', key: key(2, 24) });
    keys?.perform({ type: 'remove', key: key(1) });
    const wanted = { ok: true, inUse: keyName(key(2, 24)), installed: [keyName(key(2, 24))] };
    expect(keys?.perform({ type: 'list' })).to.eql(wanted);
    for (const configured of [key(1), null])
      expect(GossipKeysFile.open(file, configured, entropy)?.perform({ type: 'list' })).to.eql(wanted);
    expect(statSync(file).mode & 0o777).to.equal(0o600);
  });

  it('has none where nobody gave one', () => {
    expect(GossipKeysFile.open(file, null, entropy)).to.equal(null);
  });

  it('changes nothing when it cannot be written down, or is refused', () => {
    const keys = GossipKeysFile.open(join(folder, 'gone', 'keys'), key(1), entropy);
    expect(keys?.perform({ type: 'install', key: key(2) })).to.have.property('ok', false);
    expect(keys?.perform({ type: 'list' })).to.have.deep.property('installed', [keyName(key(1))]);
    expect(keys?.perform({ type: 'use', key: key(3) })).to.have.property('ok', false);
  });

  it('does not start on a damaged file, and names it', () => {
    for (const text of [
      '{"format":1,"keys":[]}',
      '{"format":2,"keys":["AAAA"]}',
      'x',
      '{"format":1,"keys":["AA"]}',
    ]) {
      writeFileSync(file, text);
      expect(() => GossipKeysFile.open(file, key(1), entropy)).to.throw(file);
      expect(readFileSync(file, 'utf8')).to.equal(text);
    }
  });

  it('reads keys of 16, 24 and 32 bytes in base64 and nothing else', () => {
    for (const length of [16, 24, 32])
      expect(parseGossipKey(`${Buffer.from(key(9, length)).toString('base64')}\n`)).to.eql(key(9, length));
    for (const text of ['', 'secret', Buffer.from(key(1, 31)).toString('base64'), 'not base64!'])
      expect(parseGossipKey(text)).to.equal(null);
  });
});
