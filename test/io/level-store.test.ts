import { expect } from 'chai';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLevelStoreHost } from '../../src/io/level-store.ts';
import type { Done, Outcome } from '../../src/ports/outcome.ts';
import { StoreDamage, type ScrubStep, type Store, type StoreHost } from '../../src/ports/store.ts';
import { tempFolder, type TempFolder } from '../contract/temp-folder.ts';

/** Of `key …`. */
const KEYS_BEGIN = 'k'.charCodeAt(0);

const ask = <T>(start: (done: Done<T>) => void): Promise<Outcome<T>> =>
  new Promise((resolve) => start(resolve));

async function get<T>(start: (done: Done<T>) => void): Promise<T> {
  const outcome = await ask(start);
  if (!outcome.ok) throw new Error(`${outcome.error.kind}: ${outcome.error.message}`);
  return outcome.value;
}

describe('the LevelDB store', () => {
  let folder: TempFolder;
  let host: StoreHost;
  let path: string;
  beforeEach(async () => {
    folder = await tempFolder();
    host = createLevelStoreHost(folder.path);
    path = join(folder.path, 'main');
  });
  afterEach(() => folder.remove());

  const open = (): Promise<Store> => get((done) => host.open('main', done));
  const put = (store: Store, key: string, value = new Uint8Array(1000)): Promise<void> =>
    get((done) => store.write(new Map([[key, value]]), done));
  const filesEnding = async (end: string): Promise<string[]> =>
    (await readdir(path)).filter((name) => name.endsWith(end));

  /** As of a store so large that a start leaves values to the scrub. */
  const openWithoutData = (): Promise<Store> =>
    get((done) =>
      createLevelStoreHost(folder.path, { dataBytesMax: 0, absenceIsDamage: KEYS_BEGIN }).open('main', done),
    );
  async function damageMiddle(): Promise<string> {
    const [table] = await filesEnding('.ldb');
    const bytes = await readFile(join(path, table!));
    bytes.fill(0xff, 10_000, 40_000);
    await writeFile(join(path, table!), bytes);
    return table!;
  }

  it('gives the space of what was deleted back when it is defragmented, table by table', async () => {
    const store = await open();
    const value = new Uint8Array(100_000).fill(7);
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 100; i++) await put(store, `k\\\xff\x00${i}`, value);
      await get<void>((done) => store.flush(done));
    }
    const writes = Array.from({ length: 95 }, (_, i) => [`k\\\xff\x00${i}`, null] as const);
    await get<void>((done) => store.write(new Map(writes), done));
    await get<void>((done) => store.flush(done));
    const before = store.sizeBytes();
    expect(before).to.be.greaterThan(20_000_000);
    await get<void>((done) => store.defragment(done));
    expect(store.sizeBytes()).to.be.lessThan(before / 10);
    expect(store.get('k\\\xff\x0097')).to.deep.equal(value);
    await get<void>((done) => store.close(done));
  });

  it('moves what was written into a table at a flush, and its log away', async () => {
    const store = await open();
    await put(store, 'a');
    const [before] = await filesEnding('.log');
    expect(await filesEnding('.ldb')).to.eql([]);
    await get<void>((done) => store.flush(done));
    expect(await filesEnding('.ldb')).to.have.length(1);
    expect(await filesEnding('.log')).not.to.include(before);
    await get<void>((done) => store.close(done));
  });

  it('opens without LevelDB’s own log: the state is that of the flush, whatever the log says', async () => {
    const store = await open();
    await put(store, 'flushed');
    await get<void>((done) => store.flush(done));
    await put(store, 'not flushed');
    const other = join(folder.path, 'copy');
    await mkdir(other);
    for (const name of await readdir(path))
      await writeFile(join(other, name), await readFile(join(path, name)));
    const copy = await get<Store>((done) => host.open('copy', done));
    expect(copy.get('flushed')).to.have.length(1000);
    expect(copy.get('not flushed')).to.equal(undefined);
    await get<void>((done) => copy.close(done));
    await get<void>((done) => store.close(done));
  });

  it('reports a flush that LevelDB passes over in silence', async () => {
    const store = await open();
    await put(store, 'a');
    const [log] = await filesEnding('.log');
    await mkdir(join(path, `${String(Number.parseInt(log!, 10) + 1).padStart(6, '0')}.log`));
    const flushed = await ask<void>((done) => store.flush(done));
    expect(flushed.ok ? '' : flushed.error.message)
      .to.contain(path)
      .and.to.contain(log);
    await ask<void>((done) => store.close(done));
  });

  it('says damaged, with the folder, when a table is gone', async () => {
    const store = await open();
    await put(store, 'a');
    await get<void>((done) => store.close(done));
    const [table] = await filesEnding('.ldb');
    await rm(join(path, table!));
    const opened = await ask<Store>((done) => host.open('main', done));
    expect(opened.ok ? '' : opened.error.kind).to.equal('damaged');
    expect(opened.ok ? '' : opened.error.message)
      .to.contain(path)
      .and.to.contain(table)
      .and.to.contain('it is missing');
  });

  it('throws StoreDamage when a table cannot be read, and reports it in a scan', async () => {
    const store = await open();
    for (let i = 10; i < 60; i++) await put(store, `key ${i}`);
    await get<void>((done) => store.close(done));
    const table = await damageMiddle();
    const again = await openWithoutData();
    expect(() => again.get('key 31')).to.throw(StoreDamage, path);
    const scrubbed = await ask<ScrubStep>((done) => again.scrub(1024 * 1024, done));
    expect(scrubbed.ok ? '' : scrubbed.error.message).to.match(
      new RegExp(`${table} is damaged at byte \\d+: a block`),
    );
    const scanned = await ask<void>((done) => again.scan({ from: '', to: null }, () => true, done));
    expect(scanned.ok ? '' : scanned.error.kind).to.equal('damaged');
    await ask<void>((done) => again.close(done));
  });

  it('names file and place when a table is damaged, before LevelDB reads it', async () => {
    const store = await open();
    for (let i = 10; i < 60; i++) await put(store, `key ${i}`);
    await get<void>((done) => store.close(done));
    const table = await damageMiddle();
    const opened = await ask<Store>((done) => host.open('main', done));
    expect(opened.ok ? '' : opened.error.kind).to.equal('damaged');
    expect(opened.ok ? '' : opened.error.message).to.match(
      new RegExp(`${join(path, table)} is damaged at byte \\d+`),
    );
  });

  it('is checked whole before a start when its processes ended without a close again and again', async () => {
    const store = await openWithoutData();
    for (let i = 0; i < 100; i++) await put(store, `key ${i}`);
    await get<void>((done) => store.flush(done));
    await get<void>((done) => store.close(done));
    const table = await damageMiddle();
    const started = async (): Promise<string> => {
      const opened = await ask<Store>((done) =>
        createLevelStoreHost(folder.path, { dataBytesMax: 0, absenceIsDamage: KEYS_BEGIN }).open(
          'main',
          done,
        ),
      );
      if (!opened.ok) return `${opened.error.kind}: ${opened.error.message}`;
      // As a process leaves it that ends without a word: what it wrote in its folder stays.
      const left = await readFile(join(path, 'LIVES'));
      await get<void>((done) => opened.value.close(done));
      await writeFile(join(path, 'LIVES'), left);
      return 'serves';
    };
    expect(await started()).to.equal('serves');
    expect(await started()).to.equal('serves');
    expect(await started())
      .to.match(/^damaged/)
      .and.include(table);
    await rm(join(path, 'LIVES'));
    expect(await started()).to.equal('serves');
  });

  it('counts no life that was closed, and none before a check that found everything whole', async () => {
    const lives = (): Promise<string> => readFile(join(path, 'LIVES'), 'latin1').catch(() => 'none');
    const store = await open();
    await put(store, 'a');
    await get<void>((done) => store.flush(done));
    expect(await lives()).to.equal('1');
    for (;;) if ((await get<ScrubStep>((done) => store.scrub(1_000_000, done))).passed) break;
    expect(await lives()).to.equal('none');
    await get<void>((done) => store.close(done));
    const again = await open();
    await get<void>((done) => again.close(done));
    expect(await lives()).to.equal('none');
  });

  it('checks every table in use in bounded steps, also while tables come and go', async () => {
    const store = await open();
    let bytes = 0;
    for (let round = 0; round < 6; round++) {
      for (let i = 0; i < 40; i++) await put(store, `key ${i}`);
      await get<void>((done) => store.flush(done));
      const step = await get<ScrubStep>((done) => store.scrub(20_000, done));
      expect(step.bytes).to.be.lessThan(50_000);
      bytes += step.bytes;
    }
    for (let passes = 0; passes < 2;) {
      const step = await get<ScrubStep>((done) => store.scrub(100_000, done));
      bytes += step.bytes;
      if (step.passed) passes++;
    }
    expect(bytes).to.be.greaterThan(40_000);
    await get<void>((done) => store.close(done));
  });

  it('opens as of the flush before when a crash has cut the manifest’s last record', async () => {
    const store = await open();
    await put(store, 'first');
    await get<void>((done) => store.flush(done));
    const [manifest] = (await readdir(path)).filter((name) => name.startsWith('MANIFEST'));
    const before = (await readFile(join(path, manifest!))).length;
    await put(store, 'second');
    await get<void>((done) => store.flush(done));
    const whole = await readFile(join(path, manifest!));
    const copy = join(folder.path, 'copy');
    for (let length = before; length < whole.length; length += 5) {
      await mkdir(copy);
      for (const name of await readdir(path))
        await writeFile(join(copy, name), await readFile(join(path, name)));
      await writeFile(join(copy, manifest!), whole.subarray(0, length));
      const cut = await get<Store>((done) => host.open('copy', done));
      expect(cut.get('first')).to.have.length(1000);
      expect(cut.get('second')).to.equal(undefined);
      await get<void>((done) => cut.close(done));
      await rm(copy, { recursive: true });
    }
    await get<void>((done) => store.close(done));
  });
});
