/**
 * Reads ranges of LevelDB's tables one after the other. They are opened for the first and stay open, and a range that begins
 * where the reader of the last one stopped goes on there: whoever passes on what it reads stops as often as the other side
 * is slow.
 *
 * R1. Nothing is opened before the first range is asked for, and everything is closed once `close` was called and what was
 *     being read is through.
 * R2. It goes on at its place only from within the slice that was given last or right behind it, and up to the same end;
 *     anywhere else it begins anew.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { StoreRange, StoreRecord } from '../ports/store.ts';
import type { OpenTables } from './level-open-tables.ts';
import { TableScan } from './level-scan.ts';

export type OnSlice = (records: readonly StoreRecord[]) => boolean;

export interface TablesReaderParts {
  /** See level-scan.ts S1. */
  readonly sequenceMax: number;
  /** `null` if they cannot be had. */
  open(): Promise<OpenTables | null>;
}

interface Place {
  readonly scan: TableScan;
  readonly to: StoreRange['to'];
  /** Given last, all there is from `from` to its end; its reader may have stopped in the middle. */
  slice: readonly StoreRecord[];
  from: string;
}

export class TablesReader {
  private readonly parts: TablesReaderParts;
  private opened: Promise<OpenTables | null> | null = null;
  private place: Place | null = null;
  private reading = 0;
  private closed = false;

  constructor(parts: TablesReaderParts) {
    this.parts = parts;
  }

  /** False, and nothing was given, if the tables cannot be had. */
  async scan(range: StoreRange, onSlice: OnSlice): Promise<boolean> {
    this.reading++;
    try {
      this.opened ??= this.parts.open();
      const tables = await this.opened;
      if (tables === null) return false;
      const place = this.placeOf(range) ?? this.placeAt(tables, range);
      this.place = null;
      if (!(await giveFrom(place, range.from, onSlice))) this.place = place;
      return true;
    } finally {
      this.reading--;
      if (this.closed) await this.closeTables();
    }
  }

  /** What is read goes on to its end. */
  close(): void {
    this.closed = true;
    void this.closeTables();
  }

  private async closeTables(): Promise<void> {
    if (this.reading > 0) return;
    const tables = await this.opened?.catch(() => null);
    await tables?.close();
  }

  /** `null`: the last reader stopped elsewhere. */
  private placeOf({ from, to }: StoreRange): Place | null {
    const { place } = this;
    if (place === null || place.to !== to) return null;
    return from >= place.from && from <= behind(place.slice) ? place : null;
  }

  private placeAt(tables: OpenTables, range: StoreRange): Place {
    const { from, to } = range;
    return { scan: new TableScan(tables, range, this.parts.sequenceMax), from, to, slice: [] };
  }
}

/** The key that follows the last one. */
const behind = (slice: readonly StoreRecord[]): string => `${slice.at(-1)?.key ?? ''}\0`;

/** False when it was told to stop. */
async function giveFrom(place: Place, from: string, onSlice: OnSlice): Promise<boolean> {
  const rest = place.slice.filter(({ key }) => key >= from);
  if (rest.length > 0) {
    await turn();
    if (!onSlice(rest)) return false;
  }
  for (;;) {
    if (place.slice.length > 0) place.from = behind(place.slice);
    place.slice = await place.scan.next();
    if (place.slice.length === 0) return true;
    if (!onSlice(place.slice)) return false;
  }
}
