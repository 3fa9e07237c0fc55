/**
 * One table file of LevelDB under examination: its frame (footer, index, filter) first, then its data blocks, each once.
 * The frame matters most: a filter that lost a bit says "not here" of keys that are here, and a length out of a damaged
 * index makes LevelDB ask for more memory than there is, which ends the process without a word.
 */
import * as fs from 'node:fs/promises';
import { FormatError } from '../codec/binary.ts';
import { present } from '../core/base/assert.ts';
import {
  BLOCK_TRAILER_BYTES,
  decodeBlock,
  decodeFooter,
  decodeHandle,
  FOOTER_BYTES,
  isWholeBlock,
  userKey,
  type BlockEntry,
  type BlockHandle,
  type Footer,
} from './level-format.ts';

/** A file of a store is not what was written; the message names it, where, and what is wrong. */
export class FileDamage extends Error {
  override readonly name = 'FileDamage';
}

export function damageAt(file: string, offset: number, why: string): FileDamage {
  return new FileDamage(`${file} is damaged at byte ${offset}: ${why}`);
}

/** Neighbouring blocks that are read at once. */
const READ_BYTES_MAX = 256 * 1024;
const UNREADABLE = new Set(['EIO', 'EILSEQ', 'ENODATA']);

export interface DataBlock extends BlockHandle {
  /** All keys in it are greater than this (`null`: nothing is known) and at most `to`, in the store's own bytes. */
  readonly after: Uint8Array | null;
  readonly to: Uint8Array;
}

/** Neighbouring blocks as they were read, and the first block behind them. */
export interface BlockRun {
  readonly bytes: Buffer;
  /** Where each block lies in `bytes`, without its trailer. */
  readonly blocks: readonly { readonly from: number; readonly to: number }[];
  readonly next: number;
}

export class LevelTable {
  readonly blocks: readonly DataBlock[];
  private readonly file: string;
  private readonly handle: fs.FileHandle;

  private constructor(file: string, handle: fs.FileHandle, blocks: readonly DataBlock[]) {
    this.file = file;
    this.handle = handle;
    this.blocks = blocks;
  }

  /** Checks the frame; throws `FileDamage`. Close it. */
  static async open(file: string, size: number): Promise<LevelTable> {
    return LevelTable.of(file, await fs.open(file, 'r'), size);
  }

  /** The same of a file that is open already, and closed if its frame is damaged. */
  static async of(file: string, handle: fs.FileHandle, size: number): Promise<LevelTable> {
    try {
      return new LevelTable(file, handle, await checkFrame(file, handle, size));
    } catch (error) {
      await handle.close();
      throw asDamage(file, error);
    }
  }

  /** Checks data blocks from `first` on, for about this many bytes; the first block it did not check. */
  async checkBlocks(first: number, bytesMax: number): Promise<{ next: number; bytes: number }> {
    let bytes = 0;
    let next = first;
    while (next < this.blocks.length && bytes < bytesMax) {
      const until = this.runFrom(next, bytesMax - bytes);
      bytes += await this.checkRun(next, until);
      next = until;
    }
    return { next, bytes };
  }

  /** Reads data blocks from `first` on, as many as are read at once, and does not check them. */
  async readRun(first: number): Promise<BlockRun> {
    const next = this.runFrom(first, READ_BYTES_MAX);
    try {
      const { start, bytes } = await this.readBlocks(first, next);
      const blocks = this.blocks
        .slice(first, next)
        .map(({ offset, size }) => ({ from: offset - start, to: offset - start + size }));
      return { bytes, blocks, next };
    } catch (error) {
      throw asDamage(this.file, error);
    }
  }

  /** What was read of it cannot be what was written. */
  damaged(why: string): FileDamage {
    return damageAt(this.file, 0, why);
  }

  /** Checks one block of those given. */
  async checkBlock(block: DataBlock): Promise<void> {
    await readBlock(this.file, this.handle, block).catch((error: unknown) => {
      throw asDamage(this.file, error);
    });
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  private runFrom(first: number, bytesMax: number): number {
    let bytes = 0;
    let at = first;
    for (; at < this.blocks.length && (at === first || bytes < Math.min(bytesMax, READ_BYTES_MAX)); at++)
      bytes += present(this.blocks[at], 'a block').size + BLOCK_TRAILER_BYTES;
    return at;
  }

  private async checkRun(first: number, until: number): Promise<number> {
    try {
      const { start, bytes } = await this.readBlocks(first, until);
      for (const { offset, size } of this.blocks.slice(first, until)) {
        const from = offset - start;
        if (isWholeBlock(bytes.subarray(from, from + size + BLOCK_TRAILER_BYTES))) continue;
        throw damageAt(this.file, offset, 'a block is not what was written (checksum)');
      }
      return bytes.length;
    } catch (error) {
      throw asDamage(this.file, error);
    }
  }

  private async readBlocks(first: number, until: number): Promise<{ start: number; bytes: Buffer }> {
    const start = present(this.blocks[first], 'a block').offset;
    const last = present(this.blocks[until - 1], 'a block');
    const length = last.offset + last.size + BLOCK_TRAILER_BYTES - start;
    return { start, bytes: await readExactly(this.file, this.handle, start, length) };
  }
}

/** A disk that cannot give the bytes back has lost them. */
function asDamage(file: string, error: unknown): unknown {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (UNREADABLE.has(code)) return damageAt(file, 0, `it cannot be read: ${message}`);
  return error;
}

async function checkFrame(file: string, handle: fs.FileHandle, size: number): Promise<DataBlock[]> {
  const { size: found } = await handle.stat();
  if (found !== size) throw damageAt(file, Math.min(found, size), `it has ${found} bytes, not ${size}`);
  if (size < FOOTER_BYTES) throw damageAt(file, 0, 'it is too short for a table');
  const footerAt = size - FOOTER_BYTES;
  const footer = await read(file, footerAt, async () => {
    return decodeFooter(await readExactly(file, handle, footerAt, FOOTER_BYTES));
  });
  checkPlace(file, footer.index, footerAt);
  checkPlace(file, footer.metaindex, footer.index.offset);
  const index = await entriesOf(file, handle, footer.index);
  const meta = await entriesOf(file, handle, footer.metaindex);
  const filters = await read(file, footer.metaindex.offset, () =>
    meta.map(({ value }) => decodeHandle(value)),
  );
  const blocks = await read(file, footer.index.offset, () => dataBlocks(index));
  for (const filter of filters) {
    checkFits(file, footer, filter);
    await readBlock(file, handle, filter);
  }
  checkTiles(file, footer, [...blocks, ...filters]);
  return blocks;
}

function dataBlocks(index: readonly BlockEntry[]): DataBlock[] {
  let after: Uint8Array | null = null;
  return index.map(({ key, value }) => {
    const { offset, size } = decodeHandle(value);
    const block = { offset, size, after, to: userKey(key) };
    after = block.to;
    return block;
  });
}

/** A block ends where its successor begins. */
function checkPlace(file: string, { offset, size }: BlockHandle, end: number): void {
  if (offset + size + BLOCK_TRAILER_BYTES === end) return;
  throw damageAt(file, end, 'the footer does not say where the blocks are');
}

function checkFits(file: string, { metaindex }: Footer, { offset, size }: BlockHandle): void {
  if (offset + size + BLOCK_TRAILER_BYTES <= metaindex.offset) return;
  throw damageAt(file, offset, 'a block reaches beyond its place');
}

/** Blocks follow each other without a gap, so no byte is left unchecked. */
function checkTiles(file: string, { metaindex }: Footer, blocks: readonly BlockHandle[]): void {
  let end = 0;
  for (const { offset, size } of blocks) {
    if (offset !== end) throw damageAt(file, end, 'the index leaves out a part of the file');
    end = offset + size + BLOCK_TRAILER_BYTES;
  }
  if (end !== metaindex.offset) throw damageAt(file, end, 'the index leaves out a part of the file');
}

async function entriesOf(file: string, handle: fs.FileHandle, block: BlockHandle): Promise<BlockEntry[]> {
  const bytes = await readBlock(file, handle, block);
  return read(file, block.offset, () => decodeBlock(bytes));
}

/** Without its trailer. */
async function readBlock(
  file: string,
  handle: fs.FileHandle,
  { offset, size }: BlockHandle,
): Promise<Uint8Array> {
  const bytes = await readExactly(file, handle, offset, size + BLOCK_TRAILER_BYTES);
  if (!isWholeBlock(bytes)) throw damageAt(file, offset, 'a block is not what was written (checksum)');
  return bytes.subarray(0, size);
}

async function readExactly(
  file: string,
  handle: fs.FileHandle,
  offset: number,
  length: number,
): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, offset);
  if (bytesRead < length) throw damageAt(file, offset + bytesRead, 'the file ends here');
  return buffer;
}

async function read<T>(file: string, offset: number, decode: () => T | Promise<T>): Promise<T> {
  try {
    return await decode();
  } catch (error) {
    if (error instanceof FormatError) throw damageAt(file, offset, error.message);
    throw error;
  }
}
