/** `atollctl keyring`: one step of a change of keys on every server, and how each of them fared. */
import type { Command } from 'commander';
import type { KeyringCommand, KeyringResult } from '../../client/index.ts';
import { parseGossipKey } from '../../io/gossip-keys.ts';
import { withClient } from '../ctl/context.ts';
import type { CtlContext } from '../ctl/context.ts';
import { printReport } from '../ctl/report.ts';
import type { Report } from '../ctl/report.ts';
import { CommandFailure, EXIT } from '../failure.ts';

const HELP = `
A key is changed in four steps, each on all servers before the next:

  atollctl keyring install NEW     all can read it
  atollctl keyring use NEW         all write with it
  atollctl keyring remove OLD      nobody reads the old one any more
  atollctl keyring list            who has which keys

A key is 16, 24 or 32 random bytes in base64: head -c 32 /dev/urandom | base64. Every server keeps its keys in its data
folder, so --gossip-key-file matters at its first start only: give new servers the new key.`;

const STEPS = [
  ['install', 'have every server read a further key'],
  ['use', 'have every server write with an installed key'],
  ['remove', 'have every server forget a key that is not in use'],
] as const;

export function defineKeyring(program: Command, contextOf: (command: Command) => CtlContext): void {
  const keyring = program
    .command('keyring')
    .description('The keys that gossip is sealed with, on every server of the asked one’s pools.')
    .addHelpText('after', HELP);
  keyring
    .command('list')
    .summary('which keys every server has')
    .action((_flags: object, command: Command) => perform(contextOf(command), 'list'));
  for (const [step, summary] of STEPS) {
    keyring
      .command(step)
      .summary(summary)
      .argument('<key>', 'in base64')
      .action((key: string, _flags: object, command: Command) => perform(contextOf(command), step, key));
  }
}

async function perform(context: CtlContext, step: KeyringCommand, text?: string): Promise<void> {
  const key = text === undefined ? undefined : keyFrom(text);
  const results = await withClient(context, ({ gossip }) => gossip.keyring(step, key));
  printReport(context, keyringReport(results));
  const undone = results.filter(({ error }) => error !== '');
  if (undone.length === 0) return;
  throw new CommandFailure(
    `not done on ${undone.map(({ name }) => name).join(', ')}: repeat this step until it is, before the next one`,
  );
}

function keyFrom(text: string): Uint8Array {
  const key = parseGossipKey(text);
  if (key !== null) return key;
  throw new CommandFailure('a gossip key is 16, 24 or 32 bytes in base64', EXIT.badArguments);
}

export function keyringReport(results: readonly KeyringResult[]): Report {
  return {
    columns: ['SERVER', 'REGION', 'IN USE', 'INSTALLED', 'RESULT'],
    rows: results.map(({ name, region, inUse, installed, error }) => [
      ...[name, region, inUse, installed.join(' ')],
      error === '' ? 'done' : error,
    ]),
    json: { results },
  };
}
