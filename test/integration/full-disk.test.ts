/** A real server on a real file system that is full. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { AtollClient } from '../../src/client/index.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/until.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const DISK_MEBIBYTES = 220;
const VALUE = Buffer.alloc(512 * 1024, 'v');
const WRITES_MAX = 200;
const MOUNT = `mount -t tmpfs -o size=${DISK_MEBIBYTES}m tmpfs "$0" && echo mounted && exec cat`;
/** Mount namespaces are for root, and not everywhere. */
const canMount = spawnSync('unshare', ['-m', 'true']).status === 0;

if (canMount) {
  describe('a full disk', function () {
    this.timeout(40_000);
    let folder: string;
    let holder: ChildProcess;
    let disk: string;
    let server: ChildProcess;
    let stderr: string;
    let port: number;

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'atoll-full-'));
      holder = spawn('unshare', ['-m', 'sh', '-c', MOUNT, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
      let said = '';
      holder.stdout?.on('data', (text: Buffer) => (said += text.toString()));
      await until('the file system', () => said.includes('mounted'));
      // What lies in another mount namespace is reached through a process that lives there.
      disk = `/proc/${holder.pid}/root${folder}`;
      port = await freePort();
    });

    afterEach(() => {
      server.kill('SIGKILL');
      holder.kill('SIGKILL');
      rmSync(folder, { recursive: true });
    });

    async function start(): Promise<void> {
      const peer = await freePort();
      const urls = [
        `--listen-client-urls=http://127.0.0.1:${port}`,
        `--listen-peer-urls=http://127.0.0.1:${peer}`,
      ];
      const args = ['server', '--name', 'm1', '--data-dir', join(disk, 'm1'), ...urls];
      const cluster = [
        '--initial-cluster',
        'm1=http://127.0.0.1:1',
        '--initial-advertise-peer-urls',
        'http://127.0.0.1:1',
      ];
      stderr = '';
      server = spawn(process.execPath, [PROGRAM, ...args, ...cluster], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      server.stderr?.on('data', (text: Buffer) => (stderr += text.toString()));
      await until('the server to serve', () => stderr.includes('"event":"serving"'));
    }

    function fill(): void {
      const file = openSync(join(disk, 'filler'), 'a');
      const piece = Buffer.alloc(64 * 1024);
      try {
        for (;;) writeSync(file, piece);
      } catch (error) {
        expect((error as NodeJS.ErrnoException).code).to.equal('ENOSPC');
      } finally {
        closeSync(file);
      }
    }

    it('found at a start or while it serves, stops writes with NOSPACE and leaves room for what makes room', async () => {
      await start();
      const client = new AtollClient({ endpoints: [`127.0.0.1:${port}`], timeoutMs: 10_000 });
      const ballast = join(disk, 'm1', 'reserve');
      const refused = async (): Promise<string> => {
        for (let i = 0; i < WRITES_MAX; i++) {
          const refusal = await client.kv.put(`large/${i}`, VALUE).then(
            () => '',
            (error: unknown) => String(error),
          );
          if (refusal !== '') return refusal;
        }
        return 'nothing was refused';
      };
      for (const key of ['kept', 'a', 'b']) await client.kv.put(key, 'k');
      await until('the ballast', () => existsSync(ballast));
      server.kill('SIGKILL');
      fill();
      await start();
      await until('the ballast to go', () => !existsSync(ballast));
      expect(await refused()).to.match(/space exceeded/);
      expect(await client.kv.delete('a')).to.equal(1);
      server.kill('SIGKILL');
      await start();
      expect(Buffer.from((await client.kv.get('kept'))?.value ?? []).toString()).to.equal('k');
      expect(await refused()).to.match(/space exceeded/);
      expect(await client.kv.delete('b')).to.equal(1);
      client.close();
    });
  });
}
