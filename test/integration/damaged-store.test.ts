/** Three real servers; one of them has a bit turned in its store while the others take writes. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { clientOf, followerOf, regionOnDisk, type MemberOnDisk } from '../support/member-on-disk.ts';
import { until } from '../support/until.ts';

const MEMBERS = 3;
/** More than the log keeps for followers: what is lost must come as a snapshot. */
const VALUE_BYTES = 1024 * 1024;
const VALUES = 40;
const SMALL_WRITES_MIN = 20;

/** One bit in the middle of the largest table. */
function turnBit({ stores }: MemberOnDisk): string {
  const [store] = readdirSync(stores);
  const folder = join(stores, store!);
  const tables = readdirSync(folder).filter((name) => name.endsWith('.ldb'));
  const sizeOf = (name: string): number => statSync(join(folder, name)).size;
  const [largest] = tables.sort((left, right) => sizeOf(right) - sizeOf(left));
  const bytes = readFileSync(join(folder, largest!));
  bytes[bytes.length >> 1]! ^= 8;
  writeFileSync(join(folder, largest!), bytes);
  return largest!;
}

describe('a follower with a damaged store', function () {
  this.timeout(40_000);
  let folder: string;
  let members: MemberOnDisk[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-damaged-'));
    members = await regionOnDisk(folder, MEMBERS);
  });

  afterEach(async () => {
    for (const member of members) await member.kill();
    rmSync(folder, { recursive: true });
  });

  it('repairs itself under load, with nothing lost', async () => {
    for (const member of members) member.start();
    for (const member of members) await member.serving();
    const damaged = await followerOf(members);
    const others = members.filter((member) => member !== damaged);
    const client = clientOf(...others);
    const large = Buffer.alloc(VALUE_BYTES, 'v');
    for (let i = 0; i < VALUES; i++) await client.kv.put(`large/${i}`, large);

    await damaged.kill();
    const table = turnBit(damaged);
    let stopped = false;
    let written = 0;
    const load = (async () => {
      for (; !stopped; written++) await client.kv.put(`small/${written}`, `${written}`);
    })();
    damaged.start();
    await damaged.serving();
    await until('more load', () => written >= SMALL_WRITES_MIN);
    stopped = true;
    await load;

    expect(damaged.stderr)
      .to.match(/the store is damaged: it is set aside/)
      .and.to.contain(table);
    expect(readdirSync(damaged.stores).filter((name) => name.includes('.damaged-'))).to.have.length(1);
    const own = clientOf(damaged);
    for (let i = 0; i < VALUES; i++)
      expect((await own.kv.get(`large/${i}`))?.value).to.have.length(VALUE_BYTES);
    for (let i = 0; i < written; i++)
      expect(Buffer.from((await own.kv.get(`small/${i}`))?.value ?? []).toString()).to.equal(`${i}`);
    own.close();
    client.close();
  });
});
