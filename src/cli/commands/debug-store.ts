/** `atollctl debug store`: what a store's tables hold, or whether its files are what was written. Works on a copy. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { checkCurrent, checkFolder } from '../../io/level-check.ts';
import { createLevelStoreHost } from '../../io/level-store.ts';
import type { Done, Outcome } from '../../ports/outcome.ts';
import type { Store } from '../../ports/store.ts';
import { decodeStats, STATS_KEY } from '../../storage/table-stats.ts';
import { describeStoreKey, TABLES, unwrapRecord } from '../../storage/tables.ts';
import { CommandFailure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';

const COPY = 'copy';
const HELP = `
Stop the member first: the files of a running one change while they are read.

  atollctl debug store /var/lib/atoll/member/store/state-1            counts of all tables, and every record
  atollctl debug store --verify /var/lib/atoll/member/store/state-1   every checksum of every file`;

export function defineDebugStore(parent: Command, terminal: Terminal): void {
  parent
    .command('store')
    .summary('print or verify a store')
    .description('Print the records of a stopped member’s store, or verify its files. Reads only.')
    .argument('<folder>')
    .option('--verify', 'check every checksum of every file instead', false)
    .addHelpText('after', HELP)
    .action(async (folder: string, { verify }: { readonly verify: boolean }) => {
      try {
        await (verify ? verifyFiles(folder, terminal) : printStore(folder, terminal));
      } catch (error) {
        if (error instanceof CommandFailure) throw error;
        throw new CommandFailure((error as Error).message);
      }
    });
}

async function verifyFiles(folder: string, terminal: Terminal): Promise<void> {
  if ((await checkCurrent(folder)) === null)
    throw new CommandFailure(`${folder} holds no store: it has no file CURRENT`);
  const check = { dataBytesMax: Number.POSITIVE_INFINITY, absenceIsDamage: null };
  const { live } = await checkFolder(folder, check);
  const bytes = [...live.values()].reduce((sum, size) => sum + size, 0);
  terminal.out(`${folder}: whole; ${live.size} tables of ${bytes} bytes and their manifest were read\n`);
}

/** LevelDB writes into every folder that it opens. */
async function printStore(folder: string, terminal: Terminal): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'atoll-debug-'));
  try {
    cpSync(folder, join(root, COPY), { recursive: true });
    const store = await valueOf<Store>((done) => createLevelStoreHost(root).open(COPY, done));
    printStats(store, terminal);
    await valueOf<void>((done) =>
      store.scan({ from: TABLES_FROM, to: null }, (records) => printAll(records, terminal), done),
    );
    await valueOf<void>((done) => store.close(done));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Behind the stats. */
const TABLES_FROM = '\x01';

function printStats(store: Store, terminal: Terminal): void {
  const record = store.get(STATS_KEY);
  if (record === undefined) return;
  const { counts, bytes } = decodeStats(record);
  TABLES.forEach((table, at) =>
    terminal.out(`table ${table}: ${counts[at] ?? 0} records, ${bytes[at] ?? 0} bytes\n`),
  );
}

function printAll(records: readonly { key: string; value: Uint8Array }[], terminal: Terminal): boolean {
  for (const { key, value } of records) {
    const payload = unwrapRecord(key, value);
    terminal.out(
      `${describeStoreKey(key)}: ${payload.length} bytes ${Buffer.from(payload).toString('hex')}\n`,
    );
  }
  return true;
}

function valueOf<T>(start: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((outcome: Outcome<T>) =>
      outcome.ok ? resolve(outcome.value) : reject(new CommandFailure(outcome.error.message)),
    );
  });
}
