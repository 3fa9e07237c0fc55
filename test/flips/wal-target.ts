/** A small segment of the log, written by the log itself. */
import { SEGMENT_HEADER_BYTES } from '../../src/storage/wal-segment.ts';
import { MemoryDisk } from '../storage/memory-disk.ts';
import { append, entries, entry, hardState, open, snapshot, tryOpen } from '../storage/wal-harness.ts';
import { flipped, type FlipTarget, type Verdict } from './verdict.ts';

/** Enough for the last entry to fill sectors with zeros, as a large value of zeros does. */
const ZEROS = new Uint8Array(1500);
const SLACK_BYTES = 1024;

export function walTarget(): FlipTarget {
  const disk = new MemoryDisk();
  const { wal } = open(disk);
  append(disk, wal, { hardState: hardState(1, 0), entries: entries(1, 3, 1) });
  append(disk, wal, { snapshot: snapshot(2, 1), hardState: hardState(1, 3) });
  append(disk, wal, { hardState: hardState(2, 5), entries: entries(4, 5, 2, 600) });
  append(disk, wal, { entries: [{ ...entry(6, 2), data: ZEROS }] });
  const name = [...disk.files.keys()].find((path) => path.endsWith('.wal')) ?? '';
  const segment = new Uint8Array(disk.files.get(name) ?? []);
  const used = segment.findLastIndex((byte) => byte !== 0) + 1;
  const expected = found(segment);

  /** `null` when opening was refused with file and offset; else all that was recovered. */
  function found(bytes: Uint8Array): string | null {
    const opened = tryOpen(new MemoryDisk(new Map([[name, bytes]])));
    if (opened.ok) {
      const { entries: recovered, hardState: state, snapshot: at } = opened.value.recovered;
      return JSON.stringify([recovered, state, at], asText);
    }
    const { message } = opened.error;
    return message.includes(name) && message.includes('at byte')
      ? null
      : `refused without a place: ${message}`;
  }

  return {
    kind: 'log segment',
    files: [{ name, bytes: Math.max(used + SLACK_BYTES, SEGMENT_HEADER_BYTES) }],
    flip: (_file, bit): Promise<Verdict> => {
      const after = found(flipped(segment, bit));
      return Promise.resolve(after === null ? 'start' : after === expected ? 'harmless' : 'wrong');
    },
    close: () => Promise.resolve(),
  };
}

const asText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint'
    ? String(value)
    : value instanceof Uint8Array
      ? Buffer.from(value).toString('hex')
      : value;
