/** `atoll server`: one member, until it is told to stop. */
import type { Command } from 'commander';
import { createPinoLog } from '../../io/pino-log.ts';
import { defineServerFlags, readServerFlags } from '../server/flags.ts';
import type { ServerFlags } from '../server/flags.ts';
import { MemberProcess } from '../server/member-process.ts';
import { optimiseEarly } from '../server/optimise-early.ts';
import type { Terminal } from '../terminal.ts';

const STOP_SIGNALS = ['SIGTERM', 'SIGINT'] as const;

export function defineServer(program: Command, terminal: Terminal): void {
  const command = program
    .command('server')
    .summary('run one member of a region')
    .description(
      'Run one member of a region: the etcd v3 API on the client port, members and regions on the peer port.',
    );
  defineServerFlags(command).action(async () => {
    run(await readServerFlags(command), terminal);
  });
}

function run(flags: ServerFlags, terminal: Terminal): void {
  optimiseEarly();
  const { name, config, logLevel } = flags;
  const log = createPinoLog({ level: logLevel, context: { server: name, serverRegion: config.region } });
  const member = new MemberProcess(flags, log, ({ exitCode, reason }) => {
    if (reason !== null) terminal.err(`atoll: ${reason}\n`);
    process.exit(exitCode);
  });
  process.on('uncaughtException', (fault) => member.onFault(fault));
  process.on('unhandledRejection', (fault) => member.onFault(fault));
  for (const signal of STOP_SIGNALS) process.on(signal, () => member.stop(signal));
  if (flags.exitWithParent) onInputEnd(() => member.stop('the parent is gone'));
  member.start();
}

/** A pipe's other end closes with the process that held it, however that one ended. */
function onInputEnd(ended: () => void): void {
  process.stdin.on('end', ended).on('close', ended).on('error', ended).resume();
}
