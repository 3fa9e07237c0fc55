import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { tempFolder } from '../contract/temp-folder.ts';
import { apply, dataOf, get, openCrashLog, recordKey } from './crash-log.ts';

const SCRIPT = fileURLToPath(new URL('./crash-log.ts', import.meta.url));

/** Lets the program run until it has acknowledged this entry, kills it, and gives the last acknowledgement seen. */
async function runUntil(folder: string, index: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let acknowledged = 0;
  for await (const line of createInterface(child.stdout)) {
    const said = Number(line);
    if (Number.isInteger(said) && line !== '') acknowledged = Math.max(acknowledged, said);
    if (acknowledged >= index) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).to.equal('SIGKILL');
  return acknowledged;
}

describe('log and store of a killed process', () => {
  it('hold everything that was acknowledged, kill after kill', async () => {
    const folder = await tempFolder();
    for (const index of [400, 1500]) {
      const acknowledged = await runUntil(folder.path, index);
      const { wal, recovered, state, applied } = await openCrashLog(folder.path);
      const last = recovered.entries.at(-1)?.index ?? 0;
      expect(last).to.be.at.least(acknowledged);
      expect(recovered.released.index).to.be.at.most(applied);
      if (index > 300) expect(recovered.released.index).to.be.greaterThan(0);
      for (const { index: at, data } of recovered.entries) expect(data).to.eql(dataOf(at));
      for (const entry of recovered.entries) if (entry.index > applied) apply(state, entry);
      for (let at = 1; at <= last; at++) expect(state.get('kv-value', recordKey(at))).to.eql(dataOf(at));
      await get<void>((done) => state.close(done));
      await get<void>((done) => wal.close(done));
    }
    await folder.remove();
  }).timeout(20_000);
});
