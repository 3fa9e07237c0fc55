/** A view of a store in LevelDB that is so large that its tables are read, while everything goes on beside it. */
import { expect } from 'chai';
import { join } from 'node:path';
import { compareStrings } from '../../src/core/base/bytes.ts';
import { createRandom, nextFloat, nextUint32 } from '../../src/core/base/random.ts';
import { checkCurrent } from '../../src/io/level-check.ts';
import { createLevelStoreHost } from '../../src/io/level-store.ts';
import type { Done } from '../../src/ports/outcome.ts';
import type { Store, StoreRecord, StoreView } from '../../src/ports/store.ts';
import { tempFolder, type TempFolder } from '../contract/temp-folder.ts';

const KEYS = 4_000;
const VALUE_BYTES = 2_500;
const DOT = '.'.charCodeAt(0);
const keyAt = (at: number): string => `k${String(at).padStart(5, '0')}\xff`;

function get<T>(start: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) =>
    start((outcome) => (outcome.ok ? resolve(outcome.value) : reject(new Error(outcome.error.message)))),
  );
}

/** By key, of each value what stands at its beginning. */
type Model = Map<string, string>;

describe('a view of much in LevelDB', () => {
  let folder: TempFolder;
  let store: Store;
  let model: Model;
  const random = createRandom(11);

  beforeEach(async () => {
    folder = await tempFolder();
    store = await open();
    model = new Map();
    written = 0;
    for (let round = 0; round < 3; round++) {
      await write(Array.from({ length: KEYS }, (_, at) => at).filter((at) => at % 3 !== round));
      await flush();
    }
  });
  afterEach(async () => {
    await get<void>((done) => store.close(done));
    await folder.remove();
  });

  const open = (): Promise<Store> => get((done) => createLevelStoreHost(folder.path).open('main', done));
  const flush = (): Promise<void> => get((done) => store.flush(done));
  let writes = 0;
  /** Puts and deletes of all batches. */
  let written = 0;

  /** New values, and of every fifth key none. */
  async function write(keys: readonly number[]): Promise<void> {
    const batch = new Map<string, Uint8Array | null>();
    for (const at of keys) {
      const text = `${++writes}.`;
      const gone = nextFloat(random) < 0.2;
      batch.set(keyAt(at), gone ? null : Buffer.alloc(VALUE_BYTES, text));
      if (gone) model.delete(keyAt(at));
      else model.set(keyAt(at), text);
    }
    written += batch.size;
    await get<void>((done) => store.write(batch, done));
  }

  const some = (count: number): number[] => Array.from({ length: count }, () => nextUint32(random) % KEYS);

  /** All of it, the reader stopping every now and then in the middle of a slice; `between` runs meanwhile. */
  async function readAll(view: StoreView, between: () => Promise<void>): Promise<Model> {
    const found: Model = new Map();
    let last = '';
    for (let isThrough = false; !isThrough;) {
      isThrough = true;
      let stopAfter = nextUint32(random) % 700;
      const take = (records: readonly StoreRecord[]): boolean => {
        for (const { key, value } of records) {
          expect(compareStrings(last, key)).to.be.below(0);
          last = key;
          found.set(
            key,
            Buffer.from(value)
              .toString()
              .slice(0, value.indexOf(DOT) + 1),
          );
          if (stopAfter-- > 0) continue;
          isThrough = false;
          return false;
        }
        return true;
      };
      await get<void>((done) => view.scan({ from: `${last}\0`, to: null }, take, done));
      await between();
    }
    return found;
  }

  const sorted = (of: Model): [string, string][] =>
    [...of].sort(([left], [right]) => compareStrings(left, right));

  it('shows its moment while puts, flushes and compactions go on, and tables are removed under it', async () => {
    await write(some(500));
    const expected = new Map(model);
    const view = store.view();
    await write(some(1_000));
    await get<void>((done) => store.defragment(done));
    let rounds = 0;
    const found = await readAll(view, async () => {
      rounds++;
      await write(some(300));
      if (rounds % 3 === 0) await flush();
      if (rounds % 5 === 0) await get<void>((done) => store.defragment(done));
    });
    expect(rounds).to.be.above(5);
    expect(sorted(found)).to.eql(sorted(expected));
    view.close();
    const after = store.view();
    expect(sorted(await readAll(after, () => Promise.resolve()))).to.eql(sorted(model));
    after.close();
  });

  it('shows its moment when it was taken beside a batch under way, too: with the batch or without it', async () => {
    const before = new Map(model);
    const writing = write(some(200));
    const view = store.view();
    const withIt = new Map(model);
    await writing;
    await write(some(300));
    const found = sorted(await readAll(view, () => write(some(50))));
    expect([sorted(before), sorted(withIt)]).to.deep.include(found);
    view.close();
  });

  it('reads what is in no table yet, and nothing of what is written while it begins', async () => {
    await write(some(100));
    const expected = sorted(model);
    const view = store.view();
    const reading = readAll(view, () => Promise.resolve());
    await write(some(100));
    expect(sorted(await reading)).to.eql(expected);
    view.close();
  });

  it('stands where LevelDB counts it, also after a store was closed and opened again', async () => {
    for (let life = 0; life < 3; life++) {
      await write(some(250));
      const view = store.view();
      expect(sorted(await readAll(view, () => write(some(20))))).not.to.eql(sorted(model));
      view.close();
      await flush();
      await get<void>((done) => store.close(done));
      const manifest = await checkCurrent(join(folder.path, 'main'));
      expect(manifest?.lastSequence).to.equal(written);
      store = await open();
      const again = store.view();
      expect(sorted(await readAll(again, () => Promise.resolve()))).to.eql(sorted(model));
      again.close();
    }
  });
});
