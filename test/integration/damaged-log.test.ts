/** Three real servers under writes; one is killed and finds a bit turned in the middle of its log. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ClientError, type AtollClient } from '../../src/client/index.ts';
import { clientOf, followerOf, regionOnDisk, type MemberOnDisk } from '../support/member-on-disk.ts';
import { until } from '../support/until.ts';

const MEMBERS = 3;
const FIRST_WRITES = 300;
const VALUE = Buffer.alloc(2_000, 'v');
/** It has to keep up for ten seconds before it votes. */
const VOTE_WITHIN_MS = 60_000;

/** In the last segment, in the middle of what was written to it. */
function turnLogBit(member: MemberOnDisk): void {
  const folder = join(member.dataDir, 'member', 'wal');
  const segment = join(
    folder,
    readdirSync(folder)
      .filter((name) => name.endsWith('.wal'))
      .at(-1)!,
  );
  const bytes = readFileSync(segment);
  const end = bytes.findLastIndex((byte) => byte !== 0);
  const at = bytes.findIndex((byte, place) => place > end / 2 && byte !== 0);
  bytes[at]! ^= 4;
  writeFileSync(segment, bytes);
}

describe('a member with a damaged log', function () {
  this.timeout(120_000);
  let folder: string;
  let members: MemberOnDisk[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-damaged-log-'));
    members = await regionOnDisk(folder, MEMBERS);
  });

  afterEach(async () => {
    for (const member of members) await member.kill();
    rmSync(folder, { recursive: true });
  });

  it('comes back by itself under load, with nothing lost', async () => {
    for (const member of members) member.start();
    for (const member of members) await member.serving();
    const damaged = await followerOf(members);
    const others = clientOf(...members.filter((member) => member !== damaged));
    let written = 0;
    let stopped = false;
    const load = (async () => {
      for (; !stopped; written++) await others.kv.put(`key/${written}`, VALUE);
    })();
    await until('writes', () => written > FIRST_WRITES);

    const standingOf = async (): Promise<{ readonly id: bigint; readonly learner: boolean } | undefined> =>
      (await others.members.list(true)).members.find(({ name }) => name === damaged.name);
    const spent = (await standingOf())!.id;
    await damaged.kill();
    turnLogBit(damaged);
    const before = written;
    damaged.start();
    await damaged.serving();
    expect(damaged.stderr).to.match(/the log is damaged: the region is asked to replace this member/);
    await until(
      'its vote',
      async () => {
        const standing = await standingOf();
        return standing !== undefined && standing.id !== spent && !standing.learner;
      },
      VOTE_WITHIN_MS,
    );
    expect(written, 'writes meanwhile').to.be.greaterThan(before + FIRST_WRITES);
    stopped = true;
    await load;
    expect((await others.members.list(true)).members).to.have.length(MEMBERS);
    const kept = readdirSync(join(damaged.dataDir, 'member')).filter((name) => name.includes('.damaged-'));
    expect(kept.join()).to.match(/^wal[.]damaged-\d{8}T\d{6}Z[.]of-[0-9a-f]+$/);
    expect(damaged.stderr).to.contain(kept[0]);

    // It starts again as the one it is now, and has everything.
    await damaged.kill();
    damaged.start();
    await damaged.serving();
    const own = clientOf(damaged);
    // It was killed as soon as the others counted its vote: it may still have to hear of that itself.
    await until('its vote, as it sees it', () => answers(own));
    for (let i = 0; i < written; i++)
      expect((await own.kv.get(`key/${i}`))?.value, `key/${i}`).to.have.length(VALUE.length);
    const { alarms, replaced, memberId } = await own.admin.status();
    expect(alarms.join()).to.contain(`damaged log kept as ${kept[0]!}`);
    expect(replaced.get(memberId)).to.equal(spent);
    own.close();
    others.close();
  });
});

async function answers(client: AtollClient): Promise<boolean> {
  try {
    await client.kv.get('key/0');
    return true;
  } catch (error) {
    if (error instanceof ClientError) return false;
    throw error;
  }
}
