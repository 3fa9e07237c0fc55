/** The files of a LevelDB store, written and read by the real thing. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLevelStoreHost } from '../../src/io/level-store.ts';
import { LIVES_FILE, TRUSTED_ENDS } from '../../src/io/level-store-lives.ts';
import { createSystemClock } from '../../src/io/system-clock.ts';
import type { ScrubStep, Store } from '../../src/ports/store.ts';
import { TABLE_NUMBERS } from '../../src/storage/tables.ts';
import { ask, askEverything, fill, get, type Answers } from './state-fixture.ts';
import { flipped, type FlipTarget, type Verdict } from './verdict.ts';

const NAME = 'state-1';
const SCRUB_STEP_BYTES = 1024 * 1024;
/** Of a whole store at a start, or of one so large that a start leaves its values to the scrub. */
export type StoreSize = 'small' | 'large';

export async function storeTarget(size: StoreSize): Promise<FlipTarget> {
  const clock = createSystemClock();
  const root = await mkdtemp(join(tmpdir(), 'atoll-flips-'));
  const folder = join(root, NAME);
  const check = {
    absenceIsDamage: TABLE_NUMBERS['kv-value'],
    ...(size === 'large' ? { dataBytesMax: 0 } : {}),
  };
  await fill(await open(), clock);
  const files = new Map<string, Uint8Array>();
  for (const name of await readdir(folder)) files.set(name, await readFile(join(folder, name)));
  let whole: Answers | null = null;
  const untouched = await judge();
  if (typeof untouched === 'string') throw new Error(`the untouched store was found ${untouched}`);
  whole = untouched;

  function open(): Promise<Store> {
    return get((done) => createLevelStoreHost(root, check).open(NAME, done));
  }

  async function lay(file: string, bytes: Uint8Array): Promise<void> {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
    for (const [name, original] of files)
      await writeFile(join(folder, name), name === file ? bytes : original);
  }

  async function judge(file?: string): Promise<Verdict | Answers> {
    const opened = await ask<Store>((done) => createLevelStoreHost(root, check).open(NAME, done));
    if (!opened.ok) {
      const { kind, message } = opened.error;
      return kind === 'damaged' && message.includes(file ?? folder) ? 'start' : 'wrong';
    }
    const store = opened.value;
    const asked = await askEverything(store, clock);
    const scrubbed = await scrubAll(store);
    await ask<void>((done) => store.close(done));
    if ('found' in asked) return asked.found;
    if (scrubbed !== null && !(scrubbed.startsWith('damaged') && scrubbed.includes(folder))) return 'wrong';
    if (whole !== null && (asked.answers !== whole.answers || asked.restored !== whole.restored))
      return 'wrong';
    return scrubbed === null ? asked : 'scrub';
  }

  return {
    kind: `store, ${size}`,
    files: [...files]
      .filter(([, { length }]) => length > 0)
      .map(([name, { length }]) => ({ name, bytes: length })),
    flip: async (file, bit): Promise<Verdict> => {
      await lay(file, flipped(files.get(file) ?? new Uint8Array(0), bit));
      const verdict = await judge(file);
      return typeof verdict === 'string' ? verdict : 'harmless';
    },
    afterDeaths: async (file, bit): Promise<Verdict> => {
      await lay(file, flipped(files.get(file) ?? new Uint8Array(0), bit));
      await writeFile(join(folder, LIVES_FILE), '1'.repeat(TRUSTED_ENDS));
      const opened = await ask<Store>((done) => createLevelStoreHost(root, check).open(NAME, done));
      if (opened.ok) return 'wrong';
      const { kind, message } = opened.error;
      return kind === 'damaged' && message.includes(file) ? 'death' : 'wrong';
    },
    close: () => rm(root, { recursive: true, force: true }),
  };
}

/** `null`, or what was found. */
async function scrubAll(store: Store): Promise<string | null> {
  for (;;) {
    const step = await ask<ScrubStep>((done) => store.scrub(SCRUB_STEP_BYTES, done));
    if (!step.ok) return `${step.error.kind}: ${step.error.message}`;
    if (step.value.passed) return null;
  }
}
