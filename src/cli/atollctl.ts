#!/usr/bin/env node
/** Entry of `atollctl`. */
import { runAtollctl } from './ctl/program.ts';
import { systemTerminal } from './terminal.ts';

// With TLS and an address for a name, grpc-js makes Node say on standard error what no operator can change (DEP0123).
process.noDeprecation = true;
process.exitCode = await runAtollctl(process.argv.slice(2), systemTerminal());
