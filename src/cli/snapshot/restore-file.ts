/**
 * Restores a verified file into a data folder.
 *
 * R1. The folder is empty or not there, and nothing outside it is written: no name in it comes from the file.
 * R2. The owner's record is written last, so a folder whose restore was cut short is one that no server takes.
 * R3. The file is verified again while it is read, since it could have changed; what fails takes away what was written.
 */
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import type { ChunkRecord } from '../../codec/snapshot-chunk.ts';
import { SnapshotDamage } from '../../codec/snapshot-file-reader.ts';
import { createFileDisk } from '../../io/file-disk.ts';
import { createLevelStoreHost } from '../../io/level-store.ts';
import { lockFolder } from '../../io/level-store-lock.ts';
import type { FolderLock } from '../../io/level-store-lock.ts';
import { createSha256 } from '../../io/sha256.ts';
import { SEGMENT_BYTES_DEFAULT } from '../../node/server-config.ts';
import type { MemberConfig } from '../../node/server-config.ts';
import { SnapshotRestore } from '../../node/snapshot/restore.ts';
import { SnapshotVerifier } from '../../node/snapshot/verify.ts';
import type { VerifiedSnapshot } from '../../node/snapshot/verify.ts';
import { CommandFailure } from '../failure.ts';
import { foldersIn, makeFolder, recordRestored } from '../server/data-folder.ts';
import { readPieces, syncFolder } from './files.ts';
import { settled } from './settled.ts';

export interface RestoreRequest {
  readonly name: string;
  readonly dataDir: string;
  readonly region: string;
  readonly clusterId: bigint;
  readonly self: MemberConfig;
  readonly members: readonly MemberConfig[];
  readonly bumpRevision: number;
  readonly verified: VerifiedSnapshot;
}

export async function restoreFile(file: string, request: RestoreRequest): Promise<void> {
  const { dataDir, name, region, clusterId, self } = request;
  await refuseFolder(dataDir);
  makeFolder(dataDir);
  const lock = await settled<FolderLock>((done) => lockFolder(dataDir, done));
  try {
    await fillFolder(file, request);
    const refusal = recordRestored(dataDir, name, { region, clusterId, self: self.id });
    if (refusal !== null) throw new CommandFailure(refusal);
  } catch (error) {
    await fs.rm(join(dataDir, 'member'), { recursive: true, force: true });
    throw error;
  } finally {
    await settled<void>((done) => lock.release(done));
  }
}

/** R1. */
async function refuseFolder(dataDir: string): Promise<void> {
  const names = await fs.readdir(dataDir).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new CommandFailure(`${dataDir}: ${error instanceof Error ? error.message : String(error)}`);
  });
  const found = names.find((each) => each !== 'lost+found' && each !== 'lock');
  if (found === undefined) return;
  throw new CommandFailure(
    `${dataDir} is not empty (it holds "${found}"): name a new folder with --data-dir; nothing was written`,
  );
}

async function fillFolder(file: string, request: RestoreRequest): Promise<void> {
  const { dataDir, clusterId, self, members, bumpRevision, verified } = request;
  const folders = foldersIn(dataDir);
  makeFolder(folders.stores);
  const restore = new SnapshotRestore({
    ...{ disk: createFileDisk(folders.disk), stores: createLevelStoreHost(folders.stores) },
    ...{ header: verified.header, clusterId, self: self.id, bumpRevision },
    members: members.map(({ id, name, peerUrls }) => ({
      id,
      name,
      peerUrls,
      clientUrls: [],
      learner: false,
    })),
    segmentBytes: SEGMENT_BYTES_DEFAULT,
  });
  await settled<void>((done) => restore.begin(done));
  for await (const records of recordsOf(file, verified)) {
    await settled<void>((done) => restore.write(records, done));
  }
  await settled<void>((done) => restore.finish(done));
  await syncFolder(folders.disk);
  await syncFolder(dataDir);
}

/** R3. The file's records, in its order. */
export async function* recordsOf(
  file: string,
  { sha256 }: VerifiedSnapshot,
): AsyncGenerator<readonly ChunkRecord[], void, void> {
  let ready: (readonly ChunkRecord[])[] = [];
  const verifier = new SnapshotVerifier(createSha256(), (records) => ready.push(records));
  try {
    for await (const piece of readPieces(file)) {
      verifier.push(piece);
      yield* ready;
      ready = [];
    }
    if (!Buffer.from(verifier.end().sha256).equals(sha256)) {
      throw new CommandFailure(`${file} has changed while it was restored: restore it again`);
    }
  } catch (error) {
    if (error instanceof SnapshotDamage) throw new CommandFailure(`${file}: ${error.message}`);
    throw error;
  }
}
