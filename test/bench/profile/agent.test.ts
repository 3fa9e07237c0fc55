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
import { selfTimesBy, type CpuProfile } from './cpu-profile.ts';
import { threadTimes, timesByOwner, type ThreadIds } from './threads.ts';

const AGENT = fileURLToPath(new URL('agent.cjs', import.meta.url));
const BUSY = `
  function spin() {
    const began = process.cpuUsage();
    for (let sum = 0; process.cpuUsage(began).user < 20_000; ) for (let i = 0; i < 1e5; i++) sum += i % 7;
  }
  setInterval(() => { spin(); process.stdout.write('spun\\n'); }, 1);`;

interface Told {
  readonly threads: ThreadIds;
  readonly profile: CpuProfile;
}

describe('The agent that profiles a server', function () {
  let folder: string;
  let child: ChildProcess;
  let spins: number;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'atoll-agent-'));
    spins = 0;
    child = spawn(process.execPath, ['--require', AGENT, `--diagnostic-dir=${folder}`, '--eval', BUSY], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    present(child.stdout, 'its output').on('data', () => (spins += 1));
    await spun();
  });

  afterEach(async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });

  it('tells what ran between two signals, each time it is asked', async () => {
    for (let round = 0; round < 2; round++) {
      const { profile } = await profiled();
      const names = selfTimesBy(profile, ({ functionName }) => functionName).map(([name]) => name);
      expect(names).to.include('spin');
    }
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
    child.kill('SIGUSR2');
    await spun();
    child.kill('SIGUSR2');
    const file = join(folder, `${child.pid}.json`);
    await until('its file', () => existsSync(file));
    const told = JSON.parse(readFileSync(file, 'utf8')) as Told;
    rmSync(file);
    return told;
  }

  async function spun(): Promise<void> {
    const wanted = spins + 3;
    await until('its work', () => spins >= wanted);
  }
});
