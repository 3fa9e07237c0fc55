/**
 * Whether a snapshot file is what was written, from its bytes alone: every checksum in it, its digest, every record, and
 * what its tables add up to. Damage is reported as a `SnapshotDamage` with the offset of the piece it was found in.
 */
import { FormatError } from '../../codec/binary.ts';
import type { ChunkRecord } from '../../codec/snapshot-chunk.ts';
import type { SnapshotFileHeader } from '../../codec/snapshot-file.ts';
import { SnapshotDamage, SnapshotFileReader } from '../../codec/snapshot-file-reader.ts';
import type { Digest } from '../../codec/snapshot-file-reader.ts';
import { present } from '../../core/base/assert.ts';
import { SnapshotTally } from './tally.ts';

export interface VerifiedSnapshot {
  readonly header: SnapshotFileHeader;
  readonly sha256: Uint8Array;
  readonly bytes: number;
  readonly records: number;
  /** Versions of keys, tombstones included. */
  readonly revisions: number;
}

/** For files of any size: pieces are pushed as they are read, each in a buffer that is not used again. */
export class SnapshotVerifier {
  private readonly reader: SnapshotFileReader;
  private header: SnapshotFileHeader | null = null;
  private tally: SnapshotTally | null = null;

  /** `onRecords` gets what was found to be right so far; the file as a whole can still be damaged. */
  constructor(digest: Digest, onRecords: (records: readonly ChunkRecord[]) => void = () => undefined) {
    this.reader = new SnapshotFileReader(
      {
        onHeader: (header) => {
          this.header = header;
          this.tally = new SnapshotTally(header);
        },
        onRecords: (records) => {
          for (const record of records) this.tally?.take(record);
          onRecords(records);
        },
      },
      digest,
    );
  }

  push(bytes: Uint8Array): void {
    this.reader.push(bytes);
  }

  /** `null` before the file's first block was read. */
  get headerSoFar(): SnapshotFileHeader | null {
    return this.header;
  }

  end(): VerifiedSnapshot {
    this.reader.end();
    const header = present(this.header, 'the header of a whole file');
    const tally = present(this.tally, 'the tally of a whole file');
    try {
      tally.finish();
    } catch (error) {
      if (error instanceof FormatError) throw new SnapshotDamage(error.message, 0);
      throw error;
    }
    return {
      header,
      sha256: present(this.reader.sha256, 'the digest of a whole file'),
      bytes: this.reader.bytesRead,
      records: tally.records,
      revisions: tally.countOf('kv-index'),
    };
  }
}

/** The whole file at once. Throws `SnapshotDamage`. */
export function verifySnapshotBytes(bytes: Uint8Array, digest: Digest): VerifiedSnapshot {
  const verifier = new SnapshotVerifier(digest);
  verifier.push(bytes);
  return verifier.end();
}
