/**
 * Where the records of a write go. Every put comes by here with two of them, so a record is written where it will lie
 * until the store has it: no array of writes, no object and no copy on the way.
 */
import { ByteWriter } from './binary.ts';

export interface TableRecordWrite<T extends string> {
  readonly table: T;
  readonly key: string;
  /** `null` deletes. */
  readonly value: Uint8Array | null;
}

export interface RecordSink<T extends string> {
  /** Takes the next record's payload; nothing else may be asked before `end`. */
  begin(): ByteWriter;
  end(table: T, key: string): void;
  delete(table: T, key: string): void;
}

export function sinkRecord<T extends string>(sink: RecordSink<T>, write: TableRecordWrite<T>): void {
  const { table, key, value } = write;
  if (value === null) return sink.delete(table, key);
  sink.begin().raw(value);
  sink.end(table, key);
}

/** What goes into a sink, as a list: for what is written rarely. */
export function collectRecords<T extends string>(fill: (sink: RecordSink<T>) => void): TableRecordWrite<T>[] {
  const writes: TableRecordWrite<T>[] = [];
  let writer = new ByteWriter();
  fill({
    begin: () => (writer = new ByteWriter()),
    end: (table, key) => void writes.push({ table, key, value: writer.finish() }),
    delete: (table, key) => void writes.push({ table, key, value: null }),
  });
  return writes;
}
