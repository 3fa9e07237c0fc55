/**
 * What every implementation of the Disk port does. What a disk takes away when power is lost cannot be asked of a real
 * one; the simulated one's own tests are there for that.
 */
import { expect } from 'chai';
import type { Disk, DiskFile } from '../../src/ports/disk.ts';
import type { Done, Outcome } from '../../src/ports/outcome.ts';

export interface DiskHarness {
  /** On an empty root. */
  readonly disk: Disk;
  /** Lets time pass until the condition holds; fails after a while. */
  until(what: string, condition: () => boolean): Promise<void>;
  close(): Promise<void>;
}

export function describeDiskContract(name: string, createHarness: () => Promise<DiskHarness>): void {
  describe(`the disk contract, ${name}`, () => {
    let harness: DiskHarness;
    let disk: Disk;
    beforeEach(async () => {
      harness = await createHarness();
      ({ disk } = harness);
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

    async function refusal<T>(what: string, start: (done: Done<T>) => void): Promise<string> {
      const outcome = await ask(what, start);
      return outcome.ok ? 'no failure' : outcome.error.kind;
    }

    const create = (path: string, size: number): Promise<DiskFile> =>
      get('create', (done) => disk.create(path, size, done));
    const write = (file: DiskFile, position: number, ...parts: Uint8Array[]): Promise<void> =>
      get('write', (done) => file.write(position, parts, done));
    const read = async (path: string): Promise<number[]> => [
      ...(await get<Uint8Array>('read', (done) => disk.read(path, done))),
    ];
    const list = async (path: string): Promise<string[]> => [
      ...(await get<readonly string[]>('list', (done) => disk.list(path, done))),
    ];

    it('makes folders with their parents, and again', async () => {
      for (let i = 0; i < 2; i++) await get<void>('make', (done) => disk.makeDirectory('a/b', done));
      expect(await list('a')).to.eql(['b']);
      expect(await list('')).to.eql(['a']);
    });

    it('lists names in order, and nothing for a folder that is not there', async () => {
      await get<void>('make', (done) => disk.makeDirectory('a', done));
      for (const name of ['z', 'B', 'm', '10', '9']) await create(`a/${name}`, 0);
      expect(await list('a')).to.eql(['10', '9', 'B', 'm', 'z']);
      expect(await list('nowhere')).to.eql([]);
    });

    it('creates a file of zeros, and never over another', async () => {
      const file = await create('file', 3);
      expect(file.path).to.equal('file');
      expect(await read('file')).to.eql([0, 0, 0]);
      await write(file, 0, Uint8Array.of(7));
      expect(await refusal('create', (done) => disk.create('file', 3, done))).to.equal('exists');
      expect(await read('file')).to.eql([7, 0, 0]);
    });

    it('says what is missing', async () => {
      expect(await refusal('read', (done) => disk.read('none', done))).to.equal('missing');
      expect(await refusal('open', (done) => disk.open('none', done))).to.equal('missing');
      expect(await refusal('remove', (done) => disk.remove('none', done))).to.equal('missing');
      expect(await refusal('rename', (done) => disk.rename('none', 'other', done))).to.equal('missing');
      expect(await refusal('create', (done) => disk.create('none/file', 1, done))).to.equal('missing');
    });

    it('writes parts one after the other from a position, also past the end', async () => {
      const file = await create('file', 4);
      await write(file, 1, Uint8Array.of(1), new Uint8Array(0), Uint8Array.of(2, 3));
      expect(await read('file')).to.eql([0, 1, 2, 3]);
      await write(file, 6, Uint8Array.of(9, 9));
      expect(await read('file')).to.eql([0, 1, 2, 3, 0, 0, 9, 9]);
    });

    it('writes durably where and what a write would', async () => {
      const file = await create('file', 4);
      await get<void>('write', (done) => file.writeDurably(1, [Uint8Array.of(7), Uint8Array.of(8)], done));
      expect(await read('file')).to.eql([0, 7, 8, 0]);
      await get<void>('close', (done) => file.close(done));
      expect(await refusal('write', (done) => file.writeDurably(0, [Uint8Array.of(1)], done))).to.equal(
        'closed',
      );
    });

    it('keeps what was written for whoever opens the file later', async () => {
      const first = await create('file', 2);
      await write(first, 0, Uint8Array.of(1, 2));
      await get<void>('sync', (done) => first.dataSync(done));
      await get<void>('close', (done) => first.close(done));
      const second = await get<DiskFile>('open', (done) => disk.open('file', done));
      await write(second, 1, Uint8Array.of(5));
      expect(await read('file')).to.eql([1, 5]);
      expect(await refusal('write', (done) => first.write(0, [Uint8Array.of(1)], done))).to.equal('closed');
      await get<void>('close', (done) => second.close(done));
    });

    it('does not keep a hold on the bytes it was given', async () => {
      const file = await create('file', 2);
      const bytes = Uint8Array.of(1, 2);
      await write(file, 0, bytes);
      bytes.fill(9);
      expect(await read('file')).to.eql([1, 2]);
    });

    it('cuts and extends with zeros', async () => {
      const file = await create('file', 0);
      await write(file, 0, Uint8Array.of(1, 2, 3, 4));
      await get<void>('cut', (done) => file.truncate(2, done));
      await get<void>('extend', (done) => file.truncate(4, done));
      expect(await read('file')).to.eql([1, 2, 0, 0]);
    });

    it('renames over another name, and goes on writing under the new one', async () => {
      const file = await create('old', 1);
      await create('new', 9);
      await get<void>('rename', (done) => disk.rename('old', 'new', done));
      await write(file, 0, Uint8Array.of(6));
      expect(await list('')).to.eql(['new']);
      expect(await read('new')).to.eql([6]);
    });

    it('removes', async () => {
      await create('file', 1);
      await get<void>('remove', (done) => disk.remove('file', done));
      await get<void>('sync', (done) => disk.syncDirectory('', done));
      expect(await list('')).to.eql([]);
    });

    it('writes large parts whole', async () => {
      const file = await create('file', 0);
      const parts = Array.from({ length: 2000 }, (_, i) => new Uint8Array(1000).fill(i));
      await write(file, 0, ...parts);
      const found = await get<Uint8Array>('read', (done) => disk.read('file', done));
      expect(found.length).to.equal(2_000_000);
      expect(
        parts.every((part, i) => found[i * 1000] === part[0] && found[i * 1000 + 999] === part[0]),
      ).to.equal(true);
    });
  });
}
