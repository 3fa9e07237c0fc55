import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { tempFolder } from '../contract/temp-folder.ts';
import { apply, dataOf, get, openCrashLog, recordKey } from './crash-log.ts';

const SCRIPT = fileURLToPath(new URL('./crash-log.ts', import.meta.url));

interface Said {
  acknowledged: number;
  released: number;
}

/** Lets the program run until it has said this much, kills it, and gives the last it said. */
async function runUntil(folder: string, enough: Said): Promise<Said> {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: Said = { acknowledged: 0, released: 0 };
  for await (const line of createInterface(child.stdout)) {
    const [, what, number] = /^(acknowledged|released) (\d+)$/.exec(line) ?? [];
    if (what === 'acknowledged' || what === 'released') said[what] = Number(number);
    if (said.acknowledged >= enough.acknowledged && said.released >= enough.released) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).to.equal('SIGKILL');
  return said;
}

describe('log and store of a killed process', () => {
  it('hold everything that was acknowledged, kill after kill', async () => {
    const folder = await tempFolder();
    for (const enough of [
      { acknowledged: 400, released: 0 },
      { acknowledged: 1500, released: 500 },
    ]) {
      const said = await runUntil(folder.path, enough);
      const { wal, recovered, state, applied } = await openCrashLog(folder.path);
      const last = recovered.entries.at(-1)?.index ?? 0;
      expect(last).to.be.at.least(said.acknowledged);
      expect(recovered.released.index).to.be.within(said.released, applied);
      for (const { index: at, data } of recovered.entries) expect(data).to.eql(dataOf(at));
      for (const entry of recovered.entries) if (entry.index > applied) apply(state, entry);
      for (let at = 1; at <= last; at++) expect(state.get('kv-value', recordKey(at))).to.eql(dataOf(at));
      await get<void>((done) => state.close(done));
      await get<void>((done) => wal.close(done));
    }
    await folder.remove();
  }).timeout(20_000);
});
