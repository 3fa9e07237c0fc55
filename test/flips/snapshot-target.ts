/** A snapshot on its way to another member, without the checksum of the frames that carry it. */
import { decodeSnapshotChunk, encodeSnapshotChunk } from '../../src/codec/snapshot-chunk.ts';
import { FormatError } from '../../src/codec/binary.ts';
import { createSystemClock } from '../../src/io/system-clock.ts';
import { verifyTable } from '../../src/storage/open-state.ts';
import { TABLES } from '../../src/storage/tables.ts';
import { MemoryStore, Turns } from '../storage/memory-store.ts';
import { ask, askEverything, fill, type Answers } from './state-fixture.ts';
import { flipped, type FlipTarget, type Verdict } from './verdict.ts';

const CHUNKS = 3;

export async function snapshotTarget(): Promise<FlipTarget> {
  const clock = createSystemClock();
  const source = storeOf([]);
  await fill(source, clock);
  const records = [...source.records].map(([key, value]) => ({ key, value }));
  records.sort((left, right) => (left.key < right.key ? -1 : 1));
  const chunks = Array.from({ length: CHUNKS }, (_, at) => {
    const part = (of: number): number => Math.floor((records.length * of) / CHUNKS);
    return new Uint8Array(encodeSnapshotChunk(records.slice(part(at), part(at + 1))));
  });
  const whole = await take(chunks);
  if (typeof whole === 'string') throw new Error(`the untouched snapshot was found ${whole}`);

  /** What the receiver does with the chunks before it installs what is in them. */
  async function take(all: readonly Uint8Array[]): Promise<Verdict | Answers> {
    try {
      const store = storeOf(all.flatMap((chunk) => decodeSnapshotChunk(chunk)));
      for (const table of TABLES) {
        if (!(await ask<void>((done) => verifyTable(store, table, done))).ok) return 'scan';
      }
      const asked = await askEverything(store, clock);
      return 'found' in asked ? asked.found : asked;
    } catch (error) {
      if (error instanceof FormatError) return 'read';
      throw error;
    }
  }

  return {
    kind: 'snapshot stream',
    files: chunks.map(({ length }, at) => ({ name: `chunk-${at}`, bytes: length })),
    flip: async (file, bit): Promise<Verdict> => {
      const after = await take(
        chunks.map((chunk, at) => (file === `chunk-${at}` ? flipped(chunk, bit) : chunk)),
      );
      if (typeof after === 'string') return after;
      return after.answers === whole.answers && after.restored === whole.restored ? 'harmless' : 'wrong';
    },
    close: () => Promise.resolve(),
  };
}

function storeOf(records: readonly { readonly key: string; readonly value: Uint8Array }[]): MemoryStore {
  return new MemoryStore(new LoopTurns(), new Map(records.map(({ key, value }) => [key, value])));
}

/** Completions come of themselves. */
class LoopTurns extends Turns {
  override later(_what: string, run: () => void): void {
    setImmediate(run);
  }
}
