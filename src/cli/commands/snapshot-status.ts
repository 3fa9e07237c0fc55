/** `atollctl snapshot status`: what is in a snapshot file, after every byte of it was verified. */
import type { Command } from 'commander';
import type { CtlContext } from '../ctl/context.ts';
import { printReport } from '../ctl/report.ts';
import { verifyFile } from '../snapshot/files.ts';
import { snapshotReport } from '../snapshot/report.ts';

const HELP = `
Without -w: hash, revision, keys, size. Damage is reported with its place in the file, and exit code 1.

  atollctl -w table snapshot status backup.snapshot`;

export function defineSnapshotStatus(parent: Command, contextOf: (command: Command) => CtlContext): void {
  parent
    .command('status')
    .summary('verify a snapshot file and say what is in it')
    .description('Verify every byte of a snapshot file and say what is in it.')
    .argument('<file>')
    .addHelpText('after', HELP)
    .action(async (file: string, _flags: object, command: Command) => {
      printReport(contextOf(command), snapshotReport(await verifyFile(file)));
    });
}
