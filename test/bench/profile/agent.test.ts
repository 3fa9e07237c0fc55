/** The agent in a process of its own, as a server has it. */
import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { present } from '../../../src/core/base/assert.ts';
import { until } from '../../support/until.ts';
import { cutTo, type CpuProfile } from './cpu-profile.ts';
import { threadTimes, timesByOwner, type ThreadIds } from './threads.ts';

const AGENT = fileURLToPath(new URL('agent.cjs', import.meta.url));
const BUSY = `
  setInterval(function work() {
    for (const until = performance.now() + 20; performance.now() < until; );
    process.stdout.write('w');
  }, 1);
  process.on('SIGUSR2', () => process.stdout.write('!'));`;
/** What it has said once it was asked and has worked a while since. */
const ASKED_AND_WORKED = /!w{3,}$/;

interface Told {
  readonly threads: ThreadIds;
  readonly from: number;
  readonly to: number;
  readonly profile: CpuProfile;
}

describe('The agent that profiles a server', function () {
  let folder: string;
  let child: ChildProcess;
  let said: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-agent-'));
    said = '';
    child = spawn(process.execPath, ['--require', AGENT, `--diagnostic-dir=${folder}`, '--eval', BUSY], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    present(child.stdout, 'its output').on('data', (text) => (said += text));
    await until('its work', () => said !== '');
  });

  afterEach(async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells what ran between two signals', async () => {
    const { profile, from, to } = await profiled();
    expect(to - from).to.be.above(40_000);
    const { nodes, samples } = cutTo(profile, from, to);
    expect(samples).to.have.length.above(10);
    expect(nodes.map(({ callFrame }) => callFrame.functionName)).to.include('work');
  });

  it('knows the threads by owner, and the main one did the work', async () => {
    const pid = present(child.pid, 'a process');
    const before = threadTimes(pid);
    const { threads } = await profiled();
    const times = timesByOwner(pid, threads, before, threadTimes(pid));
    expect(threads.v8[0]).to.equal(pid);
    expect(threads.libuv).to.have.length(4);
    expect(times.get('main')?.user).to.be.above(0);
    expect(times.get('LevelDB')).to.deep.equal({ user: 0, system: 0 });
  });

  async function profiled(): Promise<Told> {
    said = '';
    child.kill('SIGUSR2');
    await until('its work', () => ASKED_AND_WORKED.test(said));
    child.kill('SIGUSR2');
    const file = join(folder, `${child.pid}.json`);
    await until('its file', () => existsSync(file));
    const told = JSON.parse(readFileSync(file, 'utf8')) as Told;
    rmSync(file);
    return told;
  }
});
