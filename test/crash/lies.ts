/**
 * Does each check of a round see what it is there for? A region that works is told of, or shown, in a way that it would be
 * if it did not; the round must say so in the words of that check.
 */
import { rmSync } from 'node:fs';
import { present } from '../../src/core/base/assert.ts';
import { createRandom } from '../../src/core/base/random.ts';
import { Ledger } from './ledger.ts';
import { runFolder } from './region-run.ts';
import { RegionInspector } from './region/inspection.ts';
import type { Inspected } from './region/inspection.ts';
import { Region, REGION } from './region/region.ts';
import { ALL_KEYS, playRegionRound } from './region/round.ts';
import type { Trouble } from './trouble/card.ts';

const AHEAD = 1_000_000;

interface Told extends Trouble {
  readonly ledger: Ledger;
}

interface Lie {
  readonly name: string;
  /** Of the complaint that is due. */
  readonly says: RegExp;
  play(told: Told): Promise<void>;
  /** What the inspection sees instead of the region. */
  seen?(region: Region): Inspected;
}

const clientOf = ({ region }: Trouble): ReturnType<Region['clientOf']> =>
  region.clientOf(present(region.members[0], 'a member'));

export const LIES: readonly Lie[] = [
  {
    name: 'an acknowledged write that is not there is missed',
    says: /has not got put of \/crash\/lie /,
    play: async ({ ledger }) => {
      const write = ledger.begin('put', REGION, [`${ALL_KEYS}lie`]);
      write.outcome = { kind: 'acknowledged', revision: ledger.newestSeen(REGION), found: 1 };
    },
  },
  {
    name: 'a write that nobody asked for is seen',
    says: /nobody asked for a put of \/crash\/lie,/,
    play: async (told) => void (await clientOf(told).put({ key: `${ALL_KEYS}lie`, value: 'v' })),
  },
  {
    name: 'a write that happened twice is seen',
    says: /happened before, in revision/,
    play: async (told) => {
      const [pair] = told.ledger.pairs([`${ALL_KEYS}lie`]);
      const write = told.ledger.begin('put', REGION, [`${ALL_KEYS}lie`]);
      write.outcome = await clientOf(told).put(present(pair, 'a pair'));
      await clientOf(told).put(present(pair, 'a pair'));
    },
  },
  {
    name: 'a lease that ends early is seen',
    says: /was gone at|changed|knows no lease/,
    play: async (told) => {
      const held = (await clientOf(told).list(ALL_KEYS)).find(({ key }) => key.includes('/lease/'));
      await clientOf(told).delete(present(held, 'a key that is held').key);
    },
  },
  {
    name: 'members that differ are seen',
    says: /hash revision \d+ differently/,
    play: async () => {},
    seen: (region) => ({
      members: region.members,
      clientOf: (member) => {
        const client = region.clientOf(member);
        if (member !== region.members[1]) return client;
        return Object.assign(Object.create(client) as typeof client, { hashAt: () => Promise.resolve(1) });
      },
    }),
  },
  {
    name: 'a stale read is seen',
    says: /answered a linearizable read at/,
    play: async ({ ledger }) => ledger.see(REGION, ledger.newestSeen(REGION) + AHEAD),
  },
];

/** What was wrong with the experiment. */
export async function checkLie({ says, play, seen }: Lie): Promise<readonly string[]> {
  const folder = runFolder('lie');
  const region = await Region.open({ folder, layered: false });
  try {
    const ledger = new Ledger(`run ${process.pid}`);
    const inspector = new RegionInspector(seen?.(region) ?? region, ledger);
    const told = (trouble: Trouble): Promise<void> => play({ ...trouble, ledger });
    const plan = { name: 'r1', random: createRandom(1), readAll: true, isLast: true, tally: () => undefined };
    const world = { region, ledger, inspector, holders: null };
    const { wrong } = await playRegionRound({ ...plan, troubles: [{ play: told }] }, world);
    const complaint = wrong.find((line) => says.test(line));
    if (complaint !== undefined) console.log(`    caught by: ${complaint.slice(0, 160)}`);
    return complaint === undefined ? ['nobody noticed', ...wrong] : [];
  } finally {
    await region.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
