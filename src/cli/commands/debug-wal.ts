/** `atollctl debug wal`: what a member's log holds, record by record. Nothing is changed, and a running member is not disturbed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { ByteReader } from '../../codec/binary.ts';
import { describeLogRecord } from '../../codec/log-record.ts';
import { memberId } from '../../core/base/brands.ts';
import { scanSegment } from '../../storage/wal-scan.ts';
import { describeIdentity, readSegmentHeader, sequenceOf } from '../../storage/wal-segment.ts';
import { judgeTail } from '../../storage/wal-tail.ts';
import type { Terminal } from '../terminal.ts';
import { CommandFailure } from '../failure.ts';

const IDENTITY_AT = 16;

const HELP = `
One line for each record, and how each segment ends. A log that is being written may end in a write that is not whole.

  atollctl debug wal /var/lib/atoll/member/wal`;

export function defineDebugWal(parent: Command, terminal: Terminal): void {
  parent
    .command('wal')
    .summary('print a write-ahead log')
    .description('Print the records of a write-ahead log. Reads only.')
    .argument('<folder>')
    .addHelpText('after', HELP)
    .action((folder: string) => printLog(folder, terminal));
}

function printLog(folder: string, terminal: Terminal): void {
  const names = namesIn(folder).filter((name) => sequenceOf(name) !== null);
  if (names.length === 0) throw new CommandFailure(`${folder} holds no segment of a log`);
  let chain: number | null = null;
  for (const name of names.sort()) chain = printSegment(join(folder, name), name, chain, terminal);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new CommandFailure(`cannot read ${folder}: ${(error as Error).message}`);
  }
}

function printSegment(file: string, name: string, chain: number | null, terminal: Terminal): number | null {
  const bytes = new Uint8Array(readFileSync(file));
  const reader = new ByteReader(bytes.subarray(Math.min(IDENTITY_AT, bytes.length)), file);
  const identity =
    bytes.length < IDENTITY_AT * 2
      ? { cluster: 0n, member: memberId(0n) }
      : { cluster: reader.u64(), member: memberId(reader.u64()) };
  const header = readSegmentHeader(file, bytes, identity, sequenceOf(name) ?? 0);
  if (!header.ok) {
    terminal.out(`${header.error.message}\n`);
    return null;
  }
  terminal.out(`${name}: ${describeIdentity(identity)}\n`);
  const end = scanSegment(bytes, header.salt, chain, (records) => {
    for (const record of records) terminal.out(`  ${describeLogRecord(record)}\n`);
  });
  const tail = judgeTail(bytes, header.salt, end);
  const why = tail.type === 'damaged' ? `: ${tail.why}` : tail.type === 'newer' ? `: ${tail.what}` : '';
  terminal.out(`  ends at byte ${end.writeStart}, ${tail.type}${why}\n`);
  return end.chain;
}
