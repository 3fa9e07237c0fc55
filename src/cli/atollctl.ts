#!/usr/bin/env node
/** Entry of `atollctl`. */
import { runAtollctl } from './ctl/program.ts';
import { systemTerminal } from './terminal.ts';

process.exitCode = await runAtollctl(process.argv.slice(2), systemTerminal());
