/**
 * The machine's behaviour as stories that can be read and compared: transcripts/*.txt, in the language of
 * support/script.ts and support/group.ts. After a wanted change of behaviour run this file with REWRITE=1 and read
 * the difference.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { COMMANDS, createGroup } from './support/group.ts';
import { QUORUM_COMMANDS } from './support/quorum-commands.ts';
import { rewrite, type Run } from './support/script.ts';

const FOLDER = new URL('./transcripts/', import.meta.url);

function runner(): Run {
  const group = createGroup();
  return (name, args) => {
    const quorum = QUORUM_COMMANDS[name];
    if (quorum !== undefined) return quorum(args);
    const command = COMMANDS[name];
    if (command === undefined) throw new Error('no such command');
    return command(group, args);
  };
}

describe('raft transcripts', () => {
  for (const name of readdirSync(FOLDER).sort()) {
    it(name.replace(/\.txt$/, '').replaceAll('-', ' '), () => {
      const file = new URL(name, FOLDER);
      const recorded = readFileSync(file, 'utf8');
      const now = rewrite(recorded, runner());
      if (process.env['REWRITE'] === '1') writeFileSync(file, now);
      else expect(now.split('\n')).to.deep.equal(recorded.split('\n'));
    });
  }
});
