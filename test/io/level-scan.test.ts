import { expect } from 'chai';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom, nextFloat, nextUint32 } from '../../src/core/base/random.ts';
import { compareStrings } from '../../src/core/base/bytes.ts';
import type { LiveTables } from '../../src/io/level-format.ts';
import { OpenTables, type TableRuns } from '../../src/io/level-open-tables.ts';
import { openLevel, tableRuns, tablesInUse, type Level } from '../../src/io/level-store-files.ts';
import { createLevelStoreHost } from '../../src/io/level-store.ts';
import { FileDamage } from '../../src/io/level-table.ts';
import { TablesReader } from '../../src/io/level-tables-reader.ts';
import type { Done } from '../../src/ports/outcome.ts';
import type { Store, StoreRange, StoreRecord } from '../../src/ports/store.ts';
import { tempFolder, type TempFolder } from '../contract/temp-folder.ts';

const CHECK = { dataBytesMax: Infinity, absenceIsDamage: null };
const ALL: StoreRange = { from: '', to: null };

function get<T>(start: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) =>
    start((outcome) => (outcome.ok ? resolve(outcome.value) : reject(new Error(outcome.error.message)))),
  );
}

describe('a scan of LevelDB’s tables', () => {
  let folder: TempFolder;
  let path: string;
  let level: Level | null;

  beforeEach(async () => {
    folder = await tempFolder();
    path = join(folder.path, 'main');
    level = null;
  });
  afterEach(async () => {
    await level?.close();
    await folder.remove();
  });

  const openStore = (): Promise<Store> => get((done) => createLevelStoreHost(folder.path).open('main', done));
  const write = (store: Store, batch: ReadonlyMap<string, Uint8Array | null>): Promise<void> =>
    get((done) => store.write(batch, done));
  const flush = (store: Store): Promise<void> => get((done) => store.flush(done));
  const close = (store: Store): Promise<void> => get((done) => store.close(done));

  async function readerOf(runs?: TableRuns): Promise<TablesReader> {
    level ??= (await openLevel(path, CHECK)).level;
    const from = level;
    const open = (): Promise<OpenTables | null> => OpenTables.open(path, runs ?? (() => tableRuns(from)));
    return new TablesReader({ sequenceMax: Infinity, open });
  }

  async function scan(range: StoreRange, runs?: TableRuns): Promise<StoreRecord[] | 'not all open'> {
    const reader = await readerOf(runs);
    const found: StoreRecord[] = [];
    const given = await reader
      .scan(range, (records) => found.push(...records) > 0)
      .finally(() => reader.close());
    return given ? found : 'not all open';
  }

  it('gives what the store holds, whatever was overwritten and deleted in which table', async () => {
    const random = createRandom(7);
    const below = (bound: number): number => nextUint32(random) % bound;
    const keys = Array.from({ length: 400 }, () =>
      String.fromCharCode(...Array.from({ length: 1 + below(12) }, () => below(4) * 85)),
    );
    const model = new Map<string, string>();
    const store = await openStore();
    for (let round = 0; round < 40; round++) {
      const batch = new Map<string, Uint8Array | null>();
      for (let i = 0; i < 60; i++) {
        const key = keys[below(keys.length)]!;
        const value = nextFloat(random) < 0.3 ? null : Buffer.alloc(below(3_000), `${round}.${i} `);
        batch.set(key, value);
        if (value === null) model.delete(key);
        else model.set(key, value.toString('latin1'));
      }
      await write(store, batch);
      if (nextFloat(random) < 0.7) await flush(store);
      if (nextFloat(random) < 0.05) await get<void>((done) => store.defragment(done));
    }
    await close(store);
    const ranges = [ALL, ...keys.slice(0, 20).map((from, at) => ({ from, to: keys[at + 20]! }))];
    for (const { from, to } of ranges) {
      const wanted = [...model].filter(([key]) => key >= from && (to === null || key < to));
      wanted.sort(([left], [right]) => compareStrings(left, right));
      const found = await scan({ from, to });
      expect(found).not.to.equal('not all open');
      const texts = (found as StoreRecord[]).map(({ key, value }) => [
        key,
        Buffer.from(value).toString('latin1'),
      ]);
      expect(texts).to.eql(wanted);
    }
    expect(tablesInUse(level!).size).to.be.greaterThan(1);
  });

  it('gives slices, and stops when it is told so', async () => {
    const store = await openStore();
    await write(
      store,
      new Map(Array.from({ length: 2_000 }, (_, i) => [`k${10_000 + i}`, Buffer.alloc(10)])),
    );
    await close(store);
    const reader = await readerOf();
    const sizes: number[] = [];
    await reader.scan(ALL, (records) => sizes.push(records.length) < 2);
    expect(sizes).to.eql([500, 500]);
    reader.close();
  });

  it('gives nothing and says so when LevelDB has removed a table before it was open', async () => {
    const store = await openStore();
    await write(store, new Map([['a', Buffer.alloc(10)]]));
    await close(store);
    let asked = 0;
    const gone = (): LiveTables[] => [new Map([[999_000 + asked++, 1_000]])];
    expect(await scan(ALL, gone)).to.equal('not all open');
    expect(asked).to.be.above(2);
  });

  it('names the table in which entries do not fit their block', async () => {
    const store = await openStore();
    await write(store, new Map([['a', Buffer.alloc(10)]]));
    await close(store);
    ({ level } = await openLevel(path, CHECK));
    const [[number] = [0]] = tablesInUse(level);
    const file = join(path, `${String(number).padStart(6, '0')}.ldb`);
    const bytes = await readFile(file);
    bytes.fill(0xff, 0, 3);
    await writeFile(file, bytes);
    const failure: unknown = await scan(ALL).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(FileDamage);
    expect((failure as FileDamage).message).to.contain(file);
  });

  it('of a store says the same before the first write as LevelDB’s own says after it', async () => {
    const written = await openStore();
    for (let round = 0; round < 3; round++) {
      const records = Array.from({ length: 2_000 }, (_, i) => {
        const key = `\x03${String.fromCharCode(i >> 8, i & 0xff)}`;
        return [key, (i + round) % 3 === 0 ? null : Buffer.alloc(3_000, `${round}`)] as const;
      });
      await write(written, new Map(records));
      await flush(written);
    }
    await close(written);
    const store = await openStore();
    const all = async (): Promise<string[]> => {
      const found: string[] = [];
      const onSlice = (records: readonly StoreRecord[]): boolean =>
        found.push(...records.map(({ key, value }) => `${key}=${value[0]} ${value.length}`)) > 0;
      await get<void>((done) => store.scan({ from: '\x03', to: '\x04' }, onSlice, done));
      return found;
    };
    const before = await all();
    await write(store, new Map([['\x03\xff\xff', Buffer.from('new')]]));
    const after = await all();
    await close(store);
    expect(before.length).to.equal(1_333);
    expect(after).to.eql([...before, `\x03\xff\xff=${'n'.charCodeAt(0)} 3`]);
  });
});
