/**
 * A restore on trial: the file becomes a store in a folder of its own inside the data folder, as `snapshot restore` would
 * make one, is read as a start would read it, and its keyspace is hashed. The folder is removed, whatever came of it.
 */
import * as fs from 'node:fs/promises';
import { join } from 'node:path';
import { memberId } from '../../core/base/brands.ts';
import { createFileDisk } from '../../io/file-disk.ts';
import { createLevelStoreHost } from '../../io/level-store.ts';
import { SEGMENT_BYTES_DEFAULT } from '../../node/server-config.ts';
import { FIRST_STORE, readSnapshot } from '../../node/boot.ts';
import type { OpenedState } from '../../node/boot.ts';
import { hashKeyspace } from '../../node/consensus/history.ts';
import { Replica } from '../../node/consensus/replica.ts';
import type { KeyspaceHash } from '../../node/serving/types.ts';
import { SnapshotRestore } from '../../node/snapshot/restore.ts';
import type { VerifiedSnapshot } from '../../node/snapshot/verify.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Store } from '../../ports/store.ts';
import { CommandFailure } from '../failure.ts';
import { foldersIn } from '../server/data-folder.ts';
import { recordsOf } from './restore-file.ts';
import { settled } from './settled.ts';

/** Beside log and stores; no store's name. */
const TRIAL_FOLDER = 'restore-trial';
/** It never leaves the folder. */
const NOBODY = memberId(1n);

export function trialFolder(dataDir: string): string {
  return join(foldersIn(dataDir).disk, TRIAL_FOLDER);
}

export async function restoreOnTrial(
  file: string,
  verified: VerifiedSnapshot,
  { dataDir, clock }: { readonly dataDir: string; readonly clock: Clock },
): Promise<KeyspaceHash> {
  const folder = trialFolder(dataDir);
  await fs.rm(folder, { recursive: true, force: true });
  await fs.mkdir(join(folder, 'store'), { recursive: true, mode: 0o700 });
  try {
    const stores = createLevelStoreHost(join(folder, 'store'));
    const restore = new SnapshotRestore({
      ...{ disk: createFileDisk(folder), stores, header: verified.header, clusterId: 1n, self: NOBODY },
      members: [{ id: NOBODY, name: 'trial', peerUrls: [], clientUrls: [], learner: false }],
      ...{ bumpRevision: 0, segmentBytes: SEGMENT_BYTES_DEFAULT },
    });
    await settled<void>((done) => restore.begin(done));
    for await (const records of recordsOf(file, verified)) {
      await settled<void>((done) => restore.write(records, done));
    }
    await settled<void>((done) => restore.finish(done));
    const store = await settled<Store>((done) => stores.open(FIRST_STORE, done));
    return await hashOf(await settled<OpenedState>((done) => readSnapshot(store, clock, done)));
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

async function hashOf({ machine, store, applied }: OpenedState): Promise<KeyspaceHash> {
  const replica = new Replica(machine, store, applied);
  try {
    return await new Promise<KeyspaceHash>((resolve, reject) => {
      const fail = (reason: string): void => reject(new CommandFailure(reason));
      hashKeyspace(
        replica,
        0,
        (reply) => {
          if (!reply.ok) fail(`the restored state could not be hashed: ${reply.error}`);
          else if ('refusal' in reply.value) fail(reply.value.refusal);
          else resolve(reply.value);
        },
        fail,
      );
    });
  } finally {
    await settled<void>((done) => store.close(done));
  }
}
