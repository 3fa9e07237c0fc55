/** `atollctl snapshot save`: everything one member has, as a file. */
import type { Command } from 'commander';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { describeBytes } from '../bytes-text.ts';
import { CommandFailure, EXIT } from '../failure.ts';
import { saveFile } from '../snapshot/files.ts';
import { snapshotReport } from '../snapshot/report.ts';
import { printReport } from '../ctl/report.ts';
import type { AtollClient } from '../../client/index.ts';

const HELP = `
The file is one consistent state at one revision; writes go on meanwhile. It holds everything: keys, leases, replication
rules, version sets, conflicts. Keep it as safe as the servers. etcdctl snapshot save makes the same file.

  atollctl --endpoints 127.0.0.1:2379 snapshot save backup.snapshot`;

export function defineSnapshotSave(parent: Command, contextOf: (command: Command) => CtlContext): void {
  parent
    .command('save')
    .summary('save the state of a member to a file')
    .description('Save the state of the member at the endpoint to a file, verified and durable.')
    .argument('<file>')
    .addHelpText('after', HELP)
    .action(async (file: string, _flags: object, command: Command) => {
      const context = contextOf(command);
      if (context.endpoints.length > 1) {
        throw new CommandFailure(
          'snapshot save takes one endpoint: members can be at different revisions',
          EXIT.badArguments,
        );
      }
      const saved = await withClient(context, (client) => saveFile(file, bytesOf(client)));
      if (context.format === 'simple') {
        context.terminal.out(
          `Snapshot saved at ${file}: revision ${saved.header.revision}, ${describeBytes(saved.bytes)}\n`,
        );
      } else printReport(context, snapshotReport(saved));
    });
}

async function* bytesOf({ maintenance }: AtollClient): AsyncGenerator<Uint8Array, void, void> {
  for await (const { bytes } of maintenance.snapshot()) yield bytes;
}
