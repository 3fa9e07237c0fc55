/** The program `atollctl`: its commands, and how their failures end it. */
import type { Command } from 'commander';
import { ClientError } from '../../client/index.ts';
import { defineConflicts } from '../commands/conflicts.ts';
import { defineDel } from '../commands/del.ts';
import { defineGet } from '../commands/get.ts';
import { defineEvent } from '../commands/gossip-event.ts';
import { defineMembers, defineRtt } from '../commands/gossip-members.ts';
import { defineForceLeave, defineJoin, defineLeave } from '../commands/gossip-pool.ts';
import { defineKeyring } from '../commands/keyring.ts';
import { defineMemberAdd } from '../commands/member-add.ts';
import { defineMemberList } from '../commands/member-list.ts';
import { defineMemberMoveLeader } from '../commands/member-move-leader.ts';
import { defineMemberPromote } from '../commands/member-promote.ts';
import { defineMemberRemove } from '../commands/member-remove.ts';
import { defineMemberUpdate } from '../commands/member-update.ts';
import { definePut } from '../commands/put.ts';
import { defineRegionFinalise } from '../commands/region-finalise.ts';
import { defineRegionList } from '../commands/region-list.ts';
import { defineReplicateList } from '../commands/replicate-list.ts';
import { defineReplicateRemove } from '../commands/replicate-remove.ts';
import { defineReplicateSet } from '../commands/replicate-set.ts';
import { defineDebugStore } from '../commands/debug-store.ts';
import { defineDebugWal } from '../commands/debug-wal.ts';
import { defineSnapshotRestore } from '../commands/snapshot-restore.ts';
import { defineSnapshotSave } from '../commands/snapshot-save.ts';
import { defineSnapshotStatus } from '../commands/snapshot-status.ts';
import { defineStatus } from '../commands/status.ts';
import { EXIT } from '../failure.ts';
import { createProgram, runProgram } from '../program.ts';
import type { Terminal } from '../terminal.ts';
import { readVersion } from '../version.ts';
import { clientFailure } from './client-failure.ts';
import { createContext, defineGlobalFlags } from './context.ts';

const HELP = `
Everything etcdctl can do, etcdctl does here, too; this tool is for what only exists between regions.

  atollctl region list                     which regions there are, and how far behind this one is
  atollctl replicate set /global/          write keys under /global/ in any region
  atollctl conflicts --watch               what lost against a concurrent write of another region
  atollctl members --wan                   which servers of all regions are there, and which are missing
  atollctl snapshot save backup.snapshot   the whole state of a region, as a file
  atollctl -w table --endpoints a:2379,b:2379 status`;

export function runAtollctl(args: readonly string[], terminal: Terminal): Promise<number> {
  const program = createProgram('atollctl', terminal);
  defineGlobalFlags(program, terminal)
    .description('Regions, replication and conflicts of an Atoll federation.')
    .version(readVersion())
    .addHelpText('after', HELP);
  defineCommands(program, terminal);
  return runProgram(program, args, {
    terminal,
    badArguments: EXIT.badArguments,
    exitCodeOf: (error) => (error instanceof ClientError ? clientFailure(error) : null),
  });
}

function defineCommands(program: Command, terminal: Terminal): void {
  const contextOf = (command: Command): ReturnType<typeof createContext> => createContext(command, terminal);
  const region = program.command('region').description('The regions of the federation.');
  defineRegionList(region, contextOf);
  defineRegionFinalise(region, contextOf);
  const member = program.command('member').description('The members of the region.');
  defineMemberList(member, contextOf);
  defineMemberAdd(member, contextOf);
  defineMemberRemove(member, contextOf);
  defineMemberUpdate(member, contextOf);
  defineMemberPromote(member, contextOf);
  defineMemberMoveLeader(member, contextOf);
  defineMembers(program, contextOf);
  defineJoin(program, contextOf);
  defineLeave(program, contextOf);
  defineForceLeave(program, contextOf);
  defineRtt(program, contextOf);
  defineKeyring(program, contextOf);
  defineEvent(program, contextOf);
  const replicate = program.command('replicate').description('Which keys every region shares.');
  defineReplicateSet(replicate, contextOf);
  defineReplicateList(replicate, contextOf);
  defineReplicateRemove(replicate, contextOf);
  defineConflicts(program, contextOf);
  const snapshot = program.command('snapshot').description('The state of a region as a file.');
  defineSnapshotSave(snapshot, contextOf);
  defineSnapshotStatus(snapshot, contextOf);
  defineSnapshotRestore(snapshot, contextOf);
  const debug = program.command('debug').description('A member’s own files, for people.');
  defineDebugWal(debug, terminal);
  defineDebugStore(debug, terminal);
  defineStatus(program, contextOf);
  definePut(program, contextOf);
  defineGet(program, contextOf);
  defineDel(program, contextOf);
}
