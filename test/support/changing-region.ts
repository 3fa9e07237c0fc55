/** Real servers of one region that come and go, and a client that writes meanwhile. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { AtollClient, ClientError } from '../../src/client/index.ts';

const PROGRAM = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
/** What a client may meet while members come and go: all of it says to try again. */
export const RETRYABLE =
  /^etcdserver: (no leader|leader changed|request timed out|server stopped|unhealthy cluster)$/;

export interface Place {
  readonly name: string;
  readonly client: string;
  readonly peer: string;
}

export class MemberProcess {
  readonly place: Place;
  readonly child: ChildProcess;
  stderr = '';
  exitCode: number | null | undefined = undefined;

  constructor(place: Place, folder: string, args: readonly string[]) {
    this.place = place;
    const { name, client, peer } = place;
    this.child = spawn(
      process.execPath,
      [
        ...[PROGRAM, 'server', '--name', name, '--region', 'eu', '--data-dir', join(folder, name)],
        ...['--listen-client-urls', `http://${client}`, '--listen-peer-urls', `http://${peer}`, ...args],
      ],
      { stdio: ['pipe', 'ignore', 'pipe'] },
    );
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.child.once('close', (code) => (this.exitCode = code));
  }

  get lines(): string[] {
    return this.stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
  }
}

/** Writes keys one after the other, and notes what was acknowledged and what was not. */
export class Writer {
  readonly acknowledged: string[] = [];
  readonly failures: string[] = [];
  /** Milliseconds, the longest between two acknowledgements. */
  longestGapMs = 0;
  private readonly prefix: string;
  private stopped = false;
  private readonly ended: Promise<void>;

  constructor(endpoints: readonly string[], prefix = 'key-') {
    this.prefix = prefix;
    this.ended = this.run(new AtollClient({ endpoints, timeoutMs: 5_000 }));
  }

  stop(): Promise<void> {
    this.stopped = true;
    return this.ended;
  }

  private async run(client: AtollClient): Promise<void> {
    let last = performance.now();
    for (let at = 0; !this.stopped; at++) {
      const key = `${this.prefix}${at}`;
      try {
        await client.kv.put(key, `${at}`);
        this.acknowledged.push(key);
        this.longestGapMs = Math.max(this.longestGapMs, performance.now() - last);
        last = performance.now();
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        if (error.kind === 'refused' && !RETRYABLE.test(error.message)) this.failures.push(error.message);
        if (error.kind === 'invalid') this.failures.push(error.message);
      }
      await wait(2);
    }
    client.close();
  }
}
