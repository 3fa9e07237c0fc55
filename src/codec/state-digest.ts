/** What a member's tables held at one entry of the log, on its way to the leader. */
import type { ByteReader, ByteWriter } from './binary.ts';

export interface StateDigest {
  readonly revision: number;
  readonly compactRevision: number;
  /** Nothing compacted is left to be deleted. */
  readonly compacted: boolean;
  readonly tables: readonly TableDigest[];
}

export interface TableDigest {
  readonly number: number;
  readonly count: number;
  readonly hash: number;
}

const TABLE_DIGEST_BYTES_MIN = 8;

export function writeDigest(writer: ByteWriter, digest: StateDigest): void {
  const { revision, compactRevision, compacted, tables } = digest;
  writer.varint(revision).varint(compactRevision).boolean(compacted).varint(tables.length);
  for (const { number, count, hash } of tables) writer.u8(number).varint(count).u48(hash);
}

export function readDigest(reader: ByteReader): StateDigest {
  const [revision, compactRevision] = [reader.varint(), reader.varint()];
  const compacted = reader.boolean();
  const tables: TableDigest[] = [];
  for (let left = reader.count(TABLE_DIGEST_BYTES_MIN); left > 0; left--)
    tables.push({ number: reader.u8(), count: reader.varint(), hash: reader.u48() });
  return { revision, compactRevision, compacted, tables };
}
