import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { FOLDER, serverArguments, serverNamed, SERVERS_FILE } from '../../../src/cli/dev/layout.ts';
import { endLeftovers } from '../../../src/cli/dev/leftovers.ts';
import { endProcesses, isRunning, serverProcess, supervisorProcess } from '../../../src/cli/dev/processes.ts';
import { readServersFile, removeServersFile, writeServersFile } from '../../../src/cli/dev/servers-file.ts';
import { present } from '../../../src/core/base/assert.ts';
import { until } from '../../support/until.ts';

const EU_1 = present(serverNamed('eu-1'), 'eu-1');
const US_2 = present(serverNamed('us-2'), 'us-2');

/** What an earlier run may have left: a process with a server's words in its command line. */
const PROGRAM = `
process.on('SIGTERM', () => process.env.STUBBORN || process.exit(0));
process.stdout.write('up');
setInterval(() => undefined, 1000);
`;

describe('processes of an earlier run', () => {
  let folder: string;
  let home: string;
  let script: string;
  let children: ChildProcess[];

  beforeEach(() => {
    home = process.cwd();
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'atoll-old-')));
    process.chdir(folder);
    mkdirSync(FOLDER, { recursive: true });
    script = join(folder, 'main.cjs');
    writeFileSync(script, PROGRAM);
    children = [];
  });

  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });

  async function start(args: readonly string[], env: Record<string, string> = {}): Promise<number> {
    const child = spawn(process.execPath, [script, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(child);
    let isUp = false;
    child.stdout.once('data', () => (isUp = true));
    await until('the process to be up', () => isUp);
    return present(child.pid, 'pid');
  }

  it('are known by their command lines, not by their ids', async () => {
    const pid = await start(serverArguments(EU_1));
    expect(isRunning(serverProcess(EU_1, pid))).to.equal(true);
    expect(isRunning(serverProcess(US_2, pid)), 'another server took the id').to.equal(false);
    expect(isRunning(serverProcess(EU_1, process.pid)), 'anything else took the id').to.equal(false);
    process.chdir(home);
    expect(isRunning(serverProcess(EU_1, pid)), "another folder's playground").to.equal(false);
  });

  it('are supervisors only of the folder they work in', async () => {
    const pid = await start(['dev', '--supervise']);
    expect(isRunning(supervisorProcess(pid))).to.equal(true);
    process.chdir(home);
    expect(isRunning(supervisorProcess(pid))).to.equal(false);
  });

  it('are ended politely, and otherwise if need be', async () => {
    const polite = serverProcess(EU_1, await start(serverArguments(EU_1)));
    const stubborn = serverProcess(US_2, await start(serverArguments(US_2), { STUBBORN: '1' }));
    expect(await endProcesses([polite, stubborn], 500)).to.deep.equal([]);
    expect(children.map(({ signalCode, exitCode }) => signalCode ?? exitCode)).to.deep.equal([0, 'SIGKILL']);
  });

  it('are ended before a start, and only those that are ours', async () => {
    const pid = await start(serverArguments(EU_1));
    const stranger = await start(['something', 'else']);
    writeServersFile(
      new Map([
        [EU_1, pid],
        [US_2, stranger],
      ]),
    );
    expect(await endLeftovers()).to.equal(1);
    expect(children.map(({ exitCode }) => exitCode)).to.deep.equal([0, null]);
    expect(readServersFile(), 'what is done is forgotten').to.equal(null);
  });

  it('are none when nothing was left written, or nothing that can be read', async () => {
    expect(await endLeftovers()).to.equal(0);
    writeFileSync(SERVERS_FILE, '{"version":1,');
    expect(await endLeftovers()).to.equal(0);
    writeFileSync(SERVERS_FILE, '{"version":2,"supervisorPid":1,"servers":[]}');
    expect(readServersFile()).to.equal(null);
  });

  it('stand in a file that anyone can read', () => {
    writeServersFile(new Map([[US_2, 4711]]));
    expect(JSON.parse(readFileSync(SERVERS_FILE, 'utf8'))).to.deep.equal({
      version: 1,
      supervisorPid: process.pid,
      servers: [{ name: 'us-2', region: 'us', pid: 4711, client: '127.0.0.1:2419', peer: '127.0.0.1:2420' }],
    });
    removeServersFile();
    expect(readServersFile()).to.equal(null);
  });
});
