/**
 * What every implementation of the Store port does. A harness can end the process that has a store open without a
 * close: then the store stands at a flush, or at a batch after it.
 */
import { expect } from 'chai';
import type { Done, Outcome } from '../../src/ports/outcome.ts';
import type { Store, StoreHost, StoreRecord, StoreView } from '../../src/ports/store.ts';

export interface StoreHarness {
  /** On an empty root. */
  readonly host: StoreHost;
  /** As after the process was killed: everything open is gone unclosed, and this is the host of the next process. */
  restart(): Promise<StoreHost>;
  /** Lets time pass until the condition holds; fails after a while. */
  until(what: string, condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (value: Uint8Array | undefined): string | undefined =>
  value === undefined ? undefined : new TextDecoder().decode(value);

export function describeStoreContract(name: string, createHarness: () => Promise<StoreHarness>): void {
  describe(`the store contract, ${name}`, () => {
    let harness: StoreHarness;
    let host: StoreHost;
    beforeEach(async () => {
      harness = await createHarness();
      ({ host } = harness);
    });
    afterEach(() => harness.close());

    async function ask<T>(what: string, start: (done: Done<T>) => void): Promise<Outcome<T>> {
      const outcomes: Outcome<T>[] = [];
      let inside = true;
      start((outcome) => {
        expect(inside, `${what} completed inside the call`).to.equal(false);
        outcomes.push(outcome);
      });
      inside = false;
      await harness.until(what, () => outcomes.length > 0);
      return outcomes[0]!;
    }

    async function get<T>(what: string, start: (done: Done<T>) => void): Promise<T> {
      const outcome = await ask(what, start);
      if (!outcome.ok) throw new Error(`${what}: ${outcome.error.kind}: ${outcome.error.message}`);
      return outcome.value;
    }

    const open = (of = host): Promise<Store> => get('open', (done) => of.open('main', done));
    const write = (store: Store, records: Record<string, string | null>): Promise<void> =>
      get('write', (done) =>
        store.write(
          new Map(Object.entries(records).map(([key, value]) => [key, value === null ? null : bytes(value)])),
          done,
        ),
      );
    const flush = (store: Store): Promise<void> => get('flush', (done) => store.flush(done));

    async function scan(view: StoreView, from = '', to: string | null = null): Promise<StoreRecord[]> {
      const found: StoreRecord[] = [];
      await get<void>('scan', (done) =>
        view.scan(
          { from, to },
          (records) => {
            found.push(...records);
            return true;
          },
          done,
        ),
      );
      return found;
    }
    const keys = async (view: StoreView, from?: string, to?: string | null): Promise<string[]> =>
      (await scan(view, from, to)).map(({ key }) => key);

    it('keeps what a batch puts, overwrites and deletes', async () => {
      const store = await open();
      expect(store.get('a')).to.equal(undefined);
      await write(store, { a: '1', b: '2' });
      await write(store, { a: '3', b: null, c: '' });
      expect([text(store.get('a')), text(store.get('b')), text(store.get('c'))]).to.eql(['3', undefined, '']);
      expect(await keys(store)).to.eql(['a', 'c']);
    });

    it('does not keep a hold on the bytes it was given', async () => {
      const store = await open();
      const value = bytes('before');
      await get<void>('write', (done) => store.write(new Map([['a', value]]), done));
      value.fill(0);
      expect(text(store.get('a'))).to.equal('before');
    });

    it('orders keys by their bytes, all 256 of them', async () => {
      const store = await open();
      const all = Array.from({ length: 256 }, (_, i) => String.fromCharCode(i));
      await write(store, Object.fromEntries([...all].reverse().map((key) => [`k${key}`, key])));
      await write(store, { 'k\xff\xff': 'last', 'k\x7f\x00': 'between' });
      const expected = [...all.slice(0, 128), '\x7f\x00', ...all.slice(128), '\xff\xff'];
      expect(await keys(store)).to.eql(expected.map((key) => `k${key}`));
      for (const key of all) expect(text(store.get(`k${key}`))).to.equal(key);
    });

    it('tells long keys apart that differ only at the end', async () => {
      const store = await open();
      for (let length = 400; length < 560; length++) {
        const key = `${'a'.repeat(length)}\xe9`;
        await write(store, { [key]: `${length}` });
        expect(text(store.get(key))).to.equal(`${length}`);
        expect(store.get('a'.repeat(length))).to.equal(undefined);
      }
    });

    it('scans from a key to before another', async () => {
      const store = await open();
      await write(store, { a: '1', b: '2', ba: '3', c: '4' });
      expect(await keys(store, 'b', 'c')).to.eql(['b', 'ba']);
      expect(await keys(store, 'aa')).to.eql(['b', 'ba', 'c']);
      expect(await keys(store, 'x')).to.eql([]);
      expect(await keys(store, '', 'a')).to.eql([]);
    });

    it('scans the moment of the call, in slices, and stops when told to', async () => {
      const store = await open();
      const many = Object.fromEntries(
        Array.from({ length: 3000 }, (_, i) => [`k${String(i).padStart(5, '0')}`, `${i}`]),
      );
      await write(store, many);
      const found: string[] = [];
      let slices = 0;
      const scanned = get<void>('scan', (done) =>
        store.scan(
          { from: '', to: null },
          (records) => {
            slices++;
            expect(records.length).to.be.greaterThan(0);
            found.push(...records.map(({ key }) => key));
            return true;
          },
          done,
        ),
      );
      await write(store, { k00000: null, k99999: 'new' });
      await scanned;
      expect(found).to.eql(Object.keys(many));
      expect(slices).to.be.greaterThan(1);

      let first = 0;
      await get<void>('scan', (done) =>
        store.scan(
          { from: '', to: null },
          (records) => {
            first += records.length;
            return false;
          },
          done,
        ),
      );
      expect(first).to.be.within(1, 2999);
    });

    it('scans the moment of the call when it was only just opened, too', async () => {
      const before = await open();
      await write(before, { a: '1', b: '2' });
      await get<void>('close', (done) => before.close(done));
      const store = await open();
      const scanned = keys(store);
      await write(store, { b: null, c: '3' });
      expect(await scanned).to.eql(['a', 'b']);
      expect(await keys(store)).to.eql(['a', 'c']);
    });

    it('gives views that later writes do not change', async () => {
      const store = await open();
      await write(store, { a: '1', b: '1' });
      const view = store.view();
      await write(store, { a: '2', b: null, c: '2' });
      expect([text(view.get('a')), text(view.get('b')), text(view.get('c'))]).to.eql(['1', '1', undefined]);
      expect(await keys(view)).to.eql(['a', 'b']);
      view.close();
      expect(await keys(store)).to.eql(['a', 'c']);
    });

    it('has a shelf with all that was flushed, in order, to be read in as many parts as one likes', async () => {
      const store = await open();
      const flushed = Array.from({ length: 2_000 }, (_, i) => `k${String(i).padStart(5, '0')}`);
      await write(store, Object.fromEntries(flushed.map((key) => [key, key])));
      await flush(store);
      await write(store, { 'k00007\xff': 'later' });
      const shelf = store.shelf();
      const found: string[] = [];
      for (let part = 0, before = -1; found.length > before; part++) {
        before = found.length;
        const take = (records: readonly StoreRecord[]): boolean => {
          const some = records.slice(0, 70);
          for (const { key, value } of some) expect(text(value)).to.equal(key.length > 6 ? 'later' : key);
          found.push(...some.map(({ key }) => key));
          return false;
        };
        const from = `${found.at(-1) ?? ''}\0`;
        await get<void>(`part ${part}`, (done) => shelf.scan({ from, to: 'l' }, take, done));
      }
      shelf.close();
      expect(found.filter((key) => key.length === 6)).to.eql(flushed);
    });

    it('has a size, which is never nothing', async () => {
      const store = await open();
      expect(store.sizeBytes()).to.be.greaterThan(0);
      await write(store, { a: 'x'.repeat(100_000) });
      expect(store.sizeBytes()).to.be.greaterThan(100_000);
      await flush(store);
      expect(store.sizeBytes()).to.be.greaterThan(100_000);
    });

    it('defragments beside reads, writes and flushes, asked for twice, and changes nothing', async () => {
      const store = await open();
      for (let i = 0; i < 20; i++) await write(store, { [`k${i}`]: `${i}`, gone: null });
      const first = get<void>('first', (done) => store.defragment(done));
      const second = get<void>('second', (done) => store.defragment(done));
      await write(store, { k0: 'later', k1: null });
      await get<void>('flush', (done) => store.flush(done));
      await Promise.all([first, second]);
      expect(text(store.get('k0'))).to.equal('later');
      expect(store.get('k1')).to.equal(undefined);
      expect(text(store.get('k19'))).to.equal('19');
    });

    it('can be closed in the middle of a defragmentation', async () => {
      const store = await open();
      await write(store, { a: '1' });
      const under = ask('defragmentation', (done) => store.defragment(done));
      await get<void>('close', (done) => store.close(done));
      await under;
      expect(text((await open()).get('a'))).to.equal('1');
    });

    it('keeps everything over a close', async () => {
      const store = await open();
      await write(store, { a: '1' });
      await get<void>('close', (done) => store.close(done));
      const again = await open();
      expect(text(again.get('a'))).to.equal('1');
    });

    it('lets nobody open a store that is open, nor remove it', async () => {
      const store = await open();
      const second = await ask<Store>('open', (done) => host.open('main', done));
      expect(second.ok ? '' : second.error.kind).to.equal('locked');
      const removed = await ask<void>('remove', (done) => host.remove('main', done));
      expect(removed.ok ? '' : removed.error.kind).to.equal('locked');
      await get<void>('close', (done) => store.close(done));
      await open();
    });

    it('lists stores and removes them with what they held', async () => {
      expect(await get<readonly string[]>('list', (done) => host.list(done))).to.eql([]);
      for (const of of ['b', 'a']) {
        const store = await get<Store>('open', (done) => host.open(of, done));
        await write(store, { of });
        await get<void>('close', (done) => store.close(done));
      }
      expect(await get<readonly string[]>('list', (done) => host.list(done))).to.eql(['a', 'b']);
      await get<void>('remove', (done) => host.remove('a', done));
      await get<void>('remove', (done) => host.remove('never-there', done));
      expect(await get<readonly string[]>('list', (done) => host.list(done))).to.eql(['b']);
      const again = await get<Store>('open', (done) => host.open('a', done));
      expect(again.get('of')).to.equal(undefined);
    });

    describe('after the process was killed', () => {
      it('stands at the last flush or at a whole batch after it', async () => {
        const store = await open();
        await write(store, { a: '1', b: '1' });
        await flush(store);
        for (const value of ['2', '3', '4']) await write(store, { a: value, b: value });
        const again = await open(await harness.restart());
        const [a, b] = [text(again.get('a')), text(again.get('b'))];
        expect(a).to.equal(b);
        expect(['1', '2', '3', '4']).to.include(a);
      });

      it('has what was flushed, batch after batch', async () => {
        const store = await open();
        for (let i = 0; i < 5; i++) {
          await write(store, { [`k${i}`]: `${i}`, [`k${i - 2}`]: null });
          await flush(store);
        }
        await flush(store);
        const again = await open(await harness.restart());
        expect(await keys(again)).to.eql(['k3', 'k4']);
        await write(again, { k5: '5' });
        await flush(again);
        expect(await keys(await open(await harness.restart()))).to.eql(['k3', 'k4', 'k5']);
      });

      it('has what was written before a flush, and not half of what was written during it', async () => {
        const store = await open();
        await write(store, { a: '1', b: '1' });
        const flushed = flush(store);
        await write(store, { a: '2', b: '2' });
        await flushed;
        expect(text(store.get('a'))).to.equal('2');
        const again = await open(await harness.restart());
        expect(['1', '2']).to.include(text(again.get('a')));
        expect(text(again.get('a'))).to.equal(text(again.get('b')));
      });
    });
  });
}
