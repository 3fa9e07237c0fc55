#!/usr/bin/env node
/** Entry of `atoll`. Commands are loaded when they are asked for: a server needs nothing of the playground. */
import { EXIT } from './failure.ts';
import { createProgram, runProgram } from './program.ts';
import { systemTerminal } from './terminal.ts';
import { readVersion } from './version.ts';

const HELP = `
Try it: "atoll dev" starts three regions of three servers on this machine, with data under .atoll/dev.
Then write with etcdctl or atollctl in one region and read in another.`;

const terminal = systemTerminal();
const args = process.argv.slice(2);
const program = createProgram('atoll', terminal)
  .description(
    'An active-active config and discovery store: the etcd v3 API in every region, regions joined.',
  )
  .version(readVersion())
  .addHelpText('after', HELP);

const [wanted] = args;
if (wanted !== 'dev') (await import('./commands/server.ts')).defineServer(program, terminal);
if (wanted !== 'server') (await import('./commands/dev.ts')).defineDev(program, terminal);

const exitCode = await runProgram(program, args, {
  terminal,
  badArguments: EXIT.badFlags,
  exitCodeOf: () => null,
});
// A server goes on after its command has returned; everything else is done, whatever still holds the loop.
if (exitCode !== 0 || wanted !== 'server') process.exit(exitCode);
