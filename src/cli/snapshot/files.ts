/** Snapshot files on disk: read in pieces, written whole or not at all. */
import * as fs from 'node:fs/promises';
import { dirname } from 'node:path';
import { SnapshotDamage } from '../../codec/snapshot-file-reader.ts';
import { createSha256 } from '../../io/sha256.ts';
import { SnapshotVerifier } from '../../node/snapshot/verify.ts';
import type { VerifiedSnapshot } from '../../node/snapshot/verify.ts';
import { CommandFailure, EXIT } from '../failure.ts';

const READ_BYTES = 1024 * 1024;

/** Each piece in a buffer of its own. */
export async function* readPieces(file: string): AsyncGenerator<Uint8Array, void, void> {
  const handle = await fs.open(file, 'r').catch((error: unknown) => fail(file, error));
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(
        Buffer.allocUnsafeSlow(READ_BYTES),
        0,
        READ_BYTES,
        null,
      );
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    fail(file, error);
  } finally {
    await handle.close();
  }
}

/** Every byte of it is looked at. A damaged file ends the command with the place of the damage. */
export async function verifyFile(file: string): Promise<VerifiedSnapshot> {
  const verifier = new SnapshotVerifier(createSha256());
  return refusing(file, async () => {
    for await (const piece of readPieces(file)) verifier.push(piece);
    return verifier.end();
  });
}

/**
 * Writes beside the file, verifies what it writes, makes it durable, and only then gives it its name: under that name
 * there is a whole snapshot or none.
 */
export async function saveFile(file: string, pieces: AsyncIterable<Uint8Array>): Promise<VerifiedSnapshot> {
  const part = `${file}.part`;
  const verifier = new SnapshotVerifier(createSha256());
  const handle = await fs.open(part, 'w', 0o600).catch((error: unknown) => fail(part, error));
  try {
    const verified = await refusing('what the server sent', async () => {
      for await (const piece of pieces) {
        verifier.push(piece);
        await handle.write(piece).catch((error: unknown) => fail(part, error));
      }
      return verifier.end();
    });
    await handle.sync();
    await handle.close();
    await fs.rename(part, file);
    await syncFolder(dirname(file));
    return verified;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await fs.rm(part, { force: true });
    throw error;
  }
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await fs.open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

async function refusing<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SnapshotDamage)) throw error;
    throw new CommandFailure(
      `${what}: ${error.message}: take another snapshot, or use another copy`,
      EXIT.error,
    );
  }
}

function fail(file: string, error: unknown): never {
  throw new CommandFailure(`${file}: ${error instanceof Error ? error.message : String(error)}`, EXIT.error);
}
